"""Fail when the migrations do not lead to the models' schema: `python -m models.migrations.check`."""

import asyncio
import sys
import tempfile

from models import migrate
from models.database import Database


async def differences() -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/check.db", durable=False)
        await migrate.upgrade(database)
        found = await migrate.differences(database)
        await database.close()
        return found


if __name__ == "__main__":
    if found := asyncio.run(differences()):
        sys.exit(f"a migration is missing: {found}")
