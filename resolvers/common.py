"""What the resolvers of all kinds of documents share: how a list is asked for, one document, and a mutation."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry

from schema.context import Context, Info
from schema.fields import Input, Outcome
from schema.inputs.filters import DocumentBy
from schema.inputs.plain import optional, plain
from services.queries import lookup
from services.queries.listing import Listed, Listing
from services.queries.paging import Page

First = Annotated[
    int | None, strawberry.argument(description="How many from the front: 25 if neither is given, at most 100 (条数).")
]
After = Annotated[str | None, strawberry.argument(description="Only what comes behind this cursor (起始游标).")]
Last = Annotated[int | None, strawberry.argument(description="How many from the end, at most 100 (末尾条数).")]
Before = Annotated[str | None, strawberry.argument(description="Only what comes in front of this cursor (结束游标).")]
FILTER = strawberry.argument(description="Which ones; left out: all (筛选条件).")


def listed(context: Context, listing: Listing[Any], page: Page, **options: Any) -> Listed[Any]:
    """A list as this request sees it."""
    return Listed(
        listing=listing,
        grants=context.viewer.grants,
        now=context.now,
        read=context.read,
        fetch=context.fetch,
        cursors=context.cursors,
        page=page,
        **options,
    )


def paged(first: Any, after: Any, last: Any = None, before: Any = None) -> Page:
    """A connection's arguments, of which any may have been left out."""
    return Page(*map(optional, (first, after, last, before)))


def filtered(listing: Listing[Any], filter_type: Any) -> Callable[..., Any]:
    """The resolver of a list of documents."""

    def resolve(
        info: Info,
        filter: Any = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Any:
        page = paged(first, after, last, before)
        return listed(info.context, listing, page, given=plain(optional(filter)))

    resolve.__annotations__["filter"] = Annotated[filter_type | None, FILTER]
    return resolve


def one(model: Any) -> Callable[..., Any]:
    """The resolver of one document."""

    def resolve(by: Annotated[DocumentBy, strawberry.argument(description="Its id or number (ID 或单号).")]) -> Any:
        return lookup.document(model, plain(by))

    return resolve


def performs(use_case: Any, input_type: Any) -> Callable[..., Any]:
    """The resolver of a mutation on one document: its input says which command it stands for."""

    async def resolve(info: Info, input: Any) -> Any:
        return Outcome(key=await info.context.perform(use_case, input.command()))

    resolve.__annotations__["input"] = Input[input_type]  # type: ignore[misc]  # known when it runs only
    return resolve
