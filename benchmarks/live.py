"""How soon those who follow what happens are told of it: `python -m benchmarks.live`.

On a PostgreSQL of its own, one server process: three people of each of thirty merchants follow their merchant, five of the
warehouse's and five of the platform's staff follow all. A hundred changes a second, in batches of ten; then
the same with one more follower of everything who reads nothing at all. Exit 1 where a figure falls short.
"""

import asyncio
import json
import resource
import statistics
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import httpx
import uvloop
from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.processes import cpu_seconds, resident_memory
from domain.ids import encode_id
from domain.permissions import Role
from domain.reverse_orders import BusinessModel, ReverseType
from models import CargoOwner, GoodsItem, Merchant, Product, migrate
from models.database import Database
from services import reverse_orders, users
from services.events import sequence
from services.work import Work
from tests.postgres import create_database, database_dsn, running_postgres
from tests.server_process import Server, running_server, wait_until_ready
from tests.world import build_world
from web.socket import PROTOCOL

MERCHANTS, OF_EACH, STAFF = 30, 3, 5
CHANGES_A_SECOND, WARMING, SECONDS, AT_ONCE = 100, 2, 15, 10
CHANGED = """subscription($after: String) { changes(after: $after) { cursor
  event { at action fromState toState actor { name } }
  document { id number ... on ReverseOrder { state type totalQuantity warehouse { name } deadlines { status dueAt } } } } }"""
# So much that who does not read it soon has no more room for it anywhere.
MUCH = f"subscription {{ changes {{ {' '.join(f'c{n}: cursor' for n in range(240))} }} }}"
REGISTER = """mutation($ids: [ID!]!) { registerPickupBatch(input: { selection: { ids: $ids }, pickup: { selfPickup: {
  expectedPickupAt: "2099-01-01T00:00:00Z", contactName: "x", contactPhone: "13800138000" } } }) { batch { applied } } }"""


@dataclass
class Told:
    """Seconds from when each change was begun until a follower was told of it, transaction and all."""

    waits: list[float] = field(default_factory=list)

    def show(self, what: str) -> tuple[float, float]:
        ordered = sorted(self.waits)
        middle, late = 1000 * statistics.median(ordered), 1000 * ordered[int(len(ordered) * 0.99)]
        click.echo(
            f"{what}: {len(ordered)} told, median {middle:.0f} ms, 99 % within {late:.0f} ms, last {1000 * ordered[-1]:.0f} ms"
        )
        return middle, late


@dataclass
class Scene:
    server: Server
    tokens: dict[str, str]
    # Of each merchant, those that wait for their registration.
    orders: dict[str, list[str]]
    http: httpx.AsyncClient

    async def ask(self, account: str, query: str, **variables: Any) -> Any:
        headers, asked = {"Authorization": f"Bearer {self.tokens[account]}"}, {"query": query, "variables": variables}
        answer = (await self.http.post(f"{self.server.url}/graphql", json=asked, headers=headers)).json()
        assert "errors" not in answer, answer
        return answer["data"]

    async def change(self, turn: int) -> None:
        """Some orders of one merchant, in one transaction."""
        account = f"M{turn % MERCHANTS}"
        ids = [self.orders[account].pop() for _ in range(AT_ONCE)]
        answer = await self.ask(account, REGISTER, ids=ids)
        assert answer["registerPickupBatch"]["batch"]["applied"] == AT_ONCE, answer

    async def changes(self, seconds: float) -> None:
        """At a steady pace; who is late catches up."""
        started = time.monotonic()
        pending = set()
        for turn in range(round(seconds * CHANGES_A_SECOND / AT_ONCE)):
            await asyncio.sleep(max(0, started + turn * AT_ONCE / CHANGES_A_SECOND - time.monotonic()))
            pending.add(asyncio.create_task(self.change(turn)))
        await asyncio.gather(*pending)
        click.echo(f"  {seconds:.0f} s of changes took {time.monotonic() - started:.1f} s")

    async def follow(self, account: str, stack: AsyncExitStack, query: str = CHANGED) -> ClientConnection:
        url = self.server.url.replace("http", "ws", 1) + "/graphql"
        headers = {"Authorization": f"Bearer {self.tokens[account]}"}
        opened = connect(
            url,
            subprotocols=[Subprotocol(PROTOCOL)],
            additional_headers=headers,
            max_queue=4,
            compression=None,
            ping_interval=None,
        )
        socket = await stack.enter_async_context(opened)
        await socket.send('{"type": "connection_init"}')
        await socket.recv()
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": query}}))
        return socket


async def listen(socket: ClientConnection, rounds: list[Told]) -> None:
    async for message in socket:
        now = time.time()
        event = json.loads(message)["payload"]["data"]["changes"]["event"]
        rounds[-1].waits.append(now - datetime.fromisoformat(event["at"]).timestamp())


async def measure(scene: Scene) -> tuple[Told, Told, int]:
    """Without, and with one who reads nothing; and the bytes of memory that the latter took."""
    async with AsyncExitStack() as stack:
        followers = [f"M{n}" for n in range(MERCHANTS)] * OF_EACH + ["operator", "provider"] * STAFF
        sockets = [await scene.follow(account, stack) for account in followers]
        rounds = [Told()]
        listening = [asyncio.create_task(listen(socket, rounds)) for socket in sockets]
        await scene.changes(WARMING)
        await asyncio.sleep(2)
        await _round(scene, rounds)
        memory = resident_memory(scene.server.process.pid)
        stalled = await scene.follow("operator", stack, MUCH)
        # Its selection is compiled once, with the first change.
        rounds.append(Told())
        await scene.changes(1)
        await asyncio.sleep(2)
        await _round(scene, rounds)
        memory = resident_memory(scene.server.process.pid) - memory
        for task in listening:
            task.cancel()
        while (message := json.loads(await stalled.recv()))["type"] == "next":
            pass
        assert message["payload"][0]["extensions"]["code"] == "SLOW_CONSUMER", message
        return rounds[1], rounds[-1], memory


async def _round(scene: Scene, rounds: list[Told]) -> None:
    rounds.append(Told())
    before, started = cpu_seconds(scene.server.process.pid), time.monotonic()
    await scene.changes(SECONDS)
    await asyncio.sleep(2)
    busy = (cpu_seconds(scene.server.process.pid) - before) / (time.monotonic() - started)
    click.echo(f"  the server used {100 * busy:.0f} % of a core")


async def prepare(url: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Many merchants, each with orders and an account: the accounts' tokens, and the orders' ids."""
    database = Database(url)
    await migrate.upgrade(database)
    world = await build_world(database)
    await world.do(_merchants, None)
    for n in range(MERCHANTS):
        await world.do(users.create_user, users.CreateUser(f"M{n}", Role.MERCHANT, merchant_codes=[f"M{n}"]))
        world.tokens[f"M{n}"] = await world.do(users.create_token, users.CreateToken(user_name=f"M{n}"))
    turns = CHANGES_A_SECOND // AT_ONCE * (2 * SECONDS + WARMING + 1)
    # Each time changes are made, they begin with the first merchant.
    count = AT_ONCE * (turns // MERCHANTS + 4)
    orders = {f"M{n}": await world.do(_orders, (f"M{n}", count)) for n in range(MERCHANTS)}
    while await sequence(database):
        pass
    await database.close()
    return world.tokens, orders


async def _orders(work: Work, which: tuple[str, int]) -> list[str]:
    code, count = which
    commands = [
        reverse_orders.Create(
            merchant_code=code,
            cargo_owner_code=code,
            warehouse_code="W1",
            order_number=f"{code}-{number}",
            type=ReverseType.RETURN_SHIPMENT,
            business_model=BusinessModel.POP,
            lines=(reverse_orders.NewLine(code, 1),),
        )
        for number in range(count)
    ]
    known = await reverse_orders.Known.load(work, commands)
    return [encode_id("ro", (await reverse_orders.create(work, command, known))[1]) for command in commands]


async def _merchants(work: Work, _: None) -> None:
    for code in (f"M{n}" for n in range(MERCHANTS)):
        merchant, product = work.new_id(), work.new_id()
        named: Any = {"created_at": work.now, "name": code}
        owned: dict[str, Any] = {**named, "merchant_id": merchant}
        work.add(
            Merchant(id=merchant, code=code, **named),
            CargoOwner(id=work.new_id(), code=code, **owned),
            Product(id=product, external_id=code, **owned),
            GoodsItem(id=work.new_id(), external_id=code, barcode=None, product_id=product, **owned),
        )


async def run(url: str, folder: Path) -> bool:
    tokens, orders = await prepare(url)
    settings = {"BACKHAUL_RATE_BUCKET": "2000000000", "BACKHAUL_OBJECT_STORE_URL": f"file://{folder}/objects"}
    with running_server(url, **settings) as server:
        await asyncio.to_thread(wait_until_ready, server)
        async with httpx.AsyncClient(timeout=60) as http:
            alone, beside, memory = await measure(Scene(server, tokens, orders, http))
    middle, late = alone.show(f"{MERCHANTS * OF_EACH + 2 * STAFF} followers, {CHANGES_A_SECOND} changes a second")
    also_middle, also_late = beside.show("beside one who reads nothing")
    click.echo(f"who reads nothing took {memory / 2**20:.0f} MiB")
    expected = SECONDS * CHANGES_A_SECOND * (OF_EACH + 2 * STAFF)
    if lost := [expected - len(told.waits) for told in (alone, beside) if len(told.waits) != expected]:
        click.echo(f"not told, of {expected} each: {lost}")
    reached = max(middle, also_middle) <= 100 and max(late, also_late) <= 500 and memory <= 64 * 2**20 and not lost
    click.echo("ok" if reached else "short")
    return reached


def main() -> int:
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    with TemporaryDirectory() as folder, running_postgres() as dsn:
        name = "backhaul_live"
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(create_database(dsn, name))
            return 0 if runner.run(run(database_dsn(dsn, name), Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
