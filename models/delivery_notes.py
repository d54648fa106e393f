"""A delivery note with its lines and cartons."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.delivery_notes import DeliveryLogistics, DeliveryNoteState
from domain.documents import DocumentKind
from models.base import Base, Id, Json, MerchantOwned, word
from models.documents import WarehouseDocument, document_constraints, lines_of


class DeliveryNote(WarehouseDocument, Base, kw_only=True):
    """送货单. `cartons`: each with its mark, and whether the warehouse relabelled it."""

    kind: ClassVar = DocumentKind.DELIVERY_NOTE

    __tablename__ = "delivery_notes"
    __table_args__ = (
        *document_constraints(),
        ForeignKeyConstraint(["merchant_id", "stock_order_id"], ["stock_orders.merchant_id", "stock_orders.id"]),
        Index(None, "merchant_id", "stock_order_id"),
        Index(None, "merchant_id", "source_case_id"),
    )

    stock_order_id: Mapped[Id]
    logistics: Mapped[DeliveryLogistics] = mapped_column(word(DeliveryLogistics))
    tracking_numbers: Mapped[list[str]] = mapped_column(Json)
    cartons: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    state: Mapped[DeliveryNoteState] = mapped_column(word(DeliveryNoteState))
    supplement_of_id: Mapped[Id | None] = mapped_column(default=None)
    source_case_id: Mapped[Id | None] = mapped_column(default=None)


class DeliveryNoteLine(MerchantOwned, Base, kw_only=True):
    __tablename__ = "delivery_note_lines"
    __table_args__ = lines_of("delivery_notes", "delivery_note_id")

    delivery_note_id: Mapped[Id]
    position: Mapped[int]
    goods_item_id: Mapped[Id]
    declared_quantity: Mapped[int]
    received_quantity: Mapped[int] = mapped_column(default=0)
    passed_quantity: Mapped[int] = mapped_column(default=0)
    problem_quantity: Mapped[int] = mapped_column(default=0)
