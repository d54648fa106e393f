from collections.abc import Iterator

import pytest

from tests.conformance import npm
from tests.conformance.servers import SURPRISE, Served, serving, serving_subscriptions, some_orders
from tests.templates import Templates


@pytest.fixture(scope="session")
def modules() -> None:
    """What package-lock.json says."""
    npm.install()


@pytest.fixture(scope="session")
def served(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server as it is."""
    log = tmp_path_factory.mktemp("served") / "log"
    with templates.copy("sqlite", some_orders) as copy, serving(copy, log) as served:
        yield served
        assert SURPRISE not in log.read_text()


@pytest.fixture(scope="session")
def following(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server with a subscription."""
    log = tmp_path_factory.mktemp("following") / "log"
    with templates.copy("sqlite", some_orders) as copy, serving_subscriptions(copy, log) as served:
        yield served
        assert SURPRISE not in log.read_text()
