"""What people do with reverse orders. Each use case: load and lock, decide, then write everything at once."""

from services.dispositions import SelfPickup
from services.lines import MOST_PIECES
from services.reverse_orders.entering import Create, Known, NewLine, create
from services.reverse_orders.instructions import (
    ConfirmDestruction,
    RegisterPickup,
    confirm_destruction,
    register_pickup,
)
from services.reverse_orders.locking import once
from services.reverse_orders.pickups import Forward, registration
from services.reverse_orders.steps import (
    DecideCustomsOutcome,
    ReportDestroyed,
    ReportForwarded,
    ReportPickedUp,
    cancel,
    confirm_handling,
    decide_customs_outcome,
    report_delivered,
    report_destroyed,
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
    "RegisterPickup",
    "ReportDestroyed",
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
    "report_destroyed",
    "report_forwarded",
    "report_picked_up",
]
