"""Servers that clients talk to, each a process on a database of its own with a few orders."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from domain.ids import encode_id
from models.database import Database
from services.work import utc_now
from tests.postgres import free_port
from tests.server_process import ROOT, Server, command, environment, wait_until_ready
from tests.templates import Contents, Copy
from tests.world import build_world

ACCOUNT = "merchant-a"
ORDERS = 20
# Nothing is too much, and time does nothing by itself, in what is not about either.
SETTINGS = {
    "BACKHAUL_RATE_BUCKET": "1000000000",
    "BACKHAUL_RATE_RESTORED": "1000000000",
    "BACKHAUL_SCHEDULE_SECONDS": "86400",
}
# Servers may log errors, but not be surprised by one.
SURPRISE = "Traceback"


async def some_orders(database: Database) -> Contents:
    """The small world, and orders of merchant-a that await a pickup, by their places."""
    world = await build_world(database)
    world.clock.now = utc_now()
    orders = {f"order {place}": UUID(id[3:]) for place, id in enumerate(await world.orders(ORDERS))}
    return Contents(world.tokens, world.ids | orders)


@dataclass
class Served:
    """A server, and who may talk to it about what."""

    server: Server
    contents: Contents
    _orders: Iterator[int] = field(default_factory=lambda: iter(range(ORDERS)))

    @property
    def url(self) -> str:
        return f"{self.server.url}/graphql"

    @property
    def token(self) -> str:
        return self.contents.tokens[ACCOUNT]

    def order(self) -> str:
        """One that nobody else was given."""
        return encode_id("ro", self.contents.ids[f"order {next(self._orders)}"])

    def given(self, **more: object) -> dict[str, object]:
        """What a client's script is told: where to ask, as whom, and an order that is its own."""
        return {"url": self.url, "token": self.token, "order": self.order(), **more}


@contextmanager
def serving(copy: Copy, log: Path) -> Iterator[Served]:
    with running(copy.url, log) as server:
        yield Served(server, copy.contents)


@contextmanager
def serving_subscriptions(copy: Copy, log: Path) -> Iterator[Served]:
    """With the schema of tests/following.py."""
    with running(copy.url, log, "benchmarks.web", "tests.following:create_following_app") as server:
        yield Served(server, copy.contents)


@contextmanager
def running(url: str, log: Path, *module: str) -> Iterator[Server]:
    """As `backhaul serve` does, or as the module serves an application; what it says goes into the log."""
    port = str(free_port())
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *module, port] if module else command("serve", "--port", port),
            env=environment(url, **SETTINGS),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", process)
    try:
        wait_until_ready(server)
        yield server
    finally:
        server.kill()
