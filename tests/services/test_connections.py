"""Connections end with who used them, also where that ends in the middle."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.readers import PostgresReaders
from models.statements import Planning, Prepared

OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
SLOW = "SELECT pg_sleep(0.3)"


SETTING = "SELECT current_setting('plan_cache_mode')"
PLANS = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement = $1"
AGAIN = 8


@pytest.fixture
def backend() -> str:
    return "postgresql"


@pytest.fixture
async def readers(database: Database) -> AsyncIterator[PostgresReaders]:
    readers = PostgresReaders(database.url, make_url(database.url).get_dialect()(), None)
    yield readers
    await readers.close()


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


# ───────────────────────── how statements are planned ─────────────────────────


@pytest.mark.parametrize(("planning", "plans"), [(Planning.ONCE, (AGAIN, 0)), (Planning.ANEW, (0, AGAIN))])
async def test_a_statement_is_planned_as_it_says(
    readers: PostgresReaders, planning: Planning, plans: tuple[int, int]
) -> None:
    sql = "SELECT name FROM users WHERE name = $1"
    for number in range(AGAIN):
        await readers.rows(Prepared(sql, [f"nobody {number}"], [], planning))
    assert [tuple(row) for row in await readers.rows(Prepared(PLANS, [sql], []))] == [plans]


async def test_each_connection_serves_all_in_turns(readers: PostgresReaders) -> None:
    modes = [Planning.ONCE, Planning.AUTO, None, Planning.ANEW, None, Planning.ONCE]
    told = [(await readers.rows(Prepared(SETTING, [], [], mode)))[0][0] for mode in modes]
    assert told == [
        "force_generic_plan",
        "auto",
        "auto",
        "force_custom_plan",
        "force_custom_plan",
        "force_generic_plan",
    ]


async def test_of_several_connections_the_one_that_suits_is_taken(readers: PostgresReaders) -> None:
    async def served_by(planning: Planning) -> int:
        ((process,),) = await readers.rows(Prepared("SELECT pg_backend_pid() FROM pg_sleep(0.1)", [], [], planning))
        return int(process)

    once, anew = await asyncio.gather(served_by(Planning.ONCE), served_by(Planning.ANEW))
    assert once != anew
    for _ in range(2):
        assert await served_by(Planning.ONCE) == once
        assert await served_by(Planning.ANEW) == anew


async def test_behind_a_pooler_nothing_is_set(database: Database) -> None:
    readers = PostgresReaders(database.url, make_url(database.url).get_dialect()(), "transaction")
    try:
        assert [tuple(row) for row in await readers.rows(Prepared(SETTING, [], [], Planning.ONCE))] == [("auto",)]
    finally:
        await readers.close()
