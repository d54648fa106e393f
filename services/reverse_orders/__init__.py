"""What people do with reverse orders. Each use case: load and lock, decide, then write everything at once."""

from services.reverse_orders.entering import MOST_PIECES, Create, Known, NewLine, create
from services.reverse_orders.instructions import (
    ConfirmDestruction,
    RegisterPickup,
    confirm_destruction,
    register_pickup,
)
from services.reverse_orders.locking import once
from services.reverse_orders.pickups import Forward, Pickup, SelfPickup, registration, submission_of
from services.reverse_orders.steps import (
    DecideCustomsOutcome,
    ReportForwarded,
    ReportPickedUp,
    cancel,
    confirm_handling,
    decide_customs_outcome,
    report_delivered,
    report_forwarded,
    report_picked_up,
)

__all__ = [
    "MOST_PIECES",
    "ConfirmDestruction",
    "Create",
    "DecideCustomsOutcome",
    "Forward",
    "Known",
    "NewLine",
    "Pickup",
    "RegisterPickup",
    "ReportForwarded",
    "ReportPickedUp",
    "SelfPickup",
    "cancel",
    "confirm_destruction",
    "confirm_handling",
    "create",
    "decide_customs_outcome",
    "once",
    "register_pickup",
    "registration",
    "report_delivered",
    "report_forwarded",
    "report_picked_up",
    "submission_of",
]
