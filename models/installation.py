"""What belongs to the installation or to a user rather than to a merchant."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Moment, Text100


class Installation(Base, kw_only=True):
    """One row: the key that signs cursors where no BACKHAUL_SECRET_KEY is set, shared by all server processes."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    secret_key: Mapped[str] = mapped_column(String(64))


class IdempotencyRecord(Base, kw_only=True):
    """What a call with an idempotency key did, so that its repetition answers the same and does nothing."""

    __tablename__ = "idempotency_records"
    __table_args__ = (Index(None, "created_at"),)

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), primary_key=True)
    mutation: Mapped[str] = mapped_column(String(60), primary_key=True)
    key: Mapped[Text100] = mapped_column(primary_key=True)
    input_hash: Mapped[str] = mapped_column(String(64))
    # Not JSONB, which refuses some characters that a caller may have written in an id.
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[Moment]
