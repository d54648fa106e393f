"""Many write, somebody reads who is cut off again and again, and a server process is killed: nothing is lost or doubled."""

import asyncio
import json
import random
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets import Subprotocol
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from services.events import check_chain
from services.verify import verify
from tests.api.operations import REGISTER, self_pickup
from tests.server_process import Server, running_server, wait_until_ready
from tests.world import World
from web.socket import PROTOCOL

CHANGES, WRITERS, CUTS = 200, 8, 6
CHANGED = "subscription($after: String) { changes(after: $after) { cursor event { id } document { id } } }"
FEED = """query($after: String) { events(first: 100, after: $after) {
  edges { cursor node { id seq subject { id } } } pageInfo { hasNextPage endCursor } } }"""


@dataclass
class Servers:
    """Those of one database; `alive` are those that were not killed."""

    alive: list[Server]
    http: httpx.AsyncClient
    token: str
    _turn: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def next(self) -> Server:
        self._turn += 1
        return self.alive[self._turn % len(self.alive)]

    async def ask(self, query: str, **variables: Any) -> Any:
        """Of one after the other, until there is an answer."""
        for _ in range(50):
            with suppress(httpx.TransportError):
                url, asked = f"{self.next().url}/graphql", {"query": query, "variables": variables}
                answer = (await self.http.post(url, json=asked, headers=self.headers, timeout=30)).json()
                if "errors" not in answer:
                    return answer["data"]
            await asyncio.sleep(0.1)
        raise AssertionError("nobody answers")


async def write(servers: Servers, ids: list[str]) -> None:
    for id in ids:
        pickup = self_pickup(expectedPickupAt="2099-01-01T00:00:00Z")
        given = {"id": id, "pickup": pickup, "idempotencyKey": f"key-{id}"}
        assert (await servers.ask(REGISTER, input=given))["registerPickup"]["userErrors"] == []


@dataclass
class Reader:
    servers: Servers
    cursor: str
    told: list[tuple[str, str]] = field(default_factory=list)
    cuts: int = 0

    async def read(self, count: int) -> None:
        """Until so many changes were told, on a new connection after each cut."""
        places = sorted(random.sample(range(1, count), CUTS))
        while len(self.told) < count:
            until = places[self.cuts] if self.cuts < CUTS else count
            with suppress(WebSocketException, OSError):
                await self._follow(until)
                self.cuts += 1

    async def _follow(self, until: int) -> None:
        url = self.servers.next().url.replace("http", "ws", 1) + "/graphql"
        async with connect(
            url, subprotocols=[Subprotocol(PROTOCOL)], additional_headers=self.servers.headers
        ) as socket:
            await socket.send('{"type": "connection_init"}')
            await socket.recv()
            asked = {"query": CHANGED, "variables": {"after": self.cursor}}
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": asked}))
            while len(self.told) < until:
                change = json.loads(await socket.recv())["payload"]["data"]["changes"]
                self.cursor = change["cursor"]
                self.told.append((change["event"]["id"], change["document"]["id"]))


async def test_nothing_is_lost_or_doubled(world: World, database_url: str, backend: str) -> None:
    ids = await world.orders(CHANGES)
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(httpx.AsyncClient())
        running = [stack.enter_context(running_server(database_url)) for _ in range(1 + (backend == "postgresql"))]
        for server in running:
            await asyncio.to_thread(wait_until_ready, server)
        servers = Servers(list(running), http, world.tokens["operator"])
        start = await end_of(servers, CHANGES)
        reader = Reader(servers, start)
        merchant = Servers(servers.alive, http, world.tokens["merchant-a"])
        writing = [write(merchant, ids[number::WRITERS]) for number in range(WRITERS)]
        reading = asyncio.create_task(reader.read(CHANGES))
        await asyncio.gather(*writing, kill_one(servers, reader))
        async with asyncio.timeout(60):
            await reading
        assert reader.cuts == CUTS + 1
        feed = await all_events(servers)
    assert [seq for _, _, seq in feed] == list(range(1, 2 * CHANGES + 1))
    assert reader.told == [(event, subject) for event, subject, _ in feed[CHANGES:]]
    assert sorted(document for _, document in reader.told) == sorted(ids)
    assert await check_chain(world.database) == 2 * CHANGES
    assert await verify(world.database) == []


async def kill_one(servers: Servers, reader: Reader) -> None:
    """In the middle of it, where there is another one."""
    while len(reader.told) < CHANGES // 2:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    if len(servers.alive) > 1:
        killed = servers.alive.pop(0)
        await asyncio.to_thread(killed.kill)


async def end_of(servers: Servers, count: int) -> str:
    """The cursor behind so many events, once they have their places."""
    while True:
        feed = (await servers.ask("{ events(last: 1) { totalCount pageInfo { endCursor } } }"))["events"]
        if feed["totalCount"] == count:
            return str(feed["pageInfo"]["endCursor"])
        await asyncio.sleep(0.05)


async def all_events(servers: Servers) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    page: Any = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        after = {"after": page["endCursor"]} if page["endCursor"] else {}
        events = (await servers.ask(FEED, **after))["events"]
        found += [
            (node["id"], node["subject"]["id"], node["seq"]) for node in (edge["node"] for edge in events["edges"])
        ]
        page = events["pageInfo"]
    return found
