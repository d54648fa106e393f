"""What happens, as it happens: in each process one reader of the events, for all who follow them."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, select, true

from domain.documents import DocumentKind
from domain.errors import SlowConsumer
from domain.permissions import Grants
from models import Event, EventChain
from models.database import Database
from services.events import sequence
from services.scope import sees, visible

log = structlog.get_logger()
# How many events are read at a time.
CHUNK = 500
# How many are handed to one follower together, which are then read together.
TOGETHER = 50
# How many wait for one follower at most, before it is too slow; and how near to the end one comes by reading alone.
BACKLOG, NEAR = 1000, 200
# Seconds between looks: where processes wake each other in case they could not, else because nobody does.
IN_CASE, UNWOKEN = 1.0, 0.1


class Happened(NamedTuple):
    """An event that has its place."""

    seq: int
    merchant_id: UUID
    id: UUID
    warehouse_id: UUID | None
    subject_kind: DocumentKind
    subject_id: UUID


_HAPPENED = select(
    Event.seq, Event.merchant_id, Event.id, Event.warehouse_id, Event.subject_kind, Event.subject_id
).order_by(Event.seq)


@dataclass(frozen=True)
class Which:
    """The events of somebody's scope, of some kinds of documents, of some documents; None: of all."""

    grants: Grants
    kinds: Set[DocumentKind] | None = None
    ids: Set[UUID] | None = None

    def holds(self, event: Happened) -> bool:
        return (
            sees(self.grants, event)
            and (self.kinds is None or event.subject_kind in self.kinds)
            and (self.ids is None or event.subject_id in self.ids)
        )

    @property
    def condition(self) -> ColumnElement[bool]:
        kinds = true() if self.kinds is None else Event.subject_kind.in_(sorted(self.kinds))
        ids = true() if self.ids is None else Event.subject_id.in_(sorted(self.ids))
        return and_(visible(Event, self.grants), kinds, ids)


@dataclass(eq=False)
class _Follower:
    which: Which
    waiting: deque[Happened] = field(default_factory=deque)
    too_slow: bool = False
    _something: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, event: Happened) -> None:
        if self.too_slow or not self.which.holds(event):
            return
        if len(self.waiting) == BACKLOG:
            self.too_slow = True
            self.waiting.clear()
        else:
            self.waiting.append(event)
        self._something.set()

    async def next(self) -> list[Happened]:
        """What waits, as soon as anything does."""
        while not self.waiting:
            if self.too_slow:
                raise SlowConsumer
            self._something.clear()
            await self._something.wait()
        return [self.waiting.popleft() for _ in range(min(TOGETHER, len(self.waiting)))]


class Feed:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._followers: set[_Follower] = set()
        # Up to where events were handed out; none are while nobody follows.
        self._at = 0
        self._joining = asyncio.Lock()
        self._joined = asyncio.Event()

    @property
    def followers(self) -> int:
        return len(self._followers)

    async def follow(self, which: Which, after: int | None = None) -> AsyncIterator[list[Happened]]:
        """Every event of these with a number above `after`, each once and in order; without it, those from now on.

        Those that can be had at once come together, at most TOGETHER.

        Raises SlowConsumer when too many wait to be taken.
        """
        seq = after
        if seq is None:
            # What was committed by now is past, also where it had no place yet.
            await sequence(self._database)
        else:
            while (end := await self._end()) - seq > NEAR:
                async for events in self._past(which, seq, end):
                    yield events
                seq = end
        follower, since = await self._join(which)
        try:
            if seq is not None:
                async for events in self._past(which, seq, since):
                    yield events
            while True:
                yield await follower.next()
        finally:
            self._followers.discard(follower)

    async def _join(self, which: Which) -> tuple[_Follower, int]:
        """A follower of all events behind the number that is answered with it."""
        follower = _Follower(which)
        async with self._joining:
            if not self._followers:
                self._at = await self._end()
            self._followers.add(follower)
            since = self._at
        self._joined.set()
        return follower, since

    async def _end(self) -> int:
        ((seq,),) = await self._database.fetch(select(EventChain.seq), primary=True)
        return int(seq)

    async def _past(self, which: Which, seq: int, end: int) -> AsyncIterator[list[Happened]]:
        while seq < end:
            events = await self._read(which.condition, seq, end)
            for start in range(0, len(events), TOGETHER):
                yield events[start : start + TOGETHER]
            seq = events[-1].seq if len(events) == CHUNK else end

    async def _read(self, condition: ColumnElement[bool], after: int, end: int | None = None) -> list[Happened]:
        between = and_(Event.seq > after, true() if end is None else Event.seq <= end)
        statement = _HAPPENED.where(between, condition).limit(CHUNK)
        return [Happened(*row) for row in await self._database.fetch(statement, primary=True)]

    # ───────────────────────── handing out ─────────────────────────

    async def keep(self) -> None:
        """Hand out events as they get their places. What fails is logged, and tried again."""
        every = IN_CASE if self._database.announces else UNWOKEN
        with self._database.sequenced.bell() as bell:
            while True:
                await self._joined.wait()
                try:
                    await self._hand_out()
                except Exception as error:
                    log.error("feed", error=type(error).__qualname__)
                    await asyncio.sleep(IN_CASE)
                await bell.heard(every)

    async def _hand_out(self) -> None:
        if not self._followers:
            self._joined.clear()
        while self._followers and (events := await self._read(true(), self._at)):
            for event in events:
                self._offer(event)

    def _offer(self, event: Happened) -> None:
        # While events were read, the last follower may have gone, and another one begun further on.
        if event.seq > self._at:
            self._at = event.seq
            for follower in self._followers:
                follower.offer(event)
