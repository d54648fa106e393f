"""Products (the listings) and goods items (the physical SKUs) of a merchant."""

from sqlalchemy import ColumnElement, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from models.base import Base, Id, MerchantOwned, Moment, Text100, folded
from models.search import may_hold


def _lists() -> tuple[Index, Index]:
    """Pages of lists; the search for a common word walks along them."""
    return Index(None, "merchant_id", "created_at", "id"), Index(None, "created_at", "id")


class _Item(MerchantOwned, kw_only=True):
    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    external_id: Mapped[Text100]
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[Moment]

    @declared_attr
    def external_id_folded(cls) -> Mapped[str]:
        return folded("external_id")

    @declared_attr
    def name_folded(cls) -> Mapped[str]:
        return folded("name")

    @classmethod
    def may_hold(cls, text: str) -> ColumnElement[bool]:
        """Rows whose external id or name may hold a folded text; an index tells."""
        columns = cls.__table__.c  # type: ignore[attr-defined]
        return may_hold(columns.id, [columns.external_id_folded, columns.name_folded], text)


class Product(_Item, Base, kw_only=True):
    """商品."""

    __tablename__ = "products"
    __table_args__ = (UniqueConstraint("merchant_id", "external_id"), Index(None, "id"), *_lists())


class GoodsItem(_Item, Base, kw_only=True):
    """货品."""

    __tablename__ = "goods_items"
    __table_args__ = (
        UniqueConstraint("merchant_id", "external_id"),
        Index(None, "id"),
        ForeignKeyConstraint(["merchant_id", "product_id"], ["products.merchant_id", "products.id"]),
        *_lists(),
    )

    barcode: Mapped[Text100 | None] = mapped_column(default=None)
    product_id: Mapped[Id]
