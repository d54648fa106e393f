"""Requests that are meant to hurt: each is refused cleanly, and whoever else is there does not notice."""

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from benchmarks.processes import cpu_seconds
from tests.server_process import Server, running_server, wait_until_ready
from tests.templates import Copy, Fill, Templates, small_world

# Seconds: for the refusal, and for the wait of a bystander.
SOON = 0.25
# A neighbour on the machine may take a moment away, but not several times.
TRIES = 5
PLENTY = "2000000000"


@dataclass(frozen=True)
class Attack:
    body: bytes | None = None
    status: int = 200
    code: str = "QUERY_TOO_COMPLEX"
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    chunked: bool = False
    url: str = "/graphql"

    def content(self) -> Any:
        return _chunks(self.body or b"") if self.chunked else self.body


async def _chunks(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]


def document(query: str, **variables: Any) -> bytes:
    return json.dumps({"query": query, "variables": variables}).encode()


def of_type(media_type: str | None, body: bytes) -> Attack:
    headers = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    return Attack(body, 415, "INVALID", headers=headers | ({"Content-Type": media_type} if media_type else {}))


def malformed(body: bytes, code: str = "INVALID", status: int = 400) -> Attack:
    return Attack(body, status, code)


VIEWER = "{ viewer { name } }"
SPREAD = "".join(f"fragment f{i} on Viewer {{ ...f{i + 1} ...f{i + 1} }} " for i in range(30))
# What nothing spreads is validated all the same.
UNSPREAD = "".join(f"fragment f{i} on Viewer {{ a {{ ...f{i + 1} }} b {{ ...f{i + 1} }} }} " for i in range(40))
CHAIN = "".join(f"fragment f{i} on Viewer {{ ...f{i + 1} }} " for i in range(590))
SCHEMA = "__schema { types { fields { type { fields { name type { name } } } } } }"
NUMBERS = f"[{'1 ' * 45_000}]"
LARGE = b'{"query": "' + b"x" * 10_000_000 + b'"}'
MUTATION = 'mutation { cancelReverseOrder(input: { id: "ro_0", reason: "x" }) { userErrors { code } } }'
ATTACKS = {
    "fragment bomb": Attack(document(f"{{ viewer {{ ...f0 }} }} {SPREAD} fragment f30 on Viewer {{ name }}")),
    "duplicated fields": Attack(document("{ viewer { " + "name " * 4_000 + "} }")),
    "duplicated deeply": Attack(document("{ " + "viewer { name merchants { code code } } " * 300 + "}")),
    "links": Attack(document("{ stockOrders(first: 100) { nodes {" + "links { document {" * 9 + "id" + "}}" * 9 + "}}}")),
    "braces": Attack(document("{ a" * 5_000)),
    "aliases": Attack(document("{ " + " ".join(f"a{i}: viewer {{ name }}" for i in range(1_000)) + " }")),
    "directives": Attack(document("{ viewer { name " + "@skip(if: false) " * 1_000 + "} }")),
    "operations": Attack(document(" ".join(f"query q{i} {VIEWER}" for i in range(200)))),
    "circular fragments": Attack(
        document("{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }"),
        code="GRAPHQL_VALIDATION_FAILED",
    ),
    "circular fragments with fields": Attack(
        document("{ viewer { ...a } } fragment a on Viewer { merchants { ...a } }"), code="GRAPHQL_VALIDATION_FAILED"
    ),
    "unspread fragments": Attack(document(f"{VIEWER} {UNSPREAD} fragment f40 on Viewer {{ name }}")),
    "a chain of fragments": Attack(document(f"{{ viewer {{ ...f0 }} }} {CHAIN} fragment f590 on Viewer {{ name }}")),
    "block strings without an end": Attack(document('"""x"\\' * 16_000), code="GRAPHQL_PARSE_FAILED"),
    "a comment that ends early": Attack(document(f"{VIEWER} #\r fragment f on Viewer {{ name(a: {NUMBERS}) }}")),
    "block strings that go on": Attack(document(f'{VIEWER} query q {{ a(b: """x\\""""  """ c: {NUMBERS} d: """y""") }}')),
    "comments": Attack(document("#\n" * 45_000 + VIEWER)),
    "the schema 200 times": Attack(document("{ " + " ".join(f"a{i}: {SCHEMA}" for i in range(200)) + "}")),
    "a list of 100,000": Attack(document("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 100_000)),
    "10 MB": malformed(LARGE, status=413),
    "10 MB in chunks": Attack(LARGE, 413, "INVALID", chunked=True),
    "gzip bomb": Attack(
        gzip.compress(b" " * 50_000_000),
        415,
        "INVALID",
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ),
    "a string": malformed(b'"x"'),
    "null": malformed(b"null"),
    "a number": malformed(b"123"),
    "not UTF-8": malformed(b'{"query": "\xff\xfe"}'),
    "half a surrogate": malformed(b'{"query": "{ viewer { name } }", "variables": {"a": "\\ud800"}}'),
    "deep JSON": malformed(b'{"variables": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}"),
    "a batch": malformed(b"[" + b",".join([document(VIEWER)] * 1_000) + b"]"),
    "a mutation by GET": Attack(
        None, 405, "INVALID", "GET", {}, url=str(httpx.URL("/graphql", params={"query": MUTATION}))
    ),
    "cross-site text": of_type("text/plain", document(MUTATION)),
    "cross-site form": of_type("application/x-www-form-urlencoded", b"query=" + MUTATION.encode()),
    "cross-site multipart": of_type("multipart/form-data; boundary=x", b"--x--"),
    "cross-site XML": of_type("text/xml", document(MUTATION)),
    "cross-site nothing": of_type(None, document(MUTATION)),
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    server: Server
    token: str

    def client(self) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.AsyncClient(base_url=self.server.url, headers=headers, timeout=30)


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def filling() -> Fill:
    return small_world


@pytest.fixture(scope="module")
def target(templates: Templates) -> Iterator[Target]:
    with (
        templates.copy("sqlite", small_world) as copy,
        running_server(
            copy.url, BACKHAUL_RATE_BUCKET=PLENTY, BACKHAUL_BODY_SECONDS="2", BACKHAUL_LOG_FORMAT="json"
        ) as server,
    ):
        wait_until_ready(server)
        yield Target(server, copy.contents.tokens["merchant-a"])


async def waits_of_a_bystander(target: Target, until: asyncio.Event) -> list[float]:
    waits = []
    async with target.client() as http:
        while not until.is_set():
            started = time.monotonic()
            answer = await http.post("/graphql", json={"query": VIEWER})
            waits.append(time.monotonic() - started)
            assert answer.json()["data"]["viewer"]["name"] == "merchant-a"
            await asyncio.sleep(0.005)
    return waits


async def strike(target: Target, attack: Attack) -> tuple[float, float]:
    """How long the refusal took, and the longest wait of a bystander meanwhile."""
    over = asyncio.Event()
    async with target.client() as http:
        assert (await http.post("/graphql", json={"query": VIEWER})).status_code == 200
        bystander = asyncio.create_task(waits_of_a_bystander(target, over))
        await asyncio.sleep(0.05)
        started = time.monotonic()
        try:
            answer = await http.request(attack.method, attack.url, content=attack.content(), headers=attack.headers)
        except httpx.WriteError:
            # It hung up before all of the body was sent.
            assert attack.status == 413
            answer = None
        took = time.monotonic() - started
        await asyncio.sleep(0.05)
        over.set()
        waits = await bystander
    if answer is not None:
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (attack.status, attack.code)
    return took, max(waits)


async def work_on(target: Target, attack: Attack) -> float:
    """The seconds that the server's processes work on a request."""
    async with target.client() as http:
        before = cpu_seconds(target.server.process.pid)
        with suppress(httpx.WriteError):
            await http.request(attack.method, attack.url, content=attack.content(), headers=attack.headers)
        return cpu_seconds(target.server.process.pid) - before


@pytest.mark.parametrize("name", ATTACKS)
async def test_it_is_refused_and_nobody_waits(target: Target, name: str) -> None:
    measured = []
    for _ in range(TRIES):
        measured.append(await strike(target, ATTACKS[name]))
        if max(measured[-1]) <= SOON:
            return
    # The machine may be busy with other tests all the time; what the server itself works on it is known even then.
    worked = await work_on(target, ATTACKS[name])
    assert worked <= SOON, f"seconds of work {worked}; refusal and a bystander's wait: {measured}"


@pytest.mark.parametrize("slow", ["headers", "body"])
async def test_slow_senders_hold_up_nobody(target: Target, slow: str) -> None:
    """A hundred of them at once. Bodies that do not come are given up.

    The first sends nothing more: what is sent to somebody who hung up would take the answer away.
    """
    address = urlsplit(target.server.url)
    head = f"POST /graphql HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n".encode()
    if slow == "body":
        head += f"Authorization: Bearer {target.token}\r\nContent-Length: 500\r\n\r\n{{".encode()
    writers = []
    readers = []
    for _ in range(100):
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(head)
        readers.append(reader)
        writers.append(writer)
    over = asyncio.Event()
    bystander = asyncio.create_task(waits_of_a_bystander(target, over))
    try:
        for _ in range(10):
            await asyncio.sleep(0.1)
            for writer in writers[1:]:
                writer.write(b"X")
        over.set()
        waits = sorted(await bystander)
        assert waits[len(waits) // 2] <= SOON
        if slow == "body":
            first = await asyncio.wait_for(readers[0].readline(), timeout=10)
            assert b"408" in first
    finally:
        for writer in writers:
            writer.close()


async def test_health_is_told_while_nothing_more_is_taken_on(prepared: Copy) -> None:
    settings = {"BACKHAUL_RUNNING_OPERATIONS": "1", "BACKHAUL_RATE_BUCKET": PLENTY}
    with running_server(prepared.url, **settings) as server:
        await asyncio.to_thread(wait_until_ready, server)
        target = Target(server, prepared.contents.tokens["operator"])
        async with target.client() as http:
            query = (
                "{ " + " ".join(f"a{i}: tasks(first: 100) {{ totalCount nodes {{ dueAt }} }}" for i in range(60)) + " }"
            )
            answers = await asyncio.gather(
                *(http.post("/graphql", json={"query": query}) for _ in range(20)), http.get("/healthz")
            )
    health = answers.pop()
    assert health.json() == {"alive": True}
    assert {answer.status_code for answer in answers} == {200, 503}
    for answer in answers:
        if answer.status_code == 503:
            assert answer.headers["retry-after"] == "1"
            assert answer.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"
