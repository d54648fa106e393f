"""What waits for somebody, of all kinds of documents: read from the documents themselves, never stored."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    Uuid,
    case,
    cast,
    false,
    func,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import DeclarativeBase

from domain.documents import Action, DocumentKind
from domain.exception_cases import ExceptionType
from domain.permissions import Role
from domain.reverse_orders import PickupMethod
from domain.stock_orders import FulfilmentMode
from domain.tasks import WAITING
from models.base import UtcDateTime, word
from models.exception_cases import ExceptionCase
from models.kinds import MODELS
from models.reverse_orders import ReverseOrder
from models.stock_orders import StockOrder

# Behind everything that has a deadline: a moment as both databases write it.
NEVER = "9999-01-01 00:00:00.000000"


def _waiting(model: Any) -> Select[Any]:
    table = WAITING[model.kind]
    due, due_soon = (_by_state(model, table, position) for position in (0, 1))
    return select(
        model.merchant_id,
        model.id,
        type_coerce(_text(model.kind.value), word(DocumentKind)).label("kind"),
        model.warehouse_id,
        type_coerce(_action(model, table), word(Action)).label("action"),
        type_coerce(_of_state(model, {s: w.role.value for s, w in table.items()}), word(Role)).label("role"),
        due.label("due_at"),
        due_soon.label("due_soon_at"),
        func.coalesce(due, _text(NEVER)).label("sort_at"),
        _penalty_risk(model).label("penalty_risk"),
        getattr(model, "source_case_id", cast(null(), Uuid)).label("case_id"),
    ).where(model.state.in_([_text(state.value) for state in table]))


def _text(value: str) -> ColumnElement[str]:
    """A word of ours: part of the statement, not a value that varies."""
    return literal_column(f"'{value}'", String)


def _of_state(model: Any, values: dict[Any, str]) -> ColumnElement[Any]:
    return case(*((model.state == _text(state.value), _text(value)) for state, value in values.items()))


def _action(model: Any, table: Any) -> ColumnElement[Any]:
    by_state = [(model.state == _text(state.value), _text(waiting.action.value)) for state, waiting in table.items()]
    special: list[Any] = []
    if model is ReverseOrder:
        forwarded = (model.state == _text("AWAITING_PICKUP")) & (
            model.pickup_method == _text(PickupMethod.FORWARD.value)
        )
        special = [(forwarded, _text(Action.REPORT_FORWARDED.value))]
    if model is ExceptionCase:
        special = [(model.type == _text(ExceptionType.REVERSE_PARCEL_ANOMALY.value), _text(Action.SETTLE.value))]
    return case(*special, *by_state)


def _by_state(model: Any, table: Any, position: int) -> ColumnElement[Any]:
    columns = {state: waiting.deadline[position] for state, waiting in table.items() if waiting.deadline}
    if not columns:
        return cast(null(), UtcDateTime())
    moments = []
    for state, name in columns.items():
        column = getattr(model, name)
        if name.startswith("ship_"):
            # A JIT order has to arrive instead.
            column = func.coalesce(column, getattr(model, name.replace("ship_", "arrive_")))
        moments.append((model.state == _text(state.value), column))
    return type_coerce(case(*moments), UtcDateTime())


def _penalty_risk(model: Any) -> ColumnElement[Any]:
    return model.mode == _text(FulfilmentMode.JIT.value) if model is StockOrder else false()


def _all() -> Subquery:
    return union_all(*map(_waiting, MODELS.values())).subquery("tasks")


class _Read(DeclarativeBase):
    """Of what is read only; the tables' own base makes dataclasses, which need columns to be written down."""


class _Task(_Read):
    """One thing to do: a document that waits, for whom, and until when. `case_id`: the case that made the document."""

    __table__ = _all()
    __mapper_args__ = {"primary_key": [__table__.c.merchant_id, __table__.c.id]}  # noqa: RUF012  no dataclass


class _PendingTask(_Read):
    """The same, as what is left to do of a case."""

    __table__ = _Task.__table__
    __mapper_args__ = {"primary_key": [__table__.c.merchant_id, __table__.c.id]}  # noqa: RUF012  no dataclass


# For whoever reads them, tables like the others.
Task: Any = _Task
PendingTask: Any = _PendingTask
