"""What a request knows while it is answered: who asks, in which language, at which moment, against which database."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

import strawberry
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.deadlines import Spans
from domain.permissions import Viewer
from domain.texts import Locale
from models.database import Database
from schema.loaders import Loaders
from services.feed import Feed
from services.queries.paging import Cursors
from services.work import Clock, Work, perform

T = TypeVar("T")
Command = TypeVar("Command")


@dataclass(frozen=True)
class Audience:
    """All that SQL may be made of a reader beside its grants, which are parameters: plans are kept by it."""

    masked: bool
    locale: Locale


@dataclass
class Context:
    viewer: Viewer
    database: Database
    cursors: Cursors
    locale: Locale
    clock: Clock
    spans: Spans
    feed: Feed
    # Whether the schema may be asked for.
    introspection: bool = True
    # False leaves all reading to the ordinary executor, with which plans are compared.
    planned: bool = True
    now: datetime = field(init=False)
    wrote: bool = False

    def __post_init__(self) -> None:
        self.now = self.clock()

    @property
    def audience(self) -> Audience:
        return Audience(self.viewer.masked, self.locale)

    @cached_property
    def loaders(self) -> Loaders:
        return Loaders(self.viewer.grants, self.read)

    def read(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session of its own for each reader, because sibling fields run at once. After a write: from the primary."""
        return self.database.read(primary=self.wrote)

    async def fetch(self, statement: Select[*tuple[Any, ...]]) -> list[Sequence[Any]]:
        """The rows of a statement, without a session."""
        return await self.database.fetch(statement, primary=self.wrote)

    async def perform(self, use_case: Callable[[Work, Command], Awaitable[T]], command: Command) -> T:
        """Run a use case as this viewer. What is read afterwards in this request is read anew."""
        self.wrote = True
        self.__dict__.pop("loaders", None)
        return await perform(self.database, use_case, command, viewer=self.viewer, spans=self.spans, clock=self.clock)


Info = strawberry.Info[Context, None]
