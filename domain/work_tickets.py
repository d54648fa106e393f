"""Work tickets (工单): what people ask each other about documents."""

from enum import auto
from typing import Any

from domain.documents import Action, DocumentKind
from domain.machine import Available, StateMachine, Transition, available
from domain.permissions import MERCHANT, OPERATOR, WAREHOUSE, Role
from domain.words import Word


class TicketCategory(Word):
    RETURN_PROGRESS = auto()
    COMPENSATION_QUERY = auto()
    DOCUMENT_MISSING = auto()
    OTHER = auto()


class TicketState(Word):
    OPEN = auto()
    WAITING_MERCHANT = auto()
    WAITING_PLATFORM = auto()
    RESOLVED = auto()
    CLOSED = auto()


PEOPLE = MERCHANT | WAREHOUSE
_PROVIDER = WAREHOUSE - OPERATOR
_S = TicketState
_T = Transition[TicketState]
_UNFINISHED = (_S.OPEN, _S.WAITING_MERCHANT, _S.WAITING_PLATFORM)
_ANSWERABLE = (*_UNFINISHED, _S.RESOLVED)

MACHINE = StateMachine(
    DocumentKind.WORK_TICKET,
    TicketState,
    [
        _T(Action.OPEN_TICKET, None, _S.OPEN, PEOPLE, system=True),
        *(_T(Action.REPLY, state, _S.WAITING_PLATFORM, MERCHANT) for state in _ANSWERABLE),
        *(_T(Action.REPLY, state, _S.WAITING_MERCHANT, WAREHOUSE) for state in _ANSWERABLE),
        # The warehouse says that it is done; whose ticket it is, or the platform, closes it.
        *(_T(Action.CLOSE, state, _S.RESOLVED, _PROVIDER) for state in _UNFINISHED),
        *(_T(Action.CLOSE, state, _S.CLOSED, MERCHANT | OPERATOR) for state in _ANSWERABLE),
    ],
)


def available_actions(ticket: Any, role: Role) -> list[Available]:
    return available(MACHINE, role, lambda action: MACHINE.next_for(action, ticket.state, role))
