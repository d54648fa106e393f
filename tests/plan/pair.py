"""Two servers on one database, one with the read plan and one without: they answer the same."""

import json
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import httpx
import orjson
from sqlalchemy import Update
from starlette.applications import Starlette

from models.database import Database
from server import create_app
from services import events
from tests.client import SETTINGS
from tests.clock import TestClock
from tests.plan.difference import difference
from tests.properties.scene import new_runner
from tests.templates import Templates, demo_data
from web import callers

# One account of each role; what differs within a role is asked for by name.
ACCOUNTS = ("merchant-a", "provider", "operator", "partner")
NEVER = {"INTERNAL"}


@dataclass(frozen=True)
class Asking:
    """One request."""

    account: str
    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None
    locale: str = "en"
    accept: str = "application/json"

    def __str__(self) -> str:
        variables = json.dumps(self.variables, ensure_ascii=False)
        return f"{self.query}\nas {self.account} ({self.locale}), operation {self.name}, variables {variables}"


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]

    @classmethod
    def of(cls, response: httpx.Response) -> "Answer":
        return cls(response.status_code, orjson.loads(response.content))

    @property
    def data(self) -> Any:
        return self.body.get("data")

    @property
    def errors(self) -> list[Any]:
        """In one order: that of fields which failed at once means nothing."""
        return sorted(self.body.get("errors", []), key=lambda error: orjson.dumps(error, option=orjson.OPT_SORT_KEYS))

    @property
    def codes(self) -> set[str]:
        return {error["extensions"]["code"] for error in self.errors}

    def compared(self) -> dict[str, Any]:
        """All but the extensions: each server has its own buckets."""
        answer = {name: value for name, value in self.body.items() if name != "extensions"}
        return {"status": self.status, **answer} | ({"errors": self.errors} if self.errors else {})


class Pair:
    def __init__(
        self,
        backend: str,
        url: str,
        runner: Any,
        planned: httpx.AsyncClient,
        ordinary: httpx.AsyncClient,
        tokens: Mapping[str, str],
    ) -> None:
        self.backend = backend
        self._url = url
        self._runner = runner
        self._planned = planned
        self._ordinary = ordinary
        self._tokens = tokens

    def planned(self, asking: Asking) -> Answer:
        return self._ask(self._planned, asking)

    def ordinary(self, asking: Asking) -> Answer:
        return self._ask(self._ordinary, asking)

    def agreed(self, asking: Asking) -> Answer:
        """The answer that both give."""
        ordinary, planned = self.ordinary(asking), self.planned(asking)
        differing = difference(planned.compared(), ordinary.compared())
        assert differing is None, f"{differing}\n{asking}"
        assert not NEVER & planned.codes, f"{planned.errors}\n{asking}"
        return planned

    def data(self, asking: Asking) -> Any:
        """The data that both answer, where nothing may go wrong."""
        answer = self.agreed(asking)
        assert answer.errors == [], f"{answer.errors}\n{asking}"
        return answer.data

    def execute(self, statement: Update) -> None:
        """Change rows as no use case would."""
        self._runner.run(self._execute(statement))

    async def _execute(self, statement: Update) -> None:
        database = Database(self._url, durable=False)
        try:
            await database.write(lambda session: session.execute(statement))
        finally:
            await database.close()

    def _ask(self, http: httpx.AsyncClient, asking: Asking) -> Answer:
        body = {"query": asking.query, "variables": dict(asking.variables), "operationName": asking.name}
        headers = {
            "Authorization": f"Bearer {self._tokens[asking.account]}",
            "Accept-Language": asking.locale,
            "Accept": asking.accept,
        }
        return Answer.of(self._runner.run(http.post("/graphql", json=body, headers=headers)))


@contextmanager
def pair_on(backend: str, templates: Templates) -> Iterator[Pair]:
    """Both servers on a copy of the demo data, and a loop that lives as long."""
    with templates.copy(backend, demo_data) as copy, new_runner() as runner:
        stack = AsyncExitStack()
        try:
            planned, ordinary = runner.run(_serve(copy.url, stack))
            yield Pair(backend, copy.url, runner, planned, ordinary, copy.contents.tokens)
        finally:
            runner.run(stack.aclose())


async def _serve(url: str, stack: AsyncExitStack) -> list[httpx.AsyncClient]:
    database = Database(url, durable=False)
    stack.push_async_callback(database.close)
    # Whether an event has its place by now, and when a token was used last, would differ from one server to the other.
    stack.enter_context(patch.object(events, "keep", _nothing))
    stack.enter_context(patch.object(callers, "SEEN_EVERY", timedelta(days=1)))
    apps = [create_app(database, SETTINGS, TestClock(), planned=planned) for planned in (True, False)]
    return [await _client(app, stack) for app in apps]


async def _nothing(*_: object) -> None: ...


async def _client(app: Starlette, stack: AsyncExitStack) -> httpx.AsyncClient:
    # The lifespan closes the database at its end: closing it again does no harm.
    await stack.enter_async_context(app.router.lifespan_context(app))
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://backhaul.test")
    return await stack.enter_async_context(http)
