"""Stock orders (备货订单): what the platform asks a merchant to send, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import auto
from typing import Any
from uuid import UUID

from domain.deadlines import Deadline, DeadlineKind, Spans, Term, deadlines_of, term_after
from domain.delivery_notes import ARRIVED_STATES, DeliveryNoteState
from domain.delivery_notes import MACHINE as NOTES
from domain.documents import Action, DocumentKind
from domain.machine import Available, StateMachine, Transition, available
from domain.permissions import MERCHANT, OPERATOR, Role
from domain.words import Word


class OrderKind(Word):
    FIRST = auto()
    REPLENISHMENT = auto()
    JIT_REPLENISHMENT = auto()


class FulfilmentMode(Word):
    STOCK = auto()
    JIT = auto()


class StockOrderOrigin(Word):
    PLATFORM = auto()
    RESUPPLY = auto()
    AUTO_SUPPLEMENT = auto()


class StockOrderState(Word):
    PENDING_CONFIRMATION = auto()
    ACCEPTED = auto()
    PARTIALLY_SHIPPED = auto()
    SHIPPED = auto()
    RECEIVED = auto()
    REJECTED = auto()
    EXPIRED = auto()
    CANCELLED = auto()


class PenaltyReason(Word):
    JIT_ACCEPT_LATE = auto()
    JIT_SHIP_LATE = auto()
    JIT_ARRIVAL_LATE = auto()


class PenaltyState(Word):
    WARNED = auto()
    APPLIED = auto()
    WAIVED = auto()


_S = StockOrderState
_T = Transition[StockOrderState]

MACHINE = StateMachine(
    DocumentKind.STOCK_ORDER,
    StockOrderState,
    [
        _T(Action.CREATE, None, _S.PENDING_CONFIRMATION, OPERATOR),
        # An automatic supplement is accepted as it is made.
        _T(Action.CREATE, None, _S.ACCEPTED, OPERATOR),
        _T(Action.ACCEPT, _S.PENDING_CONFIRMATION, _S.ACCEPTED, MERCHANT),
        _T(Action.REJECT, _S.PENDING_CONFIRMATION, _S.REJECTED, MERCHANT, irreversible=True),
        _T(Action.EXPIRE, _S.PENDING_CONFIRMATION, _S.EXPIRED, system=True),
        _T(Action.SHIP, _S.ACCEPTED, _S.PARTIALLY_SHIPPED, system=True),
        _T(Action.SHIP, _S.ACCEPTED, _S.SHIPPED, system=True),
        _T(Action.SHIP, _S.PARTIALLY_SHIPPED, _S.SHIPPED, system=True),
        # A confirmed note was cancelled: its units are to be shipped again.
        _T(Action.SHIP, _S.SHIPPED, _S.PARTIALLY_SHIPPED, system=True),
        _T(Action.SHIP, _S.SHIPPED, _S.ACCEPTED, system=True),
        _T(Action.SHIP, _S.PARTIALLY_SHIPPED, _S.ACCEPTED, system=True),
        _T(Action.RECEIVE, _S.SHIPPED, _S.RECEIVED, system=True),
        _T(Action.CANCEL, _S.PENDING_CONFIRMATION, _S.CANCELLED, OPERATOR, irreversible=True),
        _T(Action.CANCEL, _S.ACCEPTED, _S.CANCELLED, OPERATOR, irreversible=True),
        _T(Action.CREATE_DELIVERY_NOTE, _S.ACCEPTED, _S.ACCEPTED, MERCHANT),
        _T(Action.CREATE_DELIVERY_NOTE, _S.PARTIALLY_SHIPPED, _S.PARTIALLY_SHIPPED, MERCHANT),
    ],
)

# Nothing more is shipped for an order that came to one of these.
ENDED_FOR_RESUPPLY = frozenset({_S.SHIPPED, _S.RECEIVED, _S.REJECTED, _S.EXPIRED, _S.CANCELLED})
FAILED = frozenset({_S.REJECTED, _S.EXPIRED, _S.CANCELLED})


def mode_of(kind: OrderKind) -> FulfilmentMode:
    return FulfilmentMode.JIT if kind is OrderKind.JIT_REPLENISHMENT else FulfilmentMode.STOCK


def resupply_kind(mode: FulfilmentMode) -> OrderKind:
    """A resupply order keeps its source's mode."""
    return OrderKind.JIT_REPLENISHMENT if mode is FulfilmentMode.JIT else OrderKind.REPLENISHMENT


def accept_term(now: datetime, mode: FulfilmentMode, spans: Spans) -> Term:
    return term_after(now, spans.jit_accept if mode is FulfilmentMode.JIT else spans.stock_accept)


def ship_term(accepted_at: datetime, mode: FulfilmentMode, spans: Spans) -> Term | None:
    """Until when a stock order is shipped, counted from its acceptance; a JIT order has to arrive instead."""
    return None if mode is FulfilmentMode.JIT else term_after(accepted_at, spans.stock_ship)


def arrive_term(accepted_at: datetime, mode: FulfilmentMode, spans: Spans) -> Term | None:
    return term_after(accepted_at, spans.jit_arrive) if mode is FulfilmentMode.JIT else None


DEADLINES = (
    (DeadlineKind.ACCEPT, "accept_due_soon_at", "accept_by", "accepted_at"),
    (DeadlineKind.SHIP, "ship_due_soon_at", "ship_by", "shipped_at"),
    (DeadlineKind.ARRIVE, "arrive_due_soon_at", "arrive_by", "arrived_at"),
)
PENALTIES: Mapping[DeadlineKind, PenaltyReason] = {
    DeadlineKind.ACCEPT: PenaltyReason.JIT_ACCEPT_LATE,
    DeadlineKind.SHIP: PenaltyReason.JIT_SHIP_LATE,
    DeadlineKind.ARRIVE: PenaltyReason.JIT_ARRIVAL_LATE,
}


def deadlines(order: Any, now: datetime) -> list[Deadline]:
    """Only a JIT order's can bring a penalty."""
    return deadlines_of(
        order, DEADLINES, ended=MACHINE.terminal(order.state), now=now, penalty_risk=order.mode is FulfilmentMode.JIT
    )


def available_actions(order: Any, role: Role) -> list[Available]:
    return available(MACHINE, role, lambda action: MACHINE.next_any(action, order.state))


@dataclass(frozen=True)
class Note:
    """What the rules need to know of one of the order's delivery notes: pieces by goods item."""

    state: DeliveryNoteState
    declared: Mapping[UUID, int]
    passed: Mapping[UUID, int]
    supplements: bool = False


@dataclass(frozen=True)
class Progress:
    """How far an order has come. `shipped` and `received` are pieces by goods item."""

    shipped: Mapping[UUID, int]
    received: Mapping[UUID, int]
    state: StockOrderState | None
    arrived: bool


# Units on these are to be shipped still, or again.
_UNSHIPPED = frozenset({DeliveryNoteState.DRAFT, DeliveryNoteState.CANCELLED})


def progress(ordered: Mapping[UUID, int], notes: Sequence[Note]) -> Progress:
    """Of the notes as they are now. `state` None: nothing is shipped.

    A supplement note holds units that were on another note before: they are shipped once. Units on a voided or returned
    note are done with. Received is what was put away.
    """
    counted = [note for note in notes if note.state not in _UNSHIPPED]
    shipped = _sum(note.declared for note in counted if not note.supplements)
    received = _sum(note.passed for note in counted if note.state is DeliveryNoteState.PUTAWAY_DONE)
    complete = all(shipped.get(item, 0) >= quantity for item, quantity in ordered.items())
    ended = complete and all(NOTES.terminal(note.state) for note in counted)
    come = [note.state in ARRIVED_STATES for note in counted if note.state is not DeliveryNoteState.VOIDED]
    arrived = complete and bool(come) and all(come)
    state = None
    if any(shipped.values()):
        state = StockOrderState.PARTIALLY_SHIPPED
    if complete:
        state = StockOrderState.RECEIVED if ended else StockOrderState.SHIPPED
    return Progress(shipped, received, state, arrived)


def left_to_note(ordered: Mapping[UUID, int], notes: Sequence[Note]) -> dict[UUID, int]:
    """How many pieces of each goods item are on no note yet, or on a cancelled one."""
    planned = _sum(n.declared for n in notes if n.state is not DeliveryNoteState.CANCELLED and not n.supplements)
    return {item: max(0, quantity - planned.get(item, 0)) for item, quantity in ordered.items()}


def _sum(parts: Iterable[Mapping[UUID, int]]) -> dict[UUID, int]:
    total: dict[UUID, int] = {}
    for part in parts:
        for item, quantity in part.items():
            total[item] = total.get(item, 0) + quantity
    return total
