"""What all documents share, what hangs on any of them, and how they are linked."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from domain.documents import DocumentKind, LinkRelation
from models.base import Base, Id, MerchantOwned, Moment, folded, word


class Document(MerchantOwned, kw_only=True):
    """A document of one merchant."""

    kind: ClassVar[DocumentKind]

    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    @declared_attr
    def number_folded(cls) -> Mapped[str]:
        return folded("number")


class WarehouseDocument(Document, kw_only=True):
    """A document about goods in a warehouse."""

    warehouse_id: Mapped[Id] = mapped_column(ForeignKey("warehouses.id"))
    cargo_owner_id: Mapped[Id]


def document_constraints() -> tuple[Any, ...]:
    """Keys and lookups of any document's table, and pages of its lists by when it was entered.

    The state comes last: a page of few states among many is found in the index alone.
    """
    return (
        ForeignKeyConstraint(["merchant_id", "cargo_owner_id"], ["cargo_owners.merchant_id", "cargo_owners.id"]),
        UniqueConstraint("merchant_id", "number"),
        Index(None, "merchant_id", "created_at", "id", "state"),
        Index(None, "warehouse_id", "created_at", "id", "state"),
        Index(None, "created_at", "id", "state"),
        Index(None, "id"),
        Index(None, "number_folded"),
    )


def lines_of(table: str, key: str) -> tuple[Any, ...]:
    """The constraints of a document's lines, each of one goods item."""
    return (
        ForeignKeyConstraint(["merchant_id", key], [f"{table}.merchant_id", f"{table}.id"]),
        ForeignKeyConstraint(["merchant_id", "goods_item_id"], ["goods_items.merchant_id", "goods_items.id"]),
        UniqueConstraint("merchant_id", key, "goods_item_id"),
        Index(None, "merchant_id", "goods_item_id"),
    )


class DocumentLink(MerchantOwned, Base, kw_only=True):
    """One direction of a link between documents: `from` SPAWNED `to`."""

    __tablename__ = "document_links"
    __table_args__ = (Index(None, "merchant_id", "from_id", "id"),)

    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    from_id: Mapped[Id]
    relation: Mapped[LinkRelation] = mapped_column(word(LinkRelation))
    to_kind: Mapped[DocumentKind] = mapped_column(word(DocumentKind))
    to_id: Mapped[Id]
