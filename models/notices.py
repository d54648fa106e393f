"""Word between the processes that share a PostgreSQL: that there is something new, never what."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from models.readers import POSTGRES_ERRORS, Readers
from models.statements import Prepared

log = structlog.get_logger()
CHANNEL: Final = "backhaul_events"
# By itself, outside of any transaction that writes: NOTIFY has those commit one after the other.
ANNOUNCEMENT: Final = Prepared(f"NOTIFY {CHANNEL}", [], [])
# Seconds between looks whether the connection is still there, and until a broken one is tried again.
LOOK_EVERY, AGAIN_AFTER = 15.0, 1.0


class Notices:
    """Listens on a connection of its own, and opens another one where that breaks."""

    def __init__(self, readers: Readers, heard: Callable[[], object]) -> None:
        self._readers = readers
        self._heard = heard

    async def listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except POSTGRES_ERRORS as error:
                log.warning("not listening", error=type(error).__qualname__)
            await asyncio.sleep(AGAIN_AFTER)

    async def _listen_once(self) -> None:
        connection = await self._readers.opened()
        ended = asyncio.Event()
        connection.add_termination_listener(lambda _: ended.set())
        try:
            await connection.add_listener(CHANNEL, lambda *_: self._heard())
            # Whatever was announced while nobody listened.
            self._heard()
            while not ended.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(ended.wait(), LOOK_EVERY)
                await connection.execute("SELECT 1", timeout=LOOK_EVERY)
        finally:
            await self._readers.discard(connection)
