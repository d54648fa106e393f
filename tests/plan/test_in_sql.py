"""What is measured comes as JSON text from the database: of each row its place and its text, nothing to put together."""

from typing import Any

import pytest
from sqlalchemy import Select

from benchmarks import operations
from benchmarks.documents import KINDS, Kind
from plan.plans import Plan
from tests.plan.pair import ACCOUNTS, Asking, Pair

TEXT_AND_PLACE = 3


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_page_is_made_by_the_database(pair: Pair, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    statements: list[Select[Any]] = []
    made = Plan.statement

    def listen(plan: Plan, *arguments: Any, **options: Any) -> Select[Any]:
        statements.append(made(plan, *arguments, **options))
        return statements[-1]

    monkeypatch.setattr(Plan, "statement", listen)
    # A new text is new syntax, whose plan nobody has kept.
    data = pair.data(Asking("merchant-a", f"# made by the database\n{operations.page(kind)}"))
    assert data[kind.list]["nodes"]
    (statement,) = statements
    assert len(statement.selected_columns) == TEXT_AND_PLACE


def test_who_reads_masked_gets_no_plan_of_who_does_not(pair: Pair) -> None:
    text = "# in turns\n{ exceptionCases { nodes { number detail } } }"
    details = {}
    for account in ("merchant-a", "partner", "merchant-a"):
        details[account] = {node["detail"] for node in pair.data(Asking(account, text))["exceptionCases"]["nodes"]}
    assert details["partner"] == {"***"}
    assert "***" not in details["merchant-a"]


CARTONS = "{ deliveryNotes { nodes { cartons { torn: relabelled is: __typename mark mark2: mark } } } }"
AUTHORS = """{ workTickets { nodes { messages { author { as: role name __typename id again: name } } } }
exceptionCases { nodes { resolvedBy { id name role } } } }"""


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_parts_are_shown_as_they_are_asked_for(pair: Pair, account: str, locale: str) -> None:
    cartons = pair.data(Asking(account, CARTONS, locale=locale))["deliveryNotes"]["nodes"]
    assert {"torn", "is", "mark", "mark2"} in [set(carton) for note in cartons for carton in note["cartons"]]
    authors = pair.data(Asking(account, AUTHORS, locale=locale))
    assert any(case["resolvedBy"] for case in authors["exceptionCases"]["nodes"])
    assert any(not case["resolvedBy"] for case in authors["exceptionCases"]["nodes"])


def test_the_system_has_a_name_in_each_language(pair: Pair) -> None:
    text = "{ exceptionCases(first: 100) { nodes { timeline { nodes { actor { name role } } } } } }"
    names = {}
    for locale in ("en", "zh-CN"):
        cases = pair.data(Asking("merchant-a", text, locale=locale))["exceptionCases"]["nodes"]
        actors = [event["actor"] for case in cases for event in case["timeline"]["nodes"]]
        names[locale] = {actor["name"] for actor in actors if actor["role"] is None}
    assert len(names["en"]) == len(names["zh-CN"]) == 1
    assert names["en"] != names["zh-CN"]
