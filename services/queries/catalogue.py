"""The lists to choose from: merchants, warehouses, cargo owners, products, goods items; and the address book."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from domain.permissions import Grants
from models import Address, CargoOwner, GoodsItem, Merchant, Product, Warehouse
from services.queries.filters import contains
from services.queries.listing import Listing
from services.scope import visible

MERCHANTS = Listing("merchants", Merchant, {})
WAREHOUSES = Listing("warehouses", Warehouse, {})
CARGO_OWNERS = Listing("cargoOwners", CargoOwner, {})
PRODUCTS = Listing("products", Product, {})
GOODS_ITEMS = Listing("goodsItems", GoodsItem, {})


def search(listing: Listing[Any], text: str | None) -> ColumnElement[bool] | None:
    """Code (or external id) or name contains the text; without a text, everything."""
    if text is None:
        return None
    columns = [
        column
        for name in ("code_folded", "external_id_folded", "name_folded")
        if (column := getattr(listing.model, name, None)) is not None
    ]
    return or_(*(contains(column, text, ("search",)) for column in columns))


def addresses(grants: Grants) -> Select[Address]:
    """The merchant's own address book, the default first; empty for who has none."""
    return (
        select(Address)
        .where(visible(Address, grants))
        .order_by(Address.is_default.desc(), Address.created_at, Address.id)
    )
