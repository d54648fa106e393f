"""How long a million events are verified: `python -m benchmarks.chain`. Exit 1 where that is more than a minute.

On SQLite, with a chain that holds. The documents that the events tell of are not made: `verify` says so of them.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from sqlalchemy import insert, update

from domain.documents import Action, DocumentKind
from domain.ids import new_id
from domain.permissions import Role
from domain.reverse_orders import ReverseOrderState
from models import Event, EventChain, migrate
from models.database import Database
from models.events import NO_HASH
from services.events import check_chain, link
from services.verify import verify
from tests.world import World, build_world

EVENTS, AT_ONCE, MOST = 1_000_000, 20_000, 60.0
REGISTERED = {"method": "SELF_PICKUP", "contactName": "王五", "contactPhone": "+8613800138000"}


def main() -> int:
    with TemporaryDirectory(prefix="backhaul-chain-") as folder:
        return asyncio.run(_measured(Database(f"sqlite+aiosqlite:///{Path(folder) / 'chain.db'}", durable=False)))


async def _measured(database: Database) -> int:
    try:
        await migrate.upgrade(database)
        await _fill(database, await build_world(database))
        started = time.monotonic()
        checked = await check_chain(database)
        click.echo(f"the chain of {checked:,} events: {time.monotonic() - started:.1f} s")
        started = time.monotonic()
        await verify(database)
        took = time.monotonic() - started
        click.echo(f"verify, all of it: {took:.1f} s, at most {MOST:.0f} s")
        return 0 if took <= MOST else 1
    finally:
        await database.close()


async def _fill(database: Database, world: World) -> None:
    async with database.connect() as connection:
        events = _events(world)
        while rows := list(islice(events, AT_ONCE)):
            await connection.execute(insert(Event), rows)
            end = {"seq": rows[-1]["seq"], "hash": rows[-1]["hash"]}
        await connection.execute(update(EventChain).values(end))


def _events(world: World) -> Iterator[dict[str, Any]]:
    """As they are stored, each with its place."""
    hash, begun = NO_HASH, datetime(2026, 1, 1, tzinfo=UTC)
    for seq in range(1, EVENTS + 1):
        at = begun + timedelta(milliseconds=seq)
        event = Event(
            merchant_id=world.ids["MA"],
            id=new_id(at),
            at=at,
            subject_kind=DocumentKind.REVERSE_ORDER,
            subject_id=new_id(at),
            subject_version=2,
            warehouse_id=world.ids["W1"],
            action=Action.REGISTER_PICKUP,
            from_state=ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
            to_state=ReverseOrderState.AWAITING_PICKUP,
            changes=REGISTERED,
            actor_id=world.ids["MA"],
            actor_name="merchant-a",
            actor_role=Role.MERCHANT,
            seq=seq,
        )
        hash = link(hash, seq, event)
        yield {column.key: getattr(event, column.key) for column in Event.__table__.c} | {"hash": hash}


if __name__ == "__main__":
    sys.exit(main())
