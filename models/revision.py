"""Which schema a database has, and which one is this version's: without Alembic, which servers need not hold in memory."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from models.database import Database

# Migrations are named after their revisions, which are numbered.
HEAD = max(path.name for path in (Path(__file__).parent / "migrations" / "versions").glob("*.py")).partition("_")[0]
_KEPT = table("alembic_version", column("version_num"))


async def current(database: Database) -> str | None:
    """The revision of the database; None where there is no schema of ours."""
    async with database.read(primary=True) as session:
        return await (await session.connection()).run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_KEPT.name):
        return None
    revision: str | None = connection.scalar(select(_KEPT.c.version_num))
    return revision
