"""The lists to choose from: merchants, warehouses, cargo owners, products, goods items; and the address book."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement

from models import Address, CargoOwner, GoodsItem, Merchant, Product, Warehouse
from services.queries.filters import At, contains
from services.queries.listing import Listing
from services.queries.paging import Ordering, SortKey
from services.queries.wanted import All

MERCHANTS = Listing("merchants", Merchant, {})
WAREHOUSES = Listing("warehouses", Warehouse, {})
CARGO_OWNERS = Listing("cargoOwners", CargoOwner, {})
PRODUCTS = Listing("products", Product, {})
GOODS_ITEMS = Listing("goodsItems", GoodsItem, {})


def search(listing: Listing[Any], text: str | None) -> Callable[[At], ColumnElement[bool]] | None:
    """Code (or external id) or name contains the text; without a text, everything."""
    if text is None:
        return None
    columns = [
        column
        for name in ("code_folded", "external_id_folded", "name_folded")
        if (column := getattr(listing.model, name, None)) is not None
    ]
    return lambda at: contains(columns, text, replace(at, path=("search",)))


ADDRESSES = All(
    Address,
    Ordering(
        "addresses",
        (
            SortKey("DEFAULT", Address.is_default, descending=True),
            SortKey("CREATED_AT", Address.created_at, descending=False),
            SortKey("ID", Address.id, descending=False),
        ),
    ),
)
"""The merchant's own address book, the default first; empty for who has none."""
