"""Connections of the driver's own, to read with: SQLAlchemy's pool costs more than a small statement itself."""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Sequence
from contextlib import closing, suppress
from typing import Any, Final

import aiosqlite
import asyncpg
import orjson
from sqlalchemy import URL, Dialect

from domain.errors import Unavailable
from models.statements import Planning, Prepared

Row = Sequence[Any]

SIZE = 10
PATIENCE = 60.0
# What asyncpg raises when a connection cannot be opened, or breaks; what takes too long is an OSError too.
POSTGRES_ERRORS: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
# Seconds that a server has to hear that a statement is given up.
GIVING_UP = 2.0


class Readers(ABC):
    """At most SIZE connections; the one used last is used next, so that few stay warm where few are needed."""

    def __init__(self) -> None:
        self._idle: list[Any] = []
        self._free = asyncio.Semaphore(SIZE)
        self._ending: set[asyncio.Task[None]] = set()
        self.busy = 0

    async def rows(self, statement: Prepared) -> list[Row]:
        if self._free.locked():
            await self._wait()
        else:
            await self._free.acquire()
        self.busy += 1
        try:
            return await self._rows(statement)
        finally:
            self.busy -= 1
            self._free.release()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise Unavailable("every connection is in use") from None

    async def _rows(self, statement: Prepared) -> list[Row]:
        connection = self._warm(statement) or await self.opened()
        try:
            rows = await self.fetch(connection, statement)
        except BaseException:
            # Cancelled in the middle, or broken: nobody knows what state it is in.
            await self.discard(connection)
            raise
        self._idle.append(connection)
        return rows

    async def opened(self) -> Any:
        """Who is cancelled meanwhile leaves no connection behind, whose thread would keep the process from ending."""
        opening = asyncio.ensure_future(self.open())
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            await self._to_its_end(self._end_opened(opening))
            raise

    async def discard(self, connection: Any) -> None:
        await self._to_its_end(self.end(connection))

    async def _end_opened(self, opening: asyncio.Future[Any]) -> None:
        with suppress(*POSTGRES_ERRORS, sqlite3.Error):
            await self.end(await opening)

    async def _to_its_end(self, ending: Coroutine[Any, Any, None]) -> None:
        """Also where who waits for it is cancelled, and cancelled again; `close` waits for it then."""
        task = asyncio.create_task(ending)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        await asyncio.shield(task)

    def _warm(self, statement: Prepared) -> Any:
        while self._idle:
            suiting = (place for place in reversed(range(len(self._idle))) if self.suits(self._idle[place], statement))
            connection = self._idle.pop(next(suiting, -1))
            if not self.is_closed(connection):
                return connection
        return None

    def suits(self, connection: Any, statement: Prepared) -> bool:
        """Whether a connection is as the statement wants it; one that is not can be made so."""
        return True

    async def close(self) -> None:
        while self._idle:
            await self.discard(self._idle.pop())
        await asyncio.gather(*self._ending)

    @abstractmethod
    async def open(self) -> Any: ...

    @abstractmethod
    def is_closed(self, connection: Any) -> bool: ...

    @abstractmethod
    async def fetch(self, connection: Any, statement: Prepared) -> list[Row]: ...

    @abstractmethod
    async def end(self, connection: Any) -> None: ...


class SqliteReaders(Readers):
    def __init__(self, url: URL, dialect: Dialect) -> None:
        super().__init__()
        self._arguments, self._options = dialect.create_connect_args(url)

    async def open(self) -> aiosqlite.Connection:
        probe(*self._arguments, **self._options)
        connection = await aiosqlite.connect(*self._arguments, **self._options, isolation_level=None)
        for pragma in ("busy_timeout = 30000", "query_only = ON"):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
        return connection

    def is_closed(self, connection: aiosqlite.Connection) -> bool:
        return False

    async def fetch(self, connection: aiosqlite.Connection, statement: Prepared) -> list[Row]:
        return list(await connection.execute_fetchall(statement.sql, statement.values))

    async def end(self, connection: aiosqlite.Connection) -> None:
        await connection.close()


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # says nothing of its types
    """One that knows how it was told to plan."""

    planning = Planning.AUTO

    async def plan(self, planning: Planning) -> None:
        await self.execute(f"SET plan_cache_mode = {planning.value}")
        self.planning = planning


class PostgresReaders(Readers):
    def __init__(self, url: URL, dialect: Dialect, pooler: str | None) -> None:
        super().__init__()
        _, options = dialect.create_connect_args(url)
        self._options = {**options, **postgres_options(pooler)}
        # Where a pooler lends another server connection to each statement, nothing is set on any, nor a plan kept.
        self._sets = pooler is None

    async def open(self) -> Any:
        connection = await asyncpg.connect(**self._options, connection_class=_Connection)
        # As SQLAlchemy sets it on its connections: its type leaves the decoding to the driver.
        await connection.set_type_codec("jsonb", encoder=_dumped, decoder=orjson.loads, schema="pg_catalog")
        return connection

    def is_closed(self, connection: Any) -> bool:
        return bool(connection.is_closed())

    def suits(self, connection: Any, statement: Prepared) -> bool:
        return statement.planning in (None, connection.planning) or not self._sets

    async def fetch(self, connection: Any, statement: Prepared) -> list[Row]:
        if not self.suits(connection, statement):
            await connection.plan(statement.planning)
        rows: list[Row] = await connection.fetch(statement.sql, *statement.values)
        return rows

    async def end(self, connection: Any) -> None:
        # Closing waits for the server to be told that a statement is given up; terminating would leave it running.
        try:
            await connection.close(timeout=GIVING_UP)
        except POSTGRES_ERRORS:
            connection.terminate()


def _dumped(value: object) -> str:
    return orjson.dumps(value).decode()


def postgres_options(pooler: str | None) -> dict[str, Any]:
    """What asyncpg is told beside the URL."""
    if pooler == "transaction":
        # A statement prepared on one server connection is unknown on the next one that pgbouncer lends.
        return {"statement_cache_size": 0}
    # Compiling a statement to machine code, or starting workers for it, takes longer than most of ours run.
    return {"server_settings": {"jit": "off", "max_parallel_workers_per_gather": "0"}}


def probe(*arguments: Any, **options: Any) -> None:
    """Find a file that cannot be opened: aiosqlite would leave a thread behind that outlives its loop."""
    with closing(sqlite3.connect(*arguments, **options)) as connection:
        connection.execute("PRAGMA schema_version")
