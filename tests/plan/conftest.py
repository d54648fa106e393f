"""One pair of servers for each kind of database, on the demo data: with the plan, and without."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

import tests.properties  # noqa: F401  registers the profile
from tests.conftest import BACKENDS
from tests.plan.demo import Demos
from tests.plan.pair import Pair, pair_on
from tests.plan.pools import Pools, harvest

settings.load_profile("properties")


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Demos:
    return Demos(tmp_path_factory.mktemp("plan"))


def _dsn(backend: str, request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("postgres") if backend == "postgresql" else None


@pytest.fixture(scope="session", params=BACKENDS)
def pair(request: pytest.FixtureRequest, demos: Demos) -> Iterator[Pair]:
    """For tests that change nothing."""
    with pair_on(demos, _dsn(request.param, request)) as pair:
        yield pair


@pytest.fixture(scope="session")
def pools(pair: Pair) -> Pools:
    return harvest(pair)


@pytest.fixture(params=BACKENDS)
def own_pair(request: pytest.FixtureRequest, demos: Demos) -> Iterator[Pair]:
    """On a database of its own, for a test that changes something."""
    with pair_on(demos, _dsn(request.param, request)) as pair:
        yield pair
