"""SQL that makes JSON, on both databases: every value comes as the API answers it.

PostgreSQL puts JSON together as text: its own functions look up the type of each value anew in each row, which costs
as much again as finding the rows. SQLite's functions are as fast as text, and mark what is JSON already.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, ColumnElement, Enum, Integer, Text, Uuid, case, literal_column, null, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from models.base import UtcDateTime
from plan.types import Reader

# What SQLite's functions take.
MOST_ARGUMENTS = 100
MOST_FIELDS = MOST_ARGUMENTS // 2


class JsonText(Text):
    """Text that is JSON."""


class PlainText(Text):
    """Text without anything that JSON escapes."""


class _Element(FunctionElement[Any]):
    inherit_cache = True


class JsonObject(_Element):
    """A JSON object: keys and values in turns."""

    type = JsonText()


class JsonArray(_Element):
    """A JSON array of values."""

    type = JsonText()


class Gathered(_Element):
    """The aggregate of all rows' values, each JSON: a JSON array."""

    type = JsonText()


class Hexadecimal(_Element):
    """An id's 32 digits."""

    type = PlainText()


class Moment(_Element):
    """A moment as `domain.text.write_moment` writes it."""

    type = PlainText()


class Truth(_Element):
    """A boolean."""

    type = JsonText()


class Embedded(_Element):
    """JSON of a column, or out of a SELECT: SQLite has forgotten by then that it is no mere text."""

    type = JsonText()


class Certain(_Element):
    """A value that is not null where its row is there."""

    def __init__(self, value: ColumnElement[Any]) -> None:
        super().__init__(value)
        self.type = value.type


class Sent(_Element):
    """JSON that is answered as it is: as bytes, which nobody has to decode and to encode again."""

    type = JsonText()


class Elements(_Element):
    """The elements of a JSON array, as rows."""

    type = JSON()


class Member(_Element):
    """A member of a JSON object."""

    type = JSON()


_POSTGRESQL: dict[type[_Element], str] = {
    Gathered: "'[' || coalesce(string_agg({0}, ','), '') || ']'",
    Hexadecimal: "encode(uuid_send({0}), 'hex')",
    # Milliseconds, of which alone nearly all moments are made; microseconds where there are some.
    Moment: "replace(to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), '000Z', 'Z')",
    Truth: "CAST({0} AS text)",
    Embedded: "CAST({0} AS text)",
    Certain: "{0}",
    Sent: "convert_to({0}, 'UTF8')",
    Elements: "jsonb_array_elements({0})",
}
_SQLITE: dict[type[_Element], str] = {
    JsonObject: "json_object({0})",
    JsonArray: "json_array({0})",
    Gathered: "json_group_array({0})",
    Hexadecimal: "{0}",
    Moment: "replace(CASE WHEN substr({0}, -3) = '000' THEN substr({0}, 1, 23) ELSE {0} END, ' ', 'T') || 'Z'",
    Truth: "json(iif({0}, 'true', 'false'))",
    Embedded: "json({0})",
    Certain: "{0}",
    Sent: "CAST({0} AS BLOB)",
    Elements: "json_each({0})",
}


def _filled(template: str, element: _Element, compiler: SQLCompiler, options: dict[str, Any]) -> str:
    return template.replace("{0}", compiler.process(element.clauses, **options))


@compiles(_Element)
def _postgresql(element: _Element, compiler: SQLCompiler, **options: Any) -> str:
    # Also for whoever prints a statement without saying for which database.
    return _filled(_POSTGRESQL[type(element)], element, compiler, options)


@compiles(JsonArray, "sqlite")
@compiles(JsonObject, "sqlite")
@compiles(_Element, "sqlite")
def _sqlite(element: _Element, compiler: SQLCompiler, **options: Any) -> str:
    return _filled(_SQLITE[type(element)], element, compiler, options)


@compiles(JsonObject)
def _object_text(element: JsonObject, compiler: SQLCompiler, **options: Any) -> str:
    keys, values = list(element.clauses)[::2], list(element.clauses)[1::2]
    fields = [
        f"'\"{_bare(key)}\":' || {_text(value, compiler, options)}" for key, value in zip(keys, values, strict=True)
    ]
    return _joined("{", fields, "}")


@compiles(JsonArray)
def _array_text(element: JsonArray, compiler: SQLCompiler, **options: Any) -> str:
    return _joined("[", [_text(value, compiler, options) for value in element.clauses], "]")


@compiles(Member)
def _member_of_jsonb(element: Member, compiler: SQLCompiler, **options: Any) -> str:
    value, name = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({value} -> {name})"


@compiles(Member, "sqlite")
def _member_of_text(element: Member, compiler: SQLCompiler, **options: Any) -> str:
    # What is extracted forgets that it was a boolean.
    value, name = (compiler.process(clause, **options) for clause in element.clauses)
    place = f"{value}, '$.' || {name}"
    boolean = f"CASE json_type({place}) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'"
    return f"json({boolean} ELSE json_quote(json_extract({place})) END)"


def _joined(begin: str, parts: list[str], end: str) -> str:
    """Each operator copies all the text in front of it: what is written in a row here becomes one literal."""
    sql = " || ',' || ".join(parts)
    return f"('{begin}' || {sql} || '{end}')".replace("' || '", "") if parts else f"'{begin}{end}'"


def _bare(key: Any) -> str:
    return str(key.name)[1:-1]


def _text(value: ColumnElement[Any], compiler: SQLCompiler, options: dict[str, Any]) -> str:
    """A value as JSON text."""
    sql = f"({compiler.process(value, **options)})"
    match value.type:
        case JsonText():
            text = sql
        case PlainText() | Enum():
            text = f"'\"' || {sql} || '\"'"
        case JSON() | Integer():
            text = f"CAST({sql} AS text)"
        case _:
            text = f"CAST(to_json({sql}) AS text)"
    return text if isinstance(value, Certain | JsonObject) else f"coalesce({text}, 'null')"


def wire(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as JSON holds it."""
    match column.type:
        case Uuid():
            return Hexadecimal(column)
        case UtcDateTime():
            return Moment(column)
        case Boolean():
            return Truth(column)
        case JSON() | JsonText():
            return Embedded(column)
        case _:
            return column


def is_json(value: ColumnElement[Any]) -> bool:
    return isinstance(value.type, JsonText)


def text(value: str) -> ColumnElement[str]:
    """A name of the schema, or one that graphql-core has parsed: no quotes, nothing strange."""
    assert re.fullmatch("[_0-9A-Za-z]+", value)
    return literal_column(f"'{value}'", PlainText())


def json_object(fields: Mapping[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    return JsonObject(*(part for key, value in fields.items() for part in (text(key), value)))


def json_array(*values: ColumnElement[Any]) -> ColumnElement[Any]:
    """An array of values; of many, an array of arrays, which `flat` puts together."""
    if len(values) <= MOST_ARGUMENTS:
        return JsonArray(*values)
    starts = range(0, len(values), MOST_ARGUMENTS)
    return JsonArray(*(JsonArray(*values[start : start + MOST_ARGUMENTS]) for start in starts))


def flat(size: int, arrays: Reader) -> Reader:
    """Reads what `json_array` made of so many values, for each of several rows."""
    if size <= MOST_ARGUMENTS:
        return arrays
    return lambda values: [list(chain.from_iterable(parts)) for parts in arrays(values)]


NOTHING = Embedded(null())


def unless_null(there: ColumnElement[Any], value: ColumnElement[Any]) -> ColumnElement[Any]:
    return Embedded(case((there.is_(None), null()), else_=value))


def identifier(prefix: str, column: ColumnElement[Any]) -> ColumnElement[str]:
    """An id as `domain.ids.encode_id` writes it."""
    return type_coerce(text(f"{prefix}_") + Hexadecimal(column), PlainText())


def unwire(column: ColumnElement[Any]) -> Reader | None:
    """Makes of a wired value what the models hold; None where it is that already."""
    match column.type:
        case Uuid():
            return lambda value: None if value is None else UUID(value)
        case UtcDateTime():
            return lambda value: None if value is None else datetime.fromisoformat(value)
        case Enum(enum_class=words) if words is not None:
            return lambda value: None if value is None else words(value)
        case _:
            return None
