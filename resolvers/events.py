"""What happened, and what happens: one short function a root field."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import strawberry
from strawberry import ID

from domain.documents import DocumentKind
from models import Event
from models.kinds import MODELS
from resolvers.common import Before, First, Last, listed, paged
from schema.context import Context, Info
from schema.inputs.plain import optional
from services.feed import Which
from services.queries import events as queries
from services.queries.wanted import Keyed, Together

Kinds = Annotated[
    list[DocumentKind] | None,
    strawberry.argument(description="Of documents of these kinds; left out: of all (单据类型)."),
]
After = Annotated[
    str | None, strawberry.argument(description="Only what came behind this cursor, of `events` or `changes` (游标).")
]
Ids = Annotated[
    list[ID] | None, strawberry.argument(description="Of these documents, at most 100; left out: of all (单据 ID).")
]


def events(
    info: Info,
    after: After = strawberry.UNSET,
    first: First = strawberry.UNSET,
    kinds: Kinds = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> Any:
    page = paged(first, after, last, before)
    return listed(info.context, queries.EVENTS, page, restricted=queries.of_kinds(optional(kinds)))


async def changes(
    info: Info, after: After = strawberry.UNSET, kinds: Kinds = strawberry.UNSET, ids: Ids = strawberry.UNSET
) -> AsyncIterator[Any]:
    context = info.context
    which = Which(context.viewer.grants, _set(kinds), await _documents(context, optional(ids)))
    async for events in context.feed.follow(which, _place(context, optional(after))):
        yield Together(Keyed(Event, event.id, event.merchant_id) for event in events)


def _set(values: Any) -> Any:
    given = optional(values)
    return None if given is None else frozenset(given)


async def _documents(context: Context, ids: list[ID] | None) -> Any:
    return None if ids is None else await queries.documents(MODELS, context.fetch, context.viewer.grants, ids)


def _place(context: Context, cursor: str | None) -> Any:
    return None if cursor is None else context.cursors.read(queries.IN_ORDER, cursor)[0]
