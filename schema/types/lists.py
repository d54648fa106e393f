"""The lists of the contract: a connection each, and the facets of reverse orders."""

from typing import Any, Generic, TypeVar

import strawberry

from domain.reverse_orders import (
    BusinessModel,
    PickupMethod,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
)
from domain.words import Word
from models import Warehouse as WarehouseRow
from schema.context import Info
from schema.fields import column
from schema.types.connections import Connection
from schema.types.parties import CargoOwner, GoodsItem, Merchant, Product, Warehouse
from schema.types.reverse_orders import ReverseOrder

V = TypeVar("V")


@strawberry.type(description="How often a value occurs (计数). Exact up to 10,000; 10,001 means more.")
class Count(Generic[V]):
    value: V = column("The value (取值).")
    count: int = column("How often it occurs (数量).")


def _all(values: type[Word], found: dict[Any, int]) -> list[Any]:
    """Every value in the enumeration's order, zeros too."""
    return [Count(value=value, count=found.get(value, 0)) for value in values]


@strawberry.type(
    description="Counts of the same filter, each without the top-level condition on its own field, so that tabs keep their "
    "numbers (分面计数). Every enum value is listed, zeros too, in the enum's order; warehouses only where there are any, "
    "most first."
)
class ReverseOrderFacets:
    @strawberry.field(description="By type (逆向类型).")
    async def types(root: Any) -> list[Count[ReverseType]]:
        return _all(ReverseType, await root.facet("type"))

    @strawberry.field(description="By state (单据状态).")
    async def states(root: Any) -> list[Count[ReverseOrderState]]:
        return _all(ReverseOrderState, await root.facet("state"))

    @strawberry.field(description="By exception status (异常情况).")
    async def exception_statuses(root: Any) -> list[Count[ReverseExceptionStatus]]:
        return _all(ReverseExceptionStatus, await root.facet("exception_status"))

    @strawberry.field(description="By pickup method; orders without one are in no count (提货方式).")
    async def pickup_methods(root: Any) -> list[Count[PickupMethod]]:
        return _all(PickupMethod, await root.facet("pickup_method"))

    @strawberry.field(description="By business model (经营方式).")
    async def business_models(root: Any) -> list[Count[BusinessModel]]:
        return _all(BusinessModel, await root.facet("business_model"))

    @strawberry.field(description="By warehouse (仓库).")
    async def warehouses(root: Any, info: Info) -> list[Count[Warehouse]]:
        found = await root.facet("warehouse")
        rows = await info.context.loaders.one(WarehouseRow).load_many([(id, id) for id in found])
        most_first = sorted(rows, key=lambda row: (-found[row.id], row.code))
        return [Count(value=row, count=found[row.id]) for row in most_first]


@strawberry.type(description="A page of reverse orders (逆向管理单列表).")
class ReverseOrderConnection(Connection[ReverseOrder]):
    @strawberry.field(description="Counts for tabs and filters, each read only when selected (分面计数).")
    def facets(root: Any) -> ReverseOrderFacets:
        return root  # type: ignore[no-any-return]


@strawberry.type(description="A page of merchants (商家列表).")
class MerchantConnection(Connection[Merchant]): ...


@strawberry.type(description="A page of warehouses (仓库列表).")
class WarehouseConnection(Connection[Warehouse]): ...


@strawberry.type(description="A page of cargo owners (货主列表).")
class CargoOwnerConnection(Connection[CargoOwner]): ...


@strawberry.type(description="A page of products (商品列表).")
class ProductConnection(Connection[Product]): ...


@strawberry.type(description="A page of goods items (货品列表).")
class GoodsItemConnection(Connection[GoodsItem]): ...
