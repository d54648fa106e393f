"""The invariants, checked on the stored rows: each is a query for what breaks it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from domain.documents import Action, DocumentKind
from domain.machine import StateMachine
from domain.permissions import Role
from domain.reverse_orders import MACHINE, ReverseOrderState
from models import DestructionConfirmation, Event, PickupRegistration, ReverseOrder, ReverseOrderLine
from models.database import Database

EXAMPLES = 5


@dataclass(frozen=True)
class Finding:
    """A broken invariant, with the first documents that break it."""

    invariant: str
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"broken: {self.invariant}: {', '.join(self.examples)}"


_OWN_EVENTS = and_(Event.merchant_id == ReverseOrder.merchant_id, Event.subject_id == ReverseOrder.id)


def _orders() -> Select[Any]:
    return select(ReverseOrder.number)


def _events_of(order: Any = ReverseOrder) -> Select[Any]:
    return select(func.count()).select_from(Event).where(_OWN_EVENTS).correlate(order)


def _one_event_a_version() -> Select[Any]:
    return _orders().where(_events_of().scalar_subquery() != ReverseOrder.version)


def _state_of_last_event() -> Select[Any]:
    last = _OWN_EVENTS & (Event.subject_version == ReverseOrder.version)
    return _orders().where(
        select(Event.id).where(last, Event.to_state == ReverseOrder.state).correlate(ReverseOrder).exists().is_(False)
    )


def _table_transitions() -> Select[Any]:
    return _transitions_outside(MACHINE)


def _transitions_outside(machine: StateMachine[Any]) -> Select[Any]:
    listed = [(t.action, t.from_state.value, t.to_state.value) for t in machine.transitions if t.from_state is not None]
    created = [t.to_state.value for t in machine.transitions if t.from_state is None]
    inside = or_(
        tuple_(Event.action, Event.from_state, Event.to_state).in_(listed),
        and_(Event.action == Action.CREATE, Event.from_state.is_(None), Event.to_state.in_(created)),
    )
    return _subjects().where(Event.subject_kind == machine.kind, func.coalesce(inside, False).is_(False))


def _subjects() -> Select[Any]:
    return select(ReverseOrder.number).join(Event, _OWN_EVENTS)


def _unbroken_history() -> Select[Any]:
    earlier = select(Event).subquery()
    return (
        _subjects()
        .outerjoin(
            earlier,
            and_(
                earlier.c.merchant_id == Event.merchant_id,
                earlier.c.subject_id == Event.subject_id,
                earlier.c.subject_version == Event.subject_version - 1,
            ),
        )
        .where(
            or_(
                and_(Event.subject_version == 1, Event.from_state.is_not(None)),
                and_(
                    Event.subject_version > 1,
                    or_(earlier.c.to_state.is_(None), earlier.c.to_state != Event.from_state),
                ),
            )
        )
    )


def _has(model: type[PickupRegistration | DestructionConfirmation]) -> ColumnElement[bool]:
    return (
        select(model.id)
        .where(model.merchant_id == ReverseOrder.merchant_id, model.reverse_order_id == ReverseOrder.id)
        .correlate(ReverseOrder)
        .exists()
    )


def _registered_once() -> Select[Any]:
    return _orders().where(_has(PickupRegistration) != ReverseOrder.pickup_method.is_not(None))


def _instructed_before_handled() -> Select[Any]:
    states = ReverseOrderState
    picked = ReverseOrder.state.in_([states.AWAITING_PICKUP, states.PICKED_UP, states.FORWARDED, states.DELIVERED])
    destroyed = ReverseOrder.state.in_([states.AWAITING_DESTRUCTION, states.DESTROYED])
    completed = ReverseOrder.state == states.COMPLETED
    return _orders().where(
        or_(
            and_(picked, ~_has(PickupRegistration)),
            and_(destroyed, ~_has(DestructionConfirmation)),
            and_(completed, ~_has(PickupRegistration), ~_has(DestructionConfirmation)),
        )
    )


def _persons_destroy() -> Select[Any]:
    return _subjects().where(
        Event.to_state == ReverseOrderState.DESTROYED,
        or_(Event.actor_id.is_(None), Event.actor_role.is_(None), Event.actor_role == Role.PARTNER),
    )


def _lines_add_up() -> Select[Any]:
    lines = (
        select(func.coalesce(func.sum(ReverseOrderLine.quantity), 0))
        .where(
            ReverseOrderLine.merchant_id == ReverseOrder.merchant_id,
            ReverseOrderLine.reverse_order_id == ReverseOrder.id,
        )
        .correlate(ReverseOrder)
        .scalar_subquery()
    )
    return _orders().where(or_(lines != ReverseOrder.total_quantity, lines < 1))


def _known_subjects() -> Select[Any]:
    return (
        select(Event.id)
        .outerjoin(ReverseOrder, _OWN_EVENTS)
        .where(Event.subject_kind == DocumentKind.REVERSE_ORDER, ReverseOrder.id.is_(None))
    )


CHECKS: Mapping[str, Callable[[], Select[Any]]] = {
    "a reverse order has one event for each version": _one_event_a_version,
    "a reverse order's state is that of its last event": _state_of_last_event,
    "every transition of a reverse order is in the table": _table_transitions,
    "each event of a reverse order begins where the one before ended": _unbroken_history,
    "a reverse order has a pickup registration exactly when it has a pickup method": _registered_once,
    "no reverse order is handled before it was instructed": _instructed_before_handled,
    "goods are destroyed by a person": _persons_destroy,
    "a reverse order's lines add up to its quantity": _lines_add_up,
    "every event belongs to a document": _known_subjects,
}


async def verify(database: Database, *, advance: Callable[[], object] = lambda: None) -> list[Finding]:
    """What is broken, with examples; nothing when all invariants hold."""
    findings = []
    for invariant, broken in CHECKS.items():
        async with database.read(primary=True) as session:
            examples = (await session.scalars(broken().limit(EXAMPLES))).all()
        if examples:
            findings.append(Finding(invariant, tuple(dict.fromkeys(map(str, examples)))))
        advance()
    return findings
