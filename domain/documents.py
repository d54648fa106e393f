"""What all documents share: their kinds, and the actions that move them from state to state."""

from enum import auto

from domain.words import Word


class DocumentKind(Word):
    REVERSE_ORDER = auto()
    EXCEPTION_CASE = auto()
    RETURN_ORDER = auto()
    STOCK_ORDER = auto()
    DELIVERY_NOTE = auto()
    WORK_TICKET = auto()


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
