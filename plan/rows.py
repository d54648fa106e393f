"""The rows of one SELECT being put together: its values by position, and the tables joined for them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import orjson
from sqlalchemy import ColumnElement, FromClause, and_, case

from domain.documents import DocumentKind
from models import Base
from plan.json_sql import Certain, Sent, identifier, is_json, text, unwire, wire
from plan.selection import NotCovered
from plan.types import Binder, Reader
from schema.fields import ToDocument
from services.scope import GrantParameters, of_kind

# Databases bound how deep an expression is, and SQLite how many tables are joined (64).
MOST_VALUES = 500
MOST_TABLES = 60


@dataclass(frozen=True, eq=False)
class Plain:
    """A value that the database makes as it is answered."""

    value: ColumnElement[Any]


@lru_cache(maxsize=1000)
def alias(model: type[Base], name: str) -> FromClause:
    """A model's table under another name. Kept, since SQLAlchemy makes an object of each of its columns."""
    return model.__table__.alias(name)


Answer = Plain | Binder
"""How a field is answered: by the database, or of the row's values."""


@dataclass
class Rows:
    """`depth` counts the SELECTs around this one; `scope` restricts documents that are joined."""

    source: FromClause
    scope: GrantParameters
    depth: int = 0
    values: list[ColumnElement[Any]] = field(default_factory=list)
    places: dict[Hashable, int] = field(default_factory=dict)
    _joined: dict[Hashable, "Row"] = field(default_factory=dict)

    def put(self, value: ColumnElement[Any]) -> int:
        """The position of a value among those that are selected."""
        if len(self.values) == MOST_VALUES:
            raise NotCovered(f"more than {MOST_VALUES} values of a row")
        self.values.append(value)
        return len(self.values) - 1

    def bound(self, answer: Answer) -> Binder:
        """What the database makes is read as it comes."""
        if not isinstance(answer, Plain):
            return answer
        is_text = self._is_text(answer.value)
        position = self.put(Sent(answer.value) if is_text else answer.value)
        read = self._as_it_comes(position) if is_text else itemgetter(position)
        return lambda _: read

    def _is_text(self, value: ColumnElement[Any]) -> bool:
        """Whether a value comes as JSON text. Within the arrays of lists below, it was read with its array."""
        return self.depth == 0 and is_json(value)

    def _as_it_comes(self, position: int) -> Reader:
        return lambda values: None if (text := values[position]) is None else orjson.Fragment(text)

    def parsed(self, position: int) -> Reader:
        """Reads a value that Python is to work on."""
        if not self._is_text(self.values[position]):
            return itemgetter(position)
        return lambda values: None if (text := values[position]) is None else orjson.loads(text)

    def joined(self, key: Hashable, model: type[Base], on: Callable[[FromClause], ColumnElement[bool]]) -> "Row":
        """A table joined once, with at most one row for each row here."""
        if key not in self._joined:
            if len(self._joined) == MOST_TABLES:
                raise NotCovered(f"more than {MOST_TABLES} tables beside a row")
            table = alias(model, f"t{self.depth}_{len(self._joined)}")
            self.source = self.source.outerjoin(table, on(table))
            self._joined[key] = Row(self, model, table)
        return self._joined[key]


@dataclass(frozen=True)
class Row:
    """One table's part of the rows. `names` are other ones of some columns, under which an object within knows them."""

    rows: Rows
    model: type[Base]
    table: FromClause
    names: Mapping[str, str] = field(default_factory=dict)

    def part(self, names: Mapping[str, str]) -> "Row":
        return replace(self, names=names)

    def column(self, name: str) -> ColumnElement[Any]:
        return self.table.c[self.names.get(name, name)]

    def plain(self, column: str, *, always: bool = True) -> Plain:
        """A column's value; not `always` where the row may not be there, and nobody asks whether it is."""
        return self._plain(column, wire(self.column(column)), always=always)

    def identifier(self, prefix: str) -> Plain:
        return self._plain("id", identifier(prefix, self.column("id")), always=True)

    def _plain(self, column: str, value: ColumnElement[Any], *, always: bool) -> Plain:
        return Plain(Certain(value) if always and not self.may_be_null(column) else value)

    def may_be_null(self, column: str) -> bool:
        return bool(getattr(self.model.__table__.c[self.names.get(column, column)], "nullable", True))

    def value(self, column: str) -> int:
        """The position of a column's value, which is selected once however often it is needed."""
        places = self.rows.places
        key = (self.table, self.names.get(column, column))
        if key not in places:
            places[key] = self.rows.put(wire(self.column(column)))
        return places[key]

    def typed(self, column: str) -> Reader:
        """Reads a column's value as the models hold it."""
        read, convert = self.rows.parsed(self.value(column)), unwire(self.column(column))
        return read if convert is None else lambda values: convert(read(values))

    def to_one(self, model: type[Base], column: str) -> "Row":
        """The row whose id a column holds, of the same merchant where it belongs to one."""
        return self.rows.joined((self.table, column), model, lambda table: self._same(model, table, column, "id"))

    def only_part(self, model: type[Base], key: str) -> "Row":
        """The one row of another table that belongs to this one."""
        return self.rows.joined((self.table, model, key), model, lambda table: self._same(model, table, "id", key))

    def document(self, to: ToDocument, kind: DocumentKind) -> "Row":
        """A document, where it is of the kind and the viewer may see it: it may lie in another warehouse.

        Its merchant is this row's, which is within the scope: PostgreSQL would take a second condition on it for a
        narrower one, and read all documents of the merchant for each row.
        """
        model = to.models[kind]
        elsewhere = replace(self.rows.scope, merchant_ids=None)

        def visible(table: FromClause) -> ColumnElement[bool]:
            # Where it is null, the table's index is not even entered.
            own = case((self.table.c[to.kind] == text(kind), self.table.c[to.id]))
            same = and_(table.c.merchant_id == self.table.c.merchant_id, table.c.id == own)
            return and_(same, of_kind(model, table.c, elsewhere))

        return self.rows.joined((self.table, model, to.id), model, visible)

    def holds(self, part: "Row", key: str) -> ColumnElement[bool]:
        """That a row of another table belongs to this one."""
        return self._same(part.model, part.table, "id", key)

    def _same(self, model: type[Base], table: FromClause, column: str, other: str) -> ColumnElement[bool]:
        same: ColumnElement[bool] = table.c[other] == self.table.c[column]
        if "merchant_id" not in model.__table__.c:
            return same
        # Its merchant's rows only: the scope of the row that was looked for is the scope of all that hangs on it.
        return and_(table.c.merchant_id == self.table.c.merchant_id, same)

    def stand_in(self) -> type[SimpleNamespace]:
        """A class whose objects have what the model has beside its columns: its properties and constants."""
        about = (
            {}
            if self.names
            else {
                name: value
                for cls in reversed(self.model.__mro__)
                for name, value in vars(cls).items()
                if isinstance(value, property) or name == "kind"
            }
        )
        return type(self.model.__name__, (SimpleNamespace,), about)
