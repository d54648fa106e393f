"""Every merchant's table that a plan reads stands under the viewer's scope, or hangs on a row that does."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Alias, BinaryExpression, ColumnClause, Join, Select, Table, select
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import False_
from sqlalchemy.sql.operators import eq, in_op
from sqlalchemy.sql.selectable import AliasedReturnsRows, CompoundSelect, Subquery

from models import Base, Event, ReverseOrder, ReverseOrderLine
from models.base import MerchantOwned
from plan.plans import Plan
from tests.plan.covering import covering
from tests.plan.pair import Asking, Pair
from tests.plan.pools import Pools, combined
from tests.plan.test_planned import ROWS

OWNED = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, MerchantOwned)}
# What ties a row to the merchant, or to the warehouse, of the viewer's grants or of a row within them.
TIES = {"merchant_id", "warehouse_id"}


def unscoped(statement: Select[Any]) -> set[str]:
    """The merchants' tables of a statement that nothing ties to a scope."""
    tied = set(_tied(statement))
    return set(_read(statement, tied)) - tied


def _read(statement: Select[Any], tied: set[str]) -> Iterator[str]:
    unions = [
        part for part in visitors.iterate(statement) if isinstance(part, AliasedReturnsRows) and part.name in tied
    ]
    # A union of several tables is tied as a whole, by the columns that it takes of each.
    within = {
        id(part)
        for union in unions
        for part in visitors.iterate(union.element)
        if isinstance(union.element, Subquery | CompoundSelect)
    }
    for part in visitors.iterate(statement):
        # Where nothing may be seen, nothing is read.
        if isinstance(part, Select) and id(part) not in within and not _is_false(part.whereclause):
            for source in part.get_final_froms():
                yield from (table.name for table in _tables(source) if _is_owned(table))


def _tables(source: Any) -> Iterator[Alias | Table]:
    if isinstance(source, Join):
        yield from _tables(source.left)
        # What is joined where nothing holds is not read.
        if not _is_false(source.onclause):
            yield from _tables(source.right)
    elif isinstance(source, Alias | Table):
        yield source


def _is_false(condition: Any) -> bool:
    return isinstance(getattr(condition, "element", None), False_)


def _tied(statement: Select[Any]) -> Iterator[str]:
    for part in visitors.iterate(statement):
        if isinstance(part, BinaryExpression) and part.operator in (eq, in_op):
            for side in (part.left, part.right):
                if isinstance(side, ColumnClause) and side.name in TIES and side.table is not None:
                    yield str(getattr(side.table, "name", ""))


def _is_owned(table: Alias | Table) -> bool:
    return (table.element if isinstance(table, Alias) else table) in OWNED


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        (select(ReverseOrder.id), {"reverse_orders"}),
        (select(ReverseOrder.id).where(ReverseOrder.merchant_id.is_not(None)), {"reverse_orders"}),
        (select(ReverseOrder.id).where(ReverseOrder.warehouse_id.in_([])), set()),
        (
            select(ReverseOrder.id)
            .join(Event, Event.subject_id == ReverseOrder.id)
            .where(ReverseOrder.merchant_id == ReverseOrder.merchant_id),
            {"events"},
        ),
        (
            select(select(ReverseOrderLine.id).where(ReverseOrderLine.quantity == 1).scalar_subquery()),
            {"reverse_order_lines"},
        ),
    ],
)
def test_the_check_can_fail(statement: Select[Any], missing: set[str]) -> None:
    assert unscoped(statement) == missing


# The statement is the same for both kinds of databases.
@pytest.mark.parametrize("pair", ["sqlite"], indirect=True)
@pytest.mark.parametrize("account", ["merchant-a", "provider", "partner"])
@pytest.mark.parametrize("name", ROWS)
def test_every_table_of_a_merchant_is_scoped(
    pair: Pair, pools: Pools, name: str, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[Select[Any]] = []
    made = Plan.statement

    def listen(plan: Plan, *arguments: Any, **options: Any) -> Select[Any]:
        statements.append(made(plan, *arguments, **options))
        return statements[-1]

    monkeypatch.setattr(Plan, "statement", listen)
    # A new text is new syntax, whose plan nobody has kept.
    text = f"# to be scoped for {account}\n{covering(name)}"
    for variables in combined(pools, name):
        pair.planned(Asking(account, text, variables))
    assert statements
    assert [unscoped(statement) for statement in statements if unscoped(statement)] == []
