"""Files on their way to the object store: whatever happens meanwhile, none stays there that is not evidence.

A row stands for each until its evidence is written, in the same transaction; what is left is cleared away later.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import delete, select

from domain.permissions import SYSTEM
from models import Upload
from models.database import Database
from services.objects import Lost, Objects
from services.work import Clock, Work, perform

log = structlog.get_logger()
# Longer than any upload takes: whoever began it has ended, or was killed.
LEFT_AFTER: Final = timedelta(hours=1)
CHUNK: Final = 100


async def begin(work: Work, key: str) -> None:
    work.add(Upload(key=key, at=work.now))


async def end(work: Work, key: str) -> None:
    """The file is evidence, or is no more."""
    await work.session.execute(delete(Upload).where(Upload.key == key))


async def give_up(database: Database, objects: Objects, key: str, clock: Clock) -> None:
    """Remove a file, unless it became evidence after all: a connection that broke while committing leaves that open."""
    try:
        async with database.read(primary=True) as session:
            left = await session.scalar(select(Upload.key).where(Upload.key == key))
        if left is not None:
            await _clear(database, objects, key, clock)
    except Exception as error:
        log.error("a file is left in the object store for now", key=key, error=type(error).__qualname__)


async def clear(database: Database, objects: Objects, clock: Clock) -> int:
    """Remove what was left by who was killed; answers how many files that was."""
    async with database.read(primary=True) as session:
        old = select(Upload.key).where(Upload.at <= clock() - LEFT_AFTER).order_by(Upload.at).limit(CHUNK)
        keys = (await session.scalars(old)).all()
    for key in keys:
        await _clear(database, objects, key, clock)
    return len(keys)


async def _clear(database: Database, objects: Objects, key: str, clock: Clock) -> None:
    with suppress(Lost):  # It never arrived.
        await objects.remove(key)
    await perform(database, end, key, actor=SYSTEM, clock=clock)
