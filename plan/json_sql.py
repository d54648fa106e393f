"""SQL that makes JSON, on both databases: every value comes as the API answers it, rows come as arrays of values."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, ColumnElement, Enum, Text, Uuid, case, literal_column, null
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from models.base import UtcDateTime
from plan.types import Reader

# What PostgreSQL's functions take; SQLite's take more.
MOST_VALUES = 100
MOST_FIELDS = 50


class JsonArray(FunctionElement[Any]):
    """A JSON array of values."""

    inherit_cache = True
    type = Text()


class JsonObject(FunctionElement[Any]):
    """A JSON object: keys and values in turns."""

    inherit_cache = True
    type = JSON()


class Gathered(FunctionElement[Any]):
    """The aggregate of all rows' values: a JSON array."""

    inherit_cache = True
    type = JSON()


class Hexadecimal(FunctionElement[str]):
    """An id's 32 digits."""

    inherit_cache = True
    type = Text()


class Moment(FunctionElement[str]):
    """A moment as `domain.text.write_moment` writes it."""

    inherit_cache = True
    type = Text()


class Truth(FunctionElement[Any]):
    """A boolean."""

    inherit_cache = True
    type = JSON()


class Embedded(FunctionElement[Any]):
    """JSON inside JSON. SQLite forgets that a text is JSON where it comes out of a SELECT: it is told again."""

    inherit_cache = True
    type = JSON()


_TO_THE = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.{1}\"Z\"')"
_TEMPLATES: dict[type[FunctionElement[Any]], dict[str, str]] = {
    JsonObject: {"postgresql": "json_build_object({0})", "sqlite": "json_object({0})"},
    JsonArray: {"postgresql": "json_build_array({0})", "sqlite": "json_array({0})"},
    Gathered: {"postgresql": "coalesce(json_agg({0}), '[]')", "sqlite": "json_group_array({0})"},
    Hexadecimal: {"postgresql": "replace(CAST({0} AS text), '-', '')", "sqlite": "{0}"},
    Moment: {
        "postgresql": f"CASE WHEN date_trunc('milliseconds', {{0}}) = {{0}} THEN {_TO_THE.format('{0}', 'MS')}"
        f" ELSE {_TO_THE.format('{0}', 'US')} END",
        "sqlite": "replace(CASE WHEN substr({0}, -3) = '000' THEN substr({0}, 1, 23) ELSE {0} END, ' ', 'T') || 'Z'",
    },
    Truth: {"postgresql": "{0}", "sqlite": "json(iif({0}, 'true', 'false'))"},
    Embedded: {"postgresql": "{0}", "sqlite": "json({0})"},
}


def _compiled(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:
    inner = compiler.process(element.clauses, **options)
    templates = _TEMPLATES[type(element)]
    # PostgreSQL's also for whoever prints a statement without saying for which database.
    return templates.get(compiler.dialect.name, templates["postgresql"]).replace("{0}", inner)


for _element in _TEMPLATES:
    compiles(_element)(_compiled)


def wire(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as JSON holds it: text, number, boolean, null, or JSON itself."""
    match column.type:
        case Uuid():
            return Hexadecimal(column)
        case UtcDateTime():
            return Moment(column)
        case Boolean():
            return Truth(column)
        case JSON():
            return Embedded(column)
        case _:
            return column


def text(value: str) -> ColumnElement[str]:
    """A name of the schema, or one that graphql-core has parsed: no quotes, nothing strange."""
    assert re.fullmatch("[_0-9A-Za-z]+", value)
    return literal_column(f"'{value}'", Text())


def json_object(fields: Mapping[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    return JsonObject(*(part for key, value in fields.items() for part in (text(key), value)))


def unless_null(there: ColumnElement[Any], value: ColumnElement[Any]) -> ColumnElement[Any]:
    return Embedded(case((there.is_(None), null()), else_=value))


def identifier(prefix: str, column: ColumnElement[Any]) -> ColumnElement[str]:
    """An id as `domain.ids.encode_id` writes it."""
    return text(f"{prefix}_") + Hexadecimal(column)


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
