"""A return order with its lines, and the method that the merchant entered (insert-only)."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.documents import DocumentKind
from domain.return_orders import ReturnMethod, ReturnOrderState, ReturnScope
from models.base import Base, ByActor, Id, Json, MerchantOwned, Moment, Text100, word
from models.documents import WarehouseDocument, document_constraints, lines_of


class ReturnOrder(WarehouseDocument, Base, kw_only=True):
    """退货单."""

    kind: ClassVar = DocumentKind.RETURN_ORDER

    __tablename__ = "return_orders"
    __table_args__ = (
        *document_constraints(),
        ForeignKeyConstraint(["merchant_id", "source_case_id"], ["exception_cases.merchant_id", "exception_cases.id"]),
        Index(None, "merchant_id", "source_case_id"),
    )

    source_case_id: Mapped[Id]
    scope: Mapped[ReturnScope] = mapped_column(word(ReturnScope))
    state: Mapped[ReturnOrderState] = mapped_column(word(ReturnOrderState))
    method: Mapped[ReturnMethod | None] = mapped_column(word(ReturnMethod), default=None)
    enter_due_soon_at: Mapped[Moment]
    enter_due_at: Mapped[Moment]
    entered_at: Mapped[Moment | None] = mapped_column(default=None)
    scheduled_pickup_at: Mapped[Moment | None] = mapped_column(default=None)
    carrier: Mapped[Text100 | None] = mapped_column(default=None)
    tracking_number: Mapped[Text100 | None] = mapped_column(default=None)
    verified_name: Mapped[Text100 | None] = mapped_column(default=None)
    signed_at: Mapped[Moment | None] = mapped_column(default=None)
    # Evidence of this order, as of a reverse order.
    certificate_id: Mapped[Id | None] = mapped_column(default=None)


class ReturnOrderLine(MerchantOwned, Base, kw_only=True):
    __tablename__ = "return_order_lines"
    __table_args__ = lines_of("return_orders", "return_order_id")

    return_order_id: Mapped[Id]
    position: Mapped[int]
    goods_item_id: Mapped[Id]
    quantity: Mapped[int]
    packed_quantity: Mapped[int | None] = mapped_column(default=None)
    signed_quantity: Mapped[int | None] = mapped_column(default=None)


class ReturnMethodEntry(ByActor, MerchantOwned, Base, kw_only=True):
    """录入退货方式, once for each return order. `address` is a frozen copy."""

    __tablename__ = "return_method_entries"
    __table_args__ = (
        ForeignKeyConstraint(["merchant_id", "return_order_id"], ["return_orders.merchant_id", "return_orders.id"]),
        UniqueConstraint("merchant_id", "return_order_id"),
    )

    return_order_id: Mapped[Id]
    at: Mapped[Moment]
    method: Mapped[ReturnMethod] = mapped_column(word(ReturnMethod))
    expected_pickup_at: Mapped[Moment | None] = mapped_column(default=None)
    contact_name: Mapped[Text100 | None] = mapped_column(default=None)
    contact_phone: Mapped[str | None] = mapped_column(String(20), default=None)
    address: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    remark: Mapped[str | None] = mapped_column(String(500), default=None)
    content_hash: Mapped[str] = mapped_column(String(64))
