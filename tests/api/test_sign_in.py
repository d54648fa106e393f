"""Signing in with a browser: sessions, whose page may use them, and what guessing passwords brings."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update
from structlog.testing import capture_logs

from domain.permissions import Role
from models import ApiToken, Session, User
from services import passwords, schedule, users
from services.passwords import Passwords, TooBusy
from services.users import CreateUser
from tests import following, samples
from tests.browser import SITE, SocketClosed, browser, socket
from tests.client import PLENTY, SETTINGS, Api
from tests.world import World
from web.callers import Callers

NAME, PASSWORD = "wang", "correct horse 电池"
VIEWER = {"query": "{ viewer { name scopes } }"}
ADDRESS = """mutation { createAddress(input: {label: "x", address: {
  recipient: "x", phone: "13800138000", region: "x", city: "x", line1: "x"
}}) { address { id } userErrors { code } } }"""


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real parameters take a quarter of a second each time."""
    hashing_in(monkeypatch, 1024)


def hashing_in(monkeypatch: pytest.MonkeyPatch, kibibytes: int) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=kibibytes, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", hasher)


@pytest.fixture
async def account(world: World, cheap: None) -> str:
    await opened(world)
    return NAME


async def opened(world: World) -> None:
    await world.do(users.create_user, CreateUser(NAME, Role.MERCHANT, merchant_codes=["MA"], password=PASSWORD))


@pytest.fixture
async def page(api: Api, account: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on our page, of somebody who has an account."""
    async with browser(api) as page:
        yield page


async def sign_in(page: httpx.AsyncClient, name: str = NAME, password: str = PASSWORD) -> httpx.Response:
    return await page.post("/auth/login", json={"username": name, "password": password})


async def signed_in(page: httpx.AsyncClient) -> httpx.AsyncClient:
    assert (await sign_in(page)).status_code == 204
    return page


def told(response: httpx.Response) -> tuple[int, str]:
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"]


async def knows(page: httpx.AsyncClient) -> bool:
    response = await page.get("/auth/session")
    assert response.status_code in {200, 401}
    return response.status_code == 200


async def sessions(world: World) -> list[Session]:
    async with world.database.read(primary=True) as session:
        return list((await session.scalars(select(Session))).all())


# ───────────────────────── in and out ─────────────────────────


async def test_in_and_out(page: httpx.AsyncClient, api: Api) -> None:
    assert told(await page.get("/auth/session")) == (401, "UNAUTHENTICATED")
    response = await sign_in(page)
    assert (response.status_code, response.content) == (204, b"")
    (user,) = await of_name(api.world)
    assert (await page.get("/auth/session")).json() == {"id": f"us_{user.id.hex}", "name": NAME, "role": "MERCHANT"}
    assert (await page.post("/graphql", json=VIEWER)).json()["data"]["viewer"] == {
        "name": NAME,
        "scopes": ["read", "write"],
    }
    assert (await page.post("/graphql", json={"query": ADDRESS})).json()["data"]["createAddress"]["address"]
    (session,) = await sessions(api.world)
    assert page.cookies["__Host-backhaul"] not in (session.secret_hash, "")

    kept = dict(page.cookies)
    response = await page.post("/auth/logout")
    assert (response.status_code, dict(page.cookies)) == (204, {})
    assert await sessions(api.world) == []
    page.cookies.update(kept)
    assert not await knows(page)
    assert told(await page.post("/graphql", json=VIEWER)) == (401, "UNAUTHENTICATED")
    assert (await page.post("/auth/logout")).status_code == 204


async def of_name(world: World, name: str = NAME) -> list[User]:
    async with world.database.read(primary=True) as session:
        return list((await session.scalars(select(User).where(User.name == name))).all())


async def test_answers_are_kept_by_nobody(page: httpx.AsyncClient) -> None:
    for response in (await page.get("/auth/session"), await sign_in(page), await page.post("/auth/logout")):
        assert response.headers["cache-control"] == "no-store"


LOOPBACK = ["http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost", "http://LOCALHOST:5173"]
ELSEWHERE = [SITE, "https://localhost:8000", "http://backhaul.test", "http://127.0.0.2", "http://localhost.evil.test"]


@pytest.mark.parametrize("site", LOOPBACK + ELSEWHERE)
async def test_the_cookie(api: Api, account: str, site: str) -> None:
    """Browsers do not agree on Secure cookies without TLS, not even on this machine alone."""
    async with browser(api, site) as page:
        given = SimpleCookie((await sign_in(page)).headers["set-cookie"])
        taken = SimpleCookie((await page.post("/auth/logout")).headers["set-cookie"])
    name, secure = ("backhaul", "") if site in LOOPBACK else ("__Host-backhaul", True)
    for cookie in (given, taken):
        assert list(cookie) == [name]
        about = cookie[name]
        assert (about["httponly"], about["samesite"], about["path"], about["domain"]) == (True, "lax", "/", "")
        assert about["secure"] == secure
    assert len(given[name].value) >= 43
    assert (given[name]["max-age"], taken[name]["max-age"]) == (str(7 * 24 * 3600), "0")


async def test_the_other_name_of_the_cookie_is_not_read(page: httpx.AsyncClient, api: Api) -> None:
    """Whoever can set a cookie for this host, as a neighbour in the domain, cannot set one with the prefix."""
    secret = (await signed_in(page)).cookies["__Host-backhaul"]
    for site, name, fine in [
        (SITE, "backhaul", False),
        (SITE, "__Host-backhaul", True),
        ("http://127.0.0.1", "__Host-backhaul", False),
        ("http://127.0.0.1", "backhaul", True),
    ]:
        async with browser(api, site, Cookie=f"{name}={secret}") as other:
            assert await knows(other) is fine


async def test_a_token_goes_before_the_cookie(page: httpx.AsyncClient, api: Api) -> None:
    await signed_in(page)

    async def name(authorization: str) -> Any:
        response = await page.post("/graphql", json=VIEWER, headers={"Authorization": authorization})
        return response.json().get("data", {}).get("viewer", {}).get("name")

    assert await name(f"Bearer {api.world.tokens['operator']}") == "operator"
    assert await name("Bearer wrong") is None
    assert await name("Bearer") is None
    # Of a proxy in front, for which browsers send it.
    assert await name("Basic bWU6bWU=") == NAME


# ───────────────────────── whose page ─────────────────────────

OTHER = "https://elsewhere.test"
FOREIGN: list[dict[str, str]] = [
    {"Origin": OTHER},
    {"Origin": OTHER, "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null"},
    {"Origin": f"{SITE}.elsewhere.test"},
    {"Origin": f"{SITE}:444"},
    {"Origin": "http://backhaul.test"},
    {"Origin": f"{SITE}:port"},
    {"Origin": ""},
    {"Origin": SITE, "Sec-Fetch-Site": "cross-site"},
    {"Origin": SITE, "Sec-Fetch-Site": "same-site"},
    {"Origin": SITE, "Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site"},
]
BODIES: list[tuple[str | None, str]] = [
    ("application/json", '{"query": %s}'),
    ("text/plain", '{"query": %s}'),
    ("application/x-www-form-urlencoded", "query=%s"),
    (
        "multipart/form-data; boundary=b",
        '--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query": %s}\r\n--b--',
    ),
    ("application/graphql", "%s"),
    (None, '{"query": %s}'),
]


@pytest.mark.parametrize("headers", [*FOREIGN, {}], ids=str)
async def test_a_page_of_somebody_else_cannot_act(page: httpx.AsyncClient, api: Api, headers: dict[str, str]) -> None:
    secret = (await signed_in(page)).cookies["__Host-backhaul"]
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as other:
        for kind, body in BODIES:
            named = {"Content-Type": kind} if kind else {}
            response = await other.post(
                "/graphql",
                content=body % ADDRESS,
                headers={**headers, **named, "Cookie": f"__Host-backhaul={secret}"},
            )
            assert told(response) == (401, "UNAUTHENTICATED")
    addresses = await page.post("/graphql", json={"query": "{ addresses { label } }"})
    assert [entry["label"] for entry in addresses.json()["data"]["addresses"]] == ["仓库"]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_a_page_of_somebody_else_cannot_sign_in_or_out(
    page: httpx.AsyncClient, api: Api, headers: dict[str, str]
) -> None:
    secret = (await signed_in(page)).cookies["__Host-backhaul"]
    transport = httpx.ASGITransport(api.app)
    cookie = {"Cookie": f"__Host-backhaul={secret}"}
    async with httpx.AsyncClient(transport=transport, base_url=SITE, headers={**headers, **cookie}) as other:
        for response in (await sign_in(other), await other.post("/auth/logout")):
            assert told(response) == (403, "FORBIDDEN")
            assert "set-cookie" not in response.headers
    assert await knows(page)


@pytest.mark.parametrize("headers", [*FOREIGN, {}], ids=str)
async def test_a_page_of_somebody_else_cannot_send_files(
    page: httpx.AsyncClient, api: Api, headers: dict[str, str]
) -> None:
    """A form of any page may be sent here: it is the cookie that does not count."""
    secret = (await signed_in(page)).cookies["__Host-backhaul"]
    order = await api.world.order()
    form: dict[str, Any] = {
        "data": {"kind": "DOCUMENT", "documentId": order},
        "files": {"file": ("a.pdf", samples.PDF, "application/pdf")},
    }
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as other:
        cookie = {"Cookie": f"__Host-backhaul={secret}"}
        assert told(await other.post("/evidence", headers={**headers, **cookie}, **form)) == (401, "UNAUTHENTICATED")
    assert (await page.post("/evidence", **form)).status_code == 201


async def test_pages_of_ours_in_every_spelling(page: httpx.AsyncClient, api: Api) -> None:
    secret = (await signed_in(page)).cookies["__Host-backhaul"]
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as same:
        for headers in (
            {"Origin": SITE},
            {"Origin": "https://BACKHAUL.test:443"},
            {"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
            {"Origin": SITE, "Sec-Fetch-Site": "none"},
        ):
            cookie = {"Cookie": f"other=1; __Host-backhaul={secret}"}
            assert (await same.post("/graphql", json=VIEWER, headers={**headers, **cookie})).status_code == 200


async def test_reading_by_a_link_is_fine(page: httpx.AsyncClient) -> None:
    """Nothing changes by GET, and no other page reads the answer."""
    await signed_in(page)
    headers = {"Origin": OTHER, "Sec-Fetch-Site": "cross-site"}
    response = await page.get("/graphql", params=VIEWER, headers=headers)
    assert response.json()["data"]["viewer"]["name"] == NAME
    response = await page.get("/graphql", params={"query": ADDRESS}, headers=headers)
    assert response.status_code == 405


async def test_without_a_browser(api: Api, account: str) -> None:
    """What is none says nothing of pages: it may sign in and out, and act when it says where it is."""
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as script:
        assert (await sign_in(script)).status_code == 204
        assert await knows(script)
        assert told(await script.post("/graphql", json=VIEWER)) == (401, "UNAUTHENTICATED")
        assert (await script.post("/graphql", json=VIEWER, headers={"Origin": SITE})).status_code == 200
        assert (await script.post("/auth/logout")).status_code == 204
        assert await sessions(api.world) == []


async def test_behind_a_proxy(world: World, account: str) -> None:
    settings = replace(SETTINGS, public_url="https://backhaul.example")
    async with Api.of(world, settings) as api, browser(api, "http://10.0.0.7:8000") as inside:
        inside.headers["Origin"] = "https://backhaul.example"
        name, _, secret = (await sign_in(inside)).headers["set-cookie"].partition(";")[0].partition("=")
        assert name == "__Host-backhaul"
        inside.headers["Cookie"] = f"{name}={secret}"
        assert (await inside.post("/graphql", json=VIEWER)).status_code == 200
        inside.headers["Origin"] = "http://10.0.0.7:8000"
        assert told(await inside.post("/graphql", json=VIEWER)) == (401, "UNAUTHENTICATED")


# ───────────────────────── how long ─────────────────────────


async def test_demo_accounts_need_no_password_where_they_are_to_be_had(world: World) -> None:
    """And no other account is to be had so."""
    await opened(world)
    async with Api.of(world, replace(SETTINGS, demo=True)) as api, browser(api) as page:
        (offered,) = (await page.get("/auth/session")).json()["errors"]
        assert "partner" in offered["extensions"]["demo"]
        for name in (NAME, "nobody", None):
            assert told(await page.post("/auth/demo", json={"username": name})) == (401, "UNAUTHENTICATED")
        assert not await knows(page)
        elsewhere = {"Origin": "https://elsewhere.test"}
        refused = await page.post("/auth/demo", json={"username": "partner"}, headers=elsewhere)
        assert told(refused) == (403, "FORBIDDEN")
        assert (await page.post("/auth/demo", json={"username": "partner"})).status_code == 204
        assert (await page.get("/auth/session")).json()["name"] == "partner"


async def test_elsewhere_demo_accounts_are_accounts_like_others(page: httpx.AsyncClient, api: Api) -> None:
    (offered,) = (await page.get("/auth/session")).json()["errors"]
    assert offered["extensions"]["demo"] == []
    assert told(await page.post("/auth/demo", json={"username": NAME})) == (401, "UNAUTHENTICATED")


async def test_signing_in_again_ends_the_session_before(page: httpx.AsyncClient, api: Api) -> None:
    before = (await signed_in(page)).cookies["__Host-backhaul"]
    after = (await signed_in(page)).cookies["__Host-backhaul"]
    assert before != after
    assert len(await sessions(api.world)) == 1
    async with browser(api, Cookie=f"__Host-backhaul={before}") as old:
        assert not await knows(old)
    # Who fails to sign in stays who they were.
    assert told(await sign_in(page, password="wrong")) == (401, "UNAUTHENTICATED")
    assert await knows(page)


async def test_a_session_that_somebody_chose_is_not_taken(page: httpx.AsyncClient, api: Api) -> None:
    page.cookies.set("__Host-backhaul", "chosen", domain="backhaul.test")
    assert not await knows(page)
    response = await sign_in(page)
    assert "chosen" not in response.headers["set-cookie"]
    async with browser(api, Cookie="__Host-backhaul=chosen") as other:
        assert not await knows(other)


async def test_two_browsers_have_a_session_each(page: httpx.AsyncClient, api: Api) -> None:
    await signed_in(page)
    async with browser(api) as other:
        await signed_in(other)
        await page.post("/auth/logout")
        assert (await knows(page), await knows(other)) == (False, True)


async def test_a_session_that_nobody_uses_ends(page: httpx.AsyncClient, api: Api) -> None:
    await signed_in(page)
    api.world.clock.advance(minutes=719)
    assert await knows(page)
    api.world.clock.advance(minutes=1)
    assert not await knows(page)


async def test_a_session_in_use_goes_on_until_its_last_day(world: World, account: str) -> None:
    """Whichever server process sees it, and however often they are started again."""
    cookie = None
    for half_day in range(1, 20):
        async with Api.of(world) as api, browser(api) as page:
            if cookie is None:
                cookie = (await signed_in(page)).cookies["__Host-backhaul"]
            page.cookies.set("__Host-backhaul", cookie, domain="backhaul.test")
            assert await knows(page)
        world.clock.advance(hours=11)
        if half_day * 11 >= 7 * 24:
            break
    async with Api.of(world) as api, browser(api, Cookie=f"__Host-backhaul={cookie}") as page:
        assert not await knows(page)


async def test_looking_whether_a_session_is_good_is_no_use_of_it(
    world: World, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a page that is left open would never be idle."""
    of, looked = Callers.of, asyncio.Event()

    async def counted(self: Callers, connection: Any, *, counts: bool = True) -> Any:
        found = await of(self, connection, counts=counts)
        if not counts:
            looked.set()
        return found

    monkeypatch.setattr(Callers, "of", counted)
    async with Api.of(world) as api, browser(api) as page:
        cookie = (await signed_in(page)).cookies["__Host-backhaul"]
        async with socket(api, Origin=SITE, Cookie=f"__Host-backhaul={cookie}") as opened:
            await opened.greet()
            world.clock.advance(minutes=30)
            async with asyncio.timeout(10):
                await looked.wait()
    (session,) = await sessions(world)
    assert session.last_seen_at == session.created_at


async def test_sessions_that_are_over_are_forgotten(page: httpx.AsyncClient, api: Api) -> None:
    await signed_in(page)
    api.world.clock.advance(days=6)
    async with browser(api) as other:
        await signed_in(other)
    api.world.clock.advance(days=1)
    assert len(await sessions(api.world)) == 2
    await schedule.run(api.world.database, SETTINGS.spans, api.world.clock)
    (left,) = await sessions(api.world)
    assert left.expires_at > api.world.clock.now


async def test_when_a_token_was_used_is_written_down(world: World) -> None:
    async def used() -> Any:
        async with world.database.read(primary=True) as session:
            newest = select(func.max(ApiToken.last_used_at)).join(User, User.id == ApiToken.user_id)
            return await session.scalar(newest.where(User.name == "partner"))

    assert await used() is None
    for _ in range(2):
        world.clock.advance(minutes=5)
        async with Api.of(world) as api:
            await api.data("partner", "{ viewer { name } }")
        assert await used() == world.clock.now


# ───────────────────────── on WebSockets ─────────────────────────


async def test_a_socket_is_let_in_by_the_cookie(page: httpx.AsyncClient, api: Api) -> None:
    secret = (await signed_in(page)).cookies["__Host-backhaul"]
    cookie = f"__Host-backhaul={secret}"
    async with socket(api, Origin=SITE, Cookie=cookie) as opened:
        assert (await opened.greet())["type"] == "connection_ack"
        await opened.send("subscribe", id="1", payload=VIEWER)
        assert (await opened.receive())["payload"]["data"]["viewer"]["name"] == NAME
    foreign: list[dict[str, str]] = [{"Origin": OTHER}, {}, {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}]
    for headers in foreign:
        async with socket(api, Cookie=cookie, **headers) as opened:
            with pytest.raises(SocketClosed) as closed:
                await opened.greet()
            assert closed.value.code == 4403


async def test_signing_out_closes_the_sockets(world: World, account: str) -> None:
    async with Api.of(world, schema=following.schema) as api, browser(api) as page:
        secret = (await signed_in(page)).cookies["__Host-backhaul"]
        async with socket(api, Origin=SITE, Cookie=f"__Host-backhaul={secret}") as opened:
            await opened.greet()
            endless = {"query": "subscription { ticks(count: 100000, everyMs: 50) { number } }"}
            await opened.send("subscribe", id="1", payload=endless)
            assert (await opened.receive())["type"] == "next"
            began = time.monotonic()
            await page.post("/auth/logout")
            assert await opened.closed() == 4403
            assert time.monotonic() - began < 5


# ───────────────────────── what is refused ─────────────────────────


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"\xff",
        b'{"username": "wang"}',
        b'{"username": 1, "password": "x"}',
        b'{"username": "wang", "password": ["x"]}',
        b'{"username": " ", "password": "x"}',
        b'{"username": "wang", "password": ""}',
        b'{"username": "\\ud800", "password": "x"}',
    ],
)
async def test_bodies_that_say_no_name_and_password(api: Api, body: bytes) -> None:
    async with browser(api) as page:
        response = await page.post("/auth/login", content=body, headers={"Content-Type": "application/json"})
    assert told(response) == (400, "INVALID")


async def test_other_ways_to_ask(page: httpx.AsyncClient) -> None:
    content = b'{"username": "wang", "password": "x"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        response = await page.post("/auth/login", content=content, headers={"Content-Type": kind})
        assert told(response) == (415, "INVALID")
    assert told(await sign_in(page, password="x" * 9_000)) == (413, "INVALID")
    for path, fine in {"/auth/login": "POST", "/auth/logout": "POST", "/auth/session": "GET"}.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {fine}:
            response = await page.request(method, path)
            assert (told(response), response.headers["allow"]) == ((405, "INVALID"), fine)


async def test_a_database_that_does_not_answer(world: World, account: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from domain.errors import Unavailable

    async def gone(*_: Any, **__: Any) -> Any:
        raise Unavailable("gone")

    async with Api.of(world) as api, browser(api) as page:
        with monkeypatch.context() as patch:
            patch.setattr(world.database, "fetch", gone)
            assert told(await sign_in(page)) == (503, "UNAVAILABLE")
        assert (await sign_in(page)).status_code == 204


# ───────────────────────── guessing ─────────────────────────


async def test_a_wrong_name_is_answered_as_a_wrong_password(page: httpx.AsyncClient, api: Api) -> None:
    """So is an account without a password, and a name that no database could hold."""
    answers = [
        await sign_in(page, password="wrong"),
        await sign_in(page, name="nobody"),
        await sign_in(page, name="merchant-a"),
        await sign_in(page, name="wang\0"),
        await sign_in(page, name="x" * 5_000),
        await sign_in(page, password=PASSWORD + " "),
    ]
    assert {(*told(answer), answer.content) for answer in answers} == {(401, "UNAUTHENTICATED", answers[0].content)}
    for answer in answers:
        del answer.headers["x-request-id"]
    assert {tuple(sorted(answer.headers.items())) for answer in answers} == {tuple(sorted(answers[0].headers.items()))}
    assert await sessions(api.world) == []
    assert (await sign_in(page, name=f" {NAME} ")).status_code == 204


async def tries(page: httpx.AsyncClient, name: str, most: int = 30) -> tuple[int, httpx.Response]:
    """How many wrong passwords are looked at, and the answer to the next one."""
    for number in range(most):
        response = await sign_in(page, name, "wrong")
        if response.status_code == 429:
            return number, response
        assert told(response) == (401, "UNAUTHENTICATED")
    raise AssertionError("never")


@pytest.mark.parametrize("name", [NAME, "nobody"])
async def test_many_wrong_passwords_have_to_wait(page: httpx.AsyncClient, api: Api, name: str) -> None:
    looked_at, response = await tries(page, name)
    # One more where a quarter of an hour ends just then.
    assert looked_at in {10, 11}
    assert told(response) == (429, "RATE_LIMITED")
    assert 1 <= int(response.headers["retry-after"]) <= 900
    # The right one too, from there; not from elsewhere, nor with another name.
    assert told(await sign_in(page, name, PASSWORD)) == (429, "RATE_LIMITED")
    assert told(await sign_in(page, "somebody", "wrong")) == (401, "UNAUTHENTICATED")
    async with browser(api, address="10.0.0.2") as other:
        assert (await sign_in(other)).status_code == 204


async def test_a_right_password_takes_back_the_wrong_ones(page: httpx.AsyncClient) -> None:
    for _ in range(3):
        for _ in range(9):
            assert told(await sign_in(page, password="wrong")) == (401, "UNAUTHENTICATED")
        assert (await sign_in(page)).status_code == 204


@pytest.mark.parametrize("address", ["10.0.0.1", "2001:db8::{}"])
async def test_many_names_from_one_address_have_to_wait(world: World, account: str, address: str) -> None:
    """Of IPv6, from one network. Signing in is not counted: a whole office may share an address."""
    settings = replace(SETTINGS, sign_in_failures_address=20)
    async with Api.of(world, settings) as api:

        async def attempt(number: int, name: str, password: str) -> int:
            async with browser(api, address=address.format(number)) as page:
                return (await sign_in(page, name, password)).status_code

        failed = 0
        while await attempt(failed, NAME, PASSWORD) == 204:
            failed += await attempt(failed, f"guess-{failed}", "wrong") == 401
        assert failed in range(20, 23)
        assert await attempt(failed, "another", "wrong") == 429
        async with browser(api, address="10.9.9.9") as other:
            assert (await sign_in(other)).status_code == 204


async def test_strangers_have_to_wait(world: World) -> None:
    settings = replace(SETTINGS, strangers=5)
    async with Api.of(world, settings) as api, browser(api) as page:
        answers = [told(await page.get("/auth/session")) for _ in range(12)]
    assert set(answers[:5]) == {(401, "UNAUTHENTICATED")}
    assert answers[-1] == (429, "RATE_LIMITED")


async def test_names_and_passwords_stay_out_of_the_log(page: httpx.AsyncClient) -> None:
    with capture_logs() as logged:
        await sign_in(page, "a-secret-name", "a-secret-password")
        await sign_in(page)
        await page.post("/auth/logout")
    assert [entry["event"] for entry in logged].count("sign-in failed") == 1
    assert not any(secret in str(logged) for secret in ("a-secret", NAME, PASSWORD))


async def test_a_wrong_name_takes_as_long_as_a_wrong_password(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thirtieth of what a real check costs, so any other difference shows the more. Machines are noisy: three tries."""
    hashing_in(monkeypatch, 8192)
    await opened(world)
    settings = replace(SETTINGS, sign_in_failures=PLENTY, sign_in_failures_address=PLENTY)
    async with Api.of(world, settings) as api, browser(api) as page:

        async def seconds(name: str) -> float:
            began = time.perf_counter()
            assert told(await sign_in(page, name, "wrong")) == (401, "UNAUTHENTICATED")
            return time.perf_counter() - began

        ratios = []
        for _ in range(3):
            pairs = [(await seconds(NAME), await seconds("nobody")) for _ in range(100)]
            known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratios.append(unknown / known)
            if 0.9 < ratios[-1] < 1.1:
                return
        raise AssertionError(ratios)


# ───────────────────────── passwords ─────────────────────────


async def test_real_parameters(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    await world.do(users.create_user, CreateUser(NAME, Role.PLATFORM_OPERATOR, password=PASSWORD))
    (user,) = await of_name(world)
    assert user.password_hash is not None
    assert user.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    checked = Passwords(world.database, 4)
    account = await checked.whose(NAME, PASSWORD)
    assert account is not None
    assert (account.id, account.new_hash) == (user.id, None)
    assert await checked.whose(NAME, PASSWORD.upper()) is None
    assert await checked.whose("nobody", PASSWORD) is None


async def test_a_hash_of_other_parameters_is_made_anew(page: httpx.AsyncClient, api: Api) -> None:
    async def renew(value: str) -> str:
        async def write(session: Any) -> None:
            await session.execute(update(User).where(User.name == NAME).values(password_hash=value))

        await api.world.database.write(write)
        return value

    old = await renew(PasswordHasher(time_cost=2, memory_cost=2048, parallelism=1).hash(PASSWORD))
    assert told(await sign_in(page, password="wrong")) == (401, "UNAUTHENTICATED")
    assert (await of_name(api.world))[0].password_hash == old
    await signed_in(page)
    new = (await of_name(api.world))[0].password_hash
    assert new is not None
    assert "m=1024,t=1,p=1" in new
    await signed_in(page)
    assert (await of_name(api.world))[0].password_hash == new
    await renew("no hash of ours")
    assert told(await sign_in(page)) == (401, "UNAUTHENTICATED")


async def test_few_passwords_are_checked_at_once(world: World, account: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = Passwords(world.database, at_once=2, patience=0.2)
    running = most = 0

    def slow(*_: Any) -> bool:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.15)
        running -= 1
        return True

    monkeypatch.setattr(checked, "_verify", slow)
    done = await asyncio.gather(*(checked.whose(NAME, PASSWORD) for _ in range(12)), return_exceptions=True)
    busy = [answer for answer in done if isinstance(answer, TooBusy)]
    assert most == 2
    assert 0 < len(busy) < 12
    assert len(busy) + sum(answer is not None for answer in done if not isinstance(answer, Exception)) == 12

    # Who goes away leaves a thread at work behind.
    leaving = [asyncio.ensure_future(checked.whose(NAME, PASSWORD)) for _ in range(2)]
    await asyncio.sleep(0.1)
    for task in leaving:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await checked.whose(NAME, PASSWORD)
    assert most == 2


async def test_too_many_sign_ins_at_once(page: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(*_: Any) -> Any:
        raise TooBusy

    monkeypatch.setattr(Passwords, "whose", busy)
    response = await sign_in(page)
    assert (told(response), response.headers["retry-after"]) == ((503, "OVERLOADED"), "2")
