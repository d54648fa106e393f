"""Subscriptions, and any other operation, on a WebSocket: the graphql-transport-ws protocol."""

import asyncio
from collections.abc import Awaitable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from domain.errors import Unavailable
from domain.texts import Locale, negotiate
from schema import execution
from schema.execution import NotExecuted, Operation, log_internal
from web import metrics, transport
from web.callers import Caller, Callers, address_of
from web.operations import Operations
from web.refusals import Refused, refused

log = structlog.get_logger()
PROTOCOL: Final = "graphql-transport-ws"
# Of the protocol.
BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_ACCEPTABLE = 4400, 4401, 4403, 4406
INIT_TIMEOUT, ALREADY_EXISTS, TOO_MANY_INITS, GOING_AWAY = 4408, 4409, 4429, 1001
# Seconds until a client has to introduce itself, and between looks whether it is still let in.
INIT_WITHIN, LOOK_EVERY = 10.0, 2.0
MOST_AT_ONCE = 100


class Closed(Exception):
    """What the other side did that ends the socket."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass
class Sockets:
    """All open ones, so that they can be closed when the server stops."""

    operations: Operations
    callers: Callers
    _open: set["_Socket"] = field(default_factory=set)

    async def serve(self, websocket: WebSocket) -> None:
        if PROTOCOL not in websocket.scope.get("subprotocols", ()):
            await websocket.accept()
            await websocket.close(NOT_ACCEPTABLE, "Subprotocol not acceptable")
            return
        await websocket.accept(PROTOCOL)
        socket = _Socket(self, websocket)
        self._open.add(socket)
        metrics.SOCKETS.inc()
        try:
            await socket.serve()
        finally:
            self._open.discard(socket)
            metrics.SOCKETS.dec()

    async def close(self) -> None:
        """Tell all that the server goes away; clients come back to another one."""
        await asyncio.gather(*(socket.close(Closed(GOING_AWAY, "Going away")) for socket in list(self._open)))


@dataclass(eq=False)
class _Socket:
    sockets: Sockets
    websocket: WebSocket
    caller: Caller | None = None
    # What the client said in its greeting; else what its handshake said.
    authorization: str | None = None
    greeted: bool = False
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    reading: asyncio.Future[None] | None = None
    closing: asyncio.Future[None] | None = None

    @property
    def locale(self) -> Locale:
        return negotiate(self.websocket.headers.get("accept-language"))

    async def serve(self) -> None:
        watching = asyncio.ensure_future(self._watch())
        self.reading = asyncio.ensure_future(self._read())
        try:
            await asyncio.wait({self.reading})
            if self.closing:
                await self.closing
        finally:
            for task in (self.reading, watching, *self.tasks.values()):
                task.cancel()

    async def _read(self) -> None:
        try:
            while True:
                await self._take(await self._message())
        except Closed as reason:
            await self._say_goodbye(reason)
        except (WebSocketDisconnect, RuntimeError):
            pass
        except Exception as error:
            await self._say_goodbye(Closed(1011, f"Internal error {log_internal(error)}"))

    async def close(self, reason: Closed) -> None:
        """From outside of reading, once."""
        if self.closing is None:
            self.closing = asyncio.ensure_future(self._stop_reading(reason))
        await asyncio.shield(self.closing)

    async def _stop_reading(self, reason: Closed) -> None:
        # As long as somebody waits for what comes, granian does not send that the socket is closed.
        if self.reading is not None:
            self.reading.cancel()
            await asyncio.wait({self.reading})
        await self._say_goodbye(reason)

    async def _say_goodbye(self, reason: Closed) -> None:
        if self.websocket.application_state is not WebSocketState.DISCONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect):
                await self.websocket.close(reason.code, reason.reason)

    async def _watch(self) -> None:
        """The greeting has to come soon; and whose token is revoked or expired is let in no longer."""
        waited = 0.0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            waited += LOOK_EVERY
            if not self.greeted and waited >= INIT_WITHIN:
                await self.close(Closed(INIT_TIMEOUT, "Connection initialisation timeout"))
            elif self.caller is not None:
                with suppress(Unavailable):
                    await self._check(self.caller)

    async def _check(self, caller: Caller) -> None:
        """Who may see other things by now comes back as who it is now."""
        still = await self._who(counts=False)
        if still is None:
            await self.close(Closed(FORBIDDEN, "Forbidden"))
        elif still.viewer != caller.viewer:
            await self.close(Closed(GOING_AWAY, "Rights changed"))

    async def _who(self, *, counts: bool = True) -> Caller | None:
        """Looking again does not count as use, or no open page would ever be idle."""
        if self.authorization is not None:
            return await self.sockets.callers.by_authorization(self.authorization, counts=counts)
        return await self.sockets.callers.of(self.websocket, counts=counts)

    # ───────────────────────── what comes ─────────────────────────

    async def _message(self) -> dict[str, Any]:
        received = await self.websocket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1000))
        data = received.get("text") or received.get("bytes") or ""
        if len(data) > self.sockets.operations.bounds.body:
            raise Closed(1009, "Message too big")
        try:
            message = orjson.loads(data)
        except orjson.JSONDecodeError:
            raise Closed(BAD_REQUEST, "Invalid message: not JSON") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Closed(BAD_REQUEST, "Invalid message: no type")
        return message

    async def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "connection_init":
                await self._greet(message.get("payload"))
            case "ping":
                await self._send({"type": "pong", **_payload(message)})
            case "pong":
                pass
            case "subscribe":
                await self._subscribe(message)
            case "complete":
                if task := self.tasks.pop(_id(message), None):
                    task.cancel()
            case other:
                raise Closed(BAD_REQUEST, f"Invalid message: unknown type {other[:30]!r}")

    async def _greet(self, payload: object) -> None:
        if self.greeted:
            raise Closed(TOO_MANY_INITS, "Too many initialisation requests")
        self.greeted = True
        if not isinstance(payload, dict | None):
            raise Closed(BAD_REQUEST, "Invalid message: payload")
        given = {name.lower(): value for name, value in (payload or {}).items()}.get("authorization")
        self.authorization = given if isinstance(given, str) else None
        self.caller = await self._who()
        if self.caller is None:
            with suppress(Refused):
                self.sockets.callers.strangers.turn_away(address_of(self.websocket))
            raise Closed(FORBIDDEN, "Forbidden")
        await self._send({"type": "connection_ack"})

    async def _subscribe(self, message: dict[str, Any]) -> None:
        id = _id(message)
        try:
            operation = transport.operation(message.get("payload"), "payload")
        except transport.BadRequest as error:
            raise Closed(BAD_REQUEST, f"Invalid message: {error.message}") from None
        if self.caller is None:
            raise Closed(UNAUTHORIZED, "Unauthorized")
        if id in self.tasks:
            raise Closed(ALREADY_EXISTS, f"Subscriber for {id[:30]} already exists")
        if len(self.tasks) >= MOST_AT_ONCE:
            await self._fail(id, [Refused(503, "OVERLOADED", wait=1).error(self.locale)])
            return
        self.tasks[id] = asyncio.create_task(self._operate(id, operation))

    # ───────────────────────── what goes ─────────────────────────

    async def _operate(self, id: str, operation: Operation) -> None:
        try:
            await self._answer(id, operation)
        except NotExecuted as error:
            await self._fail(id, execution.coded_all(error.errors, self.locale))
        except (WebSocketDisconnect, RuntimeError):
            pass
        except Exception as error:
            await self._fail(id, [refused(error).error(self.locale)])
        finally:
            self._done(id)

    def _done(self, id: str) -> None:
        """The id may be another operation's by now."""
        if self.tasks.get(id) is asyncio.current_task():
            del self.tasks[id]

    async def _answer(self, id: str, operation: Operation) -> None:
        caller = await self._who()
        if caller is None:
            await self.close(Closed(FORBIDDEN, "Forbidden"))
            return
        operations = self.sockets.operations
        asked = operations.ask(operation, caller, self.locale, self.websocket.headers)
        async with aclosing(operations.answers(asked)) as results:
            async for result in results:
                written = transport.written(result)
                if "data" not in written:
                    await self._fail(id, result.errors)
                    return
                await self._send({"id": id, "type": "next", "payload": written})
        self._done(id)
        await self._send({"id": id, "type": "complete"})

    async def _fail(self, id: str, errors: Any) -> None:
        self._done(id)
        with suppress(WebSocketDisconnect, RuntimeError):
            await self._send({"id": id, "type": "error", "payload": [transport.formatted(error) for error in errors]})

    def _send(self, message: dict[str, Any]) -> Awaitable[None]:
        return self.websocket.send_text(orjson.dumps(message).decode())


def _id(message: dict[str, Any]) -> str:
    id = message.get("id")
    if not isinstance(id, str) or not id:
        raise Closed(BAD_REQUEST, "Invalid message: no id")
    return id


def _payload(message: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(message.get("payload"), dict):
        return {}
    try:
        return {"payload": orjson.Fragment(orjson.dumps(message["payload"]))}
    except orjson.JSONEncodeError:
        # It reads deeper than it writes.
        raise Closed(BAD_REQUEST, "Invalid message: payload") from None
