"""Filters are plain data, compiled to SQL by name: one condition a field, given once for each list.

A filter is a mapping of the fields that the caller gave, in the contract's names in snake case. Every condition is
two-valued, so that `not` holds exactly where the condition does not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, not_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import False_

from domain.deadlines import DeadlineStatus
from domain.errors import Invalid, Path
from domain.ids import decode_as
from domain.permissions import Grants
from domain.text import fold
from models import Base
from models.base import MerchantOwned
from models.search import Searches, occurs, walks
from services.scope import all_hold, granted_merchants, visible

Given = Mapping[str, Any]
Column = InstrumentedAttribute[Any]
Predicate = ColumnElement[bool]

MOST_LEVELS = 5
MOST_NUMBERS = 200
# Databases bound an expression's depth and a statement's parameters.
MOST_CONDITIONS = 300
MOST_VALUES = 5_000
LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class At:
    """Where in the filter a condition stands, who asks, the moment that deadlines are measured at, texts looked for."""

    path: Path
    now: datetime
    grants: Grants
    searches: Searches = field(default_factory=Searches)

    def below(self, *step: str | int) -> "At":
        return replace(self, path=(*self.path, *step))


Condition = Callable[[Given, At], Predicate]
Conditions = Mapping[str, Condition]


def compile_filter(conditions: Conditions, given: Given | None, at: At, level: int = 1) -> Predicate:
    """All that is given must hold."""
    if level == 1:
        _check_size(given, at.path)
    if level > MOST_LEVELS:
        raise Invalid(field=at.path, reason="TOO_DEEP", most=MOST_LEVELS)
    return all_hold([_compile(conditions, name, value, at.below(name), level) for name, value in _present(given)])


Compared = Mapping[tuple[str, str], Any]
"""What a filter compares with, by its fields and operators."""
RANGES = frozenset({"gte", "gt", "lte", "lt"})


def compared(conditions: Conditions, given: Given | None, path: Path) -> Compared | None:
    """The whole filter, where its SQL depends on nothing else: only on its fields, not on values, readers or moments."""
    _check_size(given, path)
    found: dict[tuple[str, str], Any] = {}
    for name, operators in _present(given):
        condition = conditions.get(name)
        if (
            not isinstance(condition, Operators)
            or not condition.plain >= operators.keys()
            or None in operators.values()
        ):
            return None
        found |= {(name, operator): value for operator, value in operators.items()}
    return found


def parameter(field: str, operator: str) -> str:
    """The name of the parameter whose value a field is compared with."""
    return f"given_{field}_{operator}"


def with_parameters(conditions: Conditions, names: Iterable[tuple[str, str]]) -> Given:
    """A filter of these fields and operators, with parameters for the values."""
    given: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, operator in names:
        condition = conditions[name]
        assert isinstance(condition, Operators)
        lists = operator in {"in", "not_in"}
        given[name][operator] = bindparam(parameter(name, operator), type_=condition.column.type, expanding=lists)
    return given


def _check_size(given: Given | None, path: Path) -> None:
    conditions, values = _size(given)
    for count, most in ((conditions, MOST_CONDITIONS), (values, MOST_VALUES)):
        if count > most:
            raise Invalid(field=path, reason="FILTER_TOO_LARGE", most=most, count=count)


def _size(given: Any) -> tuple[int, int]:
    """How many conditions there are, and how many values they compare with."""
    is_filter = isinstance(given, dict)
    if not is_filter and not isinstance(given, list):
        return 0, 1
    parts = [_size(part) for part in (given.values() if is_filter else given)]
    return is_filter + sum(part[0] for part in parts), sum(part[1] for part in parts)


def _compile(conditions: Conditions, name: str, value: Any, at: At, level: int) -> Predicate:
    match name:
        case "and":
            return all_hold(_each(conditions, value, at, level))
        case "or":
            return or_(false(), *_each(conditions, value, at, level))
        case "not":
            return not_(compile_filter(conditions, value, at, level + 1))
        case _:
            return conditions[name](value, at)


def _each(conditions: Conditions, items: Sequence[Given], at: At, level: int) -> list[Predicate]:
    return [compile_filter(conditions, item, at.below(i), level + 1) for i, item in enumerate(items)]


def _present(given: Given | None) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in (given or {}).items() if value is not None]


Operator = Callable[[Any, At], Predicate]


def _operators(given: Given, at: At, operators: Mapping[str, Operator]) -> Predicate:
    """All given operators must hold. An operator that is null is refused: it would quietly match everything."""
    for name, value in given.items():
        if value is None:
            raise Invalid(field=at.below(name).path, reason="NULL_OPERATOR")
    return all_hold([operators[name](value, at.below(name)) for name, value in given.items()])


def _known(column: Column, predicate: Predicate) -> Predicate:
    """False, not unknown, where the column is null."""
    return and_(column.is_not(None), predicate) if column.property.columns[0].nullable else predicate


@dataclass(frozen=True)
class Operators:
    """A condition on a column, by operators. Whatever the `plain` ones compare with, their SQL is the same."""

    column: Column
    operators: Mapping[str, Operator]
    plain: Set[str]

    def __call__(self, given: Given, at: At) -> Predicate:
        return _operators(given, at, self.operators)


def values(column: Column) -> Condition:
    """eq, in, notIn, isNull of a column of an enumeration."""
    operators: dict[str, Operator] = {
        "eq": lambda value, _: _known(column, column == value),
        "in": lambda items, _: _known(column, column.in_(items)),
        "not_in": lambda items, _: not_(_known(column, column.in_(items))),
        "is_null": lambda yes, _: column.is_(None) if yes else column.is_not(None),
    }
    return Operators(column, operators, operators.keys() - {"is_null"})


def ids(column: Column, prefix: str) -> Condition:
    """eq, in, notIn of ids; what is no id of this kind matches nothing."""

    def among(texts: Sequence[str]) -> Predicate:
        return column.in_([value for text in texts if (value := decode_as(prefix, text))])

    return lambda given, at: _operators(
        given,
        at,
        {
            "eq": lambda text, _: among([text]),
            "in": lambda texts, _: among(texts),
            "not_in": lambda texts, _: not_(among(texts)),
        },
    )


def text(folded: Column) -> Condition:
    """eq, in, contains, startsWith on a folded column."""
    return lambda given, at: _operators(
        given,
        at,
        {
            "eq": lambda value, here: folded == comparable(value, here.path),
            "in": lambda items, here: folded.in_([comparable(v, here.below(i).path) for i, v in enumerate(items)]),
            "contains": lambda value, here: contains([folded], value, here),
            "starts_with": lambda value, here: folded.startswith(comparable(value, here.path), autoescape=True),
        },
    )


def contains(folded: Sequence[Column], value: str, at: At) -> Predicate:
    """Any of a table's columns contains the text."""
    if not value.strip():
        raise Invalid(field=at.path, reason="BLANK")
    text = comparable(value, at.path)
    found = or_(*(occurs(column, text) for column in folded))
    model = folded[0].class_
    return at.searches.narrowed(model, text, found) if hasattr(model, "may_hold") else found


def comparable(value: str, path: Path) -> str:
    """Folded for comparing; what no column can hold is refused."""
    if len(value) > LONGEST_TEXT:
        raise Invalid(field=path, reason="TOO_LONG", longest=LONGEST_TEXT, length=len(value))
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise Invalid(field=path, reason="CONTROL_CHARACTER")
    return fold(value)


def moments(column: Column) -> Condition:
    """gte, gt, lte, lt of a moment."""
    operators: dict[str, Operator] = {
        "gte": lambda value, _: column >= value,
        "gt": lambda value, _: column > value,
        "lte": lambda value, _: column <= value,
        "lt": lambda value, _: column < value,
    }
    return Operators(column, operators, operators.keys())


def all_of(conditions: Conditions) -> Condition:
    """Several conditions on one related row."""
    return lambda given, at: compile_filter(conditions, given, at)


def related(key: Column, model: type[Base], conditions: Conditions) -> Condition:
    """The row whose id `key` holds fulfils the conditions."""
    return within(key, model, all_of(conditions))


def within(key: Column, model: type[Base], some: Condition) -> Condition:
    """The row whose id `key` holds fulfils a condition; a row without one does not."""
    target = model.__table__.c.id
    return lambda given, at: _known(key, key.in_(select(target).where(visible(model, at.grants), some(given, at))))


def any_row(owner: type[MerchantOwned], keys: Select[UUID, UUID], conditions: Conditions) -> Condition:
    """Some row of a selection, which answers its owners' keys, fulfils the conditions.

    The selection stands by itself: one that refers to each owner in turn is also run for each in turn by SQLite,
    however few rows fulfil the conditions. For a common text that is what is wanted.
    """
    some = all_of(conditions)
    key = tuple_(owner.merchant_id, owner.id)
    merchant_id, id = keys.selected_columns

    def condition(given: Given, at: At) -> Predicate:
        fulfilled = some(given, at)
        if isinstance(fulfilled, False_):
            return fulfilled
        if walks(fulfilled):
            return exists(keys.where(merchant_id == owner.merchant_id, id == owner.id, fulfilled))
        return key.in_(keys.where(granted_merchants(merchant_id, at.grants), fulfilled))

    return condition


def numbers(columns: Mapping[str, Sequence[Column]]) -> Condition:
    """Pasted numbers of one kind: outer blanks dropped, case and width ignored."""

    def condition(given: Given, at: At) -> Predicate:
        texts = given["in"]
        if len(texts) > MOST_NUMBERS:
            raise Invalid(field=at.below("in").path, reason="TOO_MANY_NUMBERS", most=MOST_NUMBERS, count=len(texts))
        wanted = {comparable(value.strip(), at.below("in", i).path) for i, value in enumerate(texts)}
        return or_(false(), *(_known(column, column.in_(sorted(wanted))) for column in columns[given["kind"]]))

    return condition


@dataclass(frozen=True, slots=True)
class DeadlineColumns:
    """The moments that a table keeps of one deadline."""

    due_soon_at: Column
    due_at: Column
    met_at: Column


def deadline_status(deadlines: Sequence[DeadlineColumns], ended: Predicate) -> Condition:
    """Any deadline of the document has the status; the same distinction as `domain.deadlines.status_of`."""

    def has(status: DeadlineStatus, columns: DeadlineColumns, now: datetime) -> Predicate:
        exists_at_all = columns.due_at.is_not(None)
        if status is DeadlineStatus.MET:
            return and_(exists_at_all, columns.met_at.is_not(None))
        unmet = and_(exists_at_all, columns.met_at.is_(None))
        if status is DeadlineStatus.CANCELLED:
            return and_(unmet, ended)
        when = {
            DeadlineStatus.OVERDUE: columns.due_at < now,
            DeadlineStatus.DUE_SOON: and_(columns.due_at >= now, columns.due_soon_at <= now),
            DeadlineStatus.RUNNING: and_(columns.due_at >= now, columns.due_soon_at > now),
        }[status]
        # `when` compares nullable columns: guarded, so that it is false and not unknown.
        return and_(unmet, not_(ended), when)

    def any_has(statuses: Sequence[DeadlineStatus], now: datetime) -> Predicate:
        return or_(false(), *(has(status, columns, now) for status in statuses for columns in deadlines))

    return lambda given, at: _operators(
        given,
        at,
        {
            "eq": lambda status, here: any_has([status], here.now),
            "in": lambda statuses, here: any_has(statuses, here.now),
        },
    )
