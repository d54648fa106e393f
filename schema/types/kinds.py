"""The table of each kind of document."""

from collections.abc import Mapping
from typing import Any

from domain.documents import DocumentKind
from models import DeliveryNote, ExceptionCase, ReturnOrder, ReverseOrder, StockOrder, WorkTicket

MODELS: Mapping[DocumentKind, Any] = {
    model.kind: model for model in (ReverseOrder, ExceptionCase, ReturnOrder, StockOrder, DeliveryNote, WorkTicket)
}
