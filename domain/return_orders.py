"""Return orders (退货单): goods that leave the warehouse again, or are given up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import auto
from typing import Any

from domain.deadlines import Deadline, DeadlineKind, Term, deadlines_of, term_after
from domain.documents import Action, DocumentKind
from domain.errors import AlreadySubmitted, TooEarly
from domain.machine import Available, StateMachine, Transition, available
from domain.permissions import MERCHANT, OPERATOR, WAREHOUSE, Role
from domain.words import Word


class ReturnScope(Word):
    PROBLEM_ITEMS = auto()
    WHOLE_PARCEL = auto()
    WHOLE_NOTE = auto()


class ReturnMethod(Word):
    PLATFORM_LOGISTICS = auto()
    SELF_PICKUP = auto()
    ABANDON = auto()


class ReturnOrderState(Word):
    PENDING_CONFIRMATION = auto()
    AWAITING_PACKING = auto()
    AWAITING_SHIPMENT = auto()
    AWAITING_PICKUP = auto()
    SHIPPED = auto()
    AWAITING_DISPOSAL = auto()
    SIGNED = auto()
    DISPOSED = auto()
    CANCELLED = auto()


_S = ReturnOrderState
_T = Transition[ReturnOrderState]

MACHINE = StateMachine(
    DocumentKind.RETURN_ORDER,
    ReturnOrderState,
    [
        _T(Action.CREATE, None, _S.PENDING_CONFIRMATION, system=True),
        _T(
            Action.ENTER_RETURN_METHOD,
            _S.PENDING_CONFIRMATION,
            _S.AWAITING_PACKING,
            MERCHANT,
            irreversible=True,
        ),
        # Abandoning asks for a second confirmation; the other methods do not.
        _T(Action.ENTER_RETURN_METHOD, _S.PENDING_CONFIRMATION, _S.AWAITING_DISPOSAL, MERCHANT, irreversible=True),
        _T(Action.PACK, _S.AWAITING_PACKING, _S.AWAITING_SHIPMENT, WAREHOUSE),
        _T(Action.PACK, _S.AWAITING_PACKING, _S.AWAITING_PICKUP, WAREHOUSE),
        _T(Action.SHIP, _S.AWAITING_SHIPMENT, _S.SHIPPED, WAREHOUSE),
        _T(Action.SIGN, _S.SHIPPED, _S.SIGNED, MERCHANT, irreversible=True),
        _T(Action.COLLECT, _S.AWAITING_PICKUP, _S.SIGNED, WAREHOUSE),
        _T(Action.DISPOSE, _S.AWAITING_DISPOSAL, _S.DISPOSED, WAREHOUSE, irreversible=True),
        _T(
            Action.FORCE_ABANDON,
            _S.PENDING_CONFIRMATION,
            _S.AWAITING_DISPOSAL,
            OPERATOR,
            irreversible=True,
        ),
        _T(Action.CANCEL, _S.PENDING_CONFIRMATION, _S.CANCELLED, OPERATOR, irreversible=True),
    ],
)

ENTERED: Mapping[Word, ReturnOrderState] = {
    ReturnMethod.PLATFORM_LOGISTICS: _S.AWAITING_PACKING,
    ReturnMethod.SELF_PICKUP: _S.AWAITING_PACKING,
    ReturnMethod.ABANDON: _S.AWAITING_DISPOSAL,
}
PACKED: Mapping[ReturnMethod, ReturnOrderState] = {
    ReturnMethod.PLATFORM_LOGISTICS: _S.AWAITING_SHIPMENT,
    ReturnMethod.SELF_PICKUP: _S.AWAITING_PICKUP,
}
DEADLINES = ((DeadlineKind.ENTER_RETURN_METHOD, "enter_due_soon_at", "enter_due_at", "entered_at"),)


def enter_term(now: datetime, span: timedelta) -> Term:
    return term_after(now, span)


def check(order: Any, action: Action, now: datetime, to: ReturnOrderState | None = None) -> ReturnOrderState:
    """The state that the action leads to, or the first reason against it, in the contract's order of codes."""
    if action is Action.ENTER_RETURN_METHOD and order.method is not None:
        raise AlreadySubmitted(number=order.number)
    target = MACHINE.next_any(action, order.state, to)
    if action is Action.FORCE_ABANDON and now <= order.enter_due_at:
        raise TooEarly(reason="BEFORE_DEADLINE")
    return target


def available_actions(order: Any, role: Role, now: datetime) -> list[Available]:
    return available(MACHINE, role, lambda action: check(order, action, now))


def deadlines(order: Any, now: datetime) -> list[Deadline]:
    return deadlines_of(order, DEADLINES, ended=MACHINE.terminal(order.state), now=now)
