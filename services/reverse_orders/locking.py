"""Reverse orders are locked before anything is decided, and moved all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, select, update

from domain.batches import MOST_ITEMS, Batch, BatchOutcome
from domain.documents import PREFIXES, Action
from domain.errors import BatchTooLarge, DomainError, Invalid, Rejected
from domain.ids import encode_id
from domain.reverse_orders import ReverseOrderState
from models import ReverseOrder
from models.base import actor_columns
from services.batch import Selection
from services.documents import key_of, locked
from services.queries.filters import At, compile_filter
from services.queries.reverse_orders import CONDITIONS
from services.work import Work


@dataclass(frozen=True)
class Chosen:
    """Which orders a call means: checked, not looked up yet."""

    condition: ColumnElement[bool]
    # Every id as the caller wrote it, with its value; None for a filter.
    named: dict[str, UUID | None] | None
    too_large: BatchTooLarge | None = None


def choose(work: Work, selection: Selection) -> Chosen:
    """Rejected where the selection itself is not valid."""
    if selection.ids is None:
        try:
            at = At(("selection", "filter"), work.now, work.grants)
            return Chosen(compile_filter(CONDITIONS, selection.filter, at), None)
        except DomainError as error:
            raise Rejected(error) from error
    named = selection.named(PREFIXES[ReverseOrder.kind])
    if not named:
        raise Rejected(Invalid(field=("selection", "ids"), reason="EMPTY"))
    if len(named) > MOST_ITEMS:
        too_large = BatchTooLarge(field=("selection", "ids"), most=MOST_ITEMS, count=len(named))
        return Chosen(false(), named, too_large)
    return Chosen(ReverseOrder.id.in_([id for id in named.values() if id]), named)


@dataclass(frozen=True)
class Found:
    """The chosen orders that may be seen, locked, and every id as the caller wrote it."""

    named: dict[str, UUID | None]
    orders: dict[UUID, ReverseOrder]
    # What the extra column of the selection says of each order.
    entries: dict[UUID, Any]
    too_large: BatchTooLarge | None = None

    def applied(self, decided: Batch) -> list[ReverseOrder]:
        applied = {item.key for item in decided.items if item.outcome is BatchOutcome.APPLIED}
        return [order for order in self.orders.values() if key_of(order) in applied]


async def lock(work: Work, chosen: Chosen, extra: ColumnElement[Any] | None = None) -> Found:
    """Lock the orders in the order of their ids, so that two batches never wait for each other in a ring."""
    columns = (ReverseOrder,) if extra is None else (ReverseOrder, extra)
    statement: Select[Any] = select(*columns).where(chosen.condition)
    ordered = locked(work, ReverseOrder, statement).order_by(ReverseOrder.merchant_id, ReverseOrder.id)
    rows = (await work.session.execute(ordered.limit(MOST_ITEMS + 1))).all()
    orders = {row[0].id: row[0] for row in rows}
    too_large = chosen.too_large
    if len(rows) > MOST_ITEMS:
        too_large = BatchTooLarge(field=("selection", "filter"), reason="BATCH_TOO_LARGE_FILTER", most=MOST_ITEMS)
    named = {encode_id(PREFIXES[ReverseOrder.kind], id): id for id in orders} if chosen.named is None else chosen.named
    return Found(named, orders, {row[0].id: row[-1] for row in rows}, too_large)


def once(work: Work, order: ReverseOrder) -> dict[str, Any]:
    """What a row that an order gets once says of the order, the moment, and who wrote it."""
    return {
        "merchant_id": order.merchant_id,
        "id": work.new_id(),
        "reverse_order_id": order.id,
        "at": work.now,
        **actor_columns(work.actor),
    }


async def move_all(
    work: Work,
    orders: Sequence[ReverseOrder],
    action: Action,
    to: ReverseOrderState,
    changes: dict[UUID, dict[str, Any]],
    **columns: Any,
) -> None:
    """One UPDATE for all, and an event for each. The orders are locked, and checked to admit the action."""
    await work.session.execute(
        update(ReverseOrder)
        .where(
            ReverseOrder.merchant_id.in_(sorted({order.merchant_id for order in orders})),
            ReverseOrder.id.in_([order.id for order in orders]),
        )
        .values(state=to, version=ReverseOrder.version + 1, updated_at=work.now, **columns)
        .execution_options(synchronize_session=False)
    )
    for order in orders:
        work.record(
            order,
            action,
            version=order.version + 1,
            from_state=order.state,
            to_state=to,
            changes=changes.get(order.id, {}),
        )
