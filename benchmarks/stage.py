"""What figures are measured on: the databases, and the servers, each started when the first figure asks for it."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from benchmarks import contenders, parties, places
from benchmarks.contenders import Backhaul, Floor, PostGraphile
from benchmarks.datasets import Dataset
from benchmarks.documents import REVERSE_ORDERS, Kind
from benchmarks.measure import Effort
from benchmarks.places import Place, Places
from benchmarks.postgres import Server, serving
from domain.permissions import SYSTEM
from models.database import Database
from services import users
from services.work import perform

T = TypeVar("T")
_TOKENS_LIVE = timedelta(days=1)


@dataclass
class Stage:
    folder: Path
    large: Dataset
    small: Dataset
    effort: Effort
    say: Callable[[str], None]
    _stack: ExitStack = field(default_factory=ExitStack)
    _places: dict[tuple[str, Kind], Places] = field(default_factory=dict)

    def __enter__(self) -> "Stage":
        (self.folder / "logs").mkdir(exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _started(self, started: AbstractContextManager[T]) -> T:
        return self._stack.enter_context(started)

    @cached_property
    def postgres(self) -> Server:
        self.say("starting PostgreSQL")
        return self._started(serving(self.folder / "postgres"))

    def places(self, kind: Kind = REVERSE_ORDERS) -> Places:
        return self._found(self.large, kind)

    def small_places(self) -> Places:
        return self._found(self.small, REVERSE_ORDERS)

    def _found(self, dataset: Dataset, kind: Kind) -> Places:
        key = (dataset.database, kind)
        if key not in self._places:
            self._places[key] = asyncio.run(places.find(self.postgres, dataset.database, kind))
        return self._places[key]

    @cached_property
    def deep(self) -> Place:
        return asyncio.run(places.find_deep(self.postgres, self.large.database))

    @cached_property
    def small_deep(self) -> Place:
        """As deep, in proportion: the small one holds a twentieth of the rows."""
        share = self.small.amount.orders / self.large.amount.orders
        row = int(self.deep.depth * places.PAGE * share)
        return asyncio.run(places.find_deep(self.postgres, self.small.database, row))

    @cached_property
    def backhaul(self) -> Backhaul:
        return self._backhaul(self.url(self.large), "Backhaul")

    @cached_property
    def ordinary(self) -> Backhaul:
        return self._backhaul(self.url(self.large), "ordinary executor", planned=False)

    @cached_property
    def on_small(self) -> Backhaul:
        return self._backhaul(self.url(self.small), "Backhaul, few rows", merchant=self.small_places().merchant)

    @cached_property
    def on_sqlite(self) -> Backhaul:
        return self._backhaul(f"sqlite+aiosqlite:///{self.large.file}", "Backhaul on SQLite")

    def _backhaul(self, url: str, name: str, *, planned: bool = True, merchant: UUID | None = None) -> Backhaul:
        self.say(f"starting {name}")
        token = self.token(url, parties.MERCHANT)
        merchant = merchant or self.places().merchant
        return self._started(contenders.backhaul(url, merchant, token, self._logs, name, planned=planned))

    @cached_property
    def floor(self) -> Floor:
        self.say("starting the floor")
        return self._started(
            contenders.floor(self.postgres.url(self.large.database), self.places().merchant, self._logs)
        )

    @cached_property
    def postgraphile(self) -> PostGraphile:
        self.say("starting PostGraphile")
        url = self.postgres.url(self.large.database)
        return self._started(contenders.postgraphile(url, self.places().merchant, self._logs))

    @property
    def _logs(self) -> Path:
        return self.folder / "logs"

    def url(self, dataset: Dataset) -> str:
        return self.postgres.url(dataset.database, "postgresql+asyncpg")

    def token_for(self, backhaul: Backhaul, user: str) -> str:
        return self.token(
            f"sqlite+aiosqlite:///{self.large.file}" if backhaul is self.on_sqlite else self.url(self.large), user
        )

    def token(self, url: str, user: str) -> str:
        """A new one: they are told once, and the cache keeps none."""
        command = users.CreateToken(user_name=user, label="benchmark", lifetime=_TOKENS_LIVE)

        async def create() -> str:
            database = Database(url)
            try:
                return await perform(database, users.create_token, command, actor=SYSTEM)
            finally:
                await database.close()

        return asyncio.run(create())
