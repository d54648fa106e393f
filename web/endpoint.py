"""POST and GET /graphql: who asks, what, and the answer. Nothing is read of a request before it may be made."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
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
from schema.execution import NotExecuted, Operation
from web import bodies, metrics, transport
from web.callers import Caller, Callers
from web.operations import Asked, Operations
from web.refusals import Refused, refused

T = TypeVar("T")
log = structlog.get_logger()
# Proxies cut connections on which nothing comes for long.
KEEP_ALIVE = 12.0
# Seconds between looks whether who follows something is still let in.
LOOK_EVERY = 2.0
# Most is read sooner than it is worth watching whether somebody still waits for it.
WATCH_AFTER = 0.05


class Endpoint:
    def __init__(self, operations: Operations, callers: Callers) -> None:
        self._operations = operations
        self._callers = callers
        self._bounds = operations.bounds

    async def __call__(self, request: Request) -> Response:
        locale = negotiate(request.headers.get("accept-language"))
        try:
            return await self._answer(request, locale)
        except transport.BadRequest as error:
            return transport.refuse(request, error)
        except Exception as error:
            return _refusal(request, refused(error), locale)

    async def _answer(self, request: Request, locale: Locale) -> Response:
        if request.method not in {"GET", "POST"}:
            raise transport.BadRequest(405, "send the operation with POST", Allow="GET, POST")
        caller = await self._callers.let_in(request)
        operation = await self._operation(request)
        try:
            asked = self._operations.ask(operation, caller, locale, request.headers)
        except NotExecuted as error:
            failed = execution.failed(error.errors, locale)
            if _prefers_events(request):
                return _stream(_once(transport.written(failed)))
            return transport.respond(request, failed)
        if request.method == "GET" and asked.kind is OperationType.MUTATION:
            raise transport.BadRequest(405, "a mutation is sent with POST", Allow="POST")
        if _wants_events(request, asked):
            return _stream(self._while_let_in(request, asked))
        if asked.kind is OperationType.SUBSCRIPTION:
            raise transport.BadRequest(406, f"a subscription is answered as {transport.EVENTS}, or on a WebSocket")
        if asked.kind is OperationType.MUTATION:
            return transport.respond(request, await self._operations.run(asked))
        return transport.respond(request, await _while_wanted(request.receive, self._operations.run(asked)))

    async def _operation(self, request: Request) -> Operation:
        if request.method == "GET":
            return transport.parse_query_string(request)
        transport.check_head(request)
        return transport.parse_body(await bodies.read(request, self._bounds.body, self._bounds.body_time))

    async def _results(self, asked: Asked) -> AsyncGenerator[dict[str, object], None]:
        try:
            async with aclosing(self._operations.answers(asked)) as results:
                async for result in results:
                    yield transport.written(result)
        except NotExecuted as error:
            yield transport.refusal(*execution.coded_all(error.errors, asked.locale))
        except Exception as error:
            yield transport.refusal(refused(error).error(asked.locale))

    async def _while_let_in(self, request: Request, asked: Asked) -> AsyncIterator[dict[str, object] | None]:
        """The results; None when none came for long. Whose token is revoked is told so instead, as is whose rights change."""
        said = looked = time.monotonic()
        results = _with_pauses(self._results(asked), LOOK_EVERY)
        async with aclosing(results):
            async for result in results:
                now = time.monotonic()
                if now - looked >= LOOK_EVERY:
                    looked = now
                    if not await self._is_let_in(request, asked.caller):
                        yield transport.refusal(Refused(401, "UNAUTHENTICATED").error(asked.locale))
                        return
                if result is not None or now - said >= KEEP_ALIVE:
                    said = now
                    yield result

    async def _is_let_in(self, request: Request, caller: Caller) -> bool:
        try:
            still = await self._callers.of(request, counts=False)
        except Unavailable:
            return True
        return still is not None and still.viewer == caller.viewer


async def _once(answer: dict[str, object]) -> AsyncIterator[dict[str, object] | None]:
    yield answer


def _stream(results: AsyncIterator[dict[str, object] | None]) -> Response:
    return StreamingResponse(_events(results), media_type=transport.EVENTS, headers=transport.UNBUFFERED)


async def _events(results: AsyncIterator[dict[str, object] | None]) -> AsyncIterator[bytes]:
    """Server-sent events in graphql-sse's distinct connections mode; None keeps the connection alive."""
    async for answer in results:
        yield b":\n\n" if answer is None else b"event: next\ndata: " + orjson.dumps(answer) + b"\n\n"
    yield b"event: complete\ndata:\n\n"


def _wants_events(request: Request, asked: Asked) -> bool:
    """Where a client takes both, an ordinary query is answered as it likes best, a subscription as it can be."""
    if asked.kind is OperationType.SUBSCRIPTION:
        return transport.EVENTS in request.headers.get("accept", "")
    return _prefers_events(request)


def _prefers_events(request: Request) -> bool:
    offered = (transport.GRAPHQL_JSON, transport.JSON, transport.EVENTS)
    return transport.accepted(request, *offered) == transport.EVENTS


async def _with_pauses(results: AsyncGenerator[T, None], seconds: float) -> AsyncGenerator[T | None, None]:
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
            await asyncio.wait({waiting})
        await results.aclose()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _while_wanted(receive: Receive, running: Awaitable[T]) -> T:
    """What is being read for a client that has gone is given up. What changes something goes on to its end."""
    reading, given_up, watching = asyncio.current_task(), False, None
    assert reading is not None

    def give_up(_: object) -> None:
        nonlocal given_up
        if not answered:
            given_up = reading.cancel()

    def watch() -> None:
        nonlocal watching
        watching = asyncio.ensure_future(_hung_up(receive))
        watching.add_done_callback(give_up)

    answered = False
    starting = asyncio.get_running_loop().call_later(WATCH_AFTER, watch)
    try:
        return await running
    except asyncio.CancelledError:
        if given_up and reading.uncancel() == 0:
            raise Refused(499, "UNAVAILABLE") from None
        raise
    finally:
        answered = True
        starting.cancel()
        if watching is not None:
            watching.cancel()


def _refusal(request: Request, error: Refused, locale: Locale) -> Response:
    metrics.OPERATIONS.labels("none", error.code).inc()
    return transport.refused(request, error.status, error.error(locale), error.headers)
