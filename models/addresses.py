"""A merchant's address book."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Json, MerchantOwned, Moment, Text100


class Address(MerchantOwned, Base, kw_only=True):
    __tablename__ = "addresses"
    __table_args__ = (Index(None, "id"),)

    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    label: Mapped[Text100]
    is_default: Mapped[bool]
    address: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[Moment]
