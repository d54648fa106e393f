"""Who is asking: by an API token, by the session that a browser's cookie holds, or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from starlette.requests import HTTPConnection, Request

from domain.permissions import SYSTEM, Viewer
from models.database import Database
from services import sessions, users
from services.work import Clock, Work, perform
from web.cookies import Cookie
from web.rates import Strangers
from web.refusals import Refused

log = structlog.get_logger()
# How often it is written down who was there: not in the way of any request.
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Caller:
    """`key` tells one token or session from another, and nothing else."""

    viewer: Viewer
    key: str


class Callers:
    def __init__(self, database: Database, clock: Clock, cookie: Cookie, idle: timedelta, strangers: Strangers) -> None:
        # Who is none is counted.
        self.strangers = strangers
        self._database = database
        self._clock = clock
        self._cookie = cookie
        self._idle = idle
        # When each token and session, by its hash, was last used, since that was written down.
        self._tokens: dict[str, datetime] = {}
        self._sessions: dict[str, datetime] = {}

    async def of(self, connection: HTTPConnection, *, counts: bool = True) -> Caller | None:
        """By the Authorization header, else by the cookie. Not every look `counts` as use."""
        authorization = connection.headers.get("authorization", "")
        if _token(authorization) is not None:
            return await self.by_authorization(authorization, counts=counts)
        return await self._by_cookie(connection, counts)

    async def let_in(self, request: Request) -> Caller:
        """Who is asking; raises Refused for who is nobody, which is counted."""
        caller = await self.of(request)
        if caller is None:
            self.strangers.turn_away(address_of(request))
            raise Refused(401, "UNAUTHENTICATED")
        return caller

    async def by_authorization(self, authorization: str, *, counts: bool = True) -> Caller | None:
        token = _token(authorization)
        if not token:
            return None
        key, now = users.hash_of(token), self._clock()
        viewer = await users.authenticate(self._database, key, now)
        return _noted(viewer, key, now, self._tokens if counts else {})

    async def _by_cookie(self, connection: HTTPConnection, counts: bool) -> Caller | None:
        secret = self._cookie.read(connection)
        if secret is None or not self._cookie.origins.is_ours(connection):
            return None
        key, now = users.hash_of(secret), self._clock()
        viewer = await sessions.whose(self._database, key, now, self._idle)
        return _noted(viewer, key, now, self._sessions if counts else {})

    # ───────────────────────── when they were there ─────────────────────────

    async def keep(self) -> None:
        """Write down now and then who was there, and at the end."""
        try:
            while True:
                await asyncio.sleep(SEEN_EVERY.total_seconds())
                await self._write()
        finally:
            await self._write()

    async def _write(self) -> None:
        await self._note(users.used, self._tokens)
        await self._note(sessions.saw, self._sessions)

    async def _note(self, note: "_Note", seen: dict[str, datetime]) -> None:
        """What cannot be written now is written the next time."""
        moments = seen.copy()
        seen.clear()
        if not moments:
            return
        try:
            await perform(self._database, note, moments, actor=SYSTEM, clock=self._clock)
        except Exception as error:
            log.error("who was there was not written down", error=type(error).__qualname__)
            seen.update(moments | seen)


_Note = Callable[[Work, Mapping[str, datetime]], Awaitable[None]]


def _noted(viewer: Viewer | None, key: str, now: datetime, seen: dict[str, datetime]) -> Caller | None:
    """The caller, who was seen now."""
    if viewer is None:
        return None
    seen[key] = now
    return Caller(viewer, key)


def _token(authorization: str) -> str | None:
    """The token of a bearer's header, which may be empty; None for any other header."""
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def address_of(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else "unknown"
