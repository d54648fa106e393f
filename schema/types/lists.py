"""The lists of the contract: a connection each, and the facets of reverse orders."""

from typing import Any, Generic, TypeVar

import strawberry

from domain.delivery_notes import DeliveryNoteState
from domain.exception_cases import ExceptionCaseState, ExceptionType
from domain.return_orders import ReturnOrderState
from domain.reverse_orders import (
    BusinessModel,
    PickupMethod,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
)
from domain.stock_orders import StockOrderState
from domain.words import Word
from models import Base
from models import Warehouse as WarehouseRow
from schema.context import Info
from schema.fields import SOURCE, Facet, column
from schema.types.connections import Connection
from schema.types.delivery_notes import DeliveryNote
from schema.types.exception_cases import ExceptionCase
from schema.types.parties import CargoOwner, GoodsItem, Merchant, Product, Warehouse
from schema.types.return_orders import ReturnOrder
from schema.types.reverse_orders import ReverseOrder
from schema.types.stock_orders import StockOrder
from schema.types.work_tickets import Task, WorkTicket

V = TypeVar("V")


@strawberry.type(description="How often a value occurs (计数). Exact up to 10,000; 10,001 means more.")
class Count(Generic[V]):
    value: V = column("The value (取值).")
    count: int = column("How often it occurs (数量).")


def _facets(description: str) -> Any:
    """Answered from the connection itself."""

    def resolve(root: Any) -> Any:
        return root

    return strawberry.field(resolver=resolve, description=description)


def _words(name: str, words: type[Word], description: str) -> Any:
    """Every value in the enumeration's order, zeros too."""

    async def resolve(root: Any) -> Any:
        found = await root.facet(name)
        return [Count(value=word, count=found.get(word, 0)) for word in words]

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: Facet(name, words)})


def _rows(name: str, model: type[Base], description: str) -> Any:
    """Only the rows that occur, most first."""

    async def resolve(root: Any, info: Info) -> Any:
        found = await root.facet(name)
        rows = await info.context.loaders.one(model).load_many([(id, id) for id in found])
        most_first = sorted(rows, key=lambda row: (-found[row.id], row.code))
        return [Count(value=row, count=found[row.id]) for row in most_first]

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: Facet(name, model)})


@strawberry.type(
    description="Counts of the same filter, each without the top-level condition on its own field, so that tabs keep their "
    "numbers (分面计数). Every enum value is listed, zeros too, in the enum's order; warehouses only where there are any, "
    "most first."
)
class ReverseOrderFacets:
    types: list[Count[ReverseType]] = _words("type", ReverseType, "By type (逆向类型).")
    states: list[Count[ReverseOrderState]] = _words("state", ReverseOrderState, "By state (单据状态).")
    exception_statuses: list[Count[ReverseExceptionStatus]] = _words(
        "exception_status", ReverseExceptionStatus, "By exception status (异常情况)."
    )
    pickup_methods: list[Count[PickupMethod]] = _words(
        "pickup_method", PickupMethod, "By pickup method; orders without one are in no count (提货方式)."
    )
    business_models: list[Count[BusinessModel]] = _words(
        "business_model", BusinessModel, "By business model (经营方式)."
    )
    warehouses: list[Count[Warehouse]] = _rows("warehouse", WarehouseRow, "By warehouse (仓库).")


@strawberry.type(description="A page of reverse orders (逆向管理单列表).")
class ReverseOrderConnection(Connection[ReverseOrder]):
    facets: ReverseOrderFacets = _facets("Counts for tabs and filters, each read only when selected (分面计数).")


@strawberry.type(description="Counts of the same filter, without its top-level condition on the state (分面计数).")
class StockOrderFacets:
    states: list[Count[StockOrderState]] = _words("state", StockOrderState, "By state (单据状态).")


@strawberry.type(description="A page of stock orders (备货订单列表).")
class StockOrderConnection(Connection[StockOrder]):
    facets: StockOrderFacets = _facets("Counts for tabs, read only when selected (分面计数).")


@strawberry.type(description="Counts of the same filter, without its top-level condition on the state (分面计数).")
class DeliveryNoteFacets:
    states: list[Count[DeliveryNoteState]] = _words("state", DeliveryNoteState, "By state (单据状态).")


@strawberry.type(description="A page of delivery notes (送货单列表).")
class DeliveryNoteConnection(Connection[DeliveryNote]):
    facets: DeliveryNoteFacets = _facets("Counts for tabs, read only when selected (分面计数).")


@strawberry.type(
    description="Counts of the same filter, each without the top-level condition on its own field (分面计数)."
)
class ExceptionCaseFacets:
    states: list[Count[ExceptionCaseState]] = _words("state", ExceptionCaseState, "By state (异常单状态).")
    types: list[Count[ExceptionType]] = _words("type", ExceptionType, "By type (异常类型).")


@strawberry.type(description="A page of exception cases (异常单列表).")
class ExceptionCaseConnection(Connection[ExceptionCase]):
    facets: ExceptionCaseFacets = _facets("Counts for tabs and filters, each read only when selected (分面计数).")


@strawberry.type(description="Counts of the same filter, without its top-level condition on the state (分面计数).")
class ReturnOrderFacets:
    states: list[Count[ReturnOrderState]] = _words("state", ReturnOrderState, "By state (单据状态).")


@strawberry.type(description="A page of return orders (退货单列表).")
class ReturnOrderConnection(Connection[ReturnOrder]):
    facets: ReturnOrderFacets = _facets("Counts for tabs, read only when selected (分面计数).")


@strawberry.type(description="A page of work tickets (工单列表).")
class WorkTicketConnection(Connection[WorkTicket]): ...


@strawberry.type(description="A page of tasks, by their deadlines, what has none last (待办列表).")
class TaskConnection(Connection[Task]): ...


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
