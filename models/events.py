"""Events: every change of a document, written in the transaction that makes it."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.documents import Action, DocumentKind
from models.base import Base, ByActor, Id, Json, MerchantOwned, Moment, word


class Event(ByActor, MerchantOwned, Base, kw_only=True):
    """`subject_version` is the document's version after the event: it orders a timeline without a clock."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "merchant_id", "subject_id", "subject_version", "id"), Index(None, "id"))

    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    at: Mapped[Moment]
    subject_kind: Mapped[DocumentKind] = mapped_column(word(DocumentKind))
    subject_id: Mapped[Id]
    subject_version: Mapped[int]
    # Of the document's; null where the warehouse is not known.
    warehouse_id: Mapped[Id | None]
    # None: something about the document changed, by what was done to another one.
    action: Mapped[Action | None] = mapped_column(word(Action))
    from_state: Mapped[str | None] = mapped_column(String(40))
    to_state: Mapped[str | None] = mapped_column(String(40))
    changes: Mapped[dict[str, Any]] = mapped_column(Json)
