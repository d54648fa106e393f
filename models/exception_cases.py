"""An exception case with the lines that it concerns."""

from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.documents import DocumentKind
from domain.exception_cases import (
    CompensationState,
    ExceptionCaseState,
    ExceptionSubtype,
    ExceptionType,
    InboundStage,
)
from domain.permissions import Role
from domain.resolutions import MerchantScheme, Resolution
from domain.stock_orders import OrderKind
from models.base import Base, Id, MerchantOwned, Moment, Text100, word
from models.documents import WarehouseDocument, document_constraints, lines_of


class ExceptionCase(WarehouseDocument, Base, kw_only=True):
    """异常单: on a delivery note, or on a reverse order."""

    kind: ClassVar = DocumentKind.EXCEPTION_CASE

    __tablename__ = "exception_cases"
    __table_args__ = (
        *document_constraints(),
        ForeignKeyConstraint(["merchant_id", "delivery_note_id"], ["delivery_notes.merchant_id", "delivery_notes.id"]),
        ForeignKeyConstraint(["merchant_id", "reverse_order_id"], ["reverse_orders.merchant_id", "reverse_orders.id"]),
        Index(None, "merchant_id", "delivery_note_id"),
        Index(None, "merchant_id", "reverse_order_id"),
    )

    delivery_note_id: Mapped[Id | None] = mapped_column(default=None)
    reverse_order_id: Mapped[Id | None] = mapped_column(default=None)
    stage: Mapped[InboundStage] = mapped_column(word(InboundStage))
    type: Mapped[ExceptionType] = mapped_column(word(ExceptionType))
    subtype: Mapped[ExceptionSubtype | None] = mapped_column(word(ExceptionSubtype), default=None)
    order_kind: Mapped[OrderKind | None] = mapped_column(word(OrderKind), default=None)
    detail: Mapped[str | None] = mapped_column(String(500), default=None)
    state: Mapped[ExceptionCaseState] = mapped_column(word(ExceptionCaseState))
    proposed_resolution: Mapped[Resolution | None] = mapped_column(word(Resolution), default=None)
    resolution: Mapped[Resolution | None] = mapped_column(word(Resolution), default=None)
    scheme: Mapped[MerchantScheme | None] = mapped_column(word(MerchantScheme), default=None)
    outcome: Mapped[str | None] = mapped_column(String(500), default=None)
    compensation_state: Mapped[CompensationState | None] = mapped_column(word(CompensationState), default=None)
    compensation_basis: Mapped[int | None] = mapped_column(default=None)
    # Decimal, as it was entered: what is only shown needs no arithmetic.
    compensation_amount: Mapped[str | None] = mapped_column(String(20), default=None)
    compensation_currency: Mapped[str | None] = mapped_column(String(3), default=None)
    resolver_id: Mapped[Id | None] = mapped_column(default=None)
    resolver_name: Mapped[Text100 | None] = mapped_column(default=None)
    resolver_role: Mapped[Role | None] = mapped_column(word(Role), default=None)
    resolved_at: Mapped[Moment | None] = mapped_column(default=None)
    closed_at: Mapped[Moment | None] = mapped_column(default=None)


class ExceptionCaseLine(MerchantOwned, Base, kw_only=True):
    __tablename__ = "exception_case_lines"
    __table_args__ = lines_of("exception_cases", "exception_case_id")

    exception_case_id: Mapped[Id]
    position: Mapped[int]
    goods_item_id: Mapped[Id]
    quantity: Mapped[int]
