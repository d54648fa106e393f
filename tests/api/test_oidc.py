"""Signing in with an OpenID provider: who it vouches for is signed in here, and nobody else."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import orjson
import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response
from structlog.testing import capture_logs

from settings import BadSetting, Settings
from tests.api.test_sign_in import knows, sessions, told
from tests.browser import SITE, browser
from tests.client import SETTINGS, Api
from tests.provider import CLIENT, ISSUER, KEY, OTHER_KEY, SECRET, SmallProvider, write_token
from tests.world import World
from web import provider as ours

OIDC = replace(SETTINGS, oidc_issuer=ISSUER, oidc_client_id=CLIENT, oidc_client_secret=SECRET)


@pytest.fixture
def provider(world: World, monkeypatch: pytest.MonkeyPatch) -> SmallProvider:
    small = SmallProvider(world.clock)
    monkeypatch.setattr(ours, "TRANSPORT", small.transport())
    return small


@asynccontextmanager
async def visiting(world: World, settings: Settings = OIDC) -> AsyncIterator[httpx.AsyncClient]:
    async with Api.of(world, settings) as api, browser(api) as page:
        del page.headers["Origin"]
        yield page


@pytest.fixture
async def page(world: World, provider: SmallProvider) -> AsyncIterator[httpx.AsyncClient]:
    async with visiting(world) as page:
        yield page


async def leave(page: httpx.AsyncClient) -> str:
    """Where the browser is led to."""
    response = await page.get("/auth/oidc")
    assert response.status_code == 303, response.text
    return response.headers["location"]


async def come_back(page: httpx.AsyncClient, provider: SmallProvider, **changed: str) -> httpx.Response:
    return await page.get(provider.consent(await leave(page), **changed))


async def test_whom_the_provider_vouches_for_is_signed_in(
    page: httpx.AsyncClient, provider: SmallProvider, world: World
) -> None:
    response = await come_back(page, provider)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert list(page.cookies) == ["__Host-backhaul"]
    assert (await page.get("/auth/session")).json()["name"] == "merchant-a"
    (session,) = await sessions(world)
    # Again: the session before ends.
    assert (await come_back(page, provider)).status_code == 303
    (another,) = await sessions(world)
    assert another.secret_hash != session.secret_hash
    assert (await page.post("/auth/logout")).status_code == 204
    assert not await knows(page)
    # It is asked for what it says of itself, and for its keys, once.
    assert provider.asked == ["/.well-known/openid-configuration", "/token", "/keys", "/token"]


async def test_the_cookie_in_between(page: httpx.AsyncClient) -> None:
    response = await page.get("/auth/oidc")
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-backhaul-oidc=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=600"):
        assert part in cookie
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("site", ["http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost", SITE])
async def test_it_leads_back_to_where_it_began(world: World, provider: SmallProvider, site: str) -> None:
    async with Api.of(world, OIDC) as api, browser(api, site) as page:
        back = provider.consent(await leave(page))
        assert back.startswith(f"{site}/auth/oidc/callback?")
        assert (await page.get(back)).status_code == 303
        assert await knows(page)


async def test_behind_a_proxy(world: World, provider: SmallProvider) -> None:
    settings = replace(OIDC, public_url="https://backhaul.example")
    async with Api.of(world, settings) as api, browser(api, "http://10.0.0.7:8000") as page:
        assert provider.consent(await leave(page)).startswith("https://backhaul.example/auth/oidc/callback?")


async def test_a_secret_that_is_posted(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    provider.about["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    assert (await come_back(page, provider)).status_code == 303


# ───────────────────────── what was not begun here ─────────────────────────


async def refused(page: httpx.AsyncClient, response: httpx.Response) -> tuple[int, str]:
    assert "__Host-backhaul=" not in response.headers.get("set-cookie", "")
    assert not await knows(page)
    return told(response)


@pytest.mark.parametrize("state", ["", "wrong", "wröng"])
async def test_a_wrong_state(page: httpx.AsyncClient, provider: SmallProvider, state: str) -> None:
    response = await come_back(page, provider, state=state)
    assert await refused(page, response) == (400, "INVALID")
    assert "/token" not in provider.asked


async def test_a_sign_in_that_another_browser_began(
    page: httpx.AsyncClient, provider: SmallProvider, world: World
) -> None:
    """As when somebody sends a link that would sign others in as themselves."""
    back = provider.consent(await leave(page))
    page.cookies.clear()
    assert await refused(page, await page.get(back)) == (400, "INVALID")
    await leave(page)
    assert await refused(page, await page.get(back)) == (400, "INVALID")


async def test_a_cookie_that_somebody_wrote(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    back = provider.consent(await leave(page))
    name = "__Host-backhaul-oidc"
    contents, _, seal = page.cookies[name].partition(".")
    for value in (contents, f"{contents}.", f"{contents}.{'0' * 64}", f"{contents[:-2]}7d.{seal[::-1]}", ".", "é"):
        page.cookies.clear()
        response = await page.get(back, headers={b"Cookie": f"{name}={value}".encode()})
        assert await refused(page, response) == (400, "INVALID"), value


async def test_a_sign_in_that_takes_too_long(page: httpx.AsyncClient, provider: SmallProvider, world: World) -> None:
    address = await leave(page)
    world.clock.advance(minutes=10)
    assert await refused(page, await page.get(provider.consent(address))) == (400, "INVALID")


async def test_the_same_answer_twice(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    address = await leave(page)
    kept = dict(page.cookies)
    back = provider.consent(address)
    assert (await page.get(back)).status_code == 303
    await page.post("/auth/logout", headers={"Origin": SITE})
    assert await refused(page, await page.get(back)) == (400, "INVALID")
    page.cookies.update(kept)
    assert await refused(page, await page.get(back)) == (401, "UNAUTHENTICATED")


# ───────────────────────── what cannot be believed ─────────────────────────


def assembled(header: dict[str, str], claims: dict[str, Any], key: bytes = b"") -> str:
    """As no library would: without a signature, or one made with something that everybody knows."""
    parts = [urlsafe_b64encode(orjson.dumps(part)).rstrip(b"=") for part in (header, claims)]
    signature = urlsafe_b64encode(hmac.digest(key, b".".join(parts), "sha256")).rstrip(b"=") if key else b""
    return b".".join([*parts, signature]).decode()


def without(name: str) -> Any:
    return lambda claims: write_token({key: value for key, value in claims.items() if key != name})


def changed(**values: Any) -> Any:
    return lambda claims: write_token({**claims, **values})


def later(seconds: int, *names: str) -> Any:
    return lambda claims: write_token({**claims, **{name: claims[name] + seconds for name in names}})


UNBELIEVABLE = {
    "another nonce": changed(nonce="another"),
    "an empty nonce": changed(nonce=""),
    "no nonce": without("nonce"),
    "another key": lambda claims: write_token(claims, OTHER_KEY, kid="first"),
    "an unknown key": lambda claims: write_token(claims, OTHER_KEY),
    "changed afterwards": lambda claims: ".".join(
        [*write_token(claims).split(".")[:1], *write_token({**claims, "sub": "2"}).split(".")[1:2], "AAAA"]
    ),
    "no signature": lambda claims: assembled({"alg": "none", "kid": "first"}, claims),
    "an empty signature": lambda claims: assembled({"alg": "RS256", "kid": "first"}, claims),
    "our secret": lambda claims: assembled({"alg": "HS256", "kid": "first"}, claims, SECRET.encode()),
    "its public key as a secret": lambda claims: assembled({"alg": "HS256"}, claims, KEY.as_pem(private=False)),
    "expired": later(-3600, "exp", "iat"),
    "not issued yet": later(3600, "iat", "exp"),
    "no expiry": without("exp"),
    "a wordy expiry": changed(exp="tomorrow"),
    "another audience": changed(aud="another"),
    "another audience, by way of us": changed(aud="another", azp=CLIENT),
    "another party": changed(aud=[CLIENT, "another"], azp="another"),
    "no audience": without("aud"),
    "another issuer": changed(iss="https://elsewhere.test"),
    "no issuer": without("iss"),
    "no token": lambda _: None,
    "no JWT": lambda _: "x",
    "no JSON": lambda _: "eA.eA.eA",
    "no claims": lambda _: write_token({}),
}


@pytest.mark.parametrize("wrong", UNBELIEVABLE)
async def test_an_id_token_that_cannot_be_believed(
    page: httpx.AsyncClient, provider: SmallProvider, wrong: str
) -> None:
    provider.write = UNBELIEVABLE[wrong]
    assert await refused(page, await come_back(page, provider)) == (401, "UNAUTHENTICATED")


async def test_new_keys_are_asked_for(
    page: httpx.AsyncClient, provider: SmallProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await come_back(page, provider)).status_code == 303
    provider.keys, provider.write = [OTHER_KEY], lambda claims: write_token(claims, OTHER_KEY)
    # Not each time that somebody brings a key that nobody knows.
    for _ in range(3):
        assert told(await come_back(page, provider)) == (401, "UNAUTHENTICATED")
    assert provider.asked.count("/keys") == 1
    monkeypatch.setattr(ours, "PAUSE", 0.0)
    assert (await come_back(page, provider)).status_code == 303


async def test_an_answer_of_another_provider(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    response = await come_back(page, provider, iss="https://elsewhere.test")
    assert await refused(page, response) == (401, "UNAUTHENTICATED")
    assert (await come_back(page, provider, iss=ISSUER)).status_code == 303


async def test_somebody_who_does_not_sign_in_there(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    back = httpx.URL(provider.consent(await leave(page))).copy_remove_param("code")
    response = await page.get(back.copy_merge_params({"error": "access_denied", "error_description": "<b>no</b>"}))
    assert await refused(page, response) == (401, "UNAUTHENTICATED")


# ───────────────────────── who has an account ─────────────────────────


@pytest.mark.parametrize("name", ["nobody", "", "MERCHANT-A", "merchant-a\0", 5, None, ["merchant-a"]])
async def test_who_has_no_account_is_not_signed_in(page: httpx.AsyncClient, provider: SmallProvider, name: Any) -> None:
    provider.claims = {"preferred_username": name}
    assert await refused(page, await come_back(page, provider)) == (403, "FORBIDDEN")


async def test_a_page_says_so_to_browsers(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    provider.claims = {}
    page.headers["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    for locale, expected in (("en", "no account for you"), ("zh-CN", "没有您的账号")):
        page.headers["Accept-Language"] = locale
        response = await come_back(page, provider)
        assert (response.status_code, response.headers["content-type"]) == (403, "text/html; charset=utf-8")
        assert expected in response.text


async def test_another_claim(world: World, provider: SmallProvider) -> None:
    async with visiting(world, replace(OIDC, oidc_user_claim="email")) as page:
        # Not by an address that anybody may claim to have.
        for verified in ({}, {"email_verified": False}, {"email_verified": "true"}):
            provider.claims = {"email": "operator", "preferred_username": "merchant-a", **verified}
            assert await refused(page, await come_back(page, provider)) == (401, "UNAUTHENTICATED")
        provider.claims["email_verified"] = True
        assert (await come_back(page, provider)).status_code == 303
        assert (await page.get("/auth/session")).json()["name"] == "operator"


# ───────────────────────── a provider in trouble ─────────────────────────

BROKEN: list[tuple[str, Response]] = [
    ("/.well-known/openid-configuration", PlainTextResponse("no", 500)),
    ("/.well-known/openid-configuration", PlainTextResponse("no JSON")),
    ("/.well-known/openid-configuration", JSONResponse(["no object"])),
    ("/.well-known/openid-configuration", JSONResponse({"issuer": "https://elsewhere.test"})),
    ("/.well-known/openid-configuration", JSONResponse({"issuer": ISSUER})),
    ("/token", PlainTextResponse("no", 502)),
    ("/token", PlainTextResponse("no JSON")),
    ("/keys", PlainTextResponse("no", 500)),
    ("/keys", JSONResponse({"keys": [{"kty": "?"}]})),
    ("/keys", JSONResponse({})),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
async def test_a_provider_that_fails(page: httpx.AsyncClient, provider: SmallProvider, number: int) -> None:
    path, answer = BROKEN[number]
    provider.instead[path] = answer
    response = await page.get("/auth/oidc")
    if response.status_code == 303:
        response = await page.get(provider.consent(response.headers["location"]))
    assert await refused(page, response) == (503, "UNAVAILABLE")
    # As soon as it is well again.
    provider.instead.clear()
    assert (await come_back(page, provider)).status_code == 303


async def test_endpoints_without_tls_are_not_asked(page: httpx.AsyncClient, provider: SmallProvider) -> None:
    provider.about["token_endpoint"] = "http://login.test/token"
    assert told(await page.get("/auth/oidc")) == (503, "UNAVAILABLE")


async def test_guessing_has_to_wait(world: World, provider: SmallProvider) -> None:
    async with visiting(world, replace(OIDC, strangers=5)) as page:
        answers = [told(await page.get("/auth/oidc/callback?state=x&code=x")) for _ in range(12)]
    assert answers[0] == (400, "INVALID")
    assert answers[-1] == (429, "RATE_LIMITED")


async def test_what_is_told_in_confidence_stays_out_of_the_log(
    page: httpx.AsyncClient, provider: SmallProvider
) -> None:
    provider.write = changed(nonce="another", preferred_username="a-secret-name")
    address = await leave(page)
    back = provider.consent(address)
    with capture_logs() as logged:
        await page.get(back)
    url = httpx.URL(back)
    assert [entry["event"] for entry in logged].count("sign-in failed") == 1
    for secret in (url.params["code"], url.params["state"], "a-secret-name", "an access token", SECRET):
        assert secret not in str(logged)


# ───────────────────────── settings ─────────────────────────


async def test_where_to_sign_in_is_told(api: Api, world: World, provider: SmallProvider) -> None:
    async def ways(page: httpx.AsyncClient) -> Any:
        (error,) = (await page.get("/auth/session")).json()["errors"]
        return error["extensions"]["signIn"]

    async with visiting(world) as page:
        assert await ways(page) == ["/auth/login", "/auth/oidc"]
    async with browser(api) as page:
        assert await ways(page) == ["/auth/login"]
        assert (await page.get("/auth/oidc")).status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"BACKHAUL_OIDC_ISSUER": ISSUER},
        {"BACKHAUL_OIDC_CLIENT_ID": CLIENT},
        {"BACKHAUL_OIDC_CLIENT_ID": CLIENT, "BACKHAUL_OIDC_ISSUER": "http://login.test"},
        {"BACKHAUL_OIDC_CLIENT_ID": CLIENT, "BACKHAUL_OIDC_ISSUER": "login.test"},
        {"BACKHAUL_PUBLIC_URL": "backhaul.example"},
        {"BACKHAUL_PUBLIC_URL": "https://backhaul.example/below"},
        {"BACKHAUL_PUBLIC_URL": "https://backhaul.example:port"},
        {"BACKHAUL_SESSION_IDLE_MINUTES": "4"},
        {"BACKHAUL_SESSION_DAYS": "0"},
    ],
    ids=str,
)
def test_settings_that_are_not_understood(given: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        Settings.read(given)


def test_settings_that_are() -> None:
    settings = Settings.read(
        {
            "BACKHAUL_OIDC_ISSUER": "http://127.0.0.1:8080/realms/trade",
            "BACKHAUL_OIDC_CLIENT_ID": CLIENT,
            "BACKHAUL_PUBLIC_URL": "https://backhaul.example/",
            "BACKHAUL_SESSION_IDLE_MINUTES": "30",
        }
    )
    assert (settings.public_url, settings.oidc_user_claim) == ("https://backhaul.example", "preferred_username")
    assert (settings.lifetime.idle.total_seconds(), settings.lifetime.most.days) == (1800, 7)
