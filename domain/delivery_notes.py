"""Delivery notes (送货单): goods on their way into the platform's warehouse, and what it counted."""

from collections.abc import Mapping
from enum import auto
from typing import Any

from domain.documents import Action, DocumentKind
from domain.machine import Available, StateMachine, Transition, available
from domain.permissions import MERCHANT, WAREHOUSE, Role
from domain.words import Word


class DeliveryLogistics(Word):
    PLATFORM = auto()
    SELF = auto()


class DeliveryNoteState(Word):
    DRAFT = auto()
    CONFIRMED = auto()
    IN_TRANSIT = auto()
    ARRIVED = auto()
    RECEIVING = auto()
    QUALITY_CHECK = auto()
    PUTAWAY_DONE = auto()
    VOIDED = auto()
    RETURNED = auto()
    CANCELLED = auto()


class InboundStep(Word):
    IN_TRANSIT = auto()
    ARRIVED = auto()
    RECEIVING = auto()
    QUALITY_CHECK = auto()
    PUTAWAY_DONE = auto()


STEPS: Mapping[InboundStep, Action] = {
    InboundStep.IN_TRANSIT: Action.REPORT_IN_TRANSIT,
    InboundStep.ARRIVED: Action.ARRIVE,
    InboundStep.RECEIVING: Action.START_RECEIVING,
    InboundStep.QUALITY_CHECK: Action.FINISH_RECEIVING,
    InboundStep.PUTAWAY_DONE: Action.FINISH_QUALITY_CHECK,
}

_S = DeliveryNoteState
_T = Transition[DeliveryNoteState]
# A rule may void a note, and give it back, as long as its goods are not put away.
_BEFORE_PUTAWAY = (_S.DRAFT, _S.CANCELLED, _S.CONFIRMED, _S.IN_TRANSIT, _S.ARRIVED, _S.RECEIVING, _S.QUALITY_CHECK)

MACHINE = StateMachine(
    DocumentKind.DELIVERY_NOTE,
    DeliveryNoteState,
    [
        _T(Action.CREATE, None, _S.DRAFT, MERCHANT),
        # A supplement is a note of goods that are there already.
        _T(Action.CREATE, None, _S.ARRIVED, system=True),
        _T(Action.CONFIRM_SEND, _S.DRAFT, _S.CONFIRMED, MERCHANT),
        _T(Action.CANCEL, _S.DRAFT, _S.CANCELLED, MERCHANT, irreversible=True),
        _T(Action.CANCEL, _S.CONFIRMED, _S.CANCELLED, MERCHANT, irreversible=True),
        _T(Action.REPORT_IN_TRANSIT, _S.CONFIRMED, _S.IN_TRANSIT, WAREHOUSE),
        _T(Action.ARRIVE, _S.CONFIRMED, _S.ARRIVED, WAREHOUSE),
        _T(Action.ARRIVE, _S.IN_TRANSIT, _S.ARRIVED, WAREHOUSE),
        _T(Action.START_RECEIVING, _S.ARRIVED, _S.RECEIVING, WAREHOUSE),
        _T(Action.FINISH_RECEIVING, _S.RECEIVING, _S.QUALITY_CHECK, WAREHOUSE),
        _T(Action.FINISH_QUALITY_CHECK, _S.QUALITY_CHECK, _S.PUTAWAY_DONE, WAREHOUSE),
        _T(Action.REINSTATE, _S.DRAFT, _S.ARRIVED, system=True),
        _T(Action.REINSTATE, _S.CANCELLED, _S.ARRIVED, system=True),
        *(_T(Action.VOID, state, _S.VOIDED, system=True) for state in _BEFORE_PUTAWAY),
        _T(Action.RETURN, _S.RECEIVING, _S.RETURNED, system=True),
        _T(Action.RETURN, _S.QUALITY_CHECK, _S.RETURNED, system=True),
    ],
)

# The goods are in the warehouse, or were. A voided note's may never have come.
ARRIVED_STATES = frozenset({_S.ARRIVED, _S.RECEIVING, _S.QUALITY_CHECK, _S.PUTAWAY_DONE, _S.RETURNED})


def available_actions(note: Any, role: Role) -> list[Available]:
    return available(MACHINE, role, lambda action: MACHINE.next_any(action, note.state))
