"""Where requests land: pages at several depths of several filters, and orders, all of one merchant and all different."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

import asyncpg

from benchmarks import parties
from benchmarks.postgres import Server
from services.queries.paging import Cursors
from services.queries.reverse_orders import LISTING

SECRET_KEY = "benchmark"
PAGE = 50
DEEP = 2000
_STATES = (None, "AWAITING_DECISION", "AWAITING_PICKUP_REGISTRATION", "AWAITING_PICKUP", "COMPLETED", "CANCELLED")
_DEPTHS = (0, 1, 3, 20)
_ORDERS = 200


@dataclass(frozen=True)
class Place:
    """A page: a filter, and the row behind which it begins."""

    state: str | None
    depth: int
    last: tuple[datetime, UUID] | None = None

    @property
    def cursor(self) -> str | None:
        """As Backhaul writes it, with the key that the benchmark's servers share."""
        return None if self.last is None else Cursors(SECRET_KEY.encode()).write(LISTING.ordering(), self.last)


@dataclass(frozen=True)
class Places:
    merchant: UUID
    pages: list[Place]
    deep: Place
    orders: list[UUID]


async def find(server: Server, database: str, deep_row: int | None = None) -> Places:
    """The largest merchant's. `deep_row` is where the deep page begins, if there are so many."""
    connection = await asyncpg.connect(server.url(database))
    try:
        merchant = await connection.fetchval(
            "SELECT m.merchant_id FROM user_merchants m JOIN users u ON u.id = m.user_id WHERE u.name = $1",
            parties.MERCHANT,
        )
        total = await connection.fetchval("SELECT count(*) FROM reverse_orders WHERE merchant_id = $1", merchant)
        wanted = [Place(state, depth) for state in _STATES for depth in _DEPTHS]
        pages = [found for place in wanted if (found := await _located(connection, merchant, place)) is not None]
        deep_row = min(deep_row or DEEP * PAGE, total - 2 * PAGE)
        deep = await _located(connection, merchant, Place(None, deep_row // PAGE))
        assert deep is not None
        orders = [
            row["id"]
            for row in await connection.fetch(
                "SELECT id FROM reverse_orders WHERE merchant_id = $1 ORDER BY md5(id::text) LIMIT $2",
                merchant,
                _ORDERS,
            )
        ]
    finally:
        await connection.close()
    Random(1).shuffle(pages)
    return Places(merchant, pages, deep, orders)


async def _located(connection: asyncpg.Connection, merchant: UUID, place: Place) -> Place | None:
    """The place with the row in front of it; None where the list ends before."""
    if place.depth == 0:
        return place
    row = await connection.fetchrow(
        "SELECT created_at, id FROM reverse_orders WHERE merchant_id = $1 AND ($2::text IS NULL OR state = $2) "
        "ORDER BY created_at DESC, id DESC OFFSET $3 LIMIT 1",
        merchant,
        place.state,
        place.depth * PAGE - 1,
    )
    return Place(place.state, place.depth, (row["created_at"], row["id"])) if row else None
