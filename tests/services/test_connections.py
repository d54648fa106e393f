"""Connections end with who used them, also where that ends in the middle."""

import asyncio
from contextlib import suppress

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.readers import PostgresReaders
from models.statements import Prepared

OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
SLOW = "SELECT pg_sleep(0.3)"


@pytest.fixture
def backend() -> str:
    return "postgresql"


async def others(onlooker: asyncpg.Connection, count: int) -> None:
    """Wait until there are so many: a connection that was closed is still told of for a moment."""
    async with asyncio.timeout(5):
        while await onlooker.fetchval(OTHERS) != count:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_closing_leaves_what_runs_its_end(database: Database, onlooker: asyncpg.Connection) -> None:
    async def write(session: AsyncSession) -> None:
        await session.execute(text(SLOW))

    running = [
        asyncio.create_task(database.write(write)),
        asyncio.create_task(database.fetch_raw(Prepared(SLOW, [], []))),
    ]
    await asyncio.sleep(0.15)
    await database.close()
    await asyncio.gather(*running)
    await others(onlooker, 0)


class Slow(PostgresReaders):
    async def open(self) -> asyncpg.Connection:
        connection = await super().open()
        await asyncio.sleep(0.1)
        return connection


async def test_who_is_cancelled_again_and_again_leaves_no_connection(
    database: Database, onlooker: asyncpg.Connection
) -> None:
    """As a request is whose client is gone, until it has ended."""
    readers = Slow(database.url, make_url(database.url).get_dialect()(), None)
    reading = asyncio.create_task(readers.rows(Prepared(SLOW, [], [])))
    await others(onlooker, 1)
    while not reading.done():
        reading.cancel()
        await asyncio.sleep(0)
    with suppress(asyncio.CancelledError):
        await reading
    await readers.close()
    await others(onlooker, 0)
