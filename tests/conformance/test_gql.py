"""gql, the Python client: over HTTP, with the schema that it reads itself, and on a WebSocket."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest
from gql import Client, GraphQLRequest
from gql.client import AsyncClientSession
from gql.transport.async_transport import AsyncTransport
from gql.transport.exceptions import TransportConnectionFailed, TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed

from tests.conformance.servers import ACCOUNT, ORDERS, Served

ORDERS_QUERY = """
query Orders($first: Int!, $filter: ReverseOrderFilter) {
  viewer { name }
  reverseOrders(first: $first, filter: $filter) { totalCount nodes { id state createdAt } }
}"""
REGISTER = """
mutation Register($input: RegisterPickupInput!) {
  registerPickup(input: $input) { reverseOrder { id state } userErrors { code field } }
}"""
TICKS = """
subscription Ticks($count: Int!, $everyMs: Int! = 1, $failAt: Int) {
  ticks(count: $count, everyMs: $everyMs, failAt: $failAt) { number seenBy following }
}"""
PICKUP = {
    "selfPickup": {"expectedPickupAt": "2099-01-01T00:00:00Z", "contactName": "王敏", "contactPhone": "13800138000"}
}


def over_http(url: str, authorization: str) -> AsyncTransport:
    return HTTPXAsyncTransport(url, headers={"Authorization": authorization})


def with_greeting(url: str, authorization: str) -> AsyncTransport:
    return _socket(url, init_payload={"authorization": authorization}, ping_interval=0.02, pong_timeout=5)


def with_header(url: str, authorization: str) -> AsyncTransport:
    return _socket(url, headers={"Authorization": authorization})


def _socket(url: str, **options: Any) -> AsyncTransport:
    # Named, because gql 4.4 finds what the server chose only where `Sec-WebSocket-Protocol` is written like this;
    # it takes the older protocol for chosen where the server writes it in small letters, as HTTP allows.
    options["subprotocols"] = [WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL]
    return WebsocketsTransport(url.replace("http", "ws", 1), **options)


@pytest.fixture(params=[over_http, with_greeting, with_header])
async def session(request: pytest.FixtureRequest, following: Served) -> AsyncIterator[AsyncClientSession]:
    transport = request.param(following.url, f"Bearer {following.token}")
    async with Client(transport=transport, fetch_schema_from_transport=True) as session:
        yield session


@pytest.fixture(params=[with_greeting, with_header])
async def socket(request: pytest.FixtureRequest, following: Served) -> AsyncIterator[AsyncClientSession]:
    async with Client(transport=request.param(following.url, f"Bearer {following.token}")) as session:
        yield session


async def test_operations(session: AsyncClientSession, following: Served) -> None:
    variables = {"first": 3, "filter": {"type": {"in": ["RETURN_SHIPMENT"]}}}
    found = await session.execute(GraphQLRequest(ORDERS_QUERY, variable_values=variables))
    assert found["viewer"] == {"name": ACCOUNT}
    assert (found["reverseOrders"]["totalCount"], len(found["reverseOrders"]["nodes"])) == (ORDERS, 3)

    order = following.order()
    for id, codes in ((f"ro_{'0' * 32}", ["NOT_FOUND"]), (order, [])):
        variables = {"input": {"id": id, "pickup": PICKUP}}
        done = (await session.execute(GraphQLRequest(REGISTER, variable_values=variables)))["registerPickup"]
        assert [error["code"] for error in done["userErrors"]] == codes
    assert done["reverseOrder"] == {"id": order, "state": "AWAITING_PICKUP"}


async def test_errors(session: AsyncClientSession) -> None:
    # Past the client's own validation.
    session.client.schema = None
    with pytest.raises(TransportQueryError) as raised:
        await session.execute(GraphQLRequest("query Wrong { viewer { nobodyHasThis } }"))
    assert codes(raised.value) == ["GRAPHQL_VALIDATION_FAILED"]


async def test_a_stranger(following: Served) -> None:
    with pytest.raises(TransportQueryError) as raised:
        async with Client(transport=over_http(following.url, "Bearer nobody")) as session:
            await session.execute(GraphQLRequest("{ viewer { name } }"))
    assert codes(raised.value) == ["UNAUTHENTICATED"]
    with pytest.raises(TransportConnectionFailed) as closed:
        async with Client(transport=with_greeting(following.url, "Bearer nobody")):
            pass
    cause = closed.value.__cause__
    assert isinstance(cause, ConnectionClosed)
    assert cause.rcvd is not None
    assert cause.rcvd.code == 4403


async def test_subscriptions(socket: AsyncClientSession) -> None:
    assert await ticks(socket, count=5) == [1, 2, 3, 4, 5]
    together = [ticks(socket, count=count, everyMs=20) for count in (3, 4, 5, 6)]
    assert await asyncio.gather(*together) == [list(range(1, count + 1)) for count in (3, 4, 5, 6)]


async def test_a_subscription_that_is_left(socket: AsyncClientSession) -> None:
    async with aclosing(follow(socket, count=10_000, everyMs=5)) as following:
        async for tick in following:
            if tick["number"] == 3:
                break
    # Soon nobody is followed but the one who looks.
    for _ in range(50):
        await asyncio.sleep(0.05)
        (tick,) = [tick async for tick in follow(socket, count=1)]
        if tick["following"] == 1:
            break
    assert tick["following"] == 1
    assert tick["seenBy"] == ACCOUNT


@pytest.mark.parametrize(("variables", "seen"), [({"count": -1}, []), ({"count": 5, "failAt": 3}, [1, 2])])
async def test_a_subscription_that_fails(socket: AsyncClientSession, variables: Any, seen: list[int]) -> None:
    following = follow(socket, **variables)
    assert [(await anext(following))["number"] for _ in seen] == seen
    with pytest.raises(TransportQueryError) as raised:
        await anext(following)
    assert codes(raised.value) == ["INTERNAL"]
    assert await ticks(socket, count=2) == [1, 2]


async def follow(socket: AsyncClientSession, **variables: int) -> AsyncGenerator[dict[str, Any], None]:
    async with aclosing(socket.subscribe(GraphQLRequest(TICKS, variable_values=variables))) as results:
        async for result in results:
            yield result["ticks"]


async def ticks(socket: AsyncClientSession, **variables: int) -> list[int]:
    return [tick["number"] async for tick in follow(socket, **variables)]


def codes(error: TransportQueryError) -> list[str]:
    return [error["extensions"]["code"] for error in error.errors or ()]
