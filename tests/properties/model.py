"""A reverse order as domain.md describes it, without a database: what may happen to it, and what then is so."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.properties.tables import CREATION, TABLE
from tests.world import ACCOUNTS

NEXT = {(action, start): end for action, start, end, _ in TABLE if action not in {"CREATE", "DECIDE_CUSTOMS_OUTCOME"}}
ACTIONS = [action for action in dict.fromkeys(row[0] for row in TABLE) if action != "CREATE"]
CAUSE = {type: cause for type, cause, _ in CREATION}
FIRST_STATE = {type: state for type, _, state in CREATION}
DECIDED_STATE = {
    "RETURN_SHIPMENT": "AWAITING_PICKUP_REGISTRATION",
    "DESTRUCTION": "AWAITING_DESTRUCTION_CONFIRMATION",
}
# "type is RETURN_SHIPMENT, INTERCEPT_REJECTED or WAREHOUSE_INTERCEPTED"; what is destroyed is a DESTRUCTION.
ELIGIBLE = {
    "REGISTER_PICKUP": {"RETURN_SHIPMENT", "INTERCEPT_REJECTED", "WAREHOUSE_INTERCEPTED"},
    "CONFIRM_DESTRUCTION": {"DESTRUCTION"},
    "REPORT_DESTROYED": {"DESTRUCTION"},
}
# "method SELF_PICKUP", "method FORWARD"
METHOD = {"REPORT_PICKED_UP": "SELF_PICKUP", "REPORT_FORWARDED": "FORWARD"}


def may(account: str, action: str) -> bool:
    """Whether the account's role takes the action at all."""
    role = ACCOUNTS[account].role.value
    return any(action == row[0] and role in row[3].split() for row in TABLE)


def sees(account: str, merchant: str, warehouse: str) -> bool:
    user = ACCOUNTS[account]
    own_merchant = not user.merchant_codes or merchant in user.merchant_codes
    return own_merchant and (not user.warehouse_codes or warehouse in user.warehouse_codes)


@dataclass(frozen=True)
class Happened:
    action: str
    start: str | None
    end: str
    by: str
    at: datetime


@dataclass
class Order:
    id: str
    merchant: str
    warehouse: str
    order_number: str
    sales_return_number: str | None
    type: str
    cause: str
    state: str
    version: int = 1
    method: str | None = None
    confirmed: bool = False
    history: list[Happened] = field(default_factory=list)

    def seen_by(self, account: str) -> bool:
        return sees(account, self.merchant, self.warehouse)

    def refusal(self, action: str, expected_version: int | None = None) -> str | None:
        """Why not: the first of "STALE_VERSION, ALREADY_SUBMITTED, NOT_ELIGIBLE (the type), INVALID_STATE"."""
        if expected_version not in (None, self.version):
            return "STALE_VERSION"
        if (action == "REGISTER_PICKUP" and self.method) or (action == "CONFIRM_DESTRUCTION" and self.confirmed):
            return "ALREADY_SUBMITTED"
        if action in ELIGIBLE and self.type not in ELIGIBLE[action]:
            return "NOT_ELIGIBLE"
        if action in METHOD and self.method not in (None, METHOD[action]):
            return "NOT_ELIGIBLE"
        if action == "DECIDE_CUSTOMS_OUTCOME":
            return None if self.state == "AWAITING_DECISION" else "INVALID_STATE"
        return None if (action, self.state) in NEXT else "INVALID_STATE"

    def take(self, action: str, by: str, at: datetime, contents: dict[str, Any]) -> None:
        """What is so after the action, which was not refused."""
        start = self.state
        if action == "DECIDE_CUSTOMS_OUTCOME":
            self.type = contents["outcome"]
            self.state = DECIDED_STATE[self.type]
        else:
            self.state = NEXT[action, start]
        if action == "REGISTER_PICKUP":
            self.method = "SELF_PICKUP" if "selfPickup" in contents["pickup"] else "FORWARD"
        self.confirmed = self.confirmed or action == "CONFIRM_DESTRUCTION"
        self.version += 1
        self.history.append(Happened(action, start, self.state, by, at))
