"""Reverse orders (直邮逆向管理单): their words, transitions, guards and deadlines."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import auto
from typing import Any, Protocol

from domain.deadlines import Deadline, DeadlineKind, Term, after, deadlines_of, term, term_after
from domain.documents import Action, DocumentKind
from domain.errors import AlreadySubmitted, InvalidState, NotEligible
from domain.machine import Available, StateMachine, Transition, available
from domain.permissions import MERCHANT, OPERATOR, WAREHOUSE, Role
from domain.words import Word


class ReverseType(Word):
    CUSTOMS_CLEARANCE_FAILED = auto()
    RETURN_SHIPMENT = auto()
    DESTRUCTION = auto()
    INTERCEPT_REJECTED = auto()
    WAREHOUSE_INTERCEPTED = auto()


class ReverseCause(Word):
    CUSTOMS = auto()
    INTERCEPTION = auto()
    WAREHOUSE_INTERCEPTION = auto()


class ReverseOrderState(Word):
    AWAITING_DECISION = auto()
    AWAITING_PICKUP_REGISTRATION = auto()
    AWAITING_DESTRUCTION_CONFIRMATION = auto()
    AWAITING_PICKUP = auto()
    AWAITING_DESTRUCTION = auto()
    PICKED_UP = auto()
    FORWARDED = auto()
    DELIVERED = auto()
    DESTROYED = auto()
    COMPLETED = auto()
    CANCELLED = auto()


class PickupMethod(Word):
    SELF_PICKUP = auto()
    FORWARD = auto()


class ReverseExceptionStatus(Word):
    NONE = auto()
    PENDING = auto()
    CLOSED = auto()


class BusinessModel(Word):
    AGENCY_SALE = auto()
    CONSIGNMENT = auto()
    POP = auto()


class CustomsOutcome(Word):
    RETURN_SHIPMENT = auto()
    DESTRUCTION = auto()


CAUSES: Mapping[ReverseType, ReverseCause] = {
    ReverseType.CUSTOMS_CLEARANCE_FAILED: ReverseCause.CUSTOMS,
    ReverseType.RETURN_SHIPMENT: ReverseCause.CUSTOMS,
    ReverseType.DESTRUCTION: ReverseCause.CUSTOMS,
    ReverseType.INTERCEPT_REJECTED: ReverseCause.INTERCEPTION,
    ReverseType.WAREHOUSE_INTERCEPTED: ReverseCause.WAREHOUSE_INTERCEPTION,
}

# Where an order of each type waits, once its type is known.
WAITING_STATES: Mapping[ReverseType, ReverseOrderState] = {
    ReverseType.CUSTOMS_CLEARANCE_FAILED: ReverseOrderState.AWAITING_DECISION,
    ReverseType.RETURN_SHIPMENT: ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
    ReverseType.DESTRUCTION: ReverseOrderState.AWAITING_DESTRUCTION_CONFIRMATION,
    ReverseType.INTERCEPT_REJECTED: ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
    ReverseType.WAREHOUSE_INTERCEPTED: ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
}

DECIDED_TYPES: Mapping[CustomsOutcome, ReverseType] = {
    CustomsOutcome.RETURN_SHIPMENT: ReverseType.RETURN_SHIPMENT,
    CustomsOutcome.DESTRUCTION: ReverseType.DESTRUCTION,
}

_S = ReverseOrderState
_T = Transition[ReverseOrderState]

MACHINE = StateMachine(
    DocumentKind.REVERSE_ORDER,
    ReverseOrderState,
    [
        _T(Action.CREATE, None, _S.AWAITING_DECISION, WAREHOUSE),
        _T(Action.CREATE, None, _S.AWAITING_PICKUP_REGISTRATION, WAREHOUSE),
        _T(Action.CREATE, None, _S.AWAITING_DESTRUCTION_CONFIRMATION, WAREHOUSE),
        _T(Action.DECIDE_CUSTOMS_OUTCOME, _S.AWAITING_DECISION, _S.AWAITING_PICKUP_REGISTRATION, WAREHOUSE),
        _T(Action.DECIDE_CUSTOMS_OUTCOME, _S.AWAITING_DECISION, _S.AWAITING_DESTRUCTION_CONFIRMATION, WAREHOUSE),
        _T(Action.REGISTER_PICKUP, _S.AWAITING_PICKUP_REGISTRATION, _S.AWAITING_PICKUP, MERCHANT, irreversible=True),
        _T(
            Action.CONFIRM_DESTRUCTION,
            _S.AWAITING_DESTRUCTION_CONFIRMATION,
            _S.AWAITING_DESTRUCTION,
            MERCHANT,
            irreversible=True,
            requires_confirmation=True,
        ),
        _T(Action.REPORT_PICKED_UP, _S.AWAITING_PICKUP, _S.PICKED_UP, WAREHOUSE),
        _T(Action.REPORT_FORWARDED, _S.AWAITING_PICKUP, _S.FORWARDED, WAREHOUSE),
        _T(Action.REPORT_DELIVERED, _S.FORWARDED, _S.DELIVERED, WAREHOUSE),
        _T(Action.REPORT_DESTROYED, _S.AWAITING_DESTRUCTION, _S.DESTROYED, WAREHOUSE, irreversible=True),
        _T(Action.CONFIRM_HANDLING, _S.PICKED_UP, _S.COMPLETED, MERCHANT, system=True),
        _T(Action.CONFIRM_HANDLING, _S.DELIVERED, _S.COMPLETED, MERCHANT, system=True),
        _T(Action.CONFIRM_HANDLING, _S.DESTROYED, _S.COMPLETED, MERCHANT, system=True),
        *(
            _T(Action.CANCEL, state, _S.CANCELLED, OPERATOR, irreversible=True)
            for state in _S
            if state.value.startswith("AWAITING_")
        ),
    ],
)

ELIGIBLE_TYPES: Mapping[Action, frozenset[ReverseType]] = {
    Action.REGISTER_PICKUP: frozenset(
        {ReverseType.RETURN_SHIPMENT, ReverseType.INTERCEPT_REJECTED, ReverseType.WAREHOUSE_INTERCEPTED}
    ),
    Action.CONFIRM_DESTRUCTION: frozenset({ReverseType.DESTRUCTION}),
    Action.REPORT_DESTROYED: frozenset({ReverseType.DESTRUCTION}),
}

REQUIRED_METHODS: Mapping[Action, PickupMethod] = {
    Action.REPORT_PICKED_UP: PickupMethod.SELF_PICKUP,
    Action.REPORT_FORWARDED: PickupMethod.FORWARD,
}


class Order(Protocol):
    """What the rules need to know of a reverse order."""

    @property
    def number(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def type(self) -> ReverseType: ...
    @property
    def state(self) -> ReverseOrderState: ...
    @property
    def exception_status(self) -> ReverseExceptionStatus: ...
    @property
    def pickup_method(self) -> PickupMethod | None: ...
    @property
    def instruction_due_soon_at(self) -> datetime | None: ...
    @property
    def instruction_due_at(self) -> datetime | None: ...
    @property
    def instructed_at(self) -> datetime | None: ...
    @property
    def collect_due_soon_at(self) -> datetime | None: ...
    @property
    def collect_due_at(self) -> datetime | None: ...
    @property
    def collected_at(self) -> datetime | None: ...


def check(order: Order, action: Action, *, to: ReverseOrderState | None = None) -> ReverseOrderState:
    """The state that the action leads to, or the first reason against it, in the contract's order of codes."""
    if _submitted(order, action):
        raise AlreadySubmitted(number=order.number)
    if order.type not in ELIGIBLE_TYPES.get(action, ReverseType):
        raise NotEligible(type=order.type, action=action)
    required = REQUIRED_METHODS.get(action)
    if required and order.pickup_method and order.pickup_method is not required:
        raise NotEligible(reason="WRONG_METHOD", method=order.pickup_method, action=action)
    target = MACHINE.next(action, order.state, to)
    if action is Action.CONFIRM_HANDLING and order.exception_status is ReverseExceptionStatus.PENDING:
        raise InvalidState(reason="OPEN_CASE")
    return target


def available_actions(order: Order, role: Role) -> list[Available]:
    """What the role may do to the order now, or why not."""

    def check_any(action: Action) -> None:
        # Where the table leaves a choice (the customs outcome), any of its states will do.
        targets = [t.to_state for t in MACHINE.of(action) if t.from_state is order.state]
        check(order, action, to=targets[0] if targets else None)

    return available(MACHINE, role, check_any)


def _submitted(order: Order, action: Action) -> bool:
    """Pickup registrations and destruction confirmations are insert-only (提交后不支持修改)."""
    if action is Action.REGISTER_PICKUP:
        return order.pickup_method is not None
    if action is Action.CONFIRM_DESTRUCTION:
        return order.type is ReverseType.DESTRUCTION and order.instructed_at is not None
    return False


def instruction_term(now: datetime, span: timedelta) -> Term:
    """Registering a pickup and confirming a destruction, counted from when the order came to wait for it."""
    return term_after(now, span)


def collect_term(now: datetime, expected_pickup_at: datetime, span: timedelta) -> Term:
    """Collecting, counted from the expected pickup time."""
    return term(now, after(expected_pickup_at, span))


def deadlines(order: Order, now: datetime) -> list[Deadline]:
    """Every deadline that the order has or had, the merchant's instruction first."""
    ended = MACHINE.terminal(order.state)
    instruction = (
        DeadlineKind.CONFIRM_DESTRUCTION if order.type is ReverseType.DESTRUCTION else DeadlineKind.REGISTER_PICKUP
    )
    columns = (
        (instruction, "instruction_due_soon_at", "instruction_due_at", "instructed_at"),
        (DeadlineKind.COLLECT, "collect_due_soon_at", "collect_due_at", "collected_at"),
    )
    return deadlines_of(order, columns, ended=ended, now=now)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A frozen copy of an address; `phone` in E.164, `country` an ISO 3166-1 alpha-2 code."""

    recipient: str
    phone: str
    country: str
    region: str
    city: str
    line1: str
    district: str | None = None
    line2: str | None = None
    postal_code: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {
            "recipient": self.recipient,
            "phone": self.phone,
            "country": self.country,
            "region": self.region,
            "city": self.city,
            "district": self.district,
            "line1": self.line1,
            "line2": self.line2,
            "postalCode": self.postal_code,
        }

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "PostalAddress":
        names = {"postalCode": "postal_code"}
        return PostalAddress(**{names.get(key, key): value for key, value in stored.items()})


def content_hash(submission: Mapping[str, object]) -> str:
    """SHA-256, in hex, of the canonical submission: JSON with sorted keys, no blanks, UTF-8, absent values left out."""
    present = {key: value for key, value in submission.items() if value is not None}
    return hashlib.sha256(canonical_json(present)).hexdigest()


def canonical_json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()
