"""What is measured comes as JSON text from the database: of each row its place and its text, nothing to put together."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Select, update

from benchmarks import operations
from benchmarks.documents import KINDS, Kind
from models import ReverseOrder
from plan import reading
from plan.plans import ObjectPlan, Plan
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


MOMENTS = """{
  reverseOrders(first: 1, filter: { state: { eq: AWAITING_PICKUP } }) {
    nodes { createdAt updatedAt lines { quantity } } pageInfo { endCursor }
  }
}"""


@pytest.mark.parametrize(
    ("microsecond", "told"),
    [(0, "000"), (1, "000001"), (1000, "001"), (500_000, "500"), (1_001, "001001"), (999_999, "999999")],
)
def test_a_moment_is_told_as_exactly_as_it_is(own_pair: Pair, microsecond: int, told: str) -> None:
    at = datetime(2026, 2, 28, 0, 0, 0, microsecond, UTC)
    own_pair.execute(update(ReverseOrder).values(created_at=at, updated_at=at))
    (order,) = own_pair.data(Asking("merchant-a", MOMENTS))["reverseOrders"]["nodes"]
    assert order["createdAt"] == order["updatedAt"] == f"2026-02-28T00:00:00.{told}Z"


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows were looked for at a time."""
    counts: list[int] = []
    load = reading._load

    async def listen(plan: ObjectPlan, model: Any, context: Any, keys: list[Any]) -> list[Any]:
        counts.append(len(keys))
        return await load(plan, model, context, keys)

    monkeypatch.setattr(reading, "_load", listen)
    return counts


def test_what_is_asked_for_in_a_list_is_read_together(pair: Pair, together: list[int]) -> None:
    orders = pair.data(Asking("merchant-a", "{ reverseOrders(first: 3) { nodes { id number } } }"))["reverseOrders"]
    ids = {"ids": [order["id"] for order in orders["nodes"]]}
    text = "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on ReverseOrder { number } } }"
    assert pair.data(Asking("merchant-a", text, ids))["nodes"] == orders["nodes"]
    assert together == [3]


def test_what_is_asked_for_alone_waits_for_nothing(pair: Pair, together: list[int]) -> None:
    orders = pair.data(Asking("merchant-a", "{ reverseOrders(first: 2) { nodes { id number } } }"))["reverseOrders"]
    one, other = orders["nodes"]
    text = "query($one: ID!, $other: ID!) { one: reverseOrder(by: { id: $one }) { id number } other: node(id: $other) { id } }"
    found = pair.data(Asking("merchant-a", text, {"one": one["id"], "other": other["id"]}))
    assert found == {"one": one, "other": {"id": other["id"]}}
    assert together == [1, 1]
