"""What each kind of document can do: its state machine, who may do what now, and until when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain import delivery_notes, exception_cases, return_orders, reverse_orders, stock_orders, work_tickets
from domain.deadlines import Deadline
from domain.documents import DocumentKind
from domain.machine import Available, StateMachine
from domain.permissions import Role


@dataclass(frozen=True)
class Rules:
    """The rules of a kind. `actions_need` and `deadlines_need` name what they read of a document."""

    machine: StateMachine[Any]
    available_actions: Callable[[Any, Role, datetime], list[Available]]
    actions_need: tuple[str, ...] = ("state",)
    deadlines: Callable[[Any, datetime], list[Deadline]] = lambda document, now: []
    deadlines_need: tuple[str, ...] = ()


def _columns(deadlines: tuple[tuple[Any, str, str, str], ...]) -> tuple[str, ...]:
    return tuple(name for _, *names in deadlines for name in names)


RULES: Mapping[DocumentKind, Rules] = {
    DocumentKind.REVERSE_ORDER: Rules(
        reverse_orders.MACHINE,
        lambda order, role, _: reverse_orders.available_actions(order, role),
        ("number", "version", "type", "state", "exception_status", "pickup_method", "instructed_at"),
        reverse_orders.deadlines,
        (
            "type",
            "state",
            "instruction_due_soon_at",
            "instruction_due_at",
            "instructed_at",
            "collect_due_soon_at",
            "collect_due_at",
            "collected_at",
        ),
    ),
    DocumentKind.EXCEPTION_CASE: Rules(
        exception_cases.MACHINE,
        lambda case, role, _: exception_cases.available_actions(case, role),
        ("state", "type"),
    ),
    DocumentKind.RETURN_ORDER: Rules(
        return_orders.MACHINE,
        return_orders.available_actions,
        ("number", "state", "method", "enter_due_at"),
        return_orders.deadlines,
        ("state", *_columns(return_orders.DEADLINES)),
    ),
    DocumentKind.STOCK_ORDER: Rules(
        stock_orders.MACHINE,
        lambda order, role, _: stock_orders.available_actions(order, role),
        ("state",),
        stock_orders.deadlines,
        ("state", "mode", *_columns(stock_orders.DEADLINES)),
    ),
    DocumentKind.DELIVERY_NOTE: Rules(
        delivery_notes.MACHINE, lambda note, role, _: delivery_notes.available_actions(note, role)
    ),
    DocumentKind.WORK_TICKET: Rules(
        work_tickets.MACHINE, lambda ticket, role, _: work_tickets.available_actions(ticket, role)
    ),
}
