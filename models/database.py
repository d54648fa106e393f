"""The databases: how to connect, read and write. Commits happen here and nowhere else."""

import asyncio
import socket
import sqlite3
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Final, TypeVar

from asyncpg import InterfaceError, InternalClientError, PostgresError
from asyncpg.exceptions import (
    InvalidAuthorizationSpecificationError,
    InvalidCatalogNameError,
    TooManyConnectionsError,
)
from sqlalchemy import URL, Connection, Dialect, SelectBase, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from domain.errors import Unavailable
from models.base import Base
from models.notices import ANNOUNCEMENT, Notices
from models.readers import PostgresReaders, Readers, Row, SqliteReaders, postgres_options, probe
from models.signal import Signal
from models.statements import Planning, Prepared, statements_of

T = TypeVar("T")

# Lost a race: the transaction was rolled back whole and may be tried again.
LOST_RACE: Final = {"40001", "40P01", "23505"}
# The server went away, is starting, or is no primary any more.
SERVER_GONE: Final = {"57P01", "57P02", "57P03", "25006"}
ATTEMPTS: Final = 12
# Seconds that what runs has when all connections are closed.
LAST_MOMENTS: Final = 2.0
# asyncpg raises some of its own, unwrapped, when a connection breaks.
DATABASE_ERRORS: Final = (DBAPIError, OSError, InternalClientError, InterfaceError, PostgresError, sqlite3.Error)


class Database:
    """One installation's database: a pool to read from, and one whose transactions write.

    `read_url` may name a replica. `pooler` is `transaction` behind pgbouncer. `durable` False trades the last
    commits before a power cut for speed (SQLite only).
    """

    def __init__(self, url: str, *, read_url: str | None = None, pooler: str | None = None, durable: bool = True):
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._writer = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", durable=durable, pool_size=1)
            self._primary = _sqlite_engine(self.url, begin="BEGIN", durable=durable, pool_size=10)
            self._primary_readers: Readers = SqliteReaders(self.url, self._primary.dialect)
        else:
            self._writer = self._primary = _postgres_engine(self.url, pooler)
            self._primary_readers = PostgresReaders(self.url, self._primary.dialect, pooler)
        self._reader, self._readers = self._primary, self._primary_readers
        if read_url:
            self._reader = _postgres_engine(make_url(read_url), pooler)
            self._readers = PostgresReaders(make_url(read_url), self._reader.dialect, pooler)
        self._engines = list({id(each): each for each in (self._writer, self._primary, self._reader)}.values())
        self._all_readers = {self._readers, self._primary_readers}
        pools = [engine.sync_engine.pool for engine in self._engines]
        self._pools = [pool for pool in pools if isinstance(pool, QueuePool)]
        self._write_session = _sessions(self._writer)
        self._primary_session = _sessions(self._primary)
        self._read_session = _sessions(self._reader)
        # Events were committed here; and events got their places, here or elsewhere.
        self.recorded, self.sequenced = Signal(), Signal()
        self._notices = None if self.is_sqlite or pooler else Notices(self._primary_readers, self.sequenced.give)
        self.statements = statements_of(self._reader.dialect)

    @asynccontextmanager
    async def read(self, *, primary: bool = False) -> AsyncIterator[AsyncSession]:
        """A session to read with. `primary` sees what was just written, also where a replica serves the others."""
        with _translated():
            async with (self._primary_session if primary else self._read_session)() as session:
                yield session

    async def fetch(
        self, statement: SelectBase, parameters: Mapping[str, Any] | None = None, *, primary: bool = False
    ) -> list[Row]:
        """The rows of a statement, each value as its column's type says.

        One that is the same object each time comes with `parameters`, and is compiled once.
        """
        if parameters is None:
            prepared = self.statements.prepare(statement, lambda: statement, planning=Planning.AUTO)
        else:
            prepared = self.statements.prepare(None, lambda: statement, name=statement, parameters=parameters)
        rows = await self.fetch_raw(prepared, primary=primary)
        readers = prepared.readers
        return [[read(value) if read else value for read, value in zip(readers, row, strict=True)] for row in rows]

    async def fetch_raw(self, statement: Prepared, *, primary: bool = False) -> list[Row]:
        """The rows as the driver gives them. Where the connection broke, reading again loses nothing."""
        readers = self._primary_readers if primary else self._readers
        with _translated():
            try:
                return await readers.rows(statement)
            except DATABASE_ERRORS as error:
                if not _server_gone(error):
                    raise
            return await readers.rows(statement)

    async def write(self, attempt: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Run `attempt` in one transaction and commit it; again from the start where it lost a race."""
        with _translated():
            async for trial in AsyncRetrying(
                retry=retry_if_exception(_may_try_again),
                stop=stop_after_attempt(ATTEMPTS),
                wait=wait_random_exponential(multiplier=0.02, max=1),
                reraise=True,
            ):
                with trial:
                    async with self._write_session() as session:
                        result = await attempt(session)
                        await _commit(session)
                        return result
        raise AssertionError("unreachable: the last attempt is raised again")

    @property
    def announces(self) -> bool:
        """Whether processes wake each other; else they have to look."""
        return self._notices is not None

    async def announce(self) -> None:
        """Wake who waits for `sequenced` in other processes: a hint that may be lost, for they look by themselves too."""
        if self._notices is not None:
            await self.fetch_raw(ANNOUNCEMENT, primary=True)

    async def listen(self) -> None:
        """Be woken by the announcements of others, for as long as this runs."""
        if self._notices is not None:
            await self._notices.listen()

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A bare connection that may change the schema: one transaction, committed at its end."""
        with _translated():
            async with self._writer.connect() as connection:
                yield connection
                await connection.commit()

    @property
    def busy(self) -> int:
        """Connections in use."""
        return sum(pool.checkedout() for pool in self._pools) + sum(readers.busy for readers in self._all_readers)

    async def close(self) -> None:
        """What still runs has a moment to end: a pool that was closed does not close what comes back to it later."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_MOMENTS):
                while self.busy:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        for readers in self._all_readers:
            await readers.close()
        for engine in self._engines:
            await engine.dispose()


async def analyze(session: AsyncSession) -> None:
    """Let PostgreSQL count what was just written.

    By itself it does so only a minute after the commit, and until then plans for empty tables: searches would take
    seconds, and so would the foreign keys' checks of this same transaction, more with each row.
    """
    if session.get_bind().dialect.name == "postgresql":
        tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
        await session.execute(text(f"ANALYZE {tables}"))


@contextmanager
def _translated() -> Iterator[None]:
    """A database that cannot be used, whatever the reason, is Unavailable; other errors stay what they are."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable("every connection is in use") from error
    except DATABASE_ERRORS as error:
        if _server_gone(error) or _refused(error):
            raise Unavailable(_first_line(error)) from error
        raise


def _first_line(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


def _sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False, autoflush=False)


async def _commit(session: AsyncSession) -> None:
    """A connection lost while committing leaves the outcome open: never done again by guess."""
    try:
        await session.commit()
    except DATABASE_ERRORS as error:
        if _server_gone(error):
            raise Unavailable("the connection was lost while committing") from error
        raise


def _sqlite_engine(url: URL, *, begin: str, durable: bool, pool_size: int) -> AsyncEngine:
    # One writer connection a process queues its writers fairly; the busy timeout serves those of other processes.
    engine = create_async_engine(
        url,
        connect_args={"isolation_level": None, "timeout": 30},
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def look_first(_: Dialect, __: ConnectionPoolEntry, arguments: list[Any], options: dict[str, Any]) -> None:
        probe(*arguments, **options)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            f"synchronous = {'FULL' if durable else 'NORMAL'}",
            "foreign_keys = ON",
            "busy_timeout = 30000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres_engine(url: URL, pooler: str | None) -> AsyncEngine:
    connect_args = postgres_options(pooler)
    if pooler == "transaction":
        connect_args |= {
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: f"backhaul_{uuid.uuid4().hex}",
        }
    return create_async_engine(
        url, connect_args=connect_args, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True
    )


def _sqlstate(error: BaseException) -> str:
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


def _server_gone(error: BaseException) -> bool:
    if isinstance(error, DBAPIError | PostgresError):
        state = _sqlstate(error)
        return getattr(error, "connection_invalidated", False) or state in SERVER_GONE or state.startswith("08")
    if isinstance(error, ConnectionError | TimeoutError | socket.gaierror | InternalClientError | InterfaceError):
        return True
    # asyncio sums up several failed addresses in an OSError without a number; any other one is not the database's.
    return isinstance(error, OSError) and error.errno is None


def _refused(error: BaseException) -> bool:
    """No such database, a wrong password, too many connections; a file that is none, or that others keep locked."""
    words = str(getattr(error, "orig", None) or error)
    return (
        _sqlstate(error).startswith(("28", "3D", "53"))
        or isinstance(error, InvalidAuthorizationSpecificationError | InvalidCatalogNameError | TooManyConnectionsError)
        or any(reason in words for reason in ("unable to open database", "not a database", "database is locked"))
    )


def _may_try_again(error: BaseException) -> bool:
    if isinstance(error, IntegrityError):
        # A unique key that somebody else has just taken: the next attempt sees their row and decides anew.
        return _sqlstate(error) == "23505" or "UNIQUE constraint failed" in str(error.orig)
    return _server_gone(error) or (isinstance(error, DBAPIError) and _sqlstate(error) in LOST_RACE)
