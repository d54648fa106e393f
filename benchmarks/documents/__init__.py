"""The kinds of documents that are asked for, each with what is selected of it, and the SQL of the same."""

from benchmarks.documents.delivery_notes import DELIVERY_NOTES
from benchmarks.documents.exception_cases import EXCEPTION_CASES
from benchmarks.documents.kind import Kind
from benchmarks.documents.return_orders import RETURN_ORDERS
from benchmarks.documents.reverse_orders import REVERSE_ORDERS
from benchmarks.documents.stock_orders import STOCK_ORDERS
from benchmarks.documents.work_tickets import WORK_TICKETS

INBOUND = (STOCK_ORDERS, DELIVERY_NOTES, EXCEPTION_CASES, RETURN_ORDERS, WORK_TICKETS)
KINDS = (REVERSE_ORDERS, *INBOUND)

__all__ = ["INBOUND", "KINDS", "REVERSE_ORDERS", "Kind"]
