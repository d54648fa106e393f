"""The API as clients use it: over HTTP, with a token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self

import httpx
from starlette.applications import Starlette

from server import create_app
from settings import Settings
from tests.files import object_store
from tests.world import World

PLENTY = 10**9
# Time does nothing by itself while a test looks, and nothing is too much: tests that are about it say otherwise
# (tests/api/test_schedule.py, tests/api/test_limits.py).
SETTINGS = Settings(
    schedule_every=timedelta(days=1),
    operation_cost=PLENTY,
    operation_depth=PLENTY,
    operation_fields=PLENTY,
    operation_aliases=PLENTY,
    operation_tokens=PLENTY,
    bucket=PLENTY,
    strangers=PLENTY,
)


@dataclass
class Api:
    http: httpx.AsyncClient
    world: World
    app: Starlette
    settings: Settings

    @classmethod
    @asynccontextmanager
    async def of(cls, world: World, settings: Settings = SETTINGS, **options: Any) -> AsyncIterator[Self]:
        with object_store() as url:
            settings = replace(settings, object_store_url=settings.object_store_url or url)
            app = create_app(world.database, settings, world.clock, **options)
            # The lifespan closes the database at its end, which the fixture does itself: only its start is run.
            async with app.router.lifespan_context(app):
                transport = httpx.ASGITransport(app)
                async with httpx.AsyncClient(transport=transport, base_url="http://backhaul.test") as http:
                    yield cls(http, world, app, settings)

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
