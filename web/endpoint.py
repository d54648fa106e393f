"""POST and GET /graphql: who asks, what, and the answer. Nothing is read of a request before it may be made."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import aclosing
from typing import TypeVar

import orjson
import structlog
from graphql import OperationType
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive

from domain.errors import Unavailable
from domain.texts import Locale, negotiate
from schema import execution
from schema.execution import NotExecuted, Operation, log_internal
from web import metrics, transport
from web.callers import Caller, Callers, address_of
from web.operations import Asked, Operations, Refused
from web.rates import Strangers

T = TypeVar("T")
log = structlog.get_logger()
# Proxies cut connections on which nothing comes for long.
KEEP_ALIVE = 12.0
LET_GO_BY = 16 * 1024 * 1024


class Endpoint:
    def __init__(self, operations: Operations, callers: Callers) -> None:
        self._operations = operations
        self._callers = callers
        self._strangers = Strangers(operations.rates)
        self._bounds = operations.bounds

    async def __call__(self, request: Request) -> Response:
        locale = negotiate(request.headers.get("accept-language"))
        try:
            return await self._answer(request, locale)
        except transport.BadRequest as error:
            return transport.refuse(request, error.status, "INVALID", error.message, **error.headers)
        except Refused as error:
            return _refusal(request, error, locale)
        except Unavailable as error:
            log.error("unavailable", reason=str(error))
            return _refusal(request, Refused(503, "UNAVAILABLE"), locale)
        except Exception as error:
            return _refusal(request, Refused(500, "INTERNAL", id=log_internal(error)), locale)

    async def _answer(self, request: Request, locale: Locale) -> Response:
        if request.method not in {"GET", "POST"}:
            raise transport.BadRequest(405, "send the operation with POST", Allow="GET, POST")
        caller = await self._let_in(request)
        operation = await self._operation(request)
        try:
            asked = self._operations.ask(operation, caller, locale, request.headers)
        except NotExecuted as error:
            return transport.respond(request, execution.failed(error.errors, locale))
        if request.method == "GET" and asked.kind is OperationType.MUTATION:
            raise transport.BadRequest(405, "a mutation is sent with POST", Allow="POST")
        if _wants_events(request, asked):
            return StreamingResponse(self._events(asked), media_type=transport.EVENTS, headers=transport.UNBUFFERED)
        if asked.kind is OperationType.SUBSCRIPTION:
            raise transport.BadRequest(406, f"a subscription is answered as {transport.EVENTS}, or on a WebSocket")
        if asked.kind is OperationType.MUTATION:
            return transport.respond(request, await self._operations.run(asked))
        return transport.respond(request, await _while_wanted(request.receive, self._operations.run(asked)))

    async def _let_in(self, request: Request) -> Caller:
        caller = await self._callers.of(request)
        if caller is None:
            if wait := self._strangers.turn_away(address_of(request)):
                raise Refused(429, "RATE_LIMITED", wait)
            raise Refused(401, "UNAUTHENTICATED")
        return caller

    async def _operation(self, request: Request) -> Operation:
        if request.method == "GET":
            return transport.parse_query_string(request)
        transport.check_head(request)
        return transport.parse_body(await self._body(request))

    async def _body(self, request: Request) -> bytes:
        """Of one that is too large the rest is let go by, within reason: who is cut off does not read the answer."""
        most = self._bounds.body
        body, size = bytearray(), 0
        try:
            async with asyncio.timeout(self._bounds.body_time.total_seconds()):
                async for chunk in request.stream():
                    size += len(chunk)
                    if size <= most:
                        body += chunk
                    elif size > LET_GO_BY:
                        break
        except TimeoutError:
            raise transport.BadRequest(408, "the body took too long to come", Connection="close") from None
        if size > most:
            raise transport.BadRequest(413, f"at most {most} bytes")
        return bytes(body)

    async def _events(self, asked: Asked) -> AsyncIterator[bytes]:
        """Server-sent events in graphql-sse's distinct connections mode."""
        async for answer in _with_pauses(self._results(asked), KEEP_ALIVE):
            yield b":\n\n" if answer is None else b"event: next\ndata: " + orjson.dumps(answer) + b"\n\n"
        yield b"event: complete\ndata:\n\n"

    async def _results(self, asked: Asked) -> AsyncIterator[dict[str, object]]:
        try:
            if asked.kind is not OperationType.SUBSCRIPTION:
                yield transport.written(await self._operations.run(asked))
                return
            async with aclosing(self._operations.stream(asked)) as results:
                async for result in results:
                    yield transport.written(result)
        except Refused as error:
            yield transport.refusal(error.code, error.message(asked.locale))


def _wants_events(request: Request, asked: Asked) -> bool:
    """Where a client takes both, an ordinary query is answered as it likes best, a subscription as it can be."""
    if asked.kind is OperationType.SUBSCRIPTION:
        return transport.EVENTS in request.headers.get("accept", "")
    offered = (transport.GRAPHQL_JSON, transport.JSON, transport.EVENTS)
    return transport.accepted(request, *offered) == transport.EVENTS


async def _with_pauses(results: AsyncIterator[T], seconds: float) -> AsyncIterator[T | None]:
    """The results; None whenever none came for so long."""
    waiting: asyncio.Future[T] | None = None
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(anext(results))
            done, _ = await asyncio.wait({waiting}, timeout=seconds)
            if not done:
                yield None
                continue
            try:
                result = waiting.result()
            except StopAsyncIteration:
                return
            waiting = None
            yield result
    finally:
        if waiting is not None:
            waiting.cancel()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _while_wanted(receive: Receive, running: Awaitable[T]) -> T:
    """What is being read for a client that has gone is given up. What changes something goes on to its end."""
    working = asyncio.ensure_future(running)
    gone = asyncio.ensure_future(_hung_up(receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise Refused(499, "UNAVAILABLE")
    finally:
        gone.cancel()
        working.cancel()


def _refusal(request: Request, error: Refused, locale: Locale) -> Response:
    metrics.OPERATIONS.labels("none", error.code).inc()
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    if error.wait:
        headers["Retry-After"] = str(error.wait)
    return transport.refuse(request, error.status, error.code, error.message(locale), **headers)
