"""Finding text in names, Chinese too: an index of single characters and pairs, which word-based search cannot serve.

It tells which rows may hold a text; whether they do, a comparison still decides. On PostgreSQL it is a GIN index on
`backhaul_grams`, on SQLite a table of FTS5 that triggers fill (the migration `search` makes both).
"""

from typing import Any

from sqlalchemy import ARRAY, Boolean, ColumnElement, Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

# More pairs of a long text narrow nothing down further.
MOST_PAIRS = 8


class _Grams(TypeDecorator[str]):
    """A text to be found, sent as the pairs of characters that it has."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(Text()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        grams = _grams(value or "")
        if dialect.name == "postgresql":
            return grams
        # FTS5 takes words: a gram's bytes, so that no character means anything else to it.
        return " AND ".join(gram.encode().hex().upper() for gram in grams)


def _grams(text: str) -> list[str]:
    pairs = [text[start : start + 2] for start in range(min(len(text) - 1, MOST_PAIRS))]
    return pairs or [text]


class _Predicate(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()

    def self_group(self, against: object = None) -> "_Predicate":
        # Where a database has no booleans, SQLAlchemy would compare with 1, and no index serves that.
        return self


class _MayHold(_Predicate):
    inherit_cache = True


class _MayHoldCharacter(_MayHold):
    inherit_cache = True


def may_hold(id: ColumnElement[Any], texts: list[ColumnElement[str]], wanted: str) -> ColumnElement[bool]:
    """Rows in whose texts all pairs of characters of the wanted one occur."""
    kind = _MayHoldCharacter if len(wanted) == 1 else _MayHold
    return kind(id, *texts, bindparam(None, wanted, type_=_Grams()))


class Occurs(_Predicate):
    """Whether a text occurs in a column: LIKE without its patterns.

    Databases guess from a pattern how many rows match; beside the index's own figure that would count twice, and
    make a common word look so rare that its rows are all collected and sorted.
    """

    inherit_cache = True


def occurs(column: Any, wanted: str) -> ColumnElement[bool]:
    return Occurs(column, bindparam(None, wanted, type_=Text()))


@compiles(Occurs)
def _strpos(element: Occurs, compiler: SQLCompiler, **options: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"


@compiles(Occurs, "sqlite")
def _instr(element: Occurs, compiler: SQLCompiler, **options: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


@compiles(_MayHold)
def _postgresql(element: _MayHold, compiler: SQLCompiler, **options: Any) -> str:
    _, *texts, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(backhaul_grams({', '.join(texts)}) @> {wanted})"


@compiles(_MayHold, "sqlite")
def _sqlite(element: _MayHold, compiler: SQLCompiler, **options: Any) -> str:
    id, *_, wanted = element.clauses
    grams = f"{id.table.name}_grams"
    found = f"SELECT id FROM {grams} WHERE {grams} MATCH {compiler.process(wanted, **options)}"
    return f"({compiler.process(id, **options)} IN ({found}))"


@compiles(_MayHoldCharacter, "sqlite")
def _sqlite_character(*_: Any, **__: Any) -> str:
    # A single character is in so many names that reading them in their order is faster than collecting them.
    return "1 = 1"
