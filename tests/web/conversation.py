"""A WebSocket without a network: the application is spoken to in the words of ASGI."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self

import orjson
from starlette.types import ASGIApp, Message

PATIENCE = 10


class Closed(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def _serve(app: ASGIApp, scope: dict[str, Any], conversation: "Conversation") -> None:
    await app(scope, conversation._to.get, conversation._from.put)


class Conversation:
    def __init__(self) -> None:
        self._to: asyncio.Queue[Message] = asyncio.Queue()
        self._from: asyncio.Queue[Message] = asyncio.Queue()

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, app: ASGIApp, subprotocols: Sequence[str], headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[Self]:
        conversation = cls()
        given = {"host": "backhaul.test", **(headers or {})}
        scope = {
            "type": "websocket",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "query_string": b"",
            "root_path": "",
            "scheme": "ws",
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
            "client": ("127.0.0.1", 1),
            "server": ("backhaul.test", 80),
            "subprotocols": list(subprotocols),
        }
        serving: asyncio.Task[None] = asyncio.create_task(_serve(app, scope, conversation))
        await conversation._to.put({"type": "websocket.connect"})
        try:
            yield conversation
        finally:
            await conversation._to.put({"type": "websocket.disconnect", "code": 1000})
            await asyncio.wait_for(serving, PATIENCE)

    async def say(self, message: Any) -> None:
        await self.say_text(orjson.dumps(message).decode())

    async def say_text(self, text: str) -> None:
        await self._to.put({"type": "websocket.receive", "text": text})

    async def hear(self) -> Any:
        """The next message; raises Closed where it ends instead."""
        while True:
            message = await asyncio.wait_for(self._from.get(), PATIENCE)
            if message["type"] == "websocket.close":
                raise Closed(message["code"])
            if message["type"] == "websocket.send":
                return orjson.loads(message["text"])

    async def closing_code(self) -> int:
        """How it ends, whatever is said before."""
        try:
            while True:
                await self.hear()
        except Closed as closed:
            return closed.code
