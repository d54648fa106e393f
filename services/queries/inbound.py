"""The lists of inbound documents: what can be filtered and counted."""

from domain import return_orders, stock_orders
from models import (
    DeliveryNote,
    DeliveryNoteLine,
    ExceptionCase,
    ExceptionCaseLine,
    ReturnOrder,
    ReturnOrderLine,
    StockOrder,
    StockOrderLine,
    WorkTicket,
)
from services.queries import filters
from services.queries.documents import common, deadline_status, of_lines
from services.queries.listing import Listing

STOCK_ORDERS = Listing(
    "stockOrders",
    StockOrder,
    {
        **common(StockOrder),
        **of_lines(StockOrder, StockOrderLine, "stock_order_id"),
        "mode": filters.values(StockOrder.mode),
        "deadline_status": deadline_status(StockOrder, *(columns[1:] for columns in stock_orders.DEADLINES)),
    },
    facets={"state": StockOrder.state},
)
DELIVERY_NOTES = Listing(
    "deliveryNotes",
    DeliveryNote,
    {**common(DeliveryNote), **of_lines(DeliveryNote, DeliveryNoteLine, "delivery_note_id")},
    facets={"state": DeliveryNote.state},
)
EXCEPTION_CASES = Listing(
    "exceptionCases",
    ExceptionCase,
    {
        **common(ExceptionCase),
        **of_lines(ExceptionCase, ExceptionCaseLine, "exception_case_id"),
        "delivery_note_number": filters.within(
            ExceptionCase.delivery_note_id, DeliveryNote, filters.text(DeliveryNote.number_folded)
        ),
        "type": filters.values(ExceptionCase.type),
        "resolution": filters.values(ExceptionCase.resolution),
        "scheme": filters.values(ExceptionCase.scheme),
        "stage": filters.values(ExceptionCase.stage),
    },
    facets={"state": ExceptionCase.state, "type": ExceptionCase.type},
)
RETURN_ORDERS = Listing(
    "returnOrders",
    ReturnOrder,
    {
        **common(ReturnOrder),
        **of_lines(ReturnOrder, ReturnOrderLine, "return_order_id"),
        "method": filters.values(ReturnOrder.method),
        "deadline_status": deadline_status(ReturnOrder, *(columns[1:] for columns in return_orders.DEADLINES)),
    },
    facets={"state": ReturnOrder.state},
)
WORK_TICKETS = Listing("workTickets", WorkTicket, {})
