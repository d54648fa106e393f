"""WebSockets as the server that is shipped serves them, to a client that says nothing by itself."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy import update
from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

import web.socket
from models import ApiToken
from server import create_app
from tests.client import SETTINGS
from tests.following import schema
from tests.templates import Fill, small_world
from tests.web.listening import listening
from tests.world import World
from web.socket import FORBIDDEN, INIT_TIMEOUT, PROTOCOL

TICKS = "subscription { ticks(count: 100000, everyMs: 50) { number } }"


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def filling() -> Fill:
    return small_world


@asynccontextmanager
async def opened(world: World) -> AsyncIterator[ClientConnection]:
    app = create_app(world.database, SETTINGS, world.clock, schema=schema)
    async with listening(app) as address:
        url = address.replace("http", "ws", 1) + "/graphql"
        async with connect(url, subprotocols=[Subprotocol(PROTOCOL)]) as socket:
            yield socket


async def greet(socket: ClientConnection, token: str) -> None:
    await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}))
    assert json.loads(await socket.recv()) == {"type": "connection_ack"}


async def test_who_never_greets_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.socket, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(web.socket, "INIT_WITHIN", 0.1)
    async with opened(world) as socket:
        await asyncio.wait_for(socket.wait_closed(), 5)
        assert socket.close_code == INIT_TIMEOUT


@pytest.mark.parametrize("following", [False, True])
async def test_a_revoked_token_ends_the_socket(world: World, following: bool) -> None:
    async with opened(world) as socket:
        await greet(socket, world.tokens["merchant-a"])
        if following:
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": TICKS}}))
            assert json.loads(await socket.recv())["type"] == "next"
        async with world.database.connect() as connection:
            await connection.execute(update(ApiToken).values(revoked_at=world.clock.now))
        async with asyncio.timeout(5):
            with suppress(ConnectionClosed):
                while True:
                    await socket.recv()
        assert socket.close_code == FORBIDDEN
