"""How long a million events are verified: `python -m benchmarks.chain`. Exit 1 where that is more than a minute.

On SQLite: half a million reverse orders that were entered and cancelled, with a chain that holds.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import insert, update

from domain.documents import Action, DocumentKind
from domain.ids import new_id
from domain.permissions import Role
from domain.reverse_orders import BusinessModel, ReverseCause, ReverseOrderState, ReverseType
from models import Event, EventChain, ReverseOrder, ReverseOrderLine, migrate
from models.base import Base
from models.database import Database
from models.events import NO_HASH
from services.events import check_chain, link
from services.verify import verify
from tests.world import World, build_world

EVENTS, AT_ONCE, MOST = 1_000_000, 20_000, 60.0
STATE = ReverseOrderState.AWAITING_PICKUP_REGISTRATION
HISTORY = ((Action.CREATE, None, STATE), (Action.CANCEL, STATE, ReverseOrderState.CANCELLED))


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
        findings = await verify(database)
        took = time.monotonic() - started
        click.echo(f"verify, all of it: {took:.1f} s, at most {MOST:.0f} s")
        for finding in findings:
            click.echo(finding)
        return 0 if took <= MOST and not findings else 1
    finally:
        await database.close()


async def _fill(database: Database, world: World) -> None:
    async with database.connect() as connection:
        made = _orders(world)
        while several := list(islice(made, AT_ONCE)):
            for model in (ReverseOrder, ReverseOrderLine, Event):
                rows = [_values(row) for rows in several for row in rows if isinstance(row, model)]
                await connection.execute(insert(model), rows)
            end = {"seq": rows[-1]["seq"], "hash": rows[-1]["hash"]}
        await connection.execute(update(EventChain).values(end))


def _values(row: Base) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def _orders(world: World) -> Iterator[list[Base]]:
    """Each order with its line and its events, which have their places."""
    hash, begun = NO_HASH, datetime(2026, 1, 1, tzinfo=UTC)
    merchant, owner, warehouse, provider, product, goods = (
        world.ids[name] for name in ("MA", "MA-OWNER", "W1", "P1", "MA-PRODUCT1", "MA-G1")
    )
    for place in range(EVENTS // len(HISTORY)):
        at = begun + timedelta(milliseconds=place)
        order = ReverseOrder(
            merchant_id=merchant,
            id=new_id(at),
            number=f"RO{place:08}",
            version=len(HISTORY),
            created_at=at,
            updated_at=at,
            warehouse_id=warehouse,
            cargo_owner_id=owner,
            service_provider_id=provider,
            order_number=f"ORDER-{place}",
            sales_return_number=None,
            type=ReverseType.INTERCEPT_REJECTED,
            cause=ReverseCause.INTERCEPTION,
            state=ReverseOrderState.CANCELLED,
            business_model=BusinessModel.POP,
            total_quantity=1,
        )
        line = ReverseOrderLine(
            merchant_id=merchant,
            id=new_id(at),
            reverse_order_id=order.id,
            position=0,
            product_id=product,
            goods_item_id=goods,
            quantity=1,
        )
        events = []
        for version, (action, before, after) in enumerate(HISTORY, start=1):
            seq = place * len(HISTORY) + version
            event = Event(
                merchant_id=merchant,
                id=new_id(at),
                at=at,
                subject_kind=DocumentKind.REVERSE_ORDER,
                subject_id=order.id,
                subject_version=version,
                warehouse_id=warehouse,
                action=action,
                from_state=before,
                to_state=after,
                changes={"reason": "重复录入"},
                actor_id=merchant,
                actor_name="operator",
                actor_role=Role.PLATFORM_OPERATOR,
                seq=seq,
            )
            event.hash = hash = link(hash, seq, event)
            events.append(event)
        yield [order, line, *events]


if __name__ == "__main__":
    sys.exit(main())
