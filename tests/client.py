"""The API as clients use it: over HTTP, with a token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

import httpx

from server import create_app
from settings import Settings
from tests.world import World

# Time does nothing by itself while a test looks: tests that are about it let it (tests/api/test_schedule.py).
SETTINGS = Settings(schedule_every=timedelta(days=1))


@dataclass
class Api:
    http: httpx.AsyncClient
    world: World

    @classmethod
    @asynccontextmanager
    async def of(cls, world: World) -> AsyncIterator[Self]:
        app = create_app(world.database, SETTINGS, world.clock)
        # The lifespan closes the database at its end, which the fixture does itself: only its start is run.
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://backhaul.test") as http:
                yield cls(http, world)

    async def post(
        self, account: str, query: str, locale: str = "en", operation: str | None = None, **variables: Any
    ) -> Any:
        """The whole answer of an operation; of several in a document, its name says which."""
        response = await self.http.post(
            "/graphql",
            json={"query": query, "variables": variables, "operationName": operation},
            headers={"Authorization": f"Bearer {self.world.tokens[account]}", "Accept-Language": locale},
        )
        assert response.status_code == 200, response.text
        return response.json()

    async def data(self, account: str, query: str, **variables: Any) -> Any:
        """The data of an operation that has no top-level error."""
        answer = await self.post(account, query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def error(self, account: str, query: str, **variables: Any) -> Any:
        """The one top-level error of an operation."""
        answer = await self.post(account, query, **variables)
        (error,) = answer["errors"]
        return error
