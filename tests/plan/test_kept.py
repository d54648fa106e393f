"""Statements that are kept: made once for all requests that differ by values alone, and never for others."""

from typing import Any

import pytest
from sqlalchemy import Select

from domain.deadlines import DeadlineStatus
from domain.errors import Invalid
from domain.stock_orders import StockOrderState
from models.statements import Planning, Prepared, Statements
from plan.plans import Plan
from services.queries.filters import compared
from services.queries.inbound import STOCK_ORDERS
from tests.plan.pair import Asking, Pair

LIST = """query($filter: StockOrderFilter, $after: String, $before: String, $first: Int, $last: Int) {
  stockOrders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { number state createdAt } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}"""
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


def test_values_and_viewers_differ_in_one_statement(pair: Pair, made: list[Select[Any]]) -> None:
    text = f"# one statement\n{LIST}"
    for state in StockOrderState:
        for account in ("merchant-a", "merchant-b"):
            found = pair.data(Asking(account, text, {"filter": {"state": {"eq": state.value}}}))["stockOrders"]
            assert {order["state"] for order in found["nodes"]} <= {state.value}
    assert len(made) == 1
    both = [StockOrderState.RECEIVED.value, StockOrderState.SHIPPED.value]
    for states in ([], both[:1], both):
        found = pair.data(Asking("merchant-a", text, {"filter": {"state": {"in": states}}}))["stockOrders"]
        assert {order["state"] for order in found["nodes"]} == set(states)
    assert len(made) == 2


def test_pages_follow_each_other_by_one_statement(pair: Pair, made: list[Select[Any]]) -> None:
    text = f"# page by page\n{LIST}"
    everything = pair.data(Asking("operator", text, {"first": 100}))["stockOrders"]["nodes"]
    walked, after = [], None
    for _ in range(3):
        page = pair.data(Asking("operator", text, {"first": 3, "after": after}))["stockOrders"]
        walked += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert walked == everything[:9]
    # All at once; the first page; those behind a cursor.
    assert len(made) == 3
    back = pair.data(Asking("operator", text, {"last": 3, "before": after}))["stockOrders"]
    assert back["nodes"] == everything[5:8]


def test_a_moment_is_compared_with_what_is_given_each_time(pair: Pair, made: list[Select[Any]]) -> None:
    text = f"# since when\n{LIST}"
    orders = pair.data(Asking("operator", text, {"first": 100}))["stockOrders"]["nodes"]
    for order in orders[:3]:
        given = {"first": 100, "filter": {"createdAt": {"gte": order["createdAt"], "lt": orders[0]["createdAt"]}}}
        found = pair.data(Asking("operator", text, given))["stockOrders"]["nodes"]
        assert found == [o for o in orders if order["createdAt"] <= o["createdAt"] < orders[0]["createdAt"]]
    assert len(made) == 2


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


@pytest.mark.parametrize(
    "given",
    [
        {"state": {"is_null": True}},
        {"state": {"eq": None}},
        {"number": {"contains": "SO"}},
        {"warehouse": {"code": {"eq": "W"}}},
        {"deadline_status": {"eq": DeadlineStatus.OVERDUE}},
        {"not": {"state": {"eq": StockOrderState.SHIPPED}}},
        {"state": {"eq": StockOrderState.SHIPPED}, "goods_item": {"name": {"contains": "x"}}},
    ],
)
def test_what_depends_on_values_moments_or_readers_is_not_kept(given: dict[str, Any]) -> None:
    assert compared(STOCK_ORDERS.conditions, given, ("filter",)) is None


def test_what_is_too_much_is_refused() -> None:
    with pytest.raises(Invalid):
        compared(STOCK_ORDERS.conditions, {"state": {"in": [StockOrderState.SHIPPED] * 6000}}, ("filter",))


# ───────────────────────── how the database plans it ─────────────────────────


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[Planning | None]:
    """How statements of plans were to be planned."""
    found: list[Planning | None] = []
    prepare = Statements.prepare

    def listen(statements: Statements, *arguments: Any, name: Any = None, **options: Any) -> Prepared:
        prepared = prepare(statements, *arguments, name=name, **options)
        if isinstance(name, tuple) and isinstance(name[0], Plan):
            found.append(prepared.planning)
        return prepared

    monkeypatch.setattr(Statements, "prepare", listen)
    return found


@pytest.mark.parametrize(
    ("filter", "planning"),
    [
        (None, Planning.ONCE),
        ({"state": {"in": ["RECEIVED", "SHIPPED"]}, "mode": {"eq": "JIT"}}, Planning.ONCE),
        # How wide a range is, and how common a text, decides where to look first.
        ({"createdAt": {"gte": "2026-01-01T00:00:00Z"}}, Planning.AUTO),
        ({"goodsItem": {"name": {"contains": "海"}}}, Planning.ANEW),
        ({"number": {"startsWith": "S"}}, Planning.AUTO),
    ],
)
def test_values_decide_where_they_can(
    pair: Pair, planned: list[Planning | None], filter: dict[str, Any] | None, planning: Planning
) -> None:
    pair.data(Asking("merchant-a", LIST, {"filter": filter}))
    assert planned == [planning]


def test_one_document_is_planned_once(pair: Pair, planned: list[Planning | None]) -> None:
    (order,) = pair.data(Asking("merchant-a", "{ stockOrders(first: 1) { nodes { id number } } }"))["stockOrders"][
        "nodes"
    ]
    planned.clear()
    assert pair.data(Asking("merchant-a", ONE, {"id": order["id"]}))["stockOrder"] == {"number": order["number"]}
    assert planned == [Planning.ONCE]
