"""Keyset pages: a cursor holds the sort's values of a row, so that pages stay put while rows come and go."""

import base64
import binascii
import hashlib
import operator
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Uuid,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute

from domain.errors import Invalid, InvalidCursor
from models.base import UtcDateTime

Row = TypeVar("Row")

DEFAULT_SIZE = 25
MOST = 100
# Counting stops here: the number says "more than 10,000".
COUNT_LIMIT = 10_001
# Bytes that the length of a cursor is a multiple of.
BLOCK = 16


@dataclass(frozen=True, slots=True)
class Page:
    """A connection's arguments, as they came."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def size(self) -> int:
        """How many rows; Invalid when there are too many, too few, or two answers."""
        if self.first is not None and self.last is not None:
            raise Invalid(field=("last",), reason="FIRST_AND_LAST")
        name, size = ("last", self.last) if self.last is not None else ("first", self.first)
        if size is None:
            return DEFAULT_SIZE
        if not 0 <= size <= MOST:
            raise Invalid(field=(name,), reason="PAGE_SIZE", most=MOST, value=size)
        return size

    @property
    def backward(self) -> bool:
        return self.last is not None


@dataclass(frozen=True, slots=True)
class SortKey:
    name: str
    column: InstrumentedAttribute[Any] | ColumnElement[Any]
    descending: bool

    def of(self, row: object) -> Any:
        return getattr(row, str(self.column.key))


@dataclass(frozen=True)
class Ordering:
    """A total order of a list: its last key is unique. The signature binds cursors to it."""

    list_name: str
    keys: tuple[SortKey, ...]

    @cached_property
    def signature(self) -> str:
        return ":".join([self.list_name, *(f"{key.name}{'-' if key.descending else '+'}" for key in self.keys)])

    def over(self, columns: Any) -> "Ordering":
        """The same order of another table's columns."""
        return replace(self, keys=tuple(replace(key, column=columns[str(key.column.key)]) for key in self.keys))

    def of(self, row: object) -> list[Any]:
        """A row's place."""
        return [key.of(row) for key in self.keys]

    def columns(self, *, backward: bool) -> list[ColumnElement[Any]]:
        return [key.column.desc() if key.descending is not backward else key.column.asc() for key in self.keys]

    def beyond(self, values: Sequence[Any], *, backward: bool, inclusive: bool = False) -> ColumnElement[bool]:
        """Rows behind the place of these values (in front of it, backward)."""
        if len({key.descending for key in self.keys}) == 1:
            # One comparison of all keys: an index of them is entered at the place.
            less = self.keys[0].descending is not backward
            return _compared(self._row(), self._row(values), less=less, inclusive=inclusive)
        alternatives: list[ColumnElement[bool]] = []
        equal: list[ColumnElement[bool]] = []
        for key, value in zip(self.keys, values, strict=True):
            less = key.descending is not backward
            alternatives.append(and_(*equal, _compared(key.column, value, less=less)))
            equal.append(key.column == value)
        first = _compared(self.keys[0].column, values[0], less=self.keys[0].descending is not backward, inclusive=True)
        return and_(first, or_(*alternatives, and_(*equal)) if inclusive else or_(*alternatives))

    def _row(self, values: Sequence[Any] | None = None) -> ColumnElement[Any]:
        if values is None:
            return tuple_(*(key.column for key in self.keys))
        pairs = zip(self.keys, values, strict=True)
        return tuple_(*(v if isinstance(v, BindParameter) else literal(v, key.column.type) for key, v in pairs))


def _compared(column: Any, value: Any, *, less: bool, inclusive: bool = False) -> ColumnElement[bool]:
    compare = (operator.le if less else operator.ge) if inclusive else (operator.lt if less else operator.gt)
    compared: ColumnElement[bool] = compare(column, value)
    return compared


@dataclass(frozen=True)
class Cursors:
    """Writes and reads cursors with the installation's key: one that we did not answer is refused, and none can be read.

    A place among all events would tell how much others do, so what is written is encrypted, and of few lengths.
    """

    secret: bytes

    @cached_property
    def _cipher(self) -> AESSIV:
        return AESSIV(hashlib.sha256(b"cursors\0" + self.secret).digest())

    def write(self, ordering: Ordering, place: Sequence[Any]) -> str:
        body = orjson.dumps([_plain(value) for value in place])
        padded = body.ljust(-(-len(body) // BLOCK) * BLOCK)
        return _encode(self._cipher.encrypt(padded, [ordering.signature.encode()]))

    def read(self, ordering: Ordering, cursor: str) -> list[Any]:
        try:
            raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
            body = self._cipher.decrypt(raw, [ordering.signature.encode()])
        except (InvalidTag, binascii.Error, UnicodeEncodeError, ValueError):
            raise InvalidCursor from None
        # Decoding overlooks strange characters and spare bits: only what we would write ourselves is ours.
        if _encode(raw) != cursor:
            raise InvalidCursor
        return [_typed(key, value) for key, value in zip(ordering.keys, orjson.loads(body), strict=True)]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex if isinstance(value, UUID) else value


def _typed(key: SortKey, value: Any) -> Any:
    if isinstance(key.column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    return UUID(value) if isinstance(key.column.type, Uuid) else value


Fetch = Callable[[Select[*tuple[Any, ...]]], Awaitable[list[Sequence[Any]]]]


Places = Sequence[tuple[Sequence[Any], bool]]
"""Where pages begin and end: the values of a row's place, and whether what lies in front of it is meant."""


def places(ordering: Ordering, page: Page, cursors: Cursors) -> Places:
    """Of `after` and `before`. A cursor that is not ours is refused."""
    given = ((page.after, False), (page.before, True))
    return [(cursors.read(ordering, cursor), backward) for cursor, backward in given if cursor is not None]


def within(ordering: Ordering, places: Places) -> ColumnElement[bool]:
    """Rows behind `after` and in front of `before`."""
    return and_(true(), *(ordering.beyond(values, backward=backward) for values, backward in places))


def place_values(places: Places) -> dict[str, Any]:
    """The values of `place_parameters`."""
    return {_parameter(backward, n): value for values, backward in places for n, value in enumerate(values)}


def place_parameters(ordering: Ordering, places: Places) -> Places:
    types = [key.column.type for key in ordering.keys]
    return [
        ([bindparam(_parameter(backward, n), type_=type) for n, type in enumerate(types)], backward)
        for _, backward in places
    ]


def _parameter(backward: bool, number: int) -> str:
    return f"{'before' if backward else 'after'}_{number}"


@dataclass(frozen=True, slots=True)
class Window(Generic[Row]):
    """The rows of a page, and whether there are more beyond its far end."""

    rows: list[Row]
    more: bool

    @classmethod
    def of(cls, found: list[Row], page: Page) -> "Window[Row]":
        """Of the rows that were found, one more than the page holds, in the direction of reading."""
        rows = found[: page.size]
        return cls(rows=rows[::-1] if page.backward else rows, more=len(found) > page.size)


async def any_of(fetch: Fetch, matching: Select[Any]) -> bool:
    ((found,),) = await fetch(select(matching.exists()))
    return bool(found)


async def count(fetch: Fetch, matching: Select[Any]) -> int:
    """How many rows match, up to COUNT_LIMIT."""
    some = matching.with_only_columns(literal(1), maintain_column_froms=True).limit(COUNT_LIMIT).subquery()
    return await counted(fetch, select(func.count()).select_from(some))


async def counted(fetch: Fetch, counting: Select[int]) -> int:
    ((number,),) = await fetch(counting)
    return int(number)
