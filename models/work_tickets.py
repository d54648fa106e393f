"""A work ticket with its messages."""

from typing import ClassVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.documents import DocumentKind
from domain.work_tickets import TicketCategory, TicketState
from models.base import Base, ByActor, Id, MerchantOwned, Moment, word
from models.documents import Document, document_constraints


class WorkTicket(Document, Base, kw_only=True):
    """工单: about a document, or about none; it lies in its subject's warehouse."""

    kind: ClassVar = DocumentKind.WORK_TICKET

    __tablename__ = "work_tickets"
    __table_args__ = document_constraints()

    warehouse_id: Mapped[Id | None] = mapped_column(ForeignKey("warehouses.id"), default=None)
    cargo_owner_id: Mapped[Id | None] = mapped_column(default=None)
    category: Mapped[TicketCategory] = mapped_column(word(TicketCategory))
    state: Mapped[TicketState] = mapped_column(word(TicketState))
    subject_kind: Mapped[DocumentKind | None] = mapped_column(word(DocumentKind), default=None)
    subject_id: Mapped[Id | None] = mapped_column(default=None)


class TicketMessage(ByActor, MerchantOwned, Base, kw_only=True):
    __tablename__ = "ticket_messages"
    __table_args__ = (
        ForeignKeyConstraint(["merchant_id", "work_ticket_id"], ["work_tickets.merchant_id", "work_tickets.id"]),
        Index(None, "merchant_id", "work_ticket_id", "position"),
    )

    work_ticket_id: Mapped[Id]
    # The ticket's version after it: messages of one millisecond keep their order.
    position: Mapped[int]
    at: Mapped[Moment]
    body: Mapped[str] = mapped_column(Text)
