"""Passwords: hashed with argon2id, checked in threads, few at once, and as long for a name that nobody has."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION
from sqlalchemy import bindparam, select

from models import User
from models.database import Database

T = TypeVar("T")

HASHER = PasswordHasher()
# Seconds that a check may wait for its turn.
PATIENCE = 3.0


class TooBusy(Exception):
    """More passwords are to be checked than can be soon."""


@dataclass(frozen=True)
class Account:
    """Whose password it was; with a new hash of it where the old one was made with other parameters."""

    id: UUID
    new_hash: str | None


async def hashed(password: str) -> str:
    return await asyncio.to_thread(HASHER.hash, password)


_ACCOUNT = select(User.id, User.password_hash).where(User.name == bindparam("name"))


class Passwords:
    """Checks them; `at_once` so many, because each takes 64 MiB meanwhile."""

    def __init__(self, database: Database, at_once: int, patience: float = PATIENCE) -> None:
        self._database = database
        self._hasher = HASHER
        self._nobodys = _nobodys_hash(HASHER)
        self._free = asyncio.Semaphore(at_once)
        self._patience = patience

    async def whose(self, name: str, password: str) -> Account | None:
        """The account of this name and password. A wrong name takes as long as a wrong password; raises TooBusy."""
        # No name holds what PostgreSQL cannot even compare.
        rows = await self._database.fetch(_ACCOUNT, {"name": name.replace("\0", "\ufffd")}, primary=True)
        id, kept = rows[0] if rows else (None, None)
        fits = await self._turn(lambda: self._verify(kept or self._nobodys, password))
        if not fits or id is None or kept is None:
            return None
        outdated = self._hasher.check_needs_rehash(kept)
        return Account(id, await self._turn(lambda: self._hasher.hash(password)) if outdated else None)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _turn(self, work: Callable[[], T]) -> T:
        """Do it in a thread as soon as few enough others are at it; they are until they end, waited for or not."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise TooBusy from None
        working = asyncio.get_running_loop().run_in_executor(None, work)
        working.add_done_callback(lambda _: self._free.release())
        return await asyncio.shield(working)


def _nobodys_hash(hasher: PasswordHasher) -> str:
    """A hash that no password has."""
    salt, digest = (
        b64encode(secrets.token_bytes(size)).rstrip(b"=").decode() for size in (hasher.salt_len, hasher.hash_len)
    )
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${cost}${salt}${digest}"
