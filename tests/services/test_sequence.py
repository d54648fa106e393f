"""The order of all events: gapless, chained, the same whoever gives places; and what was done to it by hand is found."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.documents import DocumentKind
from domain.history import changed_values
from domain.texts import Locale, catalogue
from models import Event, EventChain
from models.base import table_of
from models.database import Database
from services import events
from services.events import BrokenChain, check_chain, in_order, sequence
from services.verify import verify
from tests.templates import demo_data
from tests.world import World

EVENTS = table_of(Event)


async def rows(world: World) -> list[Event]:
    async with world.database.read(primary=True) as session:
        return list(await session.scalars(select(Event).order_by(Event.seq)))


async def test_every_event_has_its_place_once_however_many_give_places(world: World) -> None:
    """Eight write while three give places, each as a process of its own would, on connections of its own."""
    others = [Database(str(world.database.url.render_as_string(hide_password=False)), durable=False) for _ in range(3)]
    writing = [asyncio.create_task(_write(world)) for _ in range(8)]

    async def give(database: Database) -> None:
        while not all(task.done() for task in writing):
            await sequence(database)

    try:
        await asyncio.gather(*writing, *map(give, others))
        await sequence(others[0])
    finally:
        for database in others:
            await database.close()
    found = await rows(world)
    assert [event.seq for event in found] == list(range(1, 8 * 15 + 1))
    assert await check_chain(world.database) == len(found)


async def _write(world: World) -> None:
    for _ in range(10):
        await world.order()
    id = await world.order()
    await world.advance_to_pickup(id)
    for _ in range(3):
        await world.order()


async def test_versions_are_told_in_their_order_whatever_the_clocks_said(world: World) -> None:
    def event(subject: Any, version: int, id: int) -> Event:
        return Event(**{**_plain(subject), "subject_version": version, "id": uuid4().__class__(int=id)})

    one, other = uuid4(), uuid4()
    late, early, between = event(one, 1, 9), event(one, 2, 1), event(other, 1, 5)
    assert in_order([(late, 3), (early, 1), (between, 2)]) == [late, between, early]
    assert in_order([(between, 1), (early, 1), (late, 1)]) == [late, between, early]


def _plain(subject: Any) -> dict[str, Any]:
    names = ("merchant_id", "at", "warehouse_id", "action", "from_state", "to_state", "actor_id", "actor_role")
    return dict.fromkeys(names) | {
        "subject_kind": DocumentKind.REVERSE_ORDER, "subject_id": subject, "changes": {}, "actor_name": ""
    }  # fmt: skip


async def test_more_than_one_chunk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CHUNK", 7)
    monkeypatch.setattr(events, "CHECKED", 5)
    await world.orders(23)
    assert await sequence(world.database) == 23
    assert await sequence(world.database) == 0
    assert await check_chain(world.database) == 23


# ───────────────────────── word from other processes ─────────────────────────

LISTENING = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"


@pytest.mark.parametrize("backend", ["postgresql"])
async def test_a_connection_that_breaks_is_opened_again(database: Database, database_url: str) -> None:
    other = Database(database_url)
    listening = asyncio.create_task(database.listen())
    try:
        with database.sequenced.bell() as bell:
            for _ in range(3):
                broken = await _listeners(other)
                while await bell.heard(0.2):
                    pass
                await other.announce()
                assert await bell.heard(5)
                async with other.connect() as connection:
                    await connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": broken})
    finally:
        listening.cancel()
        await asyncio.wait({listening})
        await other.close()


async def _listeners(database: Database) -> int:
    """The server's process that somebody listens to, as soon as there is one."""
    async with asyncio.timeout(10):
        while True:
            async with database.connect() as connection:
                found = (await connection.execute(text(LISTENING))).scalars().all()
            if found:
                return int(found[0])
            await asyncio.sleep(0.05)


# ───────────────────────── by hand ─────────────────────────


def _changed(**values: Any) -> Any:
    return update(EVENTS).where(EVENTS.c.seq == 4).values(**values)


def _copied(event: Event, **values: Any) -> Any:
    own = {column.key: getattr(event, column.key) for column in EVENTS.c}
    return insert(EVENTS).values({**own, "id": uuid4(), **values})


TAMPERING: dict[str, tuple[Callable[[Event], Any], str]] = {
    "what it says": (lambda _: _changed(to_state="COMPLETED"), "event 4 "),
    "who did it": (lambda _: _changed(actor_name="somebody else"), "event 4 "),
    "what changed": (lambda _: _changed(changes={"reason": "another"}), "event 4 "),
    "when": (lambda event: _changed(at=event.at.replace(year=2020)), "event 4 "),
    "its hash": (lambda _: _changed(hash="0" * 64), "event 4 "),
    "its place": (lambda _: _changed(seq=400), "event 4 is missing"),
    "no place": (lambda _: _changed(seq=None, hash=None), "event 4 is missing"),
    "removed": (lambda _: delete(EVENTS).where(EVENTS.c.seq == 4), "event 4 is missing"),
    "the last removed": (lambda _: delete(EVENTS).where(EVENTS.c.seq == 9), "event 9 is missing"),
    "the first removed": (lambda _: delete(EVENTS).where(EVENTS.c.seq == 1), "event 1 is missing"),
    "inserted at its place": (lambda event: _copied(event), "there are two events 4"),
    "inserted behind": (lambda event: _copied(event, seq=10), "outside the chain"),
    "inserted in front": (lambda event: _copied(event, seq=0), "outside the chain"),
    "the chain's end": (lambda _: update(EventChain).values(hash="1" * 64), "event 9"),
    "the chain cut short": (lambda _: update(EventChain).values(seq=5), "event 5"),
}


@pytest.mark.parametrize("how", TAMPERING)
async def test_what_was_done_by_hand_is_found(world: World, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CHECKED", 4)
    await world.orders(9)
    await sequence(world.database)
    assert await check_chain(world.database) == 9
    statement, found = TAMPERING[how]
    event = next(event for event in await rows(world) if event.seq == 4)
    await _execute(world, statement(event))
    with pytest.raises(BrokenChain, match=found):
        await check_chain(world.database)
    assert any("chain" in finding.invariant for finding in await verify(world.database))


async def test_an_event_that_is_inserted_without_a_place_is_found(world: World) -> None:
    """It gets one like any other; but its document knows nothing of it."""
    await world.orders(3)
    await sequence(world.database)
    assert await verify(world.database) == []
    (event, *_) = await rows(world)
    await _execute(world, _copied(event, seq=None, hash=None))
    await sequence(world.database)
    assert await check_chain(world.database) == 4
    assert "one event for each version: reverse order" in [
        finding.invariant for finding in await verify(world.database)
    ]


async def _execute(world: World, statement: Any) -> None:
    connection: AsyncConnection
    async with world.database.connect() as connection:
        await connection.execute(statement)


# ───────────────────────── in words ─────────────────────────


@pytest.mark.parametrize("filling", [demo_data])
@pytest.mark.parametrize("backend", ["sqlite"])
async def test_everything_that_events_of_the_demo_say_has_a_name(database: Database) -> None:
    async with database.read() as session:
        said = (await session.scalars(select(Event.changes))).all()
    for locale in Locale:
        names = catalogue(locale)["changes"]
        told = {value.name.rpartition(".")[2] for changes in said for value in changed_values(changes, locale)}
        assert told <= names.keys()
    assert len(told) > 40
