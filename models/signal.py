"""Waking whoever waits for something in this process."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Signal:
    """One given while nobody looks is not lost: a bell stays rung until its owner has heard it."""

    def __init__(self) -> None:
        self._bells: set[Bell] = set()

    def give(self) -> None:
        for bell in self._bells:
            bell.ring()

    @contextmanager
    def bell(self) -> Iterator["Bell"]:
        bell = Bell()
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)


class Bell:
    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def heard(self, within: float) -> bool:
        """Whether it rang, now or within so many seconds; as good as new afterwards."""
        try:
            async with asyncio.timeout(within):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True
