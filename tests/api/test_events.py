"""What happens, told once and in order: the feed of events, and the subscription to them."""

import asyncio
import base64
import itertools
import json
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

import services.feed
from domain.errors import ErrorCode
from models import ApiToken, Event, User
from server import create_app
from services.scope import sees, visible
from services.users import authenticate, hash_of
from tests.api.followers import CHANGES, following, last_cursor
from tests.api.inbound import anomaly, case, do, note, stock_order
from tests.api.operations import REGISTER, self_pickup
from tests.client import SETTINGS, Api
from tests.web.listening import listening
from tests.world import ACCOUNTS, World

EVENTS = """query($after: String, $first: Int, $kinds: [DocumentKind!]) {
  events(after: $after, first: $first, kinds: $kinds) {
    edges { cursor node { id seq hash subjectKind action } } pageInfo { hasNextPage endCursor } totalCount
  }
}"""


async def register(api: Api, id: str, account: str = "merchant-a") -> None:
    answer = await api.data(account, REGISTER, input={"id": id, "pickup": self_pickup()})
    assert answer["registerPickup"]["userErrors"] == []


async def feed(api: Api, account: str, size: int = 100, **variables: Any) -> list[Any]:
    """All of it, page by page."""
    edges: list[Any] = []
    await last_cursor(api, account)
    page: Any = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        given = {**variables, "first": size, **({"after": page["endCursor"]} if page["endCursor"] else {})}
        found = (await api.data(account, EVENTS, **given))["events"]
        edges += found["edges"]
        page = found["pageInfo"]
    return edges


# ───────────────────────── following ─────────────────────────


async def test_a_change_is_told_with_the_document_as_it_is_now(api: Api) -> None:
    id = await api.world.order()
    async with following(api, "merchant-a", after=await last_cursor(api, "merchant-a")) as follower:
        await register(api, id)
        change = await follower.change()
    assert change["event"]["action"] == "REGISTER_PICKUP"
    assert (change["event"]["fromState"], change["event"]["toState"]) == (
        "AWAITING_PICKUP_REGISTRATION",
        "AWAITING_PICKUP",
    )
    assert (change["event"]["seq"], change["event"]["hash"]) == (None, None)
    assert change["document"]["id"] == id
    assert change["document"]["state"] == "AWAITING_PICKUP"
    assert change["document"]["version"] == 2
    assert change["event"]["subject"]["number"] == change["document"]["number"]


async def test_without_a_cursor_from_now_on(api: Api) -> None:
    before = await api.world.order()
    async with following(api, "merchant-a") as follower:
        heard = asyncio.create_task(follower.change())
        while not heard.done():
            await api.world.order()
            await asyncio.sleep(0.05)
        assert heard.result()["document"]["id"] != before
        # And everything after it, in order.
        id = await api.world.order()
        while (await follower.change())["document"]["id"] != id:
            pass


@pytest.mark.parametrize("size", [0, 300])
async def test_a_stream_goes_on_where_it_was_left(api: Api, size: int) -> None:
    """Also far behind, where it is read up before it is followed."""
    await api.world.orders(5)
    start = await last_cursor(api, "merchant-a")
    await api.world.orders(size)
    async with following(api, "merchant-a", after=start) as follower:
        ids = [await api.world.order() for _ in range(3)]
        first = await follower.changes(size + 2)
    async with following(api, "merchant-a", after=first[-1]["cursor"]) as follower:
        ids += [await api.world.order() for _ in range(2)]
        second = await follower.changes(3)
    told = [change["document"]["id"] for change in [*first, *second]]
    assert told[size:] == ids
    assert len(set(told)) == len(told) == size + 5


async def test_only_some_kinds_or_documents(api: Api) -> None:
    await api.world.order()
    start = await last_cursor(api, "merchant-a")
    watched, other = await api.world.order(), await api.world.order()
    async with (
        following(api, "merchant-a", after=start, ids=[watched]) as one,
        following(api, "merchant-a", after=start, kinds=["EXCEPTION_CASE", "REVERSE_ORDER"]) as orders,
        following(api, "merchant-a", after=start, kinds=["STOCK_ORDER"]) as none,
    ):
        await register(api, other)
        await register(api, watched)
        assert [change["document"]["id"] for change in await one.changes(2)] == [watched, watched]
        told = [change["document"]["id"] for change in await orders.changes(4)]
        assert told == [watched, other, other, watched]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(none.change(), 0.3)


async def test_who_reads_too_slowly_is_told_to_resume(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.feed, "BACKLOG", 5)
    await api.world.order()
    start = await last_cursor(api, "merchant-a")
    ids = await api.world.orders(0)
    async with following(api, "merchant-a", after=start) as slow, following(api, "merchant-a", after=start) as other:
        ids = await api.world.orders(40)
        told: list[Any] = []
        while isinstance(change := await slow.change(), dict):
            told.append(change)
        assert change == "SLOW_CONSUMER"
        del other
    after = told[-1]["cursor"] if told else start
    monkeypatch.setattr(services.feed, "BACKLOG", 1000)
    async with following(api, "merchant-a", after=after) as again:
        told += await again.changes(len(ids) - len(told))
    assert [change["document"]["id"] for change in told] == ids


# ───────────────────────── what is refused ─────────────────────────


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"after": "nonsense"}, "INVALID_CURSOR"),
        ({"after": ""}, "INVALID_CURSOR"),
        ({"ids": ["nonsense"]}, "INVALID"),
        ({"ids": ["ro_" + "0" * 32]}, "INVALID"),
        ({"ids": ["mc_" + "0" * 32]}, "INVALID"),
        ({"ids": ["ro_" + "0" * 32] * 101}, "INVALID"),
    ],
)
async def test_what_cannot_be_followed(api: Api, given: dict[str, Any], code: str) -> None:
    async with following(api, "merchant-a", **given) as follower:
        assert await follower.change() == code


async def test_another_tenants_document_cannot_be_followed(api: Api) -> None:
    theirs = await api.world.order(merchant="MB")
    async with following(api, "merchant-a", ids=[theirs]) as follower:
        assert await follower.change() == ErrorCode.INVALID


async def test_cursors_of_other_lists_are_refused(api: Api) -> None:
    await api.world.order()
    page = await api.data("merchant-a", "{ reverseOrders { pageInfo { endCursor } } }")
    other = page["reverseOrders"]["pageInfo"]["endCursor"]
    async with following(api, "merchant-a", after=other) as follower:
        assert await follower.change() == "INVALID_CURSOR"
    assert (await api.error("merchant-a", EVENTS, after=other))["extensions"]["code"] == "INVALID_CURSOR"


# ───────────────────────── the feed ─────────────────────────


async def test_the_feed_is_all_that_happened_page_by_page(api: Api) -> None:
    ids = await api.world.orders(7)
    for id in ids[:2]:
        await register(api, id)
    told = await feed(api, "operator", size=4)
    assert [edge["node"]["seq"] for edge in told] == list(range(1, 10))
    assert all(len(edge["node"]["hash"]) == 64 for edge in told)
    assert (await api.data("operator", EVENTS))["events"]["totalCount"] == 9
    again = await feed(api, "operator", size=100)
    assert [edge["cursor"] for edge in again] == [edge["cursor"] for edge in told]


async def test_the_feed_of_some_kinds(api: Api) -> None:
    order = await stock_order(api)
    parcel = await api.world.order()
    await anomaly(api, parcel)
    kinds = [
        edge["node"]["subjectKind"] for edge in await feed(api, "operator", kinds=["STOCK_ORDER", "EXCEPTION_CASE"])
    ]
    assert order["id"]
    assert set(kinds) == {"STOCK_ORDER", "EXCEPTION_CASE"}
    assert await feed(api, "operator", kinds=[]) == []


async def test_cursors_tell_nothing_of_others(api: Api) -> None:
    """Neither a number within, nor a length that grows; and the same place has the same cursor."""
    await api.world.orders(12)
    cursors = [edge["cursor"] for edge in await feed(api, "operator")]
    assert len({len(cursor) for cursor in cursors}) == 1
    bodies = [base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)) for cursor in cursors]
    assert all(sum(a == b for a, b in zip(*pair, strict=True)) < 12 for pair in itertools.pairwise(bodies))


# ───────────────────────── scope and masks ─────────────────────────


async def everything_changes(api: Api) -> None:
    """Documents of every kind, of both merchants, in warehouses of both providers."""
    for merchant, warehouse in itertools.product(("MA", "MB"), ("W1", "W2", "W3")):
        id = await api.world.order(merchant=merchant, warehouse=warehouse)
        await register(api, id, "merchant-ab")
    parcel = await api.world.order(reason="hidden reason")
    await anomaly(api, parcel, "hidden detail")
    order = await stock_order(api)
    delivery = await note(api, order, at="QUALITY_CHECK")
    found = await case(api, delivery, "QUALITY_DEFECT", "FULL_REJECT")
    await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_ALL")
    for account in ("merchant-a", "merchant-b"):
        await do(api, account, "openTicket", category="OTHER", body="hidden body")


async def test_everybody_is_told_of_what_they_see_and_of_nothing_else(api: Api) -> None:
    for merchant, warehouse in (("MA", "W1"), ("MA", "W3"), ("MB", "W3")):
        await api.world.order(merchant=merchant, warehouse=warehouse)
    before = {account: await feed(api, account) for account in ACCOUNTS}
    async with AsyncExitStack() as stack:
        followers = {
            account: await stack.enter_async_context(following(api, account, after=await last_cursor(api, account)))
            for account in ACCOUNTS
        }
        await everything_changes(api)
        seen = {account: await feed(api, account) for account in ACCOUNTS}
        told = {
            account: await follower.changes(len(seen[account]) - len(before[account]))
            for account, follower in followers.items()
        }
        for follower in followers.values():
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(follower.change(), 0.2)
    events = {edge["node"]["id"] for edge in seen["operator"]}
    subjects = await subjects_of(api, events)
    for account, changes in told.items():
        own = [change["event"]["id"] for change in changes]
        assert own == [edge["node"]["id"] for edge in seen[account][len(before[account]) :]], account
        # Whose document can be read is told of, and nobody else: asked document by document.
        readable = {event for event, subject in subjects.items() if await can_read(api, account, subject)}
        assert {edge["node"]["id"] for edge in seen[account]} == readable, account
        assert all(change["document"] is not None for change in changes)


async def subjects_of(api: Api, events: set[str]) -> dict[str, str]:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Event { id subject { id } } } }"
    nodes = (await api.data("operator", query, ids=sorted(events)))["nodes"]
    return {node["id"]: node["subject"]["id"] for node in nodes}


async def can_read(api: Api, account: str, id: str) -> bool:
    return (await api.data(account, "query($id: ID!) { node(id: $id) { id } }", id=id))["node"] is not None


async def test_what_is_masked_and_hidden_in_documents_is_so_in_what_is_told(api: Api) -> None:
    await api.world.order()
    accounts = ("partner", "merchant-a", "provider", "operator")
    starts = {account: await last_cursor(api, account) for account in accounts}
    await everything_changes(api)
    texts = {}
    for account in accounts:
        count = len(await feed(api, account)) - 1
        async with following(api, account, after=starts[account]) as follower:
            texts[account] = json.dumps(await follower.changes(count), ensure_ascii=False)
    for hidden in ("hidden reason", "hidden detail", "13800138000", "FULL_REJECT", "merchant-ab"):
        assert hidden not in texts["partner"], hidden
    assert "FULL_REJECT" not in texts["merchant-a"]
    assert "FULL_REJECT" in texts["provider"]
    assert '"seq": null' in texts["merchant-a"]
    assert '"seq": null' not in texts["operator"]


async def test_sight_is_the_same_in_python_as_in_sql(api: Api) -> None:
    await everything_changes(api)
    await last_cursor(api, "operator")
    async with api.world.database.read() as session:
        everything = list(await session.scalars(select(Event)))
        users = {user.name: user for user in await session.scalars(select(User))}
        for account in ACCOUNTS:
            viewer = await authenticate(api.world.database, hash_of(api.world.tokens[account]), api.world.clock.now)
            assert viewer is not None
            assert viewer.id == users[account].id
            visible_ids = set(await session.scalars(select(Event.id).where(visible(Event, viewer.grants))))
            assert {event.id for event in everything if sees(viewer.grants, event)} == visible_ids, account


# ───────────────────────── as server-sent events ─────────────────────────


async def test_changes_as_server_sent_events_until_the_token_is_revoked(world: World) -> None:
    await world.order()
    app = create_app(world.database, SETTINGS, world.clock)
    async with listening(app) as address, httpx.AsyncClient(base_url=address, timeout=10) as client:
        headers = {"Authorization": f"Bearer {world.tokens['merchant-a']}", "Accept": "text/event-stream"}
        async with client.stream("POST", "/graphql", json={"query": CHANGES}, headers=headers) as stream:
            lines = stream.aiter_lines()

            async def answer() -> Any:
                while not (line := await anext(lines)).startswith("data: "):
                    pass
                return json.loads(line.removeprefix("data: "))

            heard = asyncio.create_task(answer())
            while not heard.done():
                await world.order()
                await asyncio.sleep(0.05)
            assert heard.result()["data"]["changes"]["event"]["action"] == "CREATE"
            async with world.database.connect() as connection:
                await connection.execute(update(ApiToken).values(revoked_at=world.clock.now))
            async with asyncio.timeout(5):
                while "errors" not in (told := await answer()):
                    pass
            assert told["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
            assert [line async for line in lines if line] == ["event: complete", "data:"]
