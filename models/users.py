"""Users with their roles and grants, and their API tokens."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.permissions import Role
from models.base import Base, Id, Json, Moment, Text100, word


class User(Base, kw_only=True):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[Text100]
    role: Mapped[Role] = mapped_column(word(Role))
    password_hash: Mapped[str | None] = mapped_column(String(200), default=None)
    created_at: Mapped[Moment]


class UserMerchant(Base, kw_only=True):
    """A merchant that a user belongs to (MERCHANT) or may read (PARTNER)."""

    __tablename__ = "user_merchants"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), primary_key=True)
    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)


class UserWarehouse(Base, kw_only=True):
    """A warehouse that a user runs (SERVICE_PROVIDER) or is narrowed to (PARTNER)."""

    __tablename__ = "user_warehouses"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), primary_key=True)
    warehouse_id: Mapped[Id] = mapped_column(ForeignKey("warehouses.id"), primary_key=True)


class ApiToken(Base, kw_only=True):
    """Only the SHA-256 of a token is kept; `prefix` is its readable beginning, to tell tokens apart."""

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("secret_hash"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[Text100]
    prefix: Mapped[str] = mapped_column(String(20))
    secret_hash: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[list[str]] = mapped_column(Json)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment | None] = mapped_column(default=None)
    revoked_at: Mapped[Moment | None] = mapped_column(default=None)
    last_used_at: Mapped[Moment | None] = mapped_column(default=None)
