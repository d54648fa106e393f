"""Every service and API test runs on SQLite and on a real PostgreSQL, each test on a database of its own."""

import gc
import os
import tempfile
from collections.abc import AsyncIterator, Iterator

import pytest

from models.database import Database
from tests.client import Api
from tests.compiled import share_compiled_statements
from tests.files import memory_disk
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
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(tmp_path_factory.mktemp("databases"), lambda: str(request.getfixturevalue("postgres")))


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
def world(database: Database, prepared: Copy) -> World:
    """Two merchants, two providers, three warehouses, and an account of every kind."""
    return prepared.world(database)


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    """The API over HTTP, as each of the world's accounts."""
    async with Api.of(world) as api:
        yield api
