"""Takes indexes and constraints off tables and puts them back: rows come in faster without.

What there is, the database is asked: a new migration's indexes need nothing here.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import asyncpg

# The definitions as the database writes them. A constraint brings its index along.
_CONSTRAINTS = """
SELECT
    format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
    contype = 'f', conrelid::regclass::text
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
    -- Other tables' foreign keys stand in the way of the keys that they point at.
    AND (conrelid::regclass::text = ANY ($1) OR contype = 'f' AND confrelid::regclass::text = ANY ($1))
ORDER BY contype = 'f' DESC, conname
"""
_INDEXES = """
SELECT format('DROP INDEX %I', indexname), indexdef, false, tablename
FROM pg_indexes
WHERE schemaname = 'public' AND tablename = ANY ($1)
    AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace)
ORDER BY indexname
"""


@dataclass
class TakenOff:
    """What puts them back, by table: its own, and the foreign keys, which need the others'."""

    own: dict[str, list[str]] = field(default_factory=dict)
    foreign: dict[str, list[str]] = field(default_factory=dict)

    def add(self, statement: str, table: str, is_foreign: bool) -> None:
        (self.foreign if is_foreign else self.own).setdefault(table, []).append(statement)


async def take_off(connection: asyncpg.Connection, tables: Iterable[str]) -> TakenOff:
    taken = TakenOff()
    for query in (_CONSTRAINTS, _INDEXES):
        for drop, create, is_foreign, table in await connection.fetch(query, list(tables)):
            taken.add(create, table, is_foreign)
            await connection.execute(drop)
    return taken


async def put_back(pool: asyncpg.Pool, taken: TakenOff, say: Callable[[str], None]) -> None:
    """Tables side by side, for there is more than one core; a table's own ones after each other."""

    async def run(step: str, statements: Iterable[str]) -> None:
        async with pool.acquire() as connection:
            say(step)
            for statement in statements:
                await connection.execute(statement)

    await asyncio.gather(*(run(f"indexes of {table}", taken.own[table]) for table in taken.own))
    # Adding a foreign key locks both tables, checking one does not.
    for statements in taken.foreign.values():
        for statement in statements:
            await pool.execute(f"{statement} NOT VALID")
    checks = {table: [_check(statement) for statement in taken.foreign[table]] for table in taken.foreign}
    await asyncio.gather(*(run(f"foreign keys of {table}", checks[table]) for table in checks))


def _check(addition: str) -> str:
    """VALIDATE CONSTRAINT for an ADD CONSTRAINT."""
    table, _, rest = addition.partition(" ADD CONSTRAINT ")
    return f"{table} VALIDATE CONSTRAINT {rest.partition(' FOREIGN KEY')[0]}"
