"""Prepared databases: each filled when a run first asks for it, and copied for every test that needs one of its own."""

import asyncio
import shutil
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import update

from domain.deadlines import Spans
from domain.permissions import SYSTEM, TokenScope
from models import ApiToken, migrate
from models.database import Database
from services import demo, users
from services.events import sequence
from services.objects import Objects
from services.work import Work, perform
from tests.clock import TestClock
from tests.files import object_store
from tests.once import Once
from tests.postgres import create_database, database_dsn, drop_database
from tests.world import World, build_world


@dataclass(frozen=True)
class Contents:
    """What is known of what is in a database: its accounts' tokens, and ids."""

    tokens: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, UUID] = field(default_factory=dict)


# A function of a module: its name says what it fills with.
Fill = Callable[[Database], Awaitable[Contents]]
_NO_NAME = str.maketrans("/?:", "---")


@dataclass(frozen=True)
class Copy:
    """A database that nobody else uses."""

    url: str
    contents: Contents

    def world(self, database: Database) -> World:
        """What is in it, to act in."""
        return World(database, TestClock(), tokens=dict(self.contents.tokens), ids=dict(self.contents.ids))


class Templates:
    """SQLite's are files in a folder; `postgres` starts a server when one is first needed, and answers its DSN.

    Workers of a run that share a server fill each database `once` for all of them.
    """

    def __init__(self, folder: Path, postgres: Callable[[], str], once: Once) -> None:
        self._folder = folder
        self._postgres = postgres
        self._once = once
        self._made: dict[tuple[str | None, Fill], tuple[str, Contents]] = {}

    @contextmanager
    def copy(self, backend: str, fill: Fill) -> Iterator[Copy]:
        """A migrated database with the filling in it."""
        dsn = self._postgres() if backend == "postgresql" else None
        template, contents = self._template(dsn, fill)
        place = self._place(dsn)
        if dsn is None:
            shutil.copy(template, place)
            yield Copy(_url(dsn, place), contents)
            Path(place).unlink()
            return
        asyncio.run(create_database(dsn, place, template))
        yield Copy(_url(dsn, place), contents)
        asyncio.run(drop_database(dsn, place))

    def _template(self, dsn: str | None, fill: Fill) -> tuple[str, Contents]:
        if (dsn, fill) not in self._made:
            # Another worker may have a server of its own.
            server = dsn.rpartition("@")[2].translate(_NO_NAME) if dsn else "sqlite"
            name = f"{fill.__module__}.{fill.__qualname__}-{server}"
            self._made[dsn, fill] = self._once.made(name, lambda: self._fill(dsn, fill))
        return self._made[dsn, fill]

    def _fill(self, dsn: str | None, fill: Fill) -> tuple[str, Contents]:
        place = self._place(dsn)
        return place, asyncio.run(_make(dsn, place, fill))

    def _place(self, dsn: str | None) -> str:
        name = f"test_{uuid.uuid4().hex}"
        return name if dsn else str(self._folder / f"{name}.db")


def _url(dsn: str | None, place: str) -> str:
    return database_dsn(dsn, place) if dsn else f"sqlite+aiosqlite:///{place}"


async def _make(dsn: str | None, place: str, fill: Fill) -> Contents:
    if dsn:
        await create_database(dsn, place)
    database = Database(_url(dsn, place), durable=False)
    try:
        await migrate.upgrade(database)
        return await fill(database)
    finally:
        await database.close()


# ───────────────────────── what they are filled with ─────────────────────────


async def nothing(_: Database) -> Contents:
    return Contents()


async def small_world(database: Database) -> Contents:
    """Two merchants, two providers, three warehouses, and an account of every kind."""
    world = await build_world(database)
    return Contents(world.tokens, world.ids)


DEMO_ORDERS = 300
# Beside the demo's accounts: tokens of merchant-a that may only read, or only write.
SCOPES = {"read-only": (TokenScope.READ,), "write-only": (TokenScope.WRITE,)}


async def demo_data(database: Database) -> Contents:
    """What `backhaul demo` loads, smaller, with a token of every account."""
    clock = TestClock()
    with object_store() as url:
        given: dict[str, Any] = {"seed": demo.SEED, "spans": Spans(), "password": None, "clock": clock}
        await demo.load(database, Objects(url), orders=DEMO_ORDERS, **given)
    wanted = {name: users.CreateToken(user_name=name) for name in demo.ACCOUNTS}
    wanted |= {name: users.CreateToken(user_name="merchant-a", scopes=scopes) for name, scopes in SCOPES.items()}
    tokens = {
        name: await perform(database, users.create_token, command, actor=SYSTEM, clock=clock)
        for name, command in wanted.items()
    }
    await perform(database, _end_a_token, clock.now, actor=SYSTEM, clock=clock)
    await sequence(database)
    return Contents(tokens)


async def _end_a_token(work: Work, at: datetime) -> None:
    """One that was used, and is good no more in every way."""
    token = await users.create_token(work, users.CreateToken("merchant-a", "old", lifetime=timedelta(minutes=1)))
    await work.flush()
    end = update(ApiToken).where(ApiToken.secret_hash == users.hash_of(token))
    await work.session.execute(end.values(last_used_at=at, revoked_at=at))
