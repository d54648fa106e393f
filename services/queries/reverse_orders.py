"""The list of reverse orders: what can be filtered, sorted and counted."""

from models import GoodsItem, Product, ReverseOrder, ReverseOrderLine, ServiceProvider
from services.queries import filters
from services.queries.documents import common, deadline_status, item, party, with_lines
from services.queries.filters import Conditions
from services.queries.listing import Listing

CONDITIONS: Conditions = {
    **common(ReverseOrder),
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
    "exception_status": filters.values(ReverseOrder.exception_status),
    "pickup_method": filters.values(ReverseOrder.pickup_method),
    "business_model": filters.values(ReverseOrder.business_model),
    "product": filters.any_row(
        ReverseOrder,
        with_lines(ReverseOrderLine, "reverse_order_id", Product, ReverseOrderLine.product_id),
        item(Product, "pr"),
    ),
    "goods_item": filters.any_row(
        ReverseOrder,
        with_lines(ReverseOrderLine, "reverse_order_id", GoodsItem, ReverseOrderLine.goods_item_id),
        item(GoodsItem, "gi"),
    ),
    "service_provider": filters.related(
        ReverseOrder.service_provider_id, ServiceProvider, party(ServiceProvider, "sp")
    ),
    "deadline_status": deadline_status(
        ReverseOrder,
        ("instruction_due_soon_at", "instruction_due_at", "instructed_at"),
        ("collect_due_soon_at", "collect_due_at", "collected_at"),
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
        "exception_status": ReverseOrder.exception_status,
        "pickup_method": ReverseOrder.pickup_method,
        "business_model": ReverseOrder.business_model,
        "warehouse": ReverseOrder.warehouse_id,
    },
)
