"""Merchants, service providers, warehouses, cargo owners: who takes part, and where."""

from enum import auto

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.words import Word
from models.base import Base, Id, MerchantOwned, Named, word


class WarehouseKind(Word):
    PLATFORM = auto()
    COLLECTION = auto()
    BONDED = auto()


class Merchant(Named, Base, kw_only=True):
    """商家. A reference table: small, and known to every merchant's rows."""

    __tablename__ = "merchants"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[Id] = mapped_column(primary_key=True)


class ServiceProvider(Named, Base, kw_only=True):
    """服务商. A reference table."""

    __tablename__ = "service_providers"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[Id] = mapped_column(primary_key=True)


class Warehouse(Named, Base, kw_only=True):
    """仓库, run by one service provider. A reference table."""

    __tablename__ = "warehouses"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[WarehouseKind] = mapped_column(word(WarehouseKind))
    timezone: Mapped[str]
    service_provider_id: Mapped[Id] = mapped_column(ForeignKey("service_providers.id"))


class CargoOwner(Named, MerchantOwned, Base, kw_only=True):
    """货主, of one merchant."""

    __tablename__ = "cargo_owners"
    __table_args__ = (UniqueConstraint("merchant_id", "code"), Index(None, "id"))

    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
