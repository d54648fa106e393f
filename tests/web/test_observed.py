"""What is around a request: its id, its line in the log, its headers; metrics; spans; and how the server stops."""

import asyncio
import json
import re
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.testing import capture_logs
from websockets import Subprotocol
from websockets.asyncio.client import connect

from server import create_app
from tests.api.operations import self_pickup
from tests.client import SETTINGS, Api
from tests.server_process import running_server, wait_until_ready
from tests.templates import Copy, Fill, small_world
from tests.web.listening import listening
from tests.world import World
from web.socket import GOING_AWAY, PROTOCOL

VIEWER = {"query": "query Who { viewer { name } }"}


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def filling() -> Fill:
    return small_world


def headers(api: Api, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {api.world.tokens['merchant-a']}", **more}


# ───────────────────────── ids, logs, headers ─────────────────────────


async def test_a_request_and_its_lines_in_the_log_have_one_id(api: Api) -> None:
    with capture_logs() as logged:
        named = await api.http.post("/graphql", json=VIEWER, headers=headers(api, **{"X-Request-ID": "order-17.a"}))
        unnamed = await api.http.post("/graphql", json=VIEWER, headers=headers(api, **{"X-Request-ID": "<script>"}))
    assert named.headers["x-request-id"] == "order-17.a"
    assert re.fullmatch("[0-9a-f]{16}", unnamed.headers["x-request-id"])
    lines = [line for line in logged if line["event"] == "request"]
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [("POST", "/graphql", 200)] * 2
    assert all(line["ms"] > 0 for line in lines)


async def test_nothing_of_a_caller_is_logged(api: Api) -> None:
    id = await api.world.order()
    secret = self_pickup(contactName="Mx Secret", contactPhone="+8613800138000")
    mutation = "mutation($input: RegisterPickupInput!) { registerPickup(input: $input) { userErrors { code } } }"
    with capture_logs() as logged:
        await api.data("merchant-a", mutation, input={"id": id, "pickup": secret})
        await api.http.get("/graphql", params={"query": '{ node(id: "Mx Secret") { id } }'}, headers=headers(api))
        await api.http.post("/graphql", content=b"Mx Secret", headers=headers(api))
    assert logged
    for hidden in ("Secret", "13800138000", api.world.tokens["merchant-a"]):
        assert hidden not in str(logged)


async def test_a_path_cannot_speak_to_a_terminal(api: Api) -> None:
    with capture_logs() as logged:
        await api.http.get("/%1b]0;owned%07")
    assert [line["path"] for line in logged] == ["/%1B%5D0%3Bowned%07"]


async def test_who_hangs_up_within_a_body_is_no_error_of_ours(api: Api) -> None:
    async def half() -> AsyncIterator[bytes]:
        yield b'{"query": '
        raise ConnectionError

    async with listening(create_app(api.world.database, SETTINGS, api.world.clock)) as address:
        with capture_logs() as logged:
            async with httpx.AsyncClient(base_url=address) as client:
                for path in ("/graphql", "/auth/login"):
                    with pytest.raises(ConnectionError):
                        await client.post(
                            path, content=half(), headers=headers(api, **{"Content-Type": "application/json"})
                        )
            async with asyncio.timeout(5):
                while len(logged) < 2:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
    assert [(line["event"], line["status"]) for line in logged] == [("request", 400)] * 2


async def test_probes_do_not_fill_the_log(api: Api) -> None:
    with capture_logs() as logged:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await api.http.get(path)).status_code == 200
    assert logged == []


@pytest.mark.parametrize("path", ["/", "/graphql", "/healthz", "/nowhere"])
async def test_every_answer_is_protected(api: Api, path: str) -> None:
    answer = await api.http.get(path, headers={"Accept": "text/html"})
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    # Nothing from elsewhere, and no script within a page.
    assert "http" not in policy
    assert "script-src 'self';" in policy or "default-src 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] in {"no-store", "no-cache"}


# ───────────────────────── metrics ─────────────────────────


async def samples(api: Api) -> dict[str, float]:
    text = (await api.http.get("/metrics")).text
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_what_is_counted(api: Api) -> None:
    await api.world.order()
    before = await samples(api)
    page = "{ reverseOrders { nodes { number } } }"
    await api.data("merchant-a", page)
    await api.post("merchant-a", '{ reverseOrders(after: "x") { totalCount } }')
    await api.post("merchant-a", "{ broken")
    await api.http.post("/graphql", json=VIEWER)
    after = await samples(api)
    changes = {name: after[name] - before.get(name, 0) for name in after}
    assert changes['backhaul_operations_total{code="OK",kind="query"}'] == 1
    assert changes['backhaul_operations_total{code="INVALID_CURSOR",kind="query"}'] == 1
    assert changes['backhaul_operations_total{code="NOT_EXECUTED",kind="none"}'] == 1
    assert changes['backhaul_operations_total{code="UNAUTHENTICATED",kind="none"}'] == 1
    assert changes['backhaul_operation_seconds_count{kind="query"}'] == 2
    assert changes['backhaul_reads_total{how="plan"}'] == 1
    assert after["backhaul_operations_running"] == 0


# ───────────────────────── spans ─────────────────────────


async def test_an_operation_is_a_span(world: World) -> None:
    """A collector of ours is told of one span an operation, below that of the caller."""
    received: list[ExportTraceServiceRequest] = []

    async def collect(request: Request) -> Response:
        received.append(ExportTraceServiceRequest.FromString(await request.body()))
        return Response(b"", media_type="application/x-protobuf")

    collector = Starlette(routes=[Route("/v1/traces", collect, methods=["POST"])])
    async with listening(collector) as url, Api.of(world, replace(SETTINGS, otlp_endpoint=url)) as api:
        parent = f"00-{'a' * 32}-{'b' * 16}-01"
        await api.http.post("/graphql", json=VIEWER, headers=headers(api, traceparent=parent))
        await api.post("merchant-a", '{ reverseOrders(after: "x") { totalCount } }')
    spans = [
        span
        for request in received
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert [span.name for span in spans] == ["query Who", "query"]
    assert (spans[0].trace_id.hex(), spans[0].parent_span_id.hex()) == ("a" * 32, "b" * 16)
    told = {attribute.key: attribute.value for attribute in spans[1].attributes}
    assert told["backhaul.cost"].int_value == 1
    assert [value.string_value for value in told["backhaul.error_codes"].array_value.values] == ["INVALID_CURSOR"]


# ───────────────────────── the end ─────────────────────────


@contextmanager
def held(path: str) -> Iterator[sqlite3.Connection]:
    """Somebody else writes to the database."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    finally:
        connection.close()


async def test_what_runs_is_answered_when_the_server_is_stopped(prepared: Copy) -> None:
    with running_server(prepared.url) as server:
        await asyncio.to_thread(wait_until_ready, server)
        authorization = {"Authorization": f"Bearer {prepared.contents.tokens['merchant-a']}"}
        address = """mutation { createAddress(input: { label: "L", address: {
          recipient: "R", phone: "+8613800138000", region: "浙江", city: "杭州", line1: "1" } }) {
          address { label } userErrors { code } } }"""
        async with httpx.AsyncClient(base_url=server.url, headers=authorization, timeout=30) as http:
            with held(prepared.url.partition(":///")[2]):
                answer = asyncio.create_task(http.post("/graphql", json={"query": address}))
                await asyncio.sleep(0.5)
                server.process.send_signal(signal.SIGTERM)
                await asyncio.sleep(1)
            payload = (await answer).json()["data"]["createAddress"]
        assert payload == {"address": {"label": "L"}, "userErrors": []}
        assert await asyncio.to_thread(server.process.wait, 10) == 0


async def test_sockets_are_told_when_the_server_is_stopped(prepared: Copy) -> None:
    with running_server(prepared.url) as server:
        await asyncio.to_thread(wait_until_ready, server)
        url = server.url.replace("http", "ws", 1) + "/graphql"
        authorization = {"Authorization": f"Bearer {prepared.contents.tokens['merchant-a']}"}
        async with connect(url, subprotocols=[Subprotocol(PROTOCOL)], additional_headers=authorization) as socket:
            await socket.send('{"type": "connection_init"}')
            assert json.loads(await socket.recv()) == {"type": "connection_ack"}
            server.process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(socket.wait_closed(), 10)
            assert socket.close_code == GOING_AWAY
        assert await asyncio.to_thread(server.process.wait, 10) == 0


async def test_several_processes_count_together(prepared: Copy) -> None:
    with running_server(prepared.url, "--workers", "2") as server:
        await asyncio.to_thread(wait_until_ready, server)
        authorization = {"Authorization": f"Bearer {prepared.contents.tokens['merchant-a']}"}
        for _ in range(20):
            # A connection of its own each time: whichever process takes it.
            async with httpx.AsyncClient(base_url=server.url, headers=authorization) as http:
                await http.post("/graphql", json=VIEWER)
        async with httpx.AsyncClient(base_url=server.url) as http:
            text = (await http.get("/metrics")).text
    assert 'backhaul_operations_total{code="OK",kind="query"} 20.0' in text
