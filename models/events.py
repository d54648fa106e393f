"""Events: every change of a document, written in the transaction that makes it; and their one order."""

from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, String
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
    # Given after the commit: the place among all events of the installation, and the hash that links it to the one before.
    seq: Mapped[int | None] = mapped_column(BigInteger, default=None)
    hash: Mapped[str | None] = mapped_column(String(64), default=None)


def _only(where: ColumnElement[bool]) -> dict[str, Any]:
    return {"sqlite_where": where, "postgresql_where": where}


# Feeds of a merchant, of a warehouse, of all. An event that is written is in none of them yet, which keeps writing cheap;
# it is among those that wait for their place, which are hardly ever many.
Index(None, Event.merchant_id, Event.seq, **_only(Event.seq.is_not(None)))
Index(None, Event.warehouse_id, Event.seq, **_only(Event.seq.is_not(None)))
Index(None, Event.seq, **_only(Event.seq.is_not(None)))
Index("ix_events_unsequenced", Event.id, **_only(Event.seq.is_(None)))


class EventChain(Base, kw_only=True):
    """One row: the last event that has its place. Whoever holds it gives places."""

    __tablename__ = "event_chain"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


# What the first event is chained to.
NO_HASH: Final = "0" * 64
