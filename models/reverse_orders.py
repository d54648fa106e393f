"""A reverse order with its lines, and what was instructed and done about it (insert-only)."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from domain.documents import DocumentKind
from domain.reverse_orders import (
    BusinessModel,
    PickupMethod,
    ReverseCause,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
)
from models.base import Base, ByActor, Id, Json, MerchantOwned, Moment, Text100, folded, word
from models.documents import WarehouseDocument, document_constraints

_ORDER = ["reverse_orders.merchant_id", "reverse_orders.id"]


# The goods are gone, and the merchant may say that something is wrong: as text, so that the index serves it.
HANDLED = text("state IN ('PICKED_UP', 'DELIVERED', 'DESTROYED')")


class ReverseOrder(WarehouseDocument, Base, kw_only=True):
    """直邮逆向管理单. Its deadlines are three moments each: due soon, due, and when it was met."""

    kind: ClassVar = DocumentKind.REVERSE_ORDER

    __tablename__ = "reverse_orders"
    __table_args__ = (
        *document_constraints(),
        UniqueConstraint("merchant_id", "sales_return_number"),
        Index(
            "uq_reverse_orders_open_order_number",
            "merchant_id",
            "order_number",
            "cause",
            unique=True,
            sqlite_where=text("state <> 'CANCELLED'"),
            postgresql_where=text("state <> 'CANCELLED'"),
        ),
        Index(None, "merchant_id", "updated_at", "id", "state"),
        Index(None, "warehouse_id", "updated_at", "id", "state"),
        # What is handled, and waits to be confirmed.
        Index(
            "ix_reverse_orders_handled",
            "handling_due_at",
            sqlite_where=HANDLED,
            postgresql_where=HANDLED,
        ),
        Index(None, "merchant_id", "order_number_folded"),
        Index(None, "merchant_id", "sales_return_number_folded"),
    )

    service_provider_id: Mapped[Id] = mapped_column(ForeignKey("service_providers.id"))
    order_number: Mapped[Text100]
    sales_return_number: Mapped[Text100 | None]
    type: Mapped[ReverseType] = mapped_column(word(ReverseType))
    cause: Mapped[ReverseCause] = mapped_column(word(ReverseCause))
    state: Mapped[ReverseOrderState] = mapped_column(word(ReverseOrderState))
    business_model: Mapped[BusinessModel] = mapped_column(word(BusinessModel))
    pickup_method: Mapped[PickupMethod | None] = mapped_column(word(PickupMethod), default=None)
    total_quantity: Mapped[int]
    forward_tracking_number: Mapped[Text100 | None] = mapped_column(default=None)
    reverse_tracking_number: Mapped[Text100 | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(String(500), default=None)
    instruction_due_soon_at: Mapped[Moment | None] = mapped_column(default=None)
    instruction_due_at: Mapped[Moment | None] = mapped_column(default=None)
    instructed_at: Mapped[Moment | None] = mapped_column(default=None)
    collect_due_soon_at: Mapped[Moment | None] = mapped_column(default=None)
    collect_due_at: Mapped[Moment | None] = mapped_column(default=None)
    collected_at: Mapped[Moment | None] = mapped_column(default=None)
    destroyed_at: Mapped[Moment | None] = mapped_column(default=None)
    # Evidence of this order: SQLite cannot add a key of two columns to a table that others refer to; `verify` checks it.
    certificate_id: Mapped[Id | None] = mapped_column(default=None)
    handling_due_at: Mapped[Moment | None] = mapped_column(default=None)
    # As its exception cases make it; kept with them, for filters and counts.
    exception_status: Mapped[ReverseExceptionStatus] = mapped_column(
        word(ReverseExceptionStatus), default=ReverseExceptionStatus.NONE
    )
    order_number_folded: Mapped[str] = folded("order_number")
    sales_return_number_folded: Mapped[str | None] = folded("sales_return_number")


class ReverseOrderLine(MerchantOwned, Base, kw_only=True):
    __tablename__ = "reverse_order_lines"
    __table_args__ = (
        ForeignKeyConstraint(["merchant_id", "reverse_order_id"], _ORDER),
        ForeignKeyConstraint(["merchant_id", "product_id"], ["products.merchant_id", "products.id"]),
        ForeignKeyConstraint(["merchant_id", "goods_item_id"], ["goods_items.merchant_id", "goods_items.id"]),
        UniqueConstraint("merchant_id", "reverse_order_id", "position"),
        Index(None, "merchant_id", "product_id"),
        Index(None, "merchant_id", "goods_item_id"),
    )

    reverse_order_id: Mapped[Id]
    position: Mapped[int]
    product_id: Mapped[Id]
    goods_item_id: Mapped[Id]
    quantity: Mapped[int]
    lot_number: Mapped[Text100 | None] = mapped_column(default=None)


class _OnceForOrder(MerchantOwned, kw_only=True):
    """A row that an order gets once and that is never changed: the unique key is the last guard of that."""

    @declared_attr.directive
    def __table_args__(cls) -> Any:
        return (
            ForeignKeyConstraint(["merchant_id", "reverse_order_id"], _ORDER),
            UniqueConstraint("merchant_id", "reverse_order_id"),
        )

    reverse_order_id: Mapped[Id]
    at: Mapped[Moment]


class PickupRegistration(ByActor, _OnceForOrder, Base, kw_only=True):
    """登记提货. `address` is a frozen copy."""

    __tablename__ = "pickup_registrations"

    method: Mapped[PickupMethod] = mapped_column(word(PickupMethod))
    expected_pickup_at: Mapped[Moment | None] = mapped_column(default=None)
    contact_name: Mapped[Text100]
    contact_phone: Mapped[str] = mapped_column(String(20))
    address: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    remark: Mapped[str | None] = mapped_column(String(500), default=None)
    batch_id: Mapped[Id | None] = mapped_column(default=None)
    content_hash: Mapped[str] = mapped_column(String(64))


class DestructionConfirmation(ByActor, _OnceForOrder, Base, kw_only=True):
    """确认销毁."""

    __tablename__ = "destruction_confirmations"

    batch_id: Mapped[Id | None] = mapped_column(default=None)


class Handover(ByActor, _OnceForOrder, Base, kw_only=True):
    """To whom the goods were given: the person verified at pickup, or the carrier."""

    __tablename__ = "handovers"

    verified_name: Mapped[Text100 | None] = mapped_column(default=None)
    carrier: Mapped[Text100 | None] = mapped_column(default=None)
    tracking_number: Mapped[Text100 | None] = mapped_column(default=None)
