"""A SQLite file with the same rows as a PostgreSQL database, streamed from there."""

import asyncio
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import asyncpg

from benchmarks.postgres import Server
from benchmarks.sqlite_rows import NULL, connect
from models import Base, migrate
from models.database import Database

Say = Callable[[str], None]

# How SQLAlchemy keeps each type in SQLite.
_AS_KEPT = {
    "uuid": "replace({0}::text, '-', '')",
    "timestamp with time zone": "to_char({0}, 'YYYY-MM-DD HH24:MI:SS.US')",
    "boolean": "{0}::int",
}
_COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
# What a trigger writes for each new row can be written for all rows at once, under the name that it has for the row.
_INSERTING = re.compile(r"AFTER INSERT ON (\w+) BEGIN (INSERT INTO .+?) VALUES \((.*)\); END$", re.DOTALL)
_TAKEN_OFF = (
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY type"
)


async def copy(server: Server, name: str, file: Path, say: Say) -> None:
    """Under another name until all is there. Without ANALYZE: an installation does none by itself."""
    partial = file.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    database = Database(f"sqlite+aiosqlite:///{partial}", durable=False)
    try:
        await migrate.upgrade(database)
    finally:
        await database.close()
    taken = _take_off(partial)
    source = await asyncpg.connect(server.url(name), server_settings={"timezone": "UTC"})
    try:
        for table in Base.metadata.sorted_tables:
            say(f"SQLite: {table.name}")
            await _copy_table(source, partial, table.name)
    finally:
        await source.close()
    _finish(partial, taken, say)
    partial.rename(file)


def _take_off(file: Path) -> dict[str, str]:
    """What creates indexes and triggers anew; indexes of keys stay, as SQLite cannot add them afterwards."""
    with closing(sqlite3.connect(file, isolation_level=None)) as target:
        taken = target.execute(_TAKEN_OFF).fetchall()
        for kind, name, _ in taken:
            target.execute(f'DROP {kind} "{name}"')
    return {name: statement for _, name, statement in taken}


def _finish(file: Path, taken: dict[str, str], say: Say) -> None:
    with closing(connect(str(file))) as target:
        for name, statement in taken.items():
            say(f"SQLite: {name}")
            if inserting := _INSERTING.search(statement):
                table, insert, values = inserting.groups()
                target.execute(f"{insert} SELECT {values} FROM {table} AS new")
            target.execute(statement)
        target.execute("PRAGMA locking_mode = NORMAL").close()
        target.execute("PRAGMA journal_mode = WAL").close()


async def _copy_table(source: asyncpg.Connection, file: Path, table: str) -> None:
    """PostgreSQL writes its text, and another process reads it."""
    columns = await source.fetch(_COLUMNS, table)
    if not columns:
        return
    kept = ", ".join(_AS_KEPT.get(kind, "{0}").format(f'"{column}"') for column, kind in columns)
    names = ", ".join(f'"{column}"' for column, _ in columns)
    # What the migrations put in (the installation's key) is there twice.
    statement = f'REPLACE INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.sqlite_rows", str(file), statement, stdin=asyncio.subprocess.PIPE
    )
    rows = writer.stdin
    assert rows is not None

    async def send(data: bytes) -> None:
        rows.write(data)
        await rows.drain()

    await source.copy_from_query(f'SELECT {kept} FROM "{table}"', output=send, null=NULL, timeout=3600)
    rows.close()
    if await writer.wait():
        raise RuntimeError(f"{table} was not copied")
