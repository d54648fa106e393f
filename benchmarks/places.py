"""Where requests land: pages at several depths of several filters, and documents, all of one merchant and all different."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

import asyncpg

from benchmarks import parties
from benchmarks.documents import REVERSE_ORDERS, Kind
from benchmarks.postgres import Server
from services.queries.paging import Cursors

SECRET_KEY = "benchmark"
PAGE = 50
DEEP = 2000
_DEPTHS = (0, 1, 3, 20)
_DOCUMENTS = 200


@dataclass(frozen=True)
class Place:
    """A page: a filter, and the row behind which it begins."""

    kind: Kind
    state: str | None
    depth: int
    last: tuple[datetime, UUID] | None = None

    @property
    def cursor(self) -> str | None:
        """As Backhaul writes it, with the key that the benchmark's servers share."""
        ordering = self.kind.listing.ordering()
        return None if self.last is None else Cursors(SECRET_KEY.encode()).write(ordering, self.last)


@dataclass(frozen=True)
class Places:
    """Of one kind of documents, of one merchant."""

    merchant: UUID
    pages: list[Place]
    ids: list[UUID]


async def find(server: Server, database: str, kind: Kind) -> Places:
    """The largest merchant's, full pages only."""
    connection = await asyncpg.connect(server.url(database))
    try:
        merchant = await _merchant(connection)
        wanted = [Place(kind, state, depth) for state in (None, *kind.states) for depth in _DEPTHS]
        pages = [found for place in wanted if (found := await _located(connection, merchant, place)) is not None]
        rows = await connection.fetch(
            f"SELECT id FROM {kind.table} WHERE merchant_id = $1 ORDER BY md5(id::text) LIMIT $2", merchant, _DOCUMENTS
        )
    finally:
        await connection.close()
    Random(1).shuffle(pages)
    return Places(merchant, pages, [row["id"] for row in rows])


async def find_deep(server: Server, database: str, row: int = DEEP * PAGE) -> Place:
    """A page of the largest merchant's reverse orders that begins behind so many, if there are as many."""
    connection = await asyncpg.connect(server.url(database))
    try:
        merchant = await _merchant(connection)
        total = await connection.fetchval("SELECT count(*) FROM reverse_orders WHERE merchant_id = $1", merchant)
        deep = min(row, total - 2 * PAGE) // PAGE
        place = await _located(connection, merchant, Place(REVERSE_ORDERS, None, deep))
    finally:
        await connection.close()
    assert place is not None
    return place


async def _merchant(connection: asyncpg.Connection) -> UUID:
    merchant: UUID = await connection.fetchval(
        "SELECT m.merchant_id FROM user_merchants m JOIN users u ON u.id = m.user_id WHERE u.name = $1",
        parties.MERCHANT,
    )
    return merchant


async def _located(connection: asyncpg.Connection, merchant: UUID, place: Place) -> Place | None:
    """The place with the row in front of it; None where the list ends within it."""
    before = place.depth * PAGE
    rows = await connection.fetch(
        f"SELECT created_at, id FROM {place.kind.table} WHERE merchant_id = $1 AND ($2::text IS NULL OR state = $2) "
        "ORDER BY created_at DESC, id DESC OFFSET $3 LIMIT $4",
        merchant,
        place.state,
        max(before - 1, 0),
        PAGE + (before > 0),
    )
    if len(rows) < PAGE + (before > 0):
        return None
    last = (rows[0]["created_at"], rows[0]["id"]) if before else None
    return Place(place.kind, place.state, place.depth, last)
