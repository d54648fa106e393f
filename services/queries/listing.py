"""A list: what may be filtered and sorted, and one request's view of it, read only as far as it is asked for."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.permissions import Grants
from models import Base
from services.queries import paging
from services.queries.filters import At, Conditions, Given, compile_filter
from services.queries.paging import COUNT_LIMIT, Cursors, Ordering, Page, SortKey, Window
from services.scope import visible

Model = TypeVar("Model", bound=Base)
Reader = Callable[[], AbstractAsyncContextManager[AsyncSession]]
T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[Model]):
    """What a list of the contract offers. Its default order is the contract's: createdAt DESC, then id DESC."""

    name: str
    model: type[Model]
    conditions: Conditions
    sorts: Mapping[str, InstrumentedAttribute[Any]] = field(default_factory=dict)
    facets: Mapping[str, ColumnElement[Any] | InstrumentedAttribute[Any]] = field(default_factory=dict)

    def ordering(self, sort: Sequence[tuple[str, bool]] = ()) -> Ordering:
        """By (sort name, descending) pairs; a repeated name counts once. The id, which is unique, decides last."""
        chosen = dict(reversed(sort)) or {"CREATED_AT": True}
        names = list(dict.fromkeys(name for name, _ in sort)) or ["CREATED_AT"]
        columns = {"CREATED_AT": _column(self.model, "created_at"), **self.sorts}
        keys = [SortKey(name, columns[name], chosen[name]) for name in names]
        return Ordering(self.name, (*keys, SortKey("ID", _column(self.model, "id"), keys[-1].descending)))


def _column(model: type[Base], name: str) -> InstrumentedAttribute[Any]:
    column: InstrumentedAttribute[Any] = getattr(model, name)
    return column


@dataclass
class Listed(Generic[Model]):
    """One connection of one request. Page, counts and facets are each read once, and only when selected."""

    listing: Listing[Model]
    grants: Grants
    now: datetime
    read: Reader
    cursors: Cursors
    page: Page = Page()
    given: Given | None = None
    sort: Sequence[tuple[str, bool]] = ()
    restricted: ColumnElement[bool] | None = None

    def __post_init__(self) -> None:
        self.ordering = self.listing.ordering(self.sort)
        _ = self.page.size, self.matching, self._cursor_values
        self._window: asyncio.Task[Window[Model]] | None = None

    @cached_property
    def matching(self) -> Select[Model]:
        return self._matching(self.given)

    @cached_property
    def _cursor_values(self) -> list[list[Any]]:
        """Reading the cursors first: a bad one is refused also where no row is asked for."""
        return [self.cursors.read(self.ordering, c) for c in (self.page.after, self.page.before) if c is not None]

    def _matching(self, given: Given | None) -> Select[Model]:
        at = At(("filter",), self.now, self.grants)
        condition = compile_filter(self.listing.conditions, given, at)
        statement = select(self.listing.model).where(visible(self.listing.model, self.grants), condition)
        return statement if self.restricted is None else statement.where(self.restricted)

    async def rows(self) -> list[Model]:
        return (await self._read_window()).rows

    async def _read_window(self) -> Window[Model]:
        # Sibling fields ask at once: the first one reads, the others wait for it.
        if self._window is None:
            self._window = asyncio.ensure_future(self._fetch())
        return await self._window

    async def _fetch(self) -> Window[Model]:
        async with self.read() as session:
            return await paging.fetch(session, self.matching, self.ordering, self.page, self.cursors)

    def cursor(self, row: Model) -> str:
        return self.cursors.write(self.ordering, row)

    async def beyond(self) -> tuple[bool, bool]:
        """Whether rows lie behind the page, and in front of it."""
        window = await self._read_window()
        async with self.read() as session:
            found = await paging.more_beyond(session, self.matching, self.ordering, self.page, window, self.cursors)
        return found[False], found[True]

    async def total(self) -> int:
        async with self.read() as session:
            return await paging.count(session, self.matching)

    async def facet(self, name: str) -> dict[Any, int]:
        """How often each value of the facet's column occurs, without the top-level condition on it, capped."""
        column = self.listing.facets[name]
        others = {key: value for key, value in (self.given or {}).items() if key != name}
        matching = (
            self._matching(others).with_only_columns(column, func.count(), maintain_column_froms=True).group_by(column)
        )
        async with self.read() as session:
            rows = await session.execute(matching)
            return {value: min(number, COUNT_LIMIT) for value, number in rows}
