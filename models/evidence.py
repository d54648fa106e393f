"""Evidence: what is known of a file; the file itself lies in the object store."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.documents import DocumentKind
from domain.evidence import EvidenceKind
from models.base import Base, ByActor, Id, MerchantOwned, Moment, Text100, word


class Evidence(ByActor, MerchantOwned, Base, kw_only=True):
    """A file that was attached to a document, insert-only. The same bytes of a kind are attached to it once."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("merchant_id", "subject_id", "kind", "sha256"), Index(None, "id"))

    merchant_id: Mapped[Id] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    at: Mapped[Moment]
    subject_kind: Mapped[DocumentKind] = mapped_column(word(DocumentKind))
    subject_id: Mapped[Id]
    # Of the document's; null where the warehouse is not known.
    warehouse_id: Mapped[Id | None]
    kind: Mapped[EvidenceKind] = mapped_column(word(EvidenceKind))
    # For people to read: nothing is stored under it.
    file_name: Mapped[Text100]
    mime_type: Mapped[Text100]
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class Upload(Base, kw_only=True):
    """A file that is being stored: there until its evidence is, so that one that never became evidence is found again."""

    __tablename__ = "uploads"

    # Where the file lies.
    key: Mapped[Text100] = mapped_column(primary_key=True)
    at: Mapped[Moment] = mapped_column(index=True)
