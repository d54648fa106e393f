"""The floor: what hand-written SQL behind bare Starlette needs for the same answers.

The database writes the JSON; nothing is parsed, validated or authenticated. Only the cursor is Backhaul's.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.queries.paging import Cursors
from services.queries.reverse_orders import LISTING


def _id(prefix: str, table: str) -> str:
    return f"'{prefix}_' || encode(uuid_send({table}.id), 'hex')"


def _moment(column: str) -> str:
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""


# Rows within rows, which row_to_json writes in one go: json_build_object looks up its arguments' types with each call.
_ORDER = f"""
CROSS JOIN LATERAL (SELECT {_id("wh", "w")} AS id, w.code, w.name FROM warehouses w WHERE w.id = o.warehouse_id) AS wh
CROSS JOIN LATERAL (
    SELECT {_id("co", "c")} AS id, c.code, c.name
    FROM cargo_owners c WHERE c.merchant_id = o.merchant_id AND c.id = o.cargo_owner_id
) AS co
CROSS JOIN LATERAL (
    SELECT
        {_id("ro", "o")} AS "id",
        o.number,
        o.order_number AS "orderNumber",
        o.sales_return_number AS "salesReturnNumber",
        o.type,
        o.cause,
        o.state,
        o.business_model AS "businessModel",
        o.pickup_method AS "pickupMethod",
        o.total_quantity AS "totalQuantity",
        o.forward_tracking_number AS "forwardTrackingNumber",
        o.reverse_tracking_number AS "reverseTrackingNumber",
        {_moment("o.created_at")} AS "createdAt",
        {_moment("o.updated_at")} AS "updatedAt",
        wh AS "warehouse",
        co AS "cargoOwner",
        ARRAY(
            SELECT line
            FROM (
                SELECT l.quantity, l.lot_number AS "lotNumber", gi AS "goodsItem", pr AS "product"
                FROM reverse_order_lines l
                CROSS JOIN LATERAL (
                    SELECT {_id("gi", "g")} AS id, g.external_id AS "externalId", g.name
                    FROM goods_items g WHERE g.merchant_id = l.merchant_id AND g.id = l.goods_item_id
                ) AS gi
                CROSS JOIN LATERAL (
                    SELECT {_id("pr", "p")} AS id, p.external_id AS "externalId", p.name
                    FROM products p WHERE p.merchant_id = l.merchant_id AND p.id = l.product_id
                ) AS pr
                WHERE l.merchant_id = o.merchant_id AND l.reverse_order_id = o.id
                ORDER BY l.position
            ) AS line
        ) AS "lines"
        {{more}}
) AS shown
"""


def _page(*conditions: str) -> str:
    """51 rows, the last one only to know that there is more."""
    where = " AND ".join(["merchant_id = $1", *conditions])
    return f"""
SELECT o.created_at, o.id, row_to_json(shown) AS json
FROM (
    SELECT * FROM reverse_orders WHERE {where} ORDER BY created_at DESC, id DESC LIMIT 51
) AS o {_ORDER.format(more="")}
ORDER BY o.created_at DESC, o.id DESC
"""


_AFTER = "(created_at, id) < (${0}, ${1})"
_PAGES = {
    (False, False): _page(),
    (True, False): _page("state = $2"),
    (False, True): _page(_AFTER.format(2, 3)),
    (True, True): _page("state = $2", _AFTER.format(3, 4)),
}
_TIMELINE = f"""
, (
    SELECT events FROM (
        SELECT ARRAY(
            SELECT event FROM (
                SELECT {_moment("e.at")} AS at, e.action, e.from_state AS "fromState", e.to_state AS "toState"
                FROM events e
                WHERE e.merchant_id = o.merchant_id AND e.subject_id = o.id
                ORDER BY e.subject_version, e.id LIMIT 20
            ) AS event
        ) AS nodes
    ) AS events
) AS "timeline"
"""
_DETAIL = f"""
SELECT row_to_json(shown) FROM reverse_orders o {_ORDER.format(more=_TIMELINE)} WHERE o.merchant_id = $1 AND o.id = $2
"""


class Floor:
    pool: asyncpg.Pool

    def __init__(self) -> None:
        self.cursors = Cursors(os.environ["BACKHAUL_SECRET_KEY"].encode())
        self.ordering = LISTING.ordering()

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        url = os.environ["DATABASE_URL"]
        async with asyncpg.create_pool(url, min_size=10, max_size=10, server_settings={"jit": "off"}) as self.pool:
            yield

    async def page(self, request: Request) -> Response:
        given = orjson.loads(await request.body())
        state, after = given["state"], given["after"]
        arguments = [UUID(given["merchant"])]
        arguments += [state] if state else []
        arguments += self.cursors.read(self.ordering, after) if after else []
        rows = await self.pool.fetch(_PAGES[bool(state), bool(after)], *arguments)
        shown = rows[:50]
        cursor = self.cursors.write(self.ordering, (shown[-1]["created_at"], shown[-1]["id"])) if shown else None
        more = b"true" if len(rows) > 50 else b"false"
        nodes = ",".join([row["json"] for row in shown]).encode()
        ending = b'],"pageInfo":{"hasNextPage":%b,"endCursor":%b}}}}' % (more, orjson.dumps(cursor))
        return Response(b'{"data":{"reverseOrders":{"nodes":[' + nodes + ending, media_type="application/json")

    async def detail(self, request: Request) -> Response:
        given = orjson.loads(await request.body())
        found = await self.pool.fetchval(_DETAIL, UUID(given["merchant"]), UUID(given["id"]))
        body = b'{"data":{"reverseOrder":' + (found or "null").encode() + b"}}"
        return Response(body, media_type="application/json")


def create_app() -> Starlette:
    floor = Floor()
    routes = [
        Route("/page", floor.page, methods=["POST"]),
        Route("/detail", floor.detail, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=floor.lifespan)
