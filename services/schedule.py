"""What time does by itself: orders expire, handling is confirmed, JIT merchants are warned and penalised.

Never more than that: time destroys nothing and abandons nothing. Each duty takes rows whose time has come, locks them,
and leaves them so that they are not taken again: whichever process comes first does it, once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, and_, delete, or_, select, tuple_

from domain.deadlines import DeadlineKind, Spans
from domain.documents import Action
from domain.permissions import SYSTEM
from domain.reverse_orders import ReverseExceptionStatus, ReverseOrderState
from domain.stock_orders import PENALTIES, FulfilmentMode, PenaltyReason, PenaltyState, StockOrderState
from models import Base, IdempotencyRecord, Penalty, ReverseOrder, Session, StockOrder
from models.base import table_of
from models.database import Database
from models.reverse_orders import HANDLED
from services import stock_orders
from services.documents import move, note
from services.idempotency import KEPT
from services.work import Clock, Work, perform

log = structlog.get_logger()
# How many rows one transaction takes.
CHUNK = 100


async def again(every: timedelta, act: Callable[[], Awaitable[object]]) -> None:
    """Do it again and again; what fails is logged, and tried again."""
    while True:
        await asyncio.sleep(every.total_seconds())
        try:
            await act()
        except Exception as error:
            log.error("schedule", error=type(error).__qualname__)


async def run(
    database: Database, spans: Spans, clock: Clock, told: Callable[[str, int], object] = lambda *_: None
) -> int:
    """Do everything that is due now; answers how much that was."""
    done = 0
    for duty in DUTIES:
        while count := await perform(database, _chunk, duty, actor=SYSTEM, spans=spans, clock=clock):
            done += count
            told(duty.__name__, count)
    return done


Duty = Callable[[Work], Awaitable[int]]


async def _chunk(work: Work, duty: Duty) -> int:
    return await duty(work)


def _free(statement: Any, of: Any) -> Any:
    """Some rows that nobody else is working on."""
    return statement.limit(CHUNK).with_for_update(of=of, skip_locked=True)


async def expire_orders(work: Work) -> int:
    """Nobody accepted the order in time; a JIT merchant is warned of the penalty."""
    late = (StockOrder.state == StockOrderState.PENDING_CONFIRMATION, StockOrder.accept_by < work.now)
    statement = select(StockOrder).where(*late).order_by(StockOrder.accept_by)
    orders = (await work.session.scalars(_free(statement, StockOrder))).all()
    for order in orders:
        if order.mode is FulfilmentMode.JIT:
            _warn(work, order, DeadlineKind.ACCEPT)
        await stock_orders.expire(work, order)
    return len(orders)


async def confirm_handling(work: Work) -> int:
    """The merchant had time to say that something is wrong, and nothing is open."""
    quiet = ReverseOrder.exception_status != ReverseExceptionStatus.PENDING
    statement = select(ReverseOrder).where(HANDLED, ReverseOrder.handling_due_at <= work.now, quiet)
    orders = (await work.session.scalars(_free(statement.order_by(ReverseOrder.handling_due_at), ReverseOrder))).all()
    for order in orders:
        move(work, order, Action.CONFIRM_HANDLING, ReverseOrderState.COMPLETED)
    return len(orders)


_UNDERWAY = (StockOrderState.ACCEPTED, StockOrderState.PARTIALLY_SHIPPED, StockOrderState.SHIPPED)
NOT_ARRIVED = (StockOrder.arrived_at.is_(None), StockOrder.state.in_(_UNDERWAY))


async def warn_late_arrivals(work: Work) -> int:
    """A JIT order has not arrived in time."""
    warned = select(Penalty.stock_order_id).where(
        Penalty.merchant_id == StockOrder.merchant_id,
        Penalty.stock_order_id == StockOrder.id,
        Penalty.reason == PenaltyReason.JIT_ARRIVAL_LATE,
    )
    late = and_(StockOrder.arrive_by < work.now, StockOrder.mode == FulfilmentMode.JIT, *NOT_ARRIVED)
    statement = select(StockOrder).where(late, ~warned.exists()).order_by(StockOrder.arrive_by)
    orders = (await work.session.scalars(_free(statement, StockOrder))).all()
    for order in orders:
        _warn(work, order, DeadlineKind.ARRIVE)
    return len(orders)


def _warn(work: Work, order: StockOrder, deadline: DeadlineKind) -> None:
    penalty = Penalty(
        merchant_id=order.merchant_id,
        id=work.new_id(),
        stock_order_id=order.id,
        reason=PENALTIES[deadline],
        state=PenaltyState.WARNED,
        at=work.now,
    )
    work.add(penalty)
    _tell(work, order, penalty)


async def apply_penalties(work: Work) -> int:
    """The merchant was warned, and is as late as before; an order that ended meanwhile is late no more."""
    still_late = or_(Penalty.reason == PenaltyReason.JIT_ACCEPT_LATE, and_(*NOT_ARRIVED))
    same = and_(StockOrder.merchant_id == Penalty.merchant_id, StockOrder.id == Penalty.stock_order_id)
    statement = (
        select(Penalty, StockOrder)
        .join(StockOrder, same)
        .where(Penalty.state == PenaltyState.WARNED, Penalty.at <= work.now - work.spans.penalty_grace, still_late)
        .order_by(Penalty.at)
    )
    rows = (await work.session.execute(_free(statement, (Penalty, StockOrder)))).all()
    for penalty, order in rows:
        penalty.state, penalty.at = PenaltyState.APPLIED, work.now
        _tell(work, order, penalty)
    return len(rows)


def _tell(work: Work, order: StockOrder, penalty: Penalty) -> None:
    note(work, order, {"penalty": penalty.reason.value, "penaltyState": penalty.state.value})


async def forget_calls(work: Work) -> int:
    """Calls whose keys count no longer."""
    return await _forget(work, IdempotencyRecord, IdempotencyRecord.created_at <= work.now - KEPT)


async def forget_sessions(work: Work) -> int:
    """Sessions that are over."""
    return await _forget(work, Session, Session.expires_at <= work.now)


async def _forget(work: Work, model: type[Base], old: ColumnElement[bool]) -> int:
    key = tuple(table_of(model).primary_key.columns)
    found = (await work.session.execute(select(*key).where(old).limit(CHUNK))).all()
    if found:
        await work.session.execute(delete(model).where(tuple_(*key).in_([tuple(row) for row in found])))
    return len(found)


DUTIES: tuple[Duty, ...] = (
    expire_orders,
    confirm_handling,
    warn_late_arrivals,
    apply_penalties,
    forget_calls,
    forget_sessions,
)
