"""A list: what may be filtered and sorted, and one request's view of it, read only as far as it is asked for."""

import asyncio
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.permissions import Grants
from models import Base
from models.search import Searches
from services.queries import paging
from services.queries.filters import RANGES, At, Conditions, Given, compared, compile_filter, parameter, with_parameters
from services.queries.paging import COUNT_LIMIT, Cursors, Fetch, Ordering, Page, SortKey, Window
from services.queries.wanted import Wanted
from services.scope import visible

Model = TypeVar("Model", bound=Base)
Reader = Callable[[], AbstractAsyncContextManager[AsyncSession]]
T = TypeVar("T")

FILTER = ("filter",)


@dataclass(frozen=True)
class Listing(Generic[Model]):
    """What a list of the contract offers. Its default order is the contract's: createdAt DESC, then id DESC."""

    name: str
    model: type[Model]
    conditions: Conditions
    sorts: Mapping[str, InstrumentedAttribute[Any]] = field(default_factory=dict)
    facets: Mapping[str, ColumnElement[Any] | InstrumentedAttribute[Any]] = field(default_factory=dict)
    unsorted: tuple[str, bool] = ("CREATED_AT", True)
    unique: str = "ID"

    def ordering(self, sort: Sequence[tuple[str, bool]] = ()) -> Ordering:
        """By (sort name, descending) pairs; a repeated name counts once. What is unique decides last."""
        return self._ordering(sort) if sort else self._unsorted

    @cached_property
    def _unsorted(self) -> Ordering:
        return self._ordering((self.unsorted,))

    def _ordering(self, sort: Sequence[tuple[str, bool]]) -> Ordering:
        chosen = dict(reversed(sort))
        names = list(dict.fromkeys(name for name, _ in sort))
        if self.unique not in chosen:
            chosen[self.unique] = chosen[names[-1]]
            names.append(self.unique)
        return Ordering(self.name, tuple(SortKey(name, self._sorted_by(name), chosen[name]) for name in names))

    def _sorted_by(self, name: str) -> ColumnElement[Any]:
        # The table's own column: an attribute of the class takes ten times as long to say of which type it is.
        return self.model.__table__.c[self.sorts[name].key if name in self.sorts else name.lower()]


@dataclass(frozen=True)
class Kept:
    """A page's condition with parameters, which depends on its `name` alone, and their values.

    `narrows`: it has a range of its own, and how wide that is decides which way to the rows is the shortest.
    """

    name: Hashable
    values: Mapping[str, Any]
    make: Callable[[], ColumnElement[bool]]
    narrows: bool


@dataclass
class Listed(Wanted, Generic[Model]):
    """One connection of one request. Page, counts and facets are read only when selected."""

    listing: Listing[Model]
    grants: Grants
    now: datetime
    read: Reader
    fetch: Fetch
    cursors: Cursors
    page: Page = Page()
    given: Given | None = None
    sort: Sequence[tuple[str, bool]] = ()
    restricted: Callable[[At], ColumnElement[bool]] | None = None

    def __post_init__(self) -> None:
        self.ordering = self.listing.ordering(self.sort)
        self.searches = Searches()
        # Whatever is wrong with the arguments is said at once, also where nothing is read.
        _ = self.page.size
        self.places = paging.places(self.ordering, self.page, self.cursors)
        self.kept = self._kept()
        if self.kept is None:
            _ = self.condition

    @cached_property
    def condition(self) -> ColumnElement[bool]:
        return self._condition(self.given)

    @cached_property
    def within(self) -> ColumnElement[bool]:
        return paging.within(self.ordering, self.places)

    def _kept(self) -> Kept | None:
        found = None if self.restricted else compared(self.listing.conditions, self.given, FILTER)
        edges = paging.place_values(self.places)
        if found is None or None in edges.values():
            return None

        def make() -> ColumnElement[bool]:
            condition = self._condition(with_parameters(self.listing.conditions, found))
            return and_(condition, paging.within(self.ordering, paging.place_parameters(self.ordering, self.places)))

        values = {parameter(*name): value for name, value in found.items()} | edges
        return Kept((*found, *edges), values, make, any(operator in RANGES for _, operator in found))

    def _condition(self, given: Given | None) -> ColumnElement[bool]:
        at = At(FILTER, self.now, self.grants, self.searches)
        condition = compile_filter(self.listing.conditions, given, at)
        return condition if self.restricted is None else and_(condition, self.restricted(at))

    async def count_searches(self) -> None:
        """Find out how common the texts are that are looked for, for a database that does not know."""
        if self.searches:
            await self.searches.count(partial(paging.counted, self.fetch))
            self.condition = self._condition(self.given)

    def matching(self, condition: ColumnElement[bool]) -> Select[Model]:
        return select(self.listing.model).where(visible(self.listing.model, self.grants), condition)

    async def is_beyond(self, *, backward: bool, more: bool, edge: Sequence[Any] | None) -> bool:
        """Whether rows lie behind the page (in front of it, backward), looked up only where it is unknown.

        `more`: whether there are more beyond its far end; `edge`: the place of its last row (first, backward), if any.
        """
        cursor = self.page.after if backward else self.page.before
        if self.page.backward is backward and more:
            return True
        if cursor is None:
            return False
        place = self.cursors.read(self.ordering, cursor) if edge is None else edge
        beyond = self.ordering.beyond(place, backward=backward, inclusive=edge is None)
        return await paging.any_of(self.fetch, self.matching(self.condition).where(beyond))

    async def total(self) -> int:
        return await paging.count(self.fetch, self.matching(self.condition))

    async def facet(self, name: str) -> dict[Any, int]:
        """How often each value of the facet's column occurs, without the top-level condition on it, capped."""
        column = self.listing.facets[name]
        others = self._condition({key: value for key, value in (self.given or {}).items() if key != name})
        rows = await self.fetch(
            self.matching(others).with_only_columns(column, func.count(), maintain_column_froms=True).group_by(column)
        )
        return {value: min(number, COUNT_LIMIT) for value, number in rows}


class ListedPage(Generic[Model]):
    """A list as the ordinary executor reads it, field by field."""

    def __init__(self, of: Listed[Model]) -> None:
        self.of = of
        self.total = of.total
        self.facet = of.facet
        self._window: asyncio.Task[Window[Model]] | None = None

    async def rows(self) -> list[Model]:
        return (await self._read_window()).rows

    async def _read_window(self) -> Window[Model]:
        # Sibling fields ask at once: the first one reads, the others wait for it.
        if self._window is None:
            self._window = asyncio.ensure_future(self._read())
        return await self._window

    async def _read(self) -> Window[Model]:
        of = self.of
        order = of.ordering.columns(backward=of.page.backward)
        statement = of.matching(of.condition).where(of.within).order_by(*order).limit(of.page.size + 1)
        async with of.read() as session:
            return Window.of(list(await session.scalars(statement)), of.page)

    def cursor(self, row: Model) -> str:
        return self.of.cursors.write(self.of.ordering, self.of.ordering.of(row))

    async def beyond(self) -> tuple[bool, bool]:
        """Whether rows lie behind the page, and in front of it."""
        window = await self._read_window()
        edges = [self.of.ordering.of(row) for row in (window.rows[-1], window.rows[0])] if window.rows else [None, None]
        behind = await self.of.is_beyond(backward=False, more=window.more, edge=edges[0])
        before = await self.of.is_beyond(backward=True, more=window.more, edge=edges[1])
        return behind, before
