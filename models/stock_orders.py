"""A stock order with its lines and penalties. A deadline is three moments: due soon, due, and when it was met."""

from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.documents import DocumentKind
from domain.stock_orders import (
    FulfilmentMode,
    OrderKind,
    PenaltyReason,
    PenaltyState,
    StockOrderOrigin,
    StockOrderState,
)
from models.base import Base, Id, MerchantOwned, Moment, word
from models.documents import WarehouseDocument, document_constraints, lines_of


class StockOrder(WarehouseDocument, Base, kw_only=True):
    """备货订单."""

    kind: ClassVar = DocumentKind.STOCK_ORDER

    __tablename__ = "stock_orders"
    __table_args__ = (
        *document_constraints(),
        Index(None, "merchant_id", "source_case_id"),
        # What time does to orders.
        Index(
            "ix_stock_orders_due",
            "accept_by",
            sqlite_where=text("state = 'PENDING_CONFIRMATION'"),
            postgresql_where=text("state = 'PENDING_CONFIRMATION'"),
        ),
        Index(
            "ix_stock_orders_arriving",
            "arrive_by",
            sqlite_where=text("arrived_at IS NULL"),
            postgresql_where=text("arrived_at IS NULL"),
        ),
    )

    order_kind: Mapped[OrderKind] = mapped_column(word(OrderKind))
    mode: Mapped[FulfilmentMode] = mapped_column(word(FulfilmentMode))
    origin: Mapped[StockOrderOrigin] = mapped_column(word(StockOrderOrigin))
    state: Mapped[StockOrderState] = mapped_column(word(StockOrderState))
    accept_due_soon_at: Mapped[Moment | None] = mapped_column(default=None)
    accept_by: Mapped[Moment | None] = mapped_column(default=None)
    accepted_at: Mapped[Moment | None] = mapped_column(default=None)
    ship_due_soon_at: Mapped[Moment | None] = mapped_column(default=None)
    ship_by: Mapped[Moment | None] = mapped_column(default=None)
    shipped_at: Mapped[Moment | None] = mapped_column(default=None)
    arrive_due_soon_at: Mapped[Moment | None] = mapped_column(default=None)
    arrive_by: Mapped[Moment | None] = mapped_column(default=None)
    arrived_at: Mapped[Moment | None] = mapped_column(default=None)
    # The case whose resolution made it. No foreign key: cases point at notes, and those at orders.
    source_case_id: Mapped[Id | None] = mapped_column(default=None)


class StockOrderLine(MerchantOwned, Base, kw_only=True):
    __tablename__ = "stock_order_lines"
    __table_args__ = lines_of("stock_orders", "stock_order_id")

    stock_order_id: Mapped[Id]
    position: Mapped[int]
    goods_item_id: Mapped[Id]
    ordered_quantity: Mapped[int]
    shipped_quantity: Mapped[int] = mapped_column(default=0)
    received_quantity: Mapped[int] = mapped_column(default=0)


class Penalty(MerchantOwned, Base, kw_only=True):
    """处罚: for a JIT order that missed a deadline, at most one for each reason."""

    __tablename__ = "penalties"
    __table_args__ = (
        ForeignKeyConstraint(["merchant_id", "stock_order_id"], ["stock_orders.merchant_id", "stock_orders.id"]),
        UniqueConstraint("merchant_id", "stock_order_id", "reason"),
        Index(
            "ix_penalties_warned",
            "at",
            sqlite_where=text("state = 'WARNED'"),
            postgresql_where=text("state = 'WARNED'"),
        ),
    )

    stock_order_id: Mapped[Id]
    reason: Mapped[PenaltyReason] = mapped_column(word(PenaltyReason))
    state: Mapped[PenaltyState] = mapped_column(word(PenaltyState))
    at: Mapped[Moment]
