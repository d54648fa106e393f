"""The lists to choose from: merchants, warehouses, cargo owners, products, goods items; the address book."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry

from resolvers.common import listed, paged, performs
from schema.context import Info
from schema.inputs.addresses import CreateAddressInput
from schema.inputs.plain import optional
from services import addresses as book
from services.queries import catalogue
from services.queries.listing import Listing


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
        page = paged(first, after)
        return listed(info.context, listing, page, restricted=catalogue.search(listing, optional(search)))

    return resolve


create_address = performs(book.create, CreateAddressInput)


def addresses() -> Any:
    return catalogue.ADDRESSES
