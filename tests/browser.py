"""A browser without a network: it keeps cookies, says where its page comes from, and opens WebSockets."""

import asyncio
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import orjson

from tests.client import Api

SITE = "https://backhaul.test"


@asynccontextmanager
async def browser(
    api: Api, site: str = SITE, address: str = "10.0.0.1", **headers: str
) -> AsyncIterator[httpx.AsyncClient]:
    """One that shows a page of ours."""
    transport = httpx.ASGITransport(api.app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url=site, headers={"Origin": site, **headers}) as client:
        yield client


class SocketClosed(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Socket:
    def __init__(self) -> None:
        self._to_server: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self._to_client: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()

    async def send(self, type: str, **message: Any) -> None:
        text = orjson.dumps({"type": type, **message}).decode()
        await self._to_server.put({"type": "websocket.receive", "text": text})

    async def receive(self, seconds: float = 10) -> Any:
        """The next message; SocketClosed where there will be none."""
        async with asyncio.timeout(seconds):
            message = await self._to_client.get()
        if message["type"] == "websocket.close":
            raise SocketClosed(message["code"])
        return orjson.loads(message["text"])

    async def greet(self, payload: Mapping[str, Any] | None = None) -> Any:
        await self.send("connection_init", **({"payload": payload} if payload else {}))
        return await self.receive()

    async def closed(self, seconds: float = 10) -> int:
        """The code that it is closed with, whatever comes before."""
        while True:
            try:
                await self.receive(seconds)
            except SocketClosed as closed:
                return closed.code


@asynccontextmanager
async def socket(api: Api, site: str = SITE, **headers: str) -> AsyncIterator[Socket]:
    """An open WebSocket, which has not been greeted yet."""
    scheme, _, host = site.partition("://")
    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": {"https": "wss", "http": "ws"}[scheme],
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", host.encode()), *((k.lower().encode(), v.encode()) for k, v in headers.items())],
        "subprotocols": ["graphql-transport-ws"],
        "client": ("10.0.0.1", 1),
        "server": (host, 443),
    }
    opened = Socket()
    await opened._to_server.put({"type": "websocket.connect"})
    serving = asyncio.ensure_future(api.app(scope, opened._to_server.get, opened._to_client.put))
    try:
        accepted = await opened._to_client.get()
        assert accepted["type"] == "websocket.accept", accepted
        yield opened
    finally:
        await opened._to_server.put({"type": "websocket.disconnect", "code": 1000})
        with suppress(asyncio.CancelledError, TimeoutError):
            async with asyncio.timeout(5):
                await serving
