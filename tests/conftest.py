"""Every service and API test runs on SQLite and on a real PostgreSQL, each test on a database of its own."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from models import migrate
from models.database import Database
from tests.client import Api
from tests.postgres import PostgresUnavailable, create_database, database_dsn, drop_database, running_postgres
from tests.world import World, build_world

BACKENDS = ["sqlite", "postgresql"]
TEMPLATE = f"backhaul_template_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


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


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> Iterator[str]:
    asyncio.run(create_database(postgres, TEMPLATE))
    asyncio.run(_migrate(database_dsn(postgres, TEMPLATE)))
    yield TEMPLATE
    asyncio.run(drop_database(postgres, TEMPLATE))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty database that no other test uses."""
    if backend == "sqlite":
        path = tmp_path / "backhaul.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    dsn, template = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_template")
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(create_database(dsn, name, template))
    yield database_dsn(dsn, name)
    asyncio.run(drop_database(dsn, name))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, durable=False)
    yield database
    await database.close()


@pytest.fixture
async def world(database: Database) -> World:
    """Two merchants, two providers, three warehouses, and an account of every kind."""
    return await build_world(database)


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    """The API over HTTP, as each of the world's accounts."""
    async with Api.of(world) as api:
        yield api
