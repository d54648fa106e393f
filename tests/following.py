"""A schema with a subscription, for as long as the product has none: what transports do with one is tested with it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import strawberry
from starlette.applications import Starlette
from strawberry.schema.config import StrawberryConfig

from schema.context import Info
from schema.root import Mutation, Names, Query
from schema.scalars import SCALARS
from server import create_app

_following: set[object] = set()


@asynccontextmanager
async def _followed() -> AsyncIterator[set[object]]:
    """Those that are under way in this process, this one among them."""
    this = object()
    _following.add(this)
    try:
        yield _following
    finally:
        _following.discard(this)


@strawberry.type
class Tick:
    number: int
    seen_by: str
    following: int


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self, info: Info, count: int, every_ms: int = 1, fail_at: int | None = None) -> AsyncIterator[Tick]:
        """So many, one after the other, with how many are followed by now; a negative number fails at once."""
        if count < 0:
            raise ValueError("a secret of ours")
        async with _followed() as following:
            for number in range(1, count + 1):
                await asyncio.sleep(every_ms / 1000)
                if number == fail_at:
                    raise ValueError("a secret of ours")
                yield Tick(number=number, seen_by=info.context.viewer.name, following=len(following))


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True, name_converter=Names()),
)


def create_following_app() -> Starlette:
    """For a server process of its own."""
    return create_app(schema=schema)
