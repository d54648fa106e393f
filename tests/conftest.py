"""Every service and API test runs on SQLite and on a real PostgreSQL, each test on a database of its own."""

import gc
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, suppress

import asyncpg
import pytest

from models.database import Database
from tests.client import Api
from tests.compiled import share_compiled_statements
from tests.files import memory_disk
from tests.once import Once
from tests.postgres import PostgresUnavailable, running_postgres
from tests.templates import Copy, Fill, Templates, nothing, small_world
from tests.world import World

BACKENDS = ["sqlite", "postgresql"]


def pytest_configure() -> None:
    # Embedded databases wait for their disk longer than they compute. Workers and servers inherit the place.
    if place := memory_disk():
        os.environ["TMPDIR"] = place
        tempfile.tempdir = None
    share_compiled_statements()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """One server for all workers, which are about to be started: what one of them prepares, all can copy."""
    server = ExitStack()
    config.add_cleanup(server.close)
    # Where there can be none, each worker says so.
    with suppress(PostgresUnavailable):
        os.environ["TEST_POSTGRES_DSN"] = server.enter_context(running_postgres())


def pytest_collection_finish() -> None:
    """What is loaded by now stays for good, as in a server process: the collector need not look again."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    own = tmp_path_factory.getbasetemp()
    return Once(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, once: Once) -> Templates:
    folder = tmp_path_factory.mktemp("databases")
    return Templates(folder, lambda: str(request.getfixturevalue("postgres")), once)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def filling(request: pytest.FixtureRequest) -> Fill:
    """What is in the test's database: the world, where the test asks for the world."""
    return small_world if "world" in request.fixturenames else nothing


@pytest.fixture
def prepared(backend: str, templates: Templates, filling: Fill) -> Iterator[Copy]:
    """A migrated database that no other test uses."""
    with templates.copy(backend, filling) as copy:
        yield copy


@pytest.fixture
def database_url(prepared: Copy) -> str:
    return prepared.url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, durable=False)
    yield database
    await database.close()


@pytest.fixture
async def onlooker(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection of nobody's: who looks at a PostgreSQL from outside, or holds what others wait for."""
    connection = await asyncpg.connect(database_url.replace("+asyncpg", ""))
    yield connection
    await connection.close()


@pytest.fixture
def world(database: Database, prepared: Copy) -> World:
    """Two merchants, two providers, three warehouses, and an account of every kind."""
    return prepared.world(database)


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    """The API over HTTP, as each of the world's accounts."""
    async with Api.of(world) as api:
        yield api
