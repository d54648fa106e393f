"""Exception cases (异常单): their words."""

from enum import auto

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


class ExceptionCaseState(Word):
    OPEN = auto()
    PROPOSED = auto()
    AWAITING_MERCHANT = auto()
    AWAITING_WAREHOUSE = auto()
    CLOSED = auto()
    DISMISSED = auto()
