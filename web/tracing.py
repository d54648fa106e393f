"""One span an operation, for who set an OpenTelemetry collector; nothing otherwise."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from graphql import ExecutionResult


class Untraced:
    """Where no collector is set, nothing is imported and nothing is done."""

    @contextmanager
    def operation(self, kind: str, name: str | None, cost: int, headers: Mapping[str, str]) -> Iterator["Span"]:
        yield Span()

    def close(self) -> None:
        pass


class Span:
    def answered(self, result: ExecutionResult) -> None:
        """Which errors there were, by their codes; no values of the caller's."""


class Traced(Untraced):
    def __init__(self, endpoint: str) -> None:
        # Libraries that only those need who set a collector.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        self._provider = TracerProvider(resource=Resource.create({"service.name": "backhaul"}))
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("backhaul")

    @contextmanager
    def operation(self, kind: str, name: str | None, cost: int, headers: Mapping[str, str]) -> Iterator[Span]:
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind

        attributes: dict[str, Any] = {"graphql.operation.type": kind, "backhaul.cost": cost}
        if name:
            attributes["graphql.operation.name"] = name
        title = f"{kind} {name}" if name else kind
        with self._tracer.start_as_current_span(
            title, context=extract(headers), kind=SpanKind.SERVER, attributes=attributes
        ) as span:
            yield _Recorded(span)

    def close(self) -> None:
        """What is not sent yet is."""
        self._provider.shutdown()


class _Recorded(Span):
    def __init__(self, span: Any) -> None:
        self._span = span

    def answered(self, result: ExecutionResult) -> None:
        codes = [str((error.extensions or {}).get("code")) for error in result.errors or ()]
        if codes:
            self._span.set_attribute("backhaul.error_codes", codes)


def tracing(endpoint: str | None) -> Untraced:
    return Traced(endpoint) if endpoint else Untraced()
