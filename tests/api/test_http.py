"""The endpoint itself: who is let in, and what is no GraphQL request."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url
from structlog.testing import capture_logs

from domain.permissions import TokenScope
from models import revision
from models.database import Database
from server import create_app
from services import users
from services.users import CreateToken
from settings import Settings
from tests.api.operations import self_pickup
from tests.client import Api
from tests.world import World

VIEWER = {"query": "{ viewer { name } }"}


def code(response: httpx.Response) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


def signed_in(api: Api, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {api.world.tokens['merchant-a']}", **headers}


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic bWU6bWU=", "Bearer bh_ÿ", "Bearer " + "x" * 5000],
)
async def test_without_a_token(api: Api, authorization: str | None) -> None:
    headers = [] if authorization is None else [(b"authorization", authorization.encode("latin-1"))]
    for body in (VIEWER, {"query": "{ broken"}, "nonsense"):
        response = await api.http.post("/graphql", json=body, headers=headers)
        assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")
        assert response.headers["www-authenticate"] == "Bearer"


async def test_tokens_expire(api: Api) -> None:
    world = api.world
    token = await world.do(users.create_token, CreateToken("merchant-a", lifetime=timedelta(days=1)))
    headers = {"Authorization": f"Bearer {token}"}
    assert (await api.http.post("/graphql", json=VIEWER, headers=headers)).status_code == 200
    world.clock.advance(days=1)
    assert (await api.http.post("/graphql", json=VIEWER, headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'"x"',
        b"null",
        b"123",
        b"[]",
        b"\xff\xfe",
        b'{"query": 1}',
        b'{"query": ""}',
        b'{"variables": {}}',
        b'{"query": "{ viewer { name } }", "variables": []}',
        b'{"query": "{ viewer { name } }", "operationName": 1}',
        b'{"query": "{ viewer { name } }", "variables": {"a": "\\ud800"}}',
        b"[" * 100_000 + b"]" * 100_000,
    ],
)
async def test_bodies_that_are_no_operation(api: Api, body: bytes) -> None:
    headers = signed_in(api, **{"Content-Type": "application/json"})
    response = await api.http.post("/graphql", content=body, headers=headers)
    assert (response.status_code, code(response)) == (400, "INVALID")


async def test_bodies_that_are_too_large(api: Api) -> None:
    headers = signed_in(api, **{"Content-Type": "application/json"})
    response = await api.http.post("/graphql", content=b" " * (1024 * 1024 + 1), headers=headers)
    assert (response.status_code, code(response)) == (413, "INVALID")


async def test_other_media_types_and_methods(api: Api) -> None:
    response = await api.http.post("/graphql", content=b"{ viewer { name } }", headers=signed_in(api))
    assert (response.status_code, code(response)) == (415, "INVALID")
    for method in ("PUT", "PATCH", "DELETE"):
        response = await api.http.request(method, "/graphql", headers=signed_in(api))
        assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ viewer ", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($a: Int!) { nodes(ids: []) { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ reverseOrders(filter: {createdAt: {gte: "yesterday"}}) { totalCount } }', "GRAPHQL_VALIDATION_FAILED"),
        ("fragment F on Viewer { name }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { viewer { name } } query B { viewer { name } }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_documents_that_are_refused(api: Api, query: str, expected: str) -> None:
    for accept, status in (("application/json", 200), ("application/graphql-response+json", 400)):
        headers = signed_in(api, Accept=accept)
        response = await api.http.post("/graphql", json={"query": query}, headers=headers)
        assert (response.status_code, response.headers["content-type"].split(";")[0]) == (status, accept)
        answer = response.json()
        assert {error["extensions"]["code"] for error in answer["errors"]} == {expected}
        assert "data" not in answer
        assert "Did you mean" not in response.text


MOMENTS = [
    ("2026-06-01T00:00:00Z", True),
    ("2026-06-01T00:00:00.123456+08:00", True),
    ("2026-06-01T00:00:00", False),
    ("2026-06-01", False),
    ("0001-01-01T00:00:00+14:00", False),
    ("9999-12-31T23:59:59-14:00", False),
    (5, False),
    (True, False),
]


@pytest.mark.parametrize(("moment", "fine"), MOMENTS)
async def test_moments(api: Api, moment: Any, fine: bool) -> None:
    query = "query($at: DateTime!) { reverseOrders(filter: {createdAt: {gte: $at}}) { totalCount } }"
    answer = await api.post("merchant-a", query, at=moment)
    assert ("errors" not in answer) is fine


async def test_what_was_done_is_told_although_a_later_field_failed(api: Api) -> None:
    id = await api.world.order()
    query = """mutation($id: ID!, $pickup: PickupInput!, $confirm: Boolean = true) {
      done: registerPickup(input: {id: $id, pickup: $pickup}) { userErrors { code } }
      wrong: confirmDestruction(input: {id: $id, confirm: $confirm}) { userErrors { code } }
    }"""
    body = {"query": query, "variables": {"id": id, "pickup": self_pickup(), "confirm": None}}
    headers = signed_in(api, Accept="application/graphql-response+json")
    response = await api.http.post("/graphql", json=body, headers=headers)
    assert (response.status_code, code(response)) == (200, "INVALID")
    assert (await api.world.row(id)).version == 2


async def test_a_token_that_may_only_write(api: Api) -> None:
    world = api.world
    world.tokens["write-only"] = await world.do(
        users.create_token, CreateToken("merchant-a", scopes=(TokenScope.WRITE,))
    )
    error = await api.error("write-only", "{ viewer { name } }")
    assert (error["extensions"]["code"], "token" in error["message"]) == ("FORBIDDEN", True)


@pytest.mark.parametrize("reason", ["no such database", "no schema"])
async def test_a_database_that_cannot_be_used_is_told_in_json(database_url: str, backend: str, reason: str) -> None:
    if reason == "no such database":
        url = make_url(database_url)
        database_url = url.set(database=f"{url.database}/none").render_as_string(hide_password=False)
    database = Database(database_url)
    if reason == "no schema":
        async with database.connect() as connection:
            await connection.exec_driver_sql("ALTER TABLE api_tokens RENAME TO gone")
    app = create_app(database, Settings(secret_key="for this test"))
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        response = await http.post("/graphql", json=VIEWER, headers={"Authorization": "Bearer bh_anything"})
        expected = (503, "UNAVAILABLE") if reason == "no such database" else (500, "INTERNAL")
        assert (response.status_code, code(response)) == expected
        assert (await http.get("/readyz")).status_code == (503 if reason == "no such database" else 200)


async def test_probes_do_not_wait_for_a_writer(world: World, database_url: str) -> None:
    """A long import in another process holds SQLite's write lock."""
    other = Database(database_url)
    async with Api.of(world) as api, other.connect() as connection:
        await connection.exec_driver_sql("UPDATE installation SET secret_key = secret_key")
        async with asyncio.timeout(5):
            assert (await api.http.get("/readyz")).status_code == 200
    await other.close()


async def test_a_failure_of_ours_is_masked(api: Api) -> None:
    """A table that is missing: the client learns an id, the log the rest."""
    async with api.world.database.connect() as connection:
        await connection.exec_driver_sql("DROP TABLE handovers")
    await api.world.order()
    with capture_logs() as logged:
        answer = await api.post("merchant-a", "{ reverseOrders { nodes { handover { carrier } } } }")
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["id"] in error["message"]
    assert "handovers" not in str(answer)
    assert logged[0]["id"] == error["extensions"]["id"]
    assert "fetch_raw" in logged[0]["frames"]


async def test_input_values_stay_out_of_the_log(api: Api) -> None:
    async with api.world.database.connect() as connection:
        await connection.exec_driver_sql("DROP TABLE handovers")
    id = await api.world.order()
    await api.world.advance_to_pickup(id)
    report = "mutation($input: ReportPickedUpInput!) { reportPickedUp(input: $input) { userErrors { code } } }"
    with capture_logs() as logged:
        error = await api.error("provider", report, input={"id": id, "verifiedName": "Mx Secret"})
    assert error["extensions"]["code"] == "INTERNAL"
    assert logged[0]["id"] == error["extensions"]["id"]
    assert "Secret" not in str(logged)


async def test_pages_and_probes(api: Api) -> None:
    assert (await api.http.get("/healthz")).json() == {"alive": True}
    assert (await api.http.get("/readyz")).json() == {"ready": True}
    assert (await api.http.get("/nowhere")).status_code == 404
    for path in ("/", "/graphql", "/reverse", "/nowhere"):
        response = await api.http.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
        assert response.status_code == 200
        assert "<html" in response.text


async def test_assets_are_sent_packed_and_kept(api: Api) -> None:
    """As the page names them: in the way that the client can unpack, and for good."""
    page = (await api.http.get("/", headers={"Accept": "text/html"})).text
    (script,) = re.findall(r'src="(/assets/[^"]+\.js)"', page)
    contents = set()
    for accepted, encoding in (("br, gzip", "br"), ("br;q=0, GZIP", "gzip"), ("identity", None)):
        response = await api.http.get(script, headers={"Accept-Encoding": accepted})
        assert response.status_code == 200
        assert response.headers.get("content-encoding") == encoding
        assert response.headers["content-type"].startswith("text/javascript")
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["vary"] == "Accept-Encoding"
        if encoding != "br":  # httpx unpacks what it knows
            contents.add(response.text)
    assert len(contents) == 1
    for name in ("nothing.js", "x" * 300):
        missing = await api.http.get(f"/assets/{name}", headers={"Accept-Encoding": "br"})
        assert (missing.status_code, missing.headers["cache-control"]) == (404, "no-store")


async def test_an_older_schema_is_not_ready(api: Api) -> None:
    async with api.world.database.connect() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    response = await api.http.get("/readyz")
    assert (response.status_code, response.json()["ready"]) == (503, False)
    assert await revision.current(api.world.database) == "older"
