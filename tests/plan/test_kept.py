"""Statements that are kept: made once for all requests that differ by values alone, and never for others."""

from typing import Any

import pytest
from sqlalchemy import Select

from plan.plans import Plan
from tests.plan.pair import Asking, Pair

ONE = "query($id: ID!) { stockOrder(by: { id: $id }) { number } }"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Select[Any]]:
    """The statements that were made."""
    statements: list[Select[Any]] = []
    statement = Plan.statement

    def listen(plan: Plan, *arguments: Any, **options: Any) -> Select[Any]:
        statements.append(statement(plan, *arguments, **options))
        return statements[-1]

    monkeypatch.setattr(Plan, "statement", listen)
    return statements


def test_documents_are_found_by_one_statement(pair: Pair, made: list[Select[Any]]) -> None:
    ids = "{ stockOrders(first: 100) { nodes { id } } }"
    text = f"# one by one\n{ONE}"
    theirs = {}
    for account in ("merchant-a", "merchant-b"):
        theirs[account] = [order["id"] for order in pair.data(Asking(account, ids))["stockOrders"]["nodes"]]
    made.clear()
    for account in ("merchant-a", "merchant-b"):
        for owner in ("merchant-a", "merchant-b"):
            for id in theirs[owner][:3]:
                shown = pair.data(Asking(account, text, {"id": id}))["stockOrder"]
                assert (shown is not None) is (id in theirs[account])
    assert len(made) == 1
