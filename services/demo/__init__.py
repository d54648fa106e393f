"""Demo data: two merchants' documents in every state, told as if people had handled them. Into an empty database only."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from sqlalchemy import select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from domain.deadlines import Spans
from domain.permissions import SYSTEM, Role
from models import Merchant, ServiceProvider, User, Warehouse
from models.database import Database, analyze
from services.demo import inbound, parties
from services.demo.courses import Consignment, consignments
from services.demo.exhibits import Exhibits
from services.demo.narrator import Narrator
from services.objects import Objects
from services.work import Clock, Work, perform, utc_now

ORDERS = 2000
STORIES = inbound.STORIES
SEED = 1
ACCOUNTS: dict[str, Role] = {account.name: account.role for account in parties.ACCOUNTS}

# How many consignments are written at once: few statements, and a progress that moves.
CHUNK = 200


class NotEmpty(Exception):
    """There is something in the database already."""


@dataclass(frozen=True)
class _Load:
    orders: int
    stories: bool
    seed: int
    password: str
    exhibits: Exhibits
    advance: Callable[[int], object]


async def is_empty(database: Database) -> bool:
    """Whether nobody and nothing is there yet: every other row belongs to one of these."""
    async with database.read(primary=True) as session:
        return await _nothing(session)


async def load(
    database: Database,
    objects: Objects,
    *,
    orders: int,
    stories: bool = True,
    seed: int,
    spans: Spans,
    password: str | None,
    advance: Callable[[int], object] = lambda _: None,
    clock: Clock = utc_now,
) -> str:
    """Load everything in one transaction, so that a load that is killed leaves nothing but files; answers the password.

    That is so many reverse orders, and the inbound `stories`; `advance` is told of each as it is written. The same seed, number and moment make the same documents, apart from ids and what is made of them.
    """
    password = password or secrets.token_urlsafe(9)
    exhibits = Exhibits(objects)
    command = _Load(orders, stories, seed, password, exhibits, advance)
    try:
        await perform(database, _load, command, actor=SYSTEM, spans=spans, clock=clock)
    except BaseException:
        await exhibits.take_back()
        raise
    return password


async def _nothing(session: AsyncSession) -> bool:
    ids = union_all(*(select(table.id) for table in (User, Merchant, ServiceProvider, Warehouse)))
    return await session.scalar(ids.limit(1)) is None


async def _load(work: Work, command: _Load) -> None:
    if not await _nothing(work.session):
        raise NotEmpty
    exhibits = command.exhibits
    await exhibits.take_back()
    now, random = work.now, Random(command.seed)
    work.now = now - parties.AGE
    cast = await parties.found(work, command.password)
    work.now = now
    narrator = Narrator(work, cast, random, exhibits)
    for number, chunk in enumerate(_chunks(consignments(random, command.orders))):
        for consignment in chunk:
            narrator.tell(consignment)
        await exhibits.store()
        await work.flush()
        if number == 0:
            await analyze(work.session)
        command.advance(sum(len(consignment.origins) for consignment in chunk))
    if command.stories:
        work.now = now
        await inbound.tell(work, cast, random, exhibits, command.advance)
        await exhibits.store()
    await analyze(work.session)


def _chunks(consignments: Iterator[Consignment]) -> Iterator[list[Consignment]]:
    while chunk := list(islice(consignments, CHUNK)):
        yield chunk
