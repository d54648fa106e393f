"""What is measured comes as JSON text from the database: of each row its place and its text, nothing to put together."""

from typing import Any

import pytest
from sqlalchemy import Select

from benchmarks import operations
from benchmarks.documents import REVERSE_ORDERS, Kind
from benchmarks.documents.exception_cases import EXCEPTION_CASES
from benchmarks.documents.return_orders import RETURN_ORDERS
from benchmarks.documents.stock_orders import STOCK_ORDERS
from plan.plans import Plan
from tests.plan.pair import Asking, Pair

KINDS = [REVERSE_ORDERS, STOCK_ORDERS, EXCEPTION_CASES, RETURN_ORDERS]
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
