"""API tokens: made and revoked by their owner, never told twice, good for nothing the moment they are revoked."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from domain.ids import new_id
from domain.permissions import TokenScope
from domain.text import write_moment
from models import ApiToken
from models.base import table_of
from services import users
from services.users import MOST_TOKENS, CreateToken
from tests import following
from tests.api.operations import ERRORS
from tests.browser import SocketClosed, socket
from tests.client import Api
from tests.world import World

TOKEN = "id name prefix scopes createdAt lastUsedAt expiresAt revokedAt"
LIST = f"{{ apiTokens {{ {TOKEN} }} }}"
CREATE = f"""mutation($input: CreateApiTokenInput!) {{
  createApiToken(input: $input) {{ token apiToken {{ {TOKEN} }} {ERRORS} }}
}}"""
REVOKE = f"""mutation($input: RevokeApiTokenInput!) {{
  revokeApiToken(input: $input) {{ apiToken {{ {TOKEN} }} {ERRORS} }}
}}"""
NODE = f"query($id: ID!) {{ node(id: $id) {{ id ... on ApiToken {{ {TOKEN} }} }} }}"
EVERYBODY = ["merchant-a", "provider", "operator", "partner"]


async def create(api: Api, account: str, **given: Any) -> Any:
    answer = await api.data(account, CREATE, input={"name": "robot", "scopes": ["read", "write"], **given})
    return answer["createApiToken"]


async def created(api: Api, account: str, **given: Any) -> Any:
    """A new token, with which the account `robot` acts from now on."""
    answer = await create(api, account, **given)
    assert answer["userErrors"] == []
    api.world.tokens["robot"] = answer["token"]
    return answer["apiToken"]


async def refused(api: Api, account: str, **given: Any) -> list[tuple[str, Any]]:
    answer = await create(api, account, **given)
    assert (answer["token"], answer["apiToken"]) == (None, None)
    return [(error["code"], error["field"]) for error in answer["userErrors"]]


async def revoke(api: Api, account: str, id: str) -> Any:
    return (await api.data(account, REVOKE, input={"id": id}))["revokeApiToken"]


async def good(api: Api, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    response = await api.http.post("/graphql", json={"query": "{ viewer { name } }"}, headers=headers)
    assert response.status_code in {200, 401}
    return response.status_code == 200


async def listed(api: Api, account: str) -> Any:
    return (await api.data(account, LIST))["apiTokens"]


# ───────────────────────── made ─────────────────────────


@pytest.mark.parametrize("account", EVERYBODY)
async def test_everybody_makes_tokens_of_their_own(api: Api, account: str) -> None:
    api.world.clock.advance(minutes=1)
    answer = await create(api, account, name=" robot ", scopes=["write", "read", "read"])
    secret, token = answer["token"], answer["apiToken"]
    assert token == {
        "id": token["id"],
        "name": "robot",
        "prefix": secret[:10],
        "scopes": ["read", "write"],
        "createdAt": write_moment(api.world.clock.now),
        "lastUsedAt": None,
        "expiresAt": None,
        "revokedAt": None,
    }
    assert token["id"].startswith("at_")
    api.world.tokens["robot"] = secret
    assert (await api.data("robot", "{ viewer { name } }"))["viewer"]["name"] == account
    assert (await listed(api, "robot"))[0] == token
    assert secret not in str(await listed(api, account))
    async with api.world.database.read(primary=True) as session:
        rows = (await session.execute(select(table_of(ApiToken)))).all()
    assert secret not in str(rows)


async def test_the_newest_come_first(api: Api) -> None:
    for number in range(3):
        api.world.clock.advance(seconds=1)
        await created(api, "merchant-a", name=f"robot {number}")
    names = [token["name"] for token in await listed(api, "merchant-a")]
    # The world's own.
    assert names == ["robot 2", "robot 1", "robot 0", "token", "token"]


async def test_nobody_else_sees_them(api: Api) -> None:
    token = await created(api, "merchant-a")
    assert (await api.data("merchant-a", NODE, id=token["id"]))["node"] == token
    for account in ("merchant-b", "merchant-ab", "operator", "partner", "provider"):
        assert (await api.data(account, NODE, id=token["id"]))["node"] is None
        assert (await api.data(account, f'{{ nodes(ids: ["{token["id"]}"]) {{ id }} }}'))["nodes"] == [None]
        assert [seen["name"] for seen in await listed(api, account)] == ["token"]
        errors = (await revoke(api, account, token["id"]))["userErrors"]
        assert [error["code"] for error in errors] == ["NOT_FOUND"]
    assert await good(api, api.world.tokens["robot"])


async def test_a_token_may_no_more_than_who_makes_it(api: Api) -> None:
    world = api.world
    write_only = CreateToken("merchant-a", scopes=(TokenScope.WRITE,))
    world.tokens["write-only"] = await world.do(users.create_token, write_only)
    assert await refused(api, "write-only", scopes=["write", "read"]) == [("INVALID", ["scopes", "1"])]
    answer = await create(api, "write-only", scopes=["write"])
    assert (answer["userErrors"], answer["apiToken"]["scopes"]) == ([], ["write"])
    # One that may only read makes and revokes none.
    for query, given in ((CREATE, {"name": "x", "scopes": ["read"]}), (REVOKE, {"id": answer["apiToken"]["id"]})):
        error = await api.error("read-only", query, input=given)
        assert error["extensions"]["code"] == "FORBIDDEN"
    await created(api, "merchant-a", scopes=["read"])
    error = await api.error("robot", CREATE, input={"name": "x", "scopes": ["read"]})
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_inputs_that_are_refused(api: Api) -> None:
    now = api.world.clock.now
    wrong: list[tuple[dict[str, Any], list[str]]] = [
        ({"name": " "}, ["name"]),
        ({"name": "x" * 101}, ["name"]),
        ({"name": "x\0"}, ["name"]),
        ({"scopes": []}, ["scopes"]),
        ({"scopes": ["read", "admin"]}, ["scopes", "1"]),
        ({"scopes": ["READ"]}, ["scopes", "0"]),
        ({"expiresAt": write_moment(now)}, ["expiresAt"]),
        ({"expiresAt": "0001-01-01T00:00:00Z"}, ["expiresAt"]),
    ]
    for given, field in wrong:
        assert await refused(api, "merchant-a", **given) == [("INVALID", field)], given
    everything = {"name": "", "scopes": [], "expiresAt": write_moment(now)}
    assert len(await refused(api, "merchant-a", **everything)) == 3
    assert await created(api, "merchant-a", expiresAt="9999-12-31T23:59:59Z")


async def test_messages_in_both_languages(api: Api) -> None:
    given = {"name": "x", "scopes": ["admin"], "expiresAt": "2020-01-01T00:00:00Z"}
    for locale, expected in (("en", "expired already"), ("zh-CN", "过期")):
        answer = await api.post("merchant-a", CREATE, locale, input=given)
        messages = [error["message"] for error in answer["data"]["createApiToken"]["userErrors"]]
        assert len(messages) == 2
        assert "admin" in messages[0]
        assert "read, write" in messages[0]
        assert expected in messages[1]


async def test_a_token_is_good_until_it_expires(api: Api) -> None:
    api.world.clock.advance(seconds=1)
    expires = api.world.clock.now + timedelta(hours=1)
    token = await created(api, "merchant-a", expiresAt=write_moment(expires))
    assert token["expiresAt"] == write_moment(expires)
    secret = api.world.tokens["robot"]
    api.world.clock.advance(minutes=59)
    assert await good(api, secret)
    api.world.clock.advance(minutes=1)
    assert not await good(api, secret)
    assert (await listed(api, "merchant-a"))[0]["id"] == token["id"]


async def test_nobody_has_too_many(api: Api) -> None:
    """Those that ended are forgotten after a while, and make room."""
    world, now = api.world, api.world.clock.now
    mine = (await listed(api, "merchant-b"))[0]["id"]
    async with world.database.read(primary=True) as session:
        user_id = await session.scalar(
            select(ApiToken.user_id).where(ApiToken.prefix == world.tokens["merchant-b"][:10])
        )
    many = [
        {
            "id": new_id(now),
            "user_id": user_id,
            "name": f"old {number}",
            "prefix": "bh_",
            "secret_hash": f"{number:064}",
            "scopes": ["read"],
            "created_at": now,
            "expires_at": now if number % 2 else now + timedelta(days=999),
            "revoked_at": None if number % 2 else now,
        }
        for number in range(MOST_TOKENS - 1)
    ]

    async def fill(session: Any) -> None:
        await session.execute(insert(table_of(ApiToken)), many)

    await world.database.write(fill)
    assert await refused(api, "merchant-b") == [("INVALID_STATE", None)]
    world.clock.advance(days=29)
    assert await refused(api, "merchant-b") == [("INVALID_STATE", None)]
    world.clock.advance(days=1)
    await created(api, "merchant-b")
    assert [token["id"] for token in await listed(api, "merchant-b")][1:] == [mine]


# ───────────────────────── revoked ─────────────────────────


async def test_a_revoked_token_is_refused_at_once(api: Api) -> None:
    token = await created(api, "merchant-a")
    secret = api.world.tokens["robot"]
    assert await good(api, secret)
    api.world.clock.advance(seconds=1)
    answer = await revoke(api, "merchant-a", token["id"])
    assert answer == {"apiToken": {**token, "revokedAt": write_moment(api.world.clock.now)}, "userErrors": []}
    assert not await good(api, secret)
    api.world.clock.advance(days=1)
    assert await revoke(api, "merchant-a", token["id"]) == answer


async def test_a_token_may_revoke_itself(api: Api) -> None:
    token = await created(api, "partner")
    secret = api.world.tokens["robot"]
    assert (await revoke(api, "robot", token["id"]))["apiToken"]["revokedAt"]
    assert not await good(api, secret)


@pytest.mark.parametrize("id", ["at_" + "0" * 32, "ro_" + "0" * 32, "nonsense", "", "at_" + "z" * 32])
async def test_tokens_that_are_not_there(api: Api, id: str) -> None:
    answer = await revoke(api, "merchant-a", id)
    assert answer["apiToken"] is None
    assert [(error["code"], error["field"]) for error in answer["userErrors"]] == [("NOT_FOUND", ["id"])]


ENDLESS = {"query": "subscription { ticks(count: 100000, everyMs: 50) { number } }"}


@pytest.mark.parametrize("said", ["in the greeting", "in the handshake"])
@pytest.mark.parametrize("end", ["revoked", "expired"])
async def test_an_open_socket_is_closed(world: World, said: str, end: str) -> None:
    async with Api.of(world, schema=following.schema) as api:
        expires = write_moment(world.clock.now + timedelta(hours=1))
        token = await created(api, "merchant-a", expiresAt=expires)
        bearer = f"Bearer {world.tokens['robot']}"
        headers, payload = (
            ({}, {"Authorization": bearer}) if said == "in the greeting" else ({"Authorization": bearer}, {})
        )
        async with socket(api, **headers) as opened:
            await opened.greet(payload)
            await opened.send("subscribe", id="1", payload=ENDLESS)
            assert (await opened.receive())["type"] == "next"
            began = time.monotonic()
            if end == "revoked":
                await revoke(api, "merchant-a", token["id"])
            else:
                world.clock.advance(hours=1)
            assert await opened.closed() == 4403
            assert time.monotonic() - began < 5


async def test_nothing_more_is_done_on_an_open_socket(api: Api) -> None:
    token = await created(api, "merchant-a")
    async with socket(api) as opened:
        await opened.greet({"authorization": f"Bearer {api.world.tokens['robot']}"})
        await revoke(api, "merchant-a", token["id"])
        await opened.send("subscribe", id="1", payload={"query": "{ viewer { name } }"})
        async with asyncio.timeout(1):
            with pytest.raises(SocketClosed) as closed:
                await opened.receive()
        assert closed.value.code == 4403
