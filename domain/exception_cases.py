"""Exception cases (异常单): what was found, and where a finding may be made."""

from collections.abc import Mapping
from enum import auto
from typing import Any

from domain.delivery_notes import DeliveryNoteState
from domain.documents import Action, DocumentKind
from domain.errors import InvalidState, NotEligible
from domain.machine import Available, StateMachine, Transition, available
from domain.permissions import OPERATOR, WAREHOUSE, Role
from domain.words import Word


class InboundStage(Word):
    TRANSPORT = auto()
    RECEIVING = auto()
    QUALITY_CHECK = auto()
    PUTAWAY = auto()
    HANDOVER = auto()


class ExceptionType(Word):
    PLATFORM_TRANSPORT_TIMEOUT = auto()
    SELF_TRANSPORT_TIMEOUT = auto()
    TRANSIT_DAMAGE = auto()
    MULTIPLE_NOTES_ON_PARCEL = auto()
    CARTON_MARK_UNREADABLE = auto()
    CARTON_MARK_MISSING = auto()
    NOTE_NOT_CONFIRMED = auto()
    NOTE_CANCELLED = auto()
    QTY_OVER = auto()
    WRONG_GOODS = auto()
    BARCODE_WRONG = auto()
    BARCODE_DAMAGED = auto()
    QTY_SHORT = auto()
    PRODUCT_BLOATED = auto()
    PRODUCT_DAMAGED = auto()
    QUALITY_DEFECT = auto()
    RECEIVING_PARCEL_ANOMALY = auto()
    REVERSE_PARCEL_ANOMALY = auto()


class ExceptionSubtype(Word):
    """Hidden from merchants and partners in every way."""

    PARTIAL = auto()
    FULL_REJECT = auto()


class ExceptionCaseState(Word):
    OPEN = auto()
    PROPOSED = auto()
    AWAITING_MERCHANT = auto()
    AWAITING_WAREHOUSE = auto()
    CLOSED = auto()
    DISMISSED = auto()


class CompensationState(Word):
    DUE = auto()
    CALCULATED = auto()
    PAID = auto()
    DISPUTED = auto()
    WAIVED = auto()


_C = ExceptionCaseState
_T = Transition[ExceptionCaseState]
UNDECIDED = (_C.OPEN, _C.PROPOSED)

MACHINE = StateMachine(
    DocumentKind.EXCEPTION_CASE,
    ExceptionCaseState,
    [
        _T(Action.CREATE, None, _C.OPEN, WAREHOUSE),
        _T(Action.PROPOSE_RESOLUTION, _C.OPEN, _C.PROPOSED, WAREHOUSE),
        *(
            _T(Action.RESOLVE, state, to, OPERATOR, irreversible=True)
            for state in UNDECIDED
            for to in (_C.AWAITING_MERCHANT, _C.AWAITING_WAREHOUSE, _C.CLOSED)
        ),
        *(_T(Action.SETTLE, state, _C.CLOSED, OPERATOR, irreversible=True) for state in UNDECIDED),
        *(_T(Action.DISMISS, state, _C.DISMISSED, OPERATOR, irreversible=True) for state in UNDECIDED),
        _T(Action.CLOSE, _C.AWAITING_MERCHANT, _C.CLOSED, system=True),
        _T(Action.CLOSE, _C.AWAITING_WAREHOUSE, _C.CLOSED, system=True),
    ],
)

_E, _N, _I = ExceptionType, DeliveryNoteState, InboundStage
_ON_THE_WAY = frozenset({_N.CONFIRMED, _N.IN_TRANSIT})
_COUNTING = frozenset({_N.RECEIVING, _N.QUALITY_CHECK})
_AT_THE_DOOR = frozenset({_N.ARRIVED, _N.RECEIVING})

# Which note admits which case (domain.md).
ADMITTED: Mapping[ExceptionType, frozenset[DeliveryNoteState]] = {
    _E.PLATFORM_TRANSPORT_TIMEOUT: _ON_THE_WAY,
    _E.SELF_TRANSPORT_TIMEOUT: _ON_THE_WAY,
    _E.TRANSIT_DAMAGE: _ON_THE_WAY | {_N.ARRIVED},
    _E.MULTIPLE_NOTES_ON_PARCEL: _AT_THE_DOOR,
    _E.CARTON_MARK_UNREADABLE: _AT_THE_DOOR,
    _E.CARTON_MARK_MISSING: _AT_THE_DOOR,
    _E.NOTE_NOT_CONFIRMED: frozenset({_N.DRAFT}),
    _E.NOTE_CANCELLED: frozenset({_N.CANCELLED, _N.VOIDED}),
    _E.QTY_OVER: _COUNTING,
    _E.WRONG_GOODS: _COUNTING,
    _E.BARCODE_WRONG: _COUNTING,
    _E.BARCODE_DAMAGED: _COUNTING,
    _E.QTY_SHORT: _COUNTING,
    _E.PRODUCT_BLOATED: _COUNTING,
    _E.PRODUCT_DAMAGED: _COUNTING,
    _E.QUALITY_DEFECT: frozenset({_N.QUALITY_CHECK}),
    _E.RECEIVING_PARCEL_ANOMALY: _AT_THE_DOOR,
}
_TRANSPORT = frozenset({_E.PLATFORM_TRANSPORT_TIMEOUT, _E.SELF_TRANSPORT_TIMEOUT, _E.TRANSIT_DAMAGE})


def stages(type: ExceptionType) -> frozenset[InboundStage]:
    """Where a case of this type can be found."""
    if type is _E.REVERSE_PARCEL_ANOMALY:
        return frozenset({_I.HANDOVER})
    return frozenset({_I.TRANSPORT} if type in _TRANSPORT else {_I.RECEIVING, _I.QUALITY_CHECK, _I.PUTAWAY})


# What is there too much, also goods that are on no line of the note.
SURPLUS = frozenset({_E.QTY_OVER, _E.WRONG_GOODS})


_RULED = frozenset({Action.PROPOSE_RESOLUTION, Action.RESOLVE})


def check_note(type: ExceptionType, note_state: DeliveryNoteState) -> None:
    """InvalidState where a note in this state admits no such case."""
    if note_state not in ADMITTED[type]:
        raise InvalidState(reason="CASE_NOT_ADMITTED", type=type, state=note_state)


def check(case: Any, action: Action, to: ExceptionCaseState | None = None) -> ExceptionCaseState:
    """The state that the action leads to, or what speaks against it: a case on a reverse order is settled, the others
    are resolved by a rule."""
    on_reverse_order = case.type is _E.REVERSE_PARCEL_ANOMALY
    if (action in _RULED and on_reverse_order) or (action is Action.SETTLE and not on_reverse_order):
        raise NotEligible(type=case.type, action=action)
    return MACHINE.next_any(action, case.state, to)


def available_actions(case: Any, role: Role) -> list[Available]:
    return available(MACHINE, role, lambda action: check(case, action))
