"""The one order of all events: after their commit they are numbered without a gap, each chained to the one before.

Numbers that transactions took for themselves would be committed out of turn, and a reader who remembers the last one it
saw would miss those that came late. So whoever holds the chain's one row gives numbers to what is committed by then, in
a transaction of its own: whatever becomes visible later gets a later number, whichever process wrote it, also one that
died since.
"""

import asyncio
import hashlib
from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlalchemy import BigInteger, Integer, bindparam, literal_column, or_, select, update

from domain.permissions import SYSTEM
from models import Event, EventChain
from models.base import table_of
from models.database import Database
from models.events import NO_HASH
from services.work import Work, perform

log = structlog.get_logger()
# How many events get their places in one transaction.
CHUNK = 1000
# Seconds between two of them, in which what is written meanwhile gathers; and until somebody looks who was not woken,
# because another process wrote the events and died, or the command line did.
GATHERING, UNWOKEN = 0.02, 1.0
# How many are checked at a time.
CHECKED = 5000

_EVENTS = table_of(Event)
_PLACE = (
    update(_EVENTS)
    .where(_EVENTS.c.merchant_id == bindparam("of_merchant"), _EVENTS.c.id == bindparam("of_event"))
    .values(seq=bindparam("its_seq"), hash=bindparam("its_hash"))
)


async def keep(database: Database, told: Callable[[int], object] = lambda _: None) -> None:
    """Give places to events as they are written; `told` how many. What fails is logged, and tried again."""
    with database.recorded.bell() as bell:
        while True:
            try:
                if count := await sequence(database):
                    told(count)
                await asyncio.sleep(GATHERING)
            except Exception as error:
                log.error("sequencer", error=type(error).__qualname__)
            await bell.heard(UNWOKEN)


async def sequence(database: Database) -> int:
    """Give a place to every event that is committed and has none; answers how many those were."""
    total = 0
    # Looked for first, because placing is for one at a time, and on SQLite keeps all others from writing.
    while await database.fetch(_SOME_WAIT, primary=True):
        total += await perform(database, _place_some, None, actor=SYSTEM)
        database.sequenced.give()
        await database.announce()
    return total


_WAITING = select(Event.id).where(Event.seq.is_(None)).order_by(Event.id)
_SOME_WAIT = _WAITING.limit(1)
# What grows with each row, or transaction, that is written: clocks of several machines say less of what came first.
_WRITTEN = {"sqlite": literal_column("events.rowid"), "postgresql": -literal_column("age(events.xmin)", Integer)}


async def _place_some(work: Work, _: None) -> int:
    chain = (await work.session.scalars(select(EventChain).with_for_update())).one()
    written = _WRITTEN[work.session.get_bind().dialect.name]
    waiting = _WAITING.with_only_columns(Event, written).limit(CHUNK)
    events = in_order([(event, place) for event, place in await work.session.execute(waiting)])
    places = []
    for event in events:
        chain.seq, chain.hash = chain.seq + 1, link(chain.hash, chain.seq + 1, event)
        places.append(
            {"of_merchant": event.merchant_id, "of_event": event.id, "its_seq": chain.seq, "its_hash": chain.hash}
        )
    if places:
        await work.session.execute(_PLACE, places)
    return len(places)


def in_order(written: Iterable[tuple[Event, int]]) -> list[Event]:
    """As they were written; those of one document by its versions, which are never wrong."""
    ordered = [event for event, _ in sorted(written, key=lambda pair: (pair[1], pair[0].id))]
    places: dict[UUID, list[int]] = defaultdict(list)
    for place, event in enumerate(ordered):
        places[event.subject_id].append(place)
    for own in places.values():
        told = sorted((ordered[place] for place in own), key=lambda event: (event.subject_version, event.id))
        for place, event in zip(own, told, strict=True):
            ordered[place] = event
    return ordered


def link(previous: str, seq: int, event: Any) -> str:
    """The event's hash: SHA-256 over the hash before it and everything that the event says, in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical(seq, event)).hexdigest()


def canonical(seq: int, event: Any) -> bytes:
    """The same bytes for the same event, whichever database it lies in: JSON with sorted keys, without spaces.

    The event's values may be as the driver gives them, which is much cheaper where a million are checked.
    """
    said = {
        "seq": seq,
        "id": _hex(event.id),
        "merchant": _hex(event.merchant_id),
        "warehouse": _hex(event.warehouse_id),
        "at": _moment(event.at),
        "actor": [_hex(event.actor_id), event.actor_name, event.actor_role],
        "subject": [event.subject_kind, _hex(event.subject_id), event.subject_version],
        "action": event.action,
        "from": event.from_state,
        "to": event.to_state,
        "changes": orjson.loads(event.changes) if isinstance(event.changes, str) else event.changes,
    }
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def _hex(id: UUID | str | None) -> str | None:
    return id.hex if isinstance(id, UUID) else id


def _moment(at: datetime | str) -> str:
    """SQLite keeps no zone, and a blank for the T."""
    if isinstance(at, str):
        return f"{at[:10]}T{at[11:]}+00:00"
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# ───────────────────────── proof ─────────────────────────


class BrokenChain(Exception):
    """The first event that is not as it was when it got its place."""


async def check_chain(database: Database, advance: Callable[[int], object] = lambda _: None) -> int:
    """How many events have their places, all of them as they were; else BrokenChain.

    `advance` is told how many more were looked at.
    """
    ((end, end_hash),) = await database.fetch(select(EventChain.seq, EventChain.hash), primary=True)
    hash = NO_HASH
    for before in range(0, end, CHECKED):
        last = min(before + CHECKED, end)
        between = database.statements.prepare(
            None, lambda: _BETWEEN, name=_BETWEEN, parameters={"before": before, "last": last}
        )
        hash = _checked(hash, before + 1, last, await database.fetch_raw(between, primary=True))
        advance(last - before)
    if hash != end_hash:
        raise BrokenChain(f"event {end} is not the one that the chain ends with")
    for (id,) in await database.fetch(_OUTSIDE, primary=True):
        raise BrokenChain(f"event ev_{id.hex} has a place outside the chain")
    return int(end)


def _checked(hash: str, first: int, last: int, rows: Iterable[Any]) -> str:
    for seq, event in zip_longest(range(first, last + 1), _named(rows)):
        if seq is None or (event and event.seq < seq):
            raise BrokenChain(f"there are two events {event.seq}")
        if event is None or event.seq > seq:
            raise BrokenChain(f"event {seq} is missing")
        hash = link(hash, seq, event)
        if event.hash != hash:
            raise BrokenChain(f"event {seq} (ev_{_hex(event.id)}) is not what was chained")
    return hash


_Row = namedtuple("_Row", _EVENTS.c.keys())  # type: ignore[misc]  # its fields are the table's columns


def _named(rows: Iterable[Any]) -> Iterator[Any]:
    return map(_Row._make, rows)


# By numbers and not by rows, so that a second event of a number is among them.
_BETWEEN = (
    select(_EVENTS)
    .where(_EVENTS.c.seq > bindparam("before", type_=BigInteger), _EVENTS.c.seq <= bindparam("last", type_=BigInteger))
    .order_by(_EVENTS.c.seq)
)
_OUTSIDE = select(Event.id).where(or_(Event.seq > select(EventChain.seq).scalar_subquery(), Event.seq < 1)).limit(1)
