"""The list of reverse orders: what can be filtered, sorted and counted."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal_column, select

from domain.reverse_orders import MACHINE, ReverseExceptionStatus, ReverseOrderState
from models import (
    CargoOwner,
    GoodsItem,
    Merchant,
    Product,
    ReverseOrder,
    ReverseOrderLine,
    ServiceProvider,
    Warehouse,
)
from services.queries import filters
from services.queries.filters import Conditions
from services.queries.listing import Listing

PREFIX = "ro"


def party(model: type[Merchant | Warehouse | ServiceProvider | CargoOwner], prefix: str) -> Conditions:
    return {
        "id": filters.ids(model.id, prefix),
        "code": filters.text(model.code_folded),
        "name": filters.text(model.name_folded),
    }


def item(model: type[Product | GoodsItem], prefix: str) -> Conditions:
    return {
        "id": filters.ids(model.id, prefix),
        "external_id": filters.text(model.external_id_folded),
        "name": filters.text(model.name_folded),
    }


def _orders_with(model: type[Product | GoodsItem], key: object) -> Select[UUID, UUID]:
    """The keys of orders with their lines' products or goods."""
    keys = select(ReverseOrderLine.merchant_id, ReverseOrderLine.reverse_order_id)
    return keys.join(model, and_(model.merchant_id == ReverseOrderLine.merchant_id, model.id == key))


# Until there are exception cases, no order has one. (A bare constant cannot be grouped by.)
NO_CASES: ColumnElement[str] = literal_column(
    f"CASE WHEN reverse_orders.version > 0 THEN '{ReverseExceptionStatus.NONE}' END"
)

TERMINAL = [state for state in ReverseOrderState if MACHINE.terminal(state)]

CONDITIONS: Conditions = {
    "id": filters.ids(ReverseOrder.id, PREFIX),
    "numbers": filters.numbers(
        {
            "REVERSE_ORDER": [ReverseOrder.number_folded],
            "ORDER": [ReverseOrder.order_number_folded],
            "SALES_RETURN": [ReverseOrder.sales_return_number_folded],
            "ANY": [
                ReverseOrder.number_folded,
                ReverseOrder.order_number_folded,
                ReverseOrder.sales_return_number_folded,
            ],
        }
    ),
    "type": filters.values(ReverseOrder.type),
    "state": filters.values(ReverseOrder.state),
    "exception_status": filters.constant(ReverseExceptionStatus.NONE),
    "pickup_method": filters.values(ReverseOrder.pickup_method),
    "business_model": filters.values(ReverseOrder.business_model),
    "product": filters.any_row(ReverseOrder, _orders_with(Product, ReverseOrderLine.product_id), item(Product, "pr")),
    "goods_item": filters.any_row(
        ReverseOrder, _orders_with(GoodsItem, ReverseOrderLine.goods_item_id), item(GoodsItem, "gi")
    ),
    "warehouse": filters.related(ReverseOrder.warehouse_id, Warehouse, party(Warehouse, "wh")),
    "cargo_owner": filters.related(ReverseOrder.cargo_owner_id, CargoOwner, party(CargoOwner, "co")),
    "merchant": filters.related(ReverseOrder.merchant_id, Merchant, party(Merchant, "mc")),
    "service_provider": filters.related(
        ReverseOrder.service_provider_id, ServiceProvider, party(ServiceProvider, "sp")
    ),
    "created_at": filters.moments(ReverseOrder.created_at),
    "updated_at": filters.moments(ReverseOrder.updated_at),
    "deadline_status": filters.deadline_status(
        [
            filters.DeadlineColumns(
                ReverseOrder.instruction_due_soon_at, ReverseOrder.instruction_due_at, ReverseOrder.instructed_at
            ),
            filters.DeadlineColumns(
                ReverseOrder.collect_due_soon_at, ReverseOrder.collect_due_at, ReverseOrder.collected_at
            ),
        ],
        ended=ReverseOrder.state.in_(TERMINAL),
    ),
}

LISTING = Listing(
    name="reverseOrders",
    model=ReverseOrder,
    conditions=CONDITIONS,
    sorts={"UPDATED_AT": ReverseOrder.updated_at, "NUMBER": ReverseOrder.number},
    facets={
        "type": ReverseOrder.type,
        "state": ReverseOrder.state,
        "exception_status": NO_CASES,
        "pickup_method": ReverseOrder.pickup_method,
        "business_model": ReverseOrder.business_model,
        "warehouse": ReverseOrder.warehouse_id,
    },
)
