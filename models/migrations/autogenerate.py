"""Write the migration that brings the head's schema to the models': `python -m models.migrations.autogenerate MESSAGE`."""

import asyncio
import sys
import tempfile

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from models import migrate
from models.database import Database


async def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/head.db")
        await migrate.upgrade(database)
        async with database.connect() as connection:
            await connection.run_sync(_write, message)
        await database.close()


def _write(connection: Connection, message: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.CONFIG.get_main_option("script_location")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.revision(config, message, autogenerate=True)


if __name__ == "__main__":
    asyncio.run(main(" ".join(sys.argv[1:])))
