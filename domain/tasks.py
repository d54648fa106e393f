"""What waits for somebody: the one action that each waiting document asks for, of whom, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.delivery_notes import DeliveryNoteState
from domain.documents import Action, DocumentKind
from domain.exception_cases import ExceptionCaseState
from domain.permissions import Role
from domain.return_orders import ReturnOrderState
from domain.reverse_orders import ReverseOrderState
from domain.stock_orders import StockOrderState
from domain.words import Word
from domain.work_tickets import TicketState


@dataclass(frozen=True)
class Waiting:
    """`deadline`: the column of the moment when it is due, and of the one when it is due soon."""

    action: Action
    role: Role
    deadline: tuple[str, str] | None = None


_M, _P, _O = Role.MERCHANT, Role.SERVICE_PROVIDER, Role.PLATFORM_OPERATOR
_INSTRUCTION = ("instruction_due_at", "instruction_due_soon_at")
_COLLECT = ("collect_due_at", "collect_due_soon_at")
_ACCEPT = ("accept_by", "accept_due_soon_at")
_ENTER = ("enter_due_at", "enter_due_soon_at")

# A parcel that waits to be collected is reported as its pickup method says; a case on a reverse order is settled; an
# order that is accepted has to be shipped, or to arrive, by its mode.
WAITING: Mapping[DocumentKind, Mapping[Word, Waiting]] = {
    DocumentKind.REVERSE_ORDER: {
        ReverseOrderState.AWAITING_DECISION: Waiting(Action.DECIDE_CUSTOMS_OUTCOME, _P),
        ReverseOrderState.AWAITING_PICKUP_REGISTRATION: Waiting(Action.REGISTER_PICKUP, _M, _INSTRUCTION),
        ReverseOrderState.AWAITING_DESTRUCTION_CONFIRMATION: Waiting(Action.CONFIRM_DESTRUCTION, _M, _INSTRUCTION),
        ReverseOrderState.AWAITING_PICKUP: Waiting(Action.REPORT_PICKED_UP, _P, _COLLECT),
        ReverseOrderState.AWAITING_DESTRUCTION: Waiting(Action.REPORT_DESTROYED, _P),
        ReverseOrderState.PICKED_UP: Waiting(Action.CONFIRM_HANDLING, _M),
        ReverseOrderState.FORWARDED: Waiting(Action.REPORT_DELIVERED, _P),
        ReverseOrderState.DELIVERED: Waiting(Action.CONFIRM_HANDLING, _M),
        ReverseOrderState.DESTROYED: Waiting(Action.CONFIRM_HANDLING, _M),
    },
    DocumentKind.EXCEPTION_CASE: {
        ExceptionCaseState.OPEN: Waiting(Action.RESOLVE, _O),
        ExceptionCaseState.PROPOSED: Waiting(Action.RESOLVE, _O),
    },
    DocumentKind.RETURN_ORDER: {
        ReturnOrderState.PENDING_CONFIRMATION: Waiting(Action.ENTER_RETURN_METHOD, _M, _ENTER),
        ReturnOrderState.AWAITING_PACKING: Waiting(Action.PACK, _P),
        ReturnOrderState.AWAITING_SHIPMENT: Waiting(Action.SHIP, _P),
        ReturnOrderState.AWAITING_PICKUP: Waiting(Action.COLLECT, _P),
        ReturnOrderState.SHIPPED: Waiting(Action.SIGN, _M),
        ReturnOrderState.AWAITING_DISPOSAL: Waiting(Action.DISPOSE, _P),
    },
    DocumentKind.STOCK_ORDER: {
        StockOrderState.PENDING_CONFIRMATION: Waiting(Action.ACCEPT, _M, _ACCEPT),
        StockOrderState.ACCEPTED: Waiting(Action.CREATE_DELIVERY_NOTE, _M, ("ship_by", "ship_due_soon_at")),
        StockOrderState.PARTIALLY_SHIPPED: Waiting(Action.CREATE_DELIVERY_NOTE, _M, ("ship_by", "ship_due_soon_at")),
    },
    DocumentKind.DELIVERY_NOTE: {
        DeliveryNoteState.DRAFT: Waiting(Action.CONFIRM_SEND, _M),
        DeliveryNoteState.CONFIRMED: Waiting(Action.ARRIVE, _P),
        DeliveryNoteState.IN_TRANSIT: Waiting(Action.ARRIVE, _P),
        DeliveryNoteState.ARRIVED: Waiting(Action.START_RECEIVING, _P),
        DeliveryNoteState.RECEIVING: Waiting(Action.FINISH_RECEIVING, _P),
        DeliveryNoteState.QUALITY_CHECK: Waiting(Action.FINISH_QUALITY_CHECK, _P),
    },
    DocumentKind.WORK_TICKET: {
        TicketState.OPEN: Waiting(Action.REPLY, _O),
        TicketState.WAITING_PLATFORM: Waiting(Action.REPLY, _O),
        TicketState.WAITING_MERCHANT: Waiting(Action.REPLY, _M),
        TicketState.RESOLVED: Waiting(Action.CLOSE, _M),
    },
}
