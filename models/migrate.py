"""Bring a database to this version's schema, and tell how it differs from the models."""

import re
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from models import Base
from models.database import Database

CONFIG = Config()
CONFIG.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
CONFIG.set_main_option("path_separator", "os")


async def upgrade(database: Database) -> None:
    async with database.connect() as connection:
        await connection.run_sync(_upgrade)


async def differences(database: Database) -> list[object]:
    """How the migrated database differs from the models: nothing, or a migration is missing."""
    async with database.connect() as connection:
        return await connection.run_sync(_differences)


def is_modelled(name: str | None, kind: str, _: object) -> bool:
    """What search is made of, each database has in its own way: no model knows it (see `models.search`)."""
    return not re.fullmatch(r"\w+_grams(_\w+)?", name or "")


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(CONFIG.get_main_option("script_location")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _differences(connection: Connection) -> list[object]:
    opts = {"compare_type": True, "include_name": is_modelled}
    context = MigrationContext.configure(connection, opts=opts)
    return list(compare_metadata(context, Base.metadata))
