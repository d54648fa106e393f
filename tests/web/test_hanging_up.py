"""A reader that hangs up leaves nothing running in the database; what changes something goes on to its end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import asyncpg
import httpx
import pytest

from domain.reverse_orders import ReverseOrderState
from server import create_app
from tests.api.operations import self_pickup
from tests.client import SETTINGS, Api
from tests.web.listening import listening

PAGE = "{ reverseOrders { nodes { number } } }"
REGISTER = "mutation($input: RegisterPickupInput!) { registerPickup(input: $input) { userErrors { code } } }"
WAITING = """SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE datname = current_database() AND NOT granted"""


@pytest.fixture
def backend() -> str:
    return "postgresql"


@asynccontextmanager
async def asked_for_what_is_locked(
    api: Api, onlooker: asyncpg.Connection, query: str, accept: str = "application/json", **variables: object
) -> AsyncIterator[None]:
    """Somebody asked, waited for a while, and has hung up; the lock goes at the end."""
    json = {"query": query, "variables": variables}
    headers = {"Authorization": f"Bearer {api.world.tokens['merchant-a']}", "Accept": accept}
    app = create_app(api.world.database, SETTINGS, api.world.clock)
    async with listening(app) as address, onlooker.transaction():
        await onlooker.execute("LOCK TABLE reverse_orders IN ACCESS EXCLUSIVE MODE")
        async with httpx.AsyncClient(base_url=address) as client:
            asking = asyncio.create_task(client.post("/graphql", json=json, headers=headers))
            await until(lambda: waiting(onlooker))
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking
        yield


async def waiting(onlooker: asyncpg.Connection) -> bool:
    return bool(await onlooker.fetchval(WAITING))


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(5):
        while not await holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_what_is_read_is_given_up(api: Api, onlooker: asyncpg.Connection, accept: str) -> None:
    async def given_up() -> bool:
        return not await waiting(onlooker)

    async with asked_for_what_is_locked(api, onlooker, PAGE, accept):
        await until(given_up)
    assert await api.data("merchant-a", PAGE) == {"reverseOrders": {"nodes": []}}


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_what_changes_something_goes_on(api: Api, onlooker: asyncpg.Connection, accept: str) -> None:
    id = await api.world.order()

    async def registered() -> bool:
        return (await api.world.row(id)).state is ReverseOrderState.AWAITING_PICKUP

    async with asked_for_what_is_locked(api, onlooker, REGISTER, accept, input={"id": id, "pickup": self_pickup()}):
        # Longer than a read takes to be given up.
        await asyncio.sleep(0.5)
        assert await waiting(onlooker)
    await until(registered)
