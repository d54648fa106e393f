"""The lists to choose from: merchants, warehouses, cargo owners, products, goods items; the address book."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry

from schema.context import Info
from schema.inputs.plain import optional
from services.queries import catalogue
from services.queries.listing import Listed, Listing
from services.queries.paging import Page


def searched(listing: Listing[Any]) -> Callable[..., Any]:
    """The resolver of a list that can be searched by code (or external id) and name."""

    def resolve(
        info: Info,
        search: Annotated[
            str | None,
            strawberry.argument(description="Code, external id or name contains this; case and width ignored (搜索)."),
        ] = strawberry.UNSET,
        first: Annotated[
            int | None, strawberry.argument(description="How many: 25 if left out, at most 100 (条数).")
        ] = strawberry.UNSET,
        after: Annotated[
            str | None, strawberry.argument(description="Only what comes behind this cursor (起始游标).")
        ] = strawberry.UNSET,
    ) -> Any:
        context = info.context
        return Listed(
            listing=listing,
            grants=context.viewer.grants,
            now=context.now,
            read=context.read,
            fetch=context.fetch,
            cursors=context.cursors,
            page=Page(first=optional(first), after=optional(after)),
            restricted=catalogue.search(listing, optional(search)),
        )

    return resolve


def addresses() -> Any:
    return catalogue.ADDRESSES
