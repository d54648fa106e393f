"""Statements are compiled once in a worker, as in a server process: each test's engines would compile all of them anew."""

from functools import partial
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.util import LRUCache

from models import database

# As many as an engine of its own keeps, of both kinds.
KEPT = 1000


def share_compiled_statements() -> None:
    """They are kept by dialect, of which every engine has one of its own; for us, those of a kind are one."""
    for kind in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
        kind.__eq__ = _same_kind  # type: ignore[assignment]
        kind.__hash__ = _hash_of_kind  # type: ignore[assignment]
    options = {"compiled_cache": LRUCache[Any, Any](KEPT)}
    database.create_async_engine = partial(database.create_async_engine, execution_options=options)  # type: ignore[attr-defined]


def _same_kind(one: Dialect, other: object) -> bool:
    return type(one) is type(other)


def _hash_of_kind(one: Dialect) -> int:
    return hash(type(one))
