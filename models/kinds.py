"""The table of each kind of document."""

from collections.abc import Mapping
from typing import Any

from domain.documents import DocumentKind
from models.delivery_notes import DeliveryNote
from models.exception_cases import ExceptionCase
from models.return_orders import ReturnOrder
from models.reverse_orders import ReverseOrder
from models.stock_orders import StockOrder
from models.work_tickets import WorkTicket

MODELS: Mapping[DocumentKind, Any] = {
    model.kind: model for model in (ReverseOrder, ExceptionCase, ReturnOrder, StockOrder, DeliveryNote, WorkTicket)
}
