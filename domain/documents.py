"""What all documents share: their kinds, and the actions that move them from state to state."""

from collections.abc import Mapping
from enum import auto

from domain.words import Word


class DocumentKind(Word):
    REVERSE_ORDER = auto()
    EXCEPTION_CASE = auto()
    RETURN_ORDER = auto()
    STOCK_ORDER = auto()
    DELIVERY_NOTE = auto()
    WORK_TICKET = auto()


PREFIXES: Mapping[DocumentKind, str] = {
    DocumentKind.REVERSE_ORDER: "ro",
    DocumentKind.EXCEPTION_CASE: "ec",
    DocumentKind.RETURN_ORDER: "rt",
    DocumentKind.STOCK_ORDER: "so",
    DocumentKind.DELIVERY_NOTE: "dn",
    DocumentKind.WORK_TICKET: "wt",
}
"""What each kind's ids begin with, and in capitals its numbers."""


class LinkRelation(Word):
    SPAWNED_BY = auto()
    SPAWNED = auto()
    SUPPLEMENTS = auto()
    SUPPLEMENTED_BY = auto()
    RESUPPLIES = auto()
    RESUPPLIED_BY = auto()
    RETURNS = auto()
    RETURNED_BY = auto()
    CONCERNS = auto()


class Action(Word):
    CREATE = auto()
    DECIDE_CUSTOMS_OUTCOME = auto()
    REGISTER_PICKUP = auto()
    CONFIRM_DESTRUCTION = auto()
    REPORT_PICKED_UP = auto()
    REPORT_FORWARDED = auto()
    REPORT_DELIVERED = auto()
    REPORT_DESTROYED = auto()
    CONFIRM_HANDLING = auto()
    CANCEL = auto()
    PROPOSE_RESOLUTION = auto()
    RESOLVE = auto()
    DISMISS = auto()
    SETTLE = auto()
    ENTER_RETURN_METHOD = auto()
    PACK = auto()
    SHIP = auto()
    COLLECT = auto()
    SIGN = auto()
    FORCE_ABANDON = auto()
    DISPOSE = auto()
    ACCEPT = auto()
    REJECT = auto()
    CREATE_DELIVERY_NOTE = auto()
    CONFIRM_SEND = auto()
    REPORT_IN_TRANSIT = auto()
    ARRIVE = auto()
    START_RECEIVING = auto()
    FINISH_RECEIVING = auto()
    FINISH_QUALITY_CHECK = auto()
    REINSTATE = auto()
    VOID = auto()
    RETURN = auto()
    RECEIVE = auto()
    EXPIRE = auto()
    OPEN_TICKET = auto()
    REPLY = auto()
    CLOSE = auto()
