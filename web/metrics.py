"""What is counted for Prometheus. Of several server processes, `backhaul serve` has them count together."""

import os
from functools import cache

from graphql import ExecutionResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response

from plan import coverage

SHARED = "PROMETHEUS_MULTIPROC_DIR"
_registry = CollectorRegistry()

OPERATIONS = Counter(
    "backhaul_operations",
    "Operations by their kind, and the code of their first error; OK without one, NOT_EXECUTED where they were refused",
    ("kind", "code"),
    registry=_registry,
)
SECONDS = Histogram(
    "backhaul_operation_seconds",
    "How long operations took",
    ("kind",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_registry,
)
RUNNING = Gauge(
    "backhaul_operations_running", "Operations that are worked on", registry=_registry, multiprocess_mode="livesum"
)
SOCKETS = Gauge("backhaul_sockets_open", "Open WebSockets", registry=_registry, multiprocess_mode="livesum")
CONNECTIONS = Gauge(
    "backhaul_connections_busy", "Database connections in use", registry=_registry, multiprocess_mode="livesum"
)
PLANNED = Counter(
    "backhaul_reads", "Fields that were read, with a plan or by the ordinary executor", ("how",), registry=_registry
)
DONE = Counter("backhaul_due_done", "What was due and done by the system", ("act",), registry=_registry)
EVENTS = Counter("backhaul_events_sequenced", "Events that got their places", registry=_registry)
FOLLOWERS = Gauge(
    "backhaul_followers", "Subscriptions to what happens", registry=_registry, multiprocess_mode="livesum"
)

coverage.listeners.append(lambda is_planned: PLANNED.labels("plan" if is_planned else "ordinary").inc())


def answered(kind: str, result: ExecutionResult) -> None:
    """An operation was executed; what became of it is told by its first error."""
    codes = [str((error.extensions or {}).get("code")) for error in result.errors or ()]
    _operations(kind, codes[0] if codes else "OK").inc()


@cache
def seconds(kind: str) -> Histogram:
    """How long operations of a kind took."""
    return SECONDS.labels(kind)


@cache
def _operations(kind: str, code: str) -> Counter:
    """Looking it up costs more than counting."""
    return OPERATIONS.labels(kind, code)


def done(act: str, count: int) -> None:
    """Something was due, and the system did it."""
    DONE.labels(act).inc(count)


def sequenced(count: int) -> None:
    """Events got their places."""
    EVENTS.inc(count)


async def show(_: Request) -> Response:
    """GET /metrics."""
    registry = _registry
    if os.environ.get(SHARED):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
