"""Finding text in names, Chinese too: an index of single characters and pairs, which word-based search cannot serve.

It tells which rows may hold a text; whether they do, a comparison still decides. On PostgreSQL it is a GIN index on
`backhaul_grams`, on SQLite a table of FTS5 that triggers fill (the migration `search` makes both).
"""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Dialect,
    Select,
    Text,
    and_,
    bindparam,
    false,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import visitors
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


def may_hold(id: ColumnElement[Any], texts: list[ColumnElement[str]], wanted: str) -> ColumnElement[bool]:
    """Rows in whose texts all pairs of characters of the wanted one occur."""
    return _MayHold(id, *texts, bindparam(None, wanted, type_=_Grams()))


def _bounded_count(table_name: str, wanted: str, most: int) -> Select[int]:
    """For SQLite: how many rows the index names for a text, up to a bound, without looking at them."""
    grams = f"{table_name}_grams"
    matches = literal_column(grams).op("MATCH")(bindparam(None, wanted, type_=_Grams()))
    some = select(literal_column("1")).select_from(table(grams)).where(matches).limit(most).subquery()
    return select(func.count()).select_from(some)


class _Occurs(_Predicate):
    """Whether a text occurs in a column: LIKE without its patterns.

    Databases guess from a pattern how many rows match; beside the index's own figure that would count twice, and
    make a common word look so rare that its rows are all collected and sorted.
    """

    inherit_cache = True


def occurs(column: Any, wanted: str) -> ColumnElement[bool]:
    return _Occurs(column, bindparam(None, wanted, type_=Text()))


Count = Callable[[Select[Any]], Awaitable[int]]


class Searches:
    """The texts that one request looks for in names, and how common they are.

    Rows of a common text are found fastest by walking a list in its order, rows of a rare one in the index.
    PostgreSQL tells them apart by itself; on SQLite, `count` does.
    """

    # Measured on 500,000 names and 2,000,000 orders: about where walking takes as long as collecting.
    MOST_COLLECTED = 3_000

    def __init__(self) -> None:
        self._counts: dict[tuple[Any, str], int | None] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def narrowed(self, model: Any, text: str, holds: ColumnElement[bool]) -> ColumnElement[bool]:
        """The rows of a model that hold a text, by its index where that is worth it."""
        count = self._counts.setdefault((model, text), None)
        if count == 0:
            return false()
        return holds if count is not None and count > self.MOST_COLLECTED else and_(model.may_hold(text), holds)

    async def count(self, count: Count) -> None:
        for model, text in self._counts:
            counting = _bounded_count(model.__tablename__, text, self.MOST_COLLECTED + 1)
            self._counts[model, text] = await count(counting)


def walks(predicate: ColumnElement[bool]) -> bool:
    """Whether it looks for a text without its index."""
    kinds = {type(part) for part in visitors.iterate(predicate)}
    return _Occurs in kinds and _MayHold not in kinds


@compiles(_Occurs)
def _strpos(element: _Occurs, compiler: SQLCompiler, **options: Any) -> str:
    # PostgreSQL guesses that nearly all rows are unequal, and a third of them greater.
    return f"(strpos({compiler.process(element.clauses, **options)}) <> 0)"


@compiles(_Occurs, "sqlite")
def _instr(element: _Occurs, compiler: SQLCompiler, **options: Any) -> str:
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
