"""How much may be asked for: an operation's cost, a caller's bucket, strangers, and the time an operation may take."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from models.database import Database
from schema.bounds import Limits
from settings import Settings
from tests.client import PLENTY, SETTINGS, Api
from tests.world import World

VIEWER = "{ viewer { name } }"
PAGE = "{ reverseOrders(first: %d) { nodes { id } } }"


async def send(api: Api, account: str, query: str, **headers: str) -> httpx.Response:
    authorization = f"Bearer {api.world.tokens[account]}"
    return await api.http.post("/graphql", json={"query": query}, headers={"Authorization": authorization, **headers})


def code(response: httpx.Response) -> str:
    (code,) = {error["extensions"]["code"] for error in response.json()["errors"]}
    return str(code)


@pytest.fixture
def settings() -> Settings:
    return Settings(schedule_every=timedelta(days=1), strangers=PLENTY)


@pytest.fixture
async def api(world: World, settings: Settings) -> AsyncIterator[Api]:
    async with Api.of(world, settings) as api:
        yield api


async def test_every_answer_says_what_it_cost(api: Api) -> None:
    # Beside it, what is read for the first time.
    for query, cost, left in ((VIEWER, 1, 99_990), (PAGE % 20, 21, 99_950)):
        told = (await send(api, "merchant-a", query)).json()["extensions"]["cost"]
        assert told["requested"] == cost
        assert told["bucket"]["available"] in range(left, 100_001)
        assert (told["bucket"]["capacity"], told["bucket"]["restoredPerSecond"]) == (100_000, 5_000)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("{ stockOrders(first: 100) { nodes { links { document { links { document { links { relation } } } } } } } }", "cost"),
        ("{ " + " ".join(f"a{i}: viewer {{ name }}" for i in range(501)) + " }", "aliases"),
        ("{ a" * 5_000, "depth"),
    ],
)  # fmt: skip
async def test_too_much_is_refused_before_it_is_validated(api: Api, query: str, what: str) -> None:
    response = await send(api, "operator", query, Accept="application/graphql-response+json")
    (error,) = response.json()["errors"]
    told = error["extensions"]
    assert (response.status_code, told["code"], told["what"]) == (400, "QUERY_TOO_COMPLEX", what)
    assert told["counted"] > told["allowed"] == getattr(Limits(), what)
    assert str(told["allowed"]) in error["message"]
    assert "data" not in response.json()
    assert (await send(api, "operator", query)).status_code == 200
    chinese = await send(api, "operator", query, **{"Accept-Language": "zh-CN"})
    assert "超出限制" in chinese.json()["errors"][0]["message"]


@pytest.mark.parametrize("settings", [replace(SETTINGS, bucket=100, restored=1)])
async def test_a_bucket_is_the_token_s_own(api: Api) -> None:
    answers = [await send(api, "merchant-a", PAGE % 40) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    refused = answers[-1]
    assert code(refused) == "RATE_LIMITED"
    assert 15 <= int(refused.headers["retry-after"]) <= 25
    assert refused.json()["errors"][0]["extensions"]["retryAfter"] == int(refused.headers["retry-after"])
    # What costs less than is left is answered, and another caller is not concerned.
    assert (await send(api, "merchant-a", VIEWER)).status_code == 200
    assert (await send(api, "merchant-b", PAGE % 40)).status_code == 200


@pytest.mark.parametrize("settings", [replace(SETTINGS, bucket=250, restored=1)])
async def test_what_is_refused_is_paid_for(api: Api) -> None:
    statuses = [(await send(api, "merchant-a", "{ broken")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("settings", [replace(SETTINGS, bucket=1_000, restored=1)])
async def test_reading_what_is_new_is_paid_for(api: Api) -> None:
    # 450 each; no other test of this process knows them.
    known, *new = (f"{VIEWER} # {uuid4().hex}".ljust(9_000) for _ in range(3))
    statuses = [(await send(api, "merchant-a", query)).status_code for query in (known, known, known, *new)]
    assert statuses == [200, 200, 200, 200, 429]


@pytest.mark.parametrize("settings", [replace(SETTINGS, strangers=3)])
async def test_who_is_not_let_in_is_turned_away_after_a_while(api: Api) -> None:
    answers = [
        await api.http.post("/graphql", json={"query": VIEWER}, headers={"Authorization": "Bearer bh_guess"})
        for _ in range(4)
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    # Others of the same address are let in.
    assert (await send(api, "merchant-a", VIEWER)).status_code == 200


@pytest.mark.parametrize("settings", [replace(SETTINGS, introspection=False)])
async def test_introspection_may_be_switched_off(api: Api) -> None:
    assert code(await send(api, "merchant-a", "{ __schema { types { name } } }")) == "GRAPHQL_VALIDATION_FAILED"
    assert (await send(api, "merchant-a", "{ viewer { __typename name } }")).json()["data"]["viewer"]


async def test_introspection_is_for_those_who_are_let_in(api: Api) -> None:
    query = {"query": "{ __schema { queryType { name } } }"}
    assert (await api.http.post("/graphql", json=query)).status_code == 401
    assert (await send(api, "partner", query["query"])).json()["data"]["__schema"]["queryType"] == {"name": "Query"}


@pytest.mark.parametrize(
    "query", ["{ viewr { name } }", "{ viewer { nam } }", "{ exceptionRules(type: QTY_OVR) { scheme } }"]
)
async def test_no_names_are_suggested(api: Api, query: str) -> None:
    answer = await send(api, "merchant-a", query)
    assert code(answer) == "GRAPHQL_VALIDATION_FAILED"
    assert "Did you mean" not in answer.text


# ───────────────────────── time ─────────────────────────


CANCEL = 'mutation { cancelReverseOrder(input: { id: "%s", reason: "x" }) { userErrors { code } } }'


@pytest.mark.parametrize("settings", [replace(SETTINGS, operation_span=timedelta(seconds=0.3))])
async def test_what_takes_too_long_is_given_up(api: Api, database_url: str) -> None:
    """Somebody else holds the order, or the whole of an embedded database, for longer than one waits."""
    id = await api.world.order()
    other = Database(database_url)
    async with other.connect() as holding:
        await holding.exec_driver_sql("UPDATE reverse_orders SET version = version")
        asking = asyncio.create_task(send(api, "operator", CANCEL % id))
        # SQLite waits in a thread, which nobody can call back before the lock goes, or half a minute is over.
        embedded = api.world.database.is_sqlite
        await asyncio.wait({asking}, timeout=1 if embedded else 30)
        assert asking.done() or embedded
    await other.close()
    response = await asking
    assert (response.status_code, code(response)) == (503, "OVERLOADED")
    assert int(response.headers["retry-after"]) == 1
    assert (await api.world.row(id)).version == 1
    assert (await send(api, "operator", CANCEL % id)).json()["data"]["cancelReverseOrder"]["userErrors"] == []


# ───────────────────────── GET ─────────────────────────


async def get(api: Api, **parameters: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {api.world.tokens['merchant-a']}"}
    return await api.http.get("/graphql", params=parameters, headers=headers)


async def test_a_query_may_be_sent_with_get(api: Api) -> None:
    query = "query Some($size: Int) { reverseOrders(first: $size) { totalCount } } query Other { viewer { name } }"
    answer = await get(api, query=query, variables='{"size": 3}', operationName="Some")
    assert answer.json()["data"] == {"reverseOrders": {"totalCount": 0}}
    for wrong in ({"query": query, "variables": "{"}, {"query": query, "variables": "[]"}, {}, {"query": " "}):
        answer = await get(api, **wrong)
        assert (answer.status_code, code(answer)) == (400, "INVALID")


async def test_a_mutation_may_not(api: Api) -> None:
    id = await api.world.order()
    change = f'mutation {{ cancelReverseOrder(input: {{ id: "{id}", reason: "x" }}) {{ userErrors {{ code }} }} }}'
    answer = await get(api, query=change)
    assert (answer.status_code, code(answer), answer.headers["allow"]) == (405, "INVALID", "POST")
    assert (await api.world.row(id)).version == 1
