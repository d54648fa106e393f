"""Loads the rows into PostgreSQL, made inside of it: each file in rows/ is named after the table that it fills.

Beside them, `setup` makes what reverse orders consist of, `inbound` what the other documents do.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from benchmarks import parties
from benchmarks.constraints import put_back, take_off
from benchmarks.postgres import Server
from models import migrate
from models.database import Database

ROWS = Path(__file__).parent / "rows"
Say = Callable[[str], None]

# Each group needs the one before; within one, tables are filled side by side.
_TABLES = (
    ("products", "goods_items"),
    (
        "reverse_orders",
        "reverse_order_lines",
        "events",
        "pickup_registrations",
        "handovers",
        "destruction_confirmations",
    ),
    (
        "stock_orders",
        "stock_order_lines",
        "delivery_notes",
        "delivery_note_lines",
        "exception_cases",
        "exception_case_lines",
        "return_orders",
        "return_order_lines",
        "return_method_entries",
        "work_tickets",
        "ticket_messages",
        "document_links",
    ),
    ("event_chain",),
)
# What the rows are made of: schema `bench`, which is dropped afterwards.
_SETUP = ("setup", "words", "inbound")
# For the load's own sessions. Plain scans in the order of the rows, so that they come in as they were made.
_SESSION = {
    "timezone": "UTC",
    "synchronous_commit": "off",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "synchronize_seqscans": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}
_AT_ONCE = 2
# One stock order of so many reverse orders.
STOCK_ORDER_OF = 20


@dataclass(frozen=True)
class Amount:
    """`orders` are reverse orders, which all but products is in proportion to."""

    orders: int
    products: int

    @property
    def stock_orders(self) -> int:
        return self.orders // STOCK_ORDER_OF


async def load(server: Server, name: str, amount: Amount, say: Say) -> None:
    """A database of this name with so many rows. Under another name until all is there."""
    partial = f"{name}_partial"
    await server.execute(f'DROP DATABASE IF EXISTS "{partial}" WITH (FORCE)')
    await server.execute(f'CREATE DATABASE "{partial}" TEMPLATE template0')
    await _found(server, partial)
    async with _pool(server, partial) as pool:
        await _fill(pool, amount, say)
    await server.execute(f'ALTER DATABASE "{partial}" RENAME TO "{name}"')


async def _found(server: Server, name: str) -> None:
    database = Database(server.url(name, "postgresql+asyncpg"))
    try:
        await migrate.upgrade(database)
        await parties.found(database, datetime.now(UTC).replace(microsecond=0))
    finally:
        await database.close()


@asynccontextmanager
async def _pool(server: Server, name: str) -> AsyncIterator[asyncpg.Pool]:
    url = server.url(name)
    async with asyncpg.create_pool(
        url, min_size=_AT_ONCE, max_size=_AT_ONCE, server_settings=_SESSION, command_timeout=3600
    ) as pool:
        yield pool


async def _fill(pool: asyncpg.Pool, amount: Amount, say: Say) -> None:
    tables = [table for group in _TABLES for table in group]
    async with pool.acquire() as connection:
        taken = await take_off(connection, tables)
        say("what the rows are made of")
        await _set_up(connection, amount)
    for group in _TABLES:
        await asyncio.gather(*(_insert(pool, table, say) for table in group))
    await pool.execute("DROP SCHEMA bench CASCADE")
    await put_back(pool, taken, say)
    say("vacuum and analyze")
    await pool.execute("VACUUM (ANALYZE, FREEZE)")


async def _set_up(connection: asyncpg.Connection, amount: Amount) -> None:
    now = int(datetime.now(UTC).timestamp()) * 1000
    await connection.execute("CREATE SCHEMA bench")
    await connection.execute(
        "CREATE TABLE bench.size (orders bigint, products bigint, stock_orders bigint, now_ms bigint)"
    )
    await connection.execute(
        "INSERT INTO bench.size VALUES ($1, $2, $3, $4)", amount.orders, amount.products, amount.stock_orders, now
    )
    for name in _SETUP:
        await connection.execute((ROWS / f"{name}.sql").read_text())
    await connection.execute("ANALYZE")


async def _insert(pool: asyncpg.Pool, table: str, say: Say) -> None:
    async with pool.acquire() as connection:
        say(table)
        async with connection.transaction():
            # Emptied in the same transaction, the table needs no log of its new rows.
            await connection.execute(f"TRUNCATE {table}")
            await connection.execute((ROWS / f"{table}.sql").read_text())
