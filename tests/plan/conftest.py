"""One pair of servers for each kind of database, on the demo data: with the plan, and without."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

import tests.properties  # noqa: F401  registers the profile
from tests.conftest import BACKENDS
from tests.once import Once
from tests.plan.pair import Pair, pair_on
from tests.plan.pools import Pools, harvest
from tests.templates import Templates

settings.load_profile("properties")


@pytest.fixture(scope="session", params=BACKENDS)
def pair(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Pair]:
    """For tests that change nothing."""
    with pair_on(request.param, templates) as pair:
        yield pair


@pytest.fixture(scope="session")
def pools(pair: Pair, once: Once) -> Pools:
    return once.made(f"pools-{pair.backend}", lambda: harvest(pair))


@pytest.fixture(params=BACKENDS)
def own_pair(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Pair]:
    """On a database of its own, for a test that changes something."""
    with pair_on(request.param, templates) as pair:
        yield pair
