"""The graphql-transport-ws protocol, message by message; and subscriptions as server-sent events."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import update
from starlette.applications import Starlette

from models import ApiToken
from models.database import Database
from server import create_app
from tests.client import SETTINGS
from tests.following import schema
from tests.templates import Copy, Fill, small_world
from tests.web.conversation import Conversation
from web.socket import PROTOCOL

TICKS = "subscription($count: Int!, $everyMs: Int!) { ticks(count: $count, everyMs: $everyMs) { number seenBy } }"
VIEWER = "{ viewer { name } }"


@pytest.fixture
def filling() -> Fill:
    return small_world


@pytest.fixture
def backend() -> str:
    """What sockets do does not depend on the database."""
    return "sqlite"


@pytest.fixture
async def app(prepared: Copy) -> AsyncIterator[Starlette]:
    app = create_app(
        Database(prepared.url, durable=False), replace(SETTINGS, body_bytes=20_000, operation_depth=30), schema=schema
    )
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
def token(prepared: Copy) -> str:
    return prepared.contents.tokens["merchant-a"]


@pytest.fixture
async def socket(app: Starlette, token: str) -> AsyncIterator[Conversation]:
    """Open, and greeted."""
    async with Conversation.opened(app, [PROTOCOL]) as socket:
        await socket.say({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
        assert await socket.hear() == {"type": "connection_ack"}
        yield socket


def subscribe(id: str, query: str, **variables: Any) -> dict[str, Any]:
    return {"id": id, "type": "subscribe", "payload": {"query": query, "variables": variables}}


async def test_a_subscription_to_its_end(socket: Conversation) -> None:
    await socket.say(subscribe("1", TICKS, count=3, everyMs=1))
    messages = [await socket.hear() for _ in range(4)]
    assert [message["type"] for message in messages] == ["next"] * 3 + ["complete"]
    assert {message["id"] for message in messages} == {"1"}
    ticks = [message["payload"]["data"]["ticks"] for message in messages[:3]]
    assert ticks == [{"number": number, "seenBy": "merchant-a"} for number in (1, 2, 3)]
    # The id is free again.
    await socket.say(subscribe("1", VIEWER))
    assert [(await socket.hear())["type"] for _ in range(2)] == ["next", "complete"]


async def test_several_at_once_and_one_that_is_cancelled(socket: Conversation) -> None:
    await socket.say(subscribe("endless", TICKS, count=100_000, everyMs=1))
    assert (await socket.hear())["id"] == "endless"
    await socket.say({"id": "endless", "type": "complete"})
    await socket.say(subscribe("a", TICKS, count=2, everyMs=20))
    await socket.say(subscribe("b", VIEWER))
    received: list[tuple[str, str]] = []
    while [kind for _, kind in received].count("complete") < 2:
        message = await socket.hear()
        received.append((message["id"], message["type"]))
    ours = [message for message in received if message[0] != "endless"]
    assert sorted(ours) == sorted([("a", "next"), ("a", "next"), ("a", "complete"), ("b", "next"), ("b", "complete")])
    assert ("endless", "complete") not in received


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ broken", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ a" * 500, "QUERY_TOO_COMPLEX"),
    ],
)
async def test_what_is_not_executed_is_an_error_and_disturbs_nobody(
    socket: Conversation, query: str, code: str
) -> None:
    await socket.say(subscribe("wrong", query))
    message = await socket.hear()
    assert (message["id"], message["type"]) == ("wrong", "error")
    assert message["payload"][0]["extensions"]["code"] == code
    await socket.say(subscribe("right", VIEWER))
    assert (await socket.hear())["payload"]["data"] == {"viewer": {"name": "merchant-a"}}


async def test_a_subscription_that_fails_says_no_more_than_an_id(socket: Conversation) -> None:
    await socket.say(subscribe("1", TICKS, count=-1, everyMs=1))
    message = await socket.hear()
    (error,) = message["payload"]["errors"] if message["type"] == "next" else message["payload"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "secret" not in str(message)


async def test_pings_are_answered(socket: Conversation) -> None:
    await socket.say({"type": "ping", "payload": {"at": 5}})
    assert await socket.hear() == {"type": "pong", "payload": {"at": 5}}
    await socket.say({"type": "pong"})
    await socket.say({"type": "ping"})
    assert await socket.hear() == {"type": "pong"}


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "null",
        "[]",
        '"x"',
        "{}",
        '{"type": 5}',
        '{"type": "start"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": 5, "payload": {"query": "{ viewer { name } }"}}',
        '{"type": "subscribe", "id": "1", "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 5}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer { name } }", "variables": []}}',
        '{"type": "complete"}',
        '{"type": "ping", "payload": {"a": ' + "[" * 900 + "]" * 900 + "}}",
    ],
)
async def test_malformed_messages_close_the_socket(socket: Conversation, text: str) -> None:
    await socket.say_text(text)
    assert await socket.closing_code() == 4400


async def test_a_message_that_is_too_large(socket: Conversation) -> None:
    await socket.say(subscribe("1", VIEWER + " " * 20_000))
    assert await socket.closing_code() == 1009


async def test_an_id_in_use(socket: Conversation) -> None:
    await socket.say(subscribe("1", TICKS, count=1000, everyMs=100))
    await socket.say(subscribe("1", VIEWER))
    assert await socket.closing_code() == 4409


async def test_an_id_that_is_used_again(socket: Conversation) -> None:
    """The operation that had it before has nothing to do with the new one, also while it ends."""
    for _ in range(20):
        await socket.say(subscribe("1", TICKS, count=100_000, everyMs=1))
        await socket.say({"id": "1", "type": "complete"})
    await socket.say(subscribe("1", TICKS, count=100_000, everyMs=1))
    assert (await socket.hear())["type"] == "next"
    await socket.say({"id": "1", "type": "complete"})
    await socket.say(subscribe("last", "{ viewer { name } }"))
    while (await socket.hear())["id"] != "last":
        pass
    assert await socket.hear() == {"id": "last", "type": "complete"}


async def test_greeting_twice(socket: Conversation) -> None:
    await socket.say({"type": "connection_init"})
    assert await socket.closing_code() == 4429


@pytest.mark.parametrize(
    "payload",
    [None, {}, {"authorization": "Bearer bh_wrong"}, {"authorization": 5}, {"authorization": "Basic x"}],
)
async def test_who_is_not_let_in(app: Starlette, payload: Any) -> None:
    async with Conversation.opened(app, [PROTOCOL]) as socket:
        await socket.say({"type": "connection_init", **({"payload": payload} if payload is not None else {})})
        assert await socket.closing_code() == 4403


async def test_the_token_may_come_with_the_handshake(app: Starlette, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with Conversation.opened(app, [PROTOCOL], headers) as socket:
        await socket.say({"type": "connection_init"})
        assert await socket.hear() == {"type": "connection_ack"}


async def test_before_the_greeting(app: Starlette) -> None:
    async with Conversation.opened(app, [PROTOCOL]) as socket:
        await socket.say(subscribe("1", VIEWER))
        assert await socket.closing_code() == 4401


@pytest.mark.parametrize("subprotocols", [[], ["graphql-ws"]])
async def test_other_protocols(app: Starlette, subprotocols: list[str]) -> None:
    """The legacy one is among them."""
    async with Conversation.opened(app, subprotocols) as socket:
        assert await socket.closing_code() == 4406


async def test_a_revoked_token_closes_what_it_opened(app: Starlette, prepared: Copy, token: str) -> None:
    async with Conversation.opened(app, [PROTOCOL]) as socket:
        await socket.say({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}})
        assert await socket.hear() == {"type": "connection_ack"}
        await _revoke_all(prepared.url)
        await socket.say(subscribe("1", VIEWER))
        assert await socket.closing_code() == 4403


async def _revoke_all(url: str) -> None:
    database = Database(url, durable=False)
    async with database.connect() as connection:
        await connection.execute(update(ApiToken).values(revoked_at=datetime.now(UTC)))
    await database.close()


# ───────────────────────── server-sent events ─────────────────────────


async def events(
    app: Starlette, token: str, query: str, accept: str = "text/event-stream", **variables: Any
) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}", "Accept": accept}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://backhaul.test") as http:
        return await http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)


async def test_a_subscription_as_events(app: Starlette, token: str) -> None:
    answer = await events(app, token, TICKS, count=2, everyMs=1)
    assert answer.headers["content-type"].startswith("text/event-stream")
    *nexts, complete, rest = answer.text.split("\n\n")
    assert [event.partition("\n")[0] for event in nexts] == ["event: next"] * 2
    assert '"number":2' in nexts[1]
    assert (complete, rest) == ("event: complete\ndata:", "")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/graphql-response+json, application/json, text/event-stream", "application/graphql-response+json"),
        ("application/json, text/event-stream", "application/json"),
        ("text/event-stream", "text/event-stream"),
        ("text/event-stream, application/json", "text/event-stream"),
        ("text/event-stream;q=0.1, application/json;q=0.5", "application/json"),
    ],
)
async def test_who_takes_both_is_answered_as_it_likes_best(app: Starlette, token: str, accept: str, kind: str) -> None:
    assert (await events(app, token, VIEWER, accept)).headers["content-type"].partition(";")[0] == kind
    # A subscription cannot be answered otherwise.
    ticks = await events(app, token, TICKS, accept, count=1, everyMs=1)
    assert ticks.headers["content-type"].startswith("text/event-stream")


async def test_a_subscription_of_who_takes_json_only(app: Starlette, token: str) -> None:
    answer = await events(app, token, TICKS, "application/json", count=1, everyMs=1)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (406, "INVALID")
