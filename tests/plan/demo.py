"""The demo data with an account of every role, loaded once for each kind of database, and copies of it."""

import asyncio
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.deadlines import Spans
from domain.permissions import SYSTEM, TokenScope
from models import migrate
from models.database import Database
from services import demo, users
from services.work import perform
from tests.api.test_examples import ORDERS
from tests.clock import TestClock
from tests.conftest import Template
from tests.postgres import create_database, database_dsn, drop_database

# Beside the demo's accounts: tokens of merchant-a that may only read, or only write.
SCOPES = {"read-only": (TokenScope.READ,), "write-only": (TokenScope.WRITE,)}


class Demos:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[str | None, Template] = {}

    def template(self, dsn: str | None) -> Template:
        if dsn not in self._templates:
            self._templates[dsn] = asyncio.run(self._load(dsn))
        return self._templates[dsn]

    @contextmanager
    def copy(self, dsn: str | None) -> Iterator[str]:
        """The URL of a database with the demo data in it, which nobody else uses."""
        template, place = self.template(dsn), self._place(dsn)
        if dsn is None:
            shutil.copy(template.place, place)
            yield _url(dsn, place)
            return
        asyncio.run(create_database(dsn, place, template.place))
        yield _url(dsn, place)
        asyncio.run(drop_database(dsn, place))

    def _place(self, dsn: str | None) -> str:
        name = f"plan_{uuid.uuid4().hex}"
        return name if dsn else str(self._folder / f"{name}.db")

    async def _load(self, dsn: str | None) -> Template:
        place, clock = self._place(dsn), TestClock()
        if dsn:
            await create_database(dsn, place)
        database = Database(_url(dsn, place), durable=False)
        try:
            await migrate.upgrade(database)
            await demo.load(database, orders=ORDERS, seed=demo.SEED, spans=Spans(), password=None, clock=clock)
            return Template(place, await _tokens(database, clock))
        finally:
            await database.close()


def _url(dsn: str | None, place: str) -> str:
    return database_dsn(dsn, place) if dsn else f"sqlite+aiosqlite:///{place}"


async def _tokens(database: Database, clock: TestClock) -> dict[str, str]:
    wanted = {name: users.CreateToken(user_name=name) for name in demo.ACCOUNTS}
    wanted |= {name: users.CreateToken(user_name="merchant-a", scopes=scopes) for name, scopes in SCOPES.items()}
    return {
        name: await perform(database, users.create_token, command, actor=SYSTEM, clock=clock)
        for name, command in wanted.items()
    }
