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

from benchmarks.documents import KINDS, Kind
from benchmarks.documents.sql import any_document, moment, one, rows
from services.queries.paging import Cursors

_EVENTS = rows(f"""
    SELECT {moment("e.at")} AS at, e.action, e.from_state AS "fromState", e.to_state AS "toState"
    FROM events e
    WHERE e.merchant_id = o.merchant_id AND e.subject_id = o.id
    ORDER BY e.subject_version, e.id LIMIT 20
""")
_TIMELINE = one(f"SELECT {_EVENTS} AS nodes")
_LINKS = rows(f"""
    SELECT l.relation, document
    FROM document_links l CROSS JOIN LATERAL ({any_document("l.to_kind", "l.to_id")}) AS document
    WHERE l.merchant_id = o.merchant_id AND l.from_id = o.id
    ORDER BY l.id
""")
_AFTER = "(created_at, id) < (${0}, ${1})"


class Asked:
    """One kind's statements, and what its answers begin with."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self.ordering = kind.listing.ordering()
        self.pages = {
            (False, False): self._page(),
            (True, False): self._page("state = $2"),
            (False, True): self._page(_AFTER.format(2, 3)),
            (True, True): self._page("state = $2", _AFTER.format(3, 4)),
        }
        more = f', {_TIMELINE} AS "timeline"' + (f', {_LINKS} AS "links"' if kind.linked else "")
        self.detail = f"""
SELECT row_to_json(shown) FROM {kind.table} o {self._shown(more)} WHERE o.merchant_id = $1 AND o.id = $2
"""
        self.page_begins = b'{"data":{"%b":{"nodes":[' % kind.list.encode()
        self.detail_begins = b'{"data":{"%b":' % kind.field.encode()

    def _shown(self, more: str = "") -> str:
        return f"{self._kind.joins} CROSS JOIN LATERAL (SELECT {self._kind.columns} {more}) AS shown"

    def _page(self, *conditions: str) -> str:
        """51 rows, the last one only to know that there is more."""
        where = " AND ".join(["merchant_id = $1", *conditions])
        return f"""
SELECT o.created_at, o.id, row_to_json(shown) AS json
FROM (
    SELECT * FROM {self._kind.table} WHERE {where} ORDER BY created_at DESC, id DESC LIMIT 51
) AS o {self._shown()}
ORDER BY o.created_at DESC, o.id DESC
"""


class Floor:
    pool: asyncpg.Pool

    def __init__(self) -> None:
        self.cursors = Cursors(os.environ["BACKHAUL_SECRET_KEY"].encode())
        self.kinds = {kind.list: Asked(kind) for kind in KINDS}

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        url = os.environ["DATABASE_URL"]
        async with asyncpg.create_pool(url, min_size=10, max_size=10, server_settings={"jit": "off"}) as self.pool:
            yield

    async def page(self, request: Request) -> Response:
        given = orjson.loads(await request.body())
        asked = self.kinds[given["kind"]]
        state, after = given["state"], given["after"]
        arguments = [UUID(given["merchant"])]
        arguments += [state] if state else []
        arguments += self.cursors.read(asked.ordering, after) if after else []
        found = await self.pool.fetch(asked.pages[bool(state), bool(after)], *arguments)
        shown = found[:50]
        cursor = self.cursors.write(asked.ordering, (shown[-1]["created_at"], shown[-1]["id"])) if shown else None
        more = b"true" if len(found) > 50 else b"false"
        nodes = ",".join([row["json"] for row in shown]).encode()
        ending = b'],"pageInfo":{"hasNextPage":%b,"endCursor":%b}}}}' % (more, orjson.dumps(cursor))
        return Response(asked.page_begins + nodes + ending, media_type="application/json")

    async def detail(self, request: Request) -> Response:
        given = orjson.loads(await request.body())
        asked = self.kinds[given["kind"]]
        found = await self.pool.fetchval(asked.detail, UUID(given["merchant"]), UUID(given["id"]))
        body = asked.detail_begins + (found or "null").encode() + b"}}"
        return Response(body, media_type="application/json")


def create_app() -> Starlette:
    floor = Floor()
    routes = [
        Route("/page", floor.page, methods=["POST"]),
        Route("/detail", floor.detail, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=floor.lifespan)
