"""Operations, whichever way they came: within the limits, charged to their caller, and no more at once than can be."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import AbstractContextManager, aclosing, contextmanager
from dataclasses import dataclass
from functools import partial

import structlog
from graphql import ExecutionResult, OperationType
from strawberry import Schema

from domain.deadlines import Spans
from domain.errors import Unavailable
from domain.texts import Locale
from models.database import Database
from schema import execution
from schema.answers import Answers
from schema.bounds import Bounds, Limits, Rates
from schema.context import Context
from schema.execution import Counted, NotExecuted, Operation
from services.feed import Feed
from services.queries.paging import Cursors
from services.work import Clock
from web import metrics
from web.callers import Caller
from web.rates import Bucket, Meter
from web.refusals import Refused
from web.tracing import Span, Untraced

log = structlog.get_logger()
# What is charged for a document that is refused after it was counted, beside its reading; and how many characters of one
# that is not known are read for what one object costs.
REFUSED, READ = 100, 20


@dataclass(frozen=True)
class Asked:
    """An operation that is paid for."""

    counted: Counted
    caller: Caller
    locale: Locale
    bucket: Bucket
    # Of the request that it came with, or of the handshake: for who traces it further up.
    headers: Mapping[str, str]

    @property
    def kind(self) -> OperationType | None:
        return self.counted.kind


@dataclass
class Operations:
    schema: Schema
    database: Database
    clock: Clock
    spans: Spans
    limits: Limits
    rates: Rates
    bounds: Bounds
    introspection: bool
    planned: bool
    tracing: Untraced

    def __post_init__(self) -> None:
        self._meter = Meter(self.rates)
        self.feed = Feed(self.database)
        self._answers = Answers()
        self._running = 0
        # Signed with a key that the database may have to be asked for.
        self.cursors: Cursors | None = None

    def ask(self, operation: Operation, caller: Caller, locale: Locale, headers: Mapping[str, str]) -> Asked:
        """Count and charge; NotExecuted where it is over the limits, Refused where the caller asked for too much."""
        try:
            counted = execution.count(self.schema, operation, self.limits)
        except NotExecuted:
            metrics.OPERATIONS.labels("none", "NOT_EXECUTED").inc()
            self._charge(caller, REFUSED + len(operation.query) // READ)
            raise
        return Asked(counted, caller, locale, self._charge(caller, counted.cost + counted.read // READ), headers)

    def _charge(self, caller: Caller, cost: int) -> Bucket:
        bucket = self._meter.charge(caller.key, max(1, cost))
        if bucket.wait:
            raise Refused(429, "RATE_LIMITED", bucket.wait)
        return bucket

    async def run(self, asked: Asked) -> ExecutionResult:
        """The answer of a query or a mutation."""
        with self._one_more(asked), self._span(asked) as span:
            try:
                async with asyncio.timeout(self.bounds.time.total_seconds()):
                    result = await execution.run(self.schema, asked.counted, self._context(asked))
            except TimeoutError:
                log.warning("an operation took too long", cost=asked.counted.cost)
                raise Refused(503, "OVERLOADED", wait=1) from None
            span.answered(result)
        metrics.answered(_named(asked.kind), result)
        return _with_cost(result, asked)

    async def answers(self, asked: Asked) -> AsyncGenerator[ExecutionResult, None]:
        """The answers of a subscription, or the one of anything else."""
        if asked.kind is OperationType.MUTATION:
            # Goes on to its end, whether or not somebody still waits for the answer.
            yield await asyncio.shield(asyncio.ensure_future(self.run(asked)))
            return
        if asked.kind is not OperationType.SUBSCRIPTION:
            yield await self.run(asked)
            return
        context = partial(self._context, asked, primary=True)
        following = execution.subscribe(self.schema, asked.counted, context, self._answers)
        with metrics.FOLLOWERS.track_inprogress():
            async with aclosing(following) as results:
                async for result in results:
                    metrics.answered(_named(asked.kind), result)
                    yield _with_cost(result, asked)

    @contextmanager
    def _one_more(self, asked: Asked) -> Iterator[None]:
        if self._running >= self.bounds.running:
            raise Refused(503, "OVERLOADED", wait=1)
        self._running += 1
        metrics.RUNNING.inc()
        metrics.CONNECTIONS.set(self.database.busy)
        try:
            with metrics.seconds(_named(asked.kind)).time():
                yield
        finally:
            self._running -= 1
            metrics.RUNNING.dec()

    def _span(self, asked: Asked) -> AbstractContextManager[Span]:
        counted = asked.counted
        return self.tracing.operation(_named(counted.kind), counted.name, counted.cost, asked.headers)

    def _context(self, asked: Asked, *, primary: bool = False) -> Context:
        if self.cursors is None:
            raise Unavailable("the server is starting")
        return Context(
            viewer=asked.caller.viewer,
            database=self.database,
            cursors=self.cursors,
            locale=asked.locale,
            clock=self.clock,
            spans=self.spans,
            feed=self.feed,
            introspection=self.introspection,
            planned=self.planned,
            # What has happened is there, also where a replica is behind.
            wrote=primary,
        )


def _named(kind: OperationType | None) -> str:
    return kind.value if kind else "none"


def _with_cost(result: ExecutionResult, asked: Asked) -> ExecutionResult:
    bucket = asked.bucket
    cost = {
        "requested": asked.counted.cost,
        "bucket": {
            "capacity": bucket.capacity,
            "available": bucket.available,
            "restoredPerSecond": bucket.restored,
        },
    }
    return ExecutionResult(result.data, result.errors, {"cost": cost})
