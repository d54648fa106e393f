"""Every service and API test runs on SQLite and on a real PostgreSQL, each test on a database of its own."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from models import migrate
from models.database import Database
from tests.client import Api
from tests.clock import TestClock
from tests.postgres import PostgresUnavailable, create_database, database_dsn, drop_database, running_postgres
from tests.world import World, build_world

BACKENDS = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of our own; where there can be none, loudly skipped, and in CI a failure."""
    try:
        with running_postgres() as dsn:
            yield dsn
    except PostgresUnavailable as error:
        if os.environ.get("CI"):
            pytest.fail(f"no PostgreSQL: {error}")
        pytest.skip(f"no PostgreSQL: {error}")


@dataclass(frozen=True)
class Template:
    """A prepared database to copy: its path or name, and what is in it."""

    place: str
    tokens: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, UUID] = field(default_factory=dict)


async def _prepare(url: str, place: str, *, with_world: bool) -> Template:
    database = Database(url, durable=False)
    try:
        await migrate.upgrade(database)
        if not with_world:
            return Template(place)
        world = await build_world(database)
        return Template(place, world.tokens, world.ids)
    finally:
        await database.close()


class Templates:
    """The prepared databases of a session, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, bool], Template] = {}

    def get(self, dsn: str | None, *, with_world: bool) -> Template:
        key = (dsn or "sqlite", with_world)
        if key not in self._made:
            self._made[key] = asyncio.run(self._make(dsn, with_world))
        return self._made[key]

    async def _make(self, dsn: str | None, with_world: bool) -> Template:
        name = f"template_{uuid.uuid4().hex}"
        if dsn is None:
            path = self._folder / f"{name}.db"
            return await _prepare(f"sqlite+aiosqlite:///{path}", str(path), with_world=with_world)
        await create_database(dsn, name)
        return await _prepare(database_dsn(dsn, name), name, with_world=with_world)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def template(backend: str, request: pytest.FixtureRequest, templates: Templates) -> Template:
    """With the world in it where the test asks for the world."""
    dsn = request.getfixturevalue("postgres") if backend == "postgresql" else None
    return templates.get(dsn, with_world="world" in request.fixturenames)


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, template: Template, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database that no other test uses."""
    if backend == "sqlite":
        path = tmp_path / "backhaul.db"
        shutil.copy(template.place, path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    dsn = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(create_database(dsn, name, template.place))
    yield database_dsn(dsn, name)
    asyncio.run(drop_database(dsn, name))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, durable=False)
    yield database
    await database.close()


@pytest.fixture
def world(database: Database, template: Template) -> World:
    """Two merchants, two providers, three warehouses, and an account of every kind."""
    return World(database, TestClock(), tokens=dict(template.tokens), ids=dict(template.ids))


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    """The API over HTTP, as each of the world's accounts."""
    async with Api.of(world) as api:
        yield api
