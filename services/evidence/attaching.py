"""Evidence is attached to a document: the file to the object store first, then the row and its event at once.

A file without a row is found by nobody; a row without its file would be a proof that cannot be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from sqlalchemy import select

from domain.documents import PREFIXES
from domain.errors import NotFound, Rejected
from domain.evidence import EvidenceKind
from domain.ids import decode_id, encode_id
from domain.permissions import SYSTEM, Grants, Viewer
from models import Base, Evidence
from models.base import actor_columns
from models.database import Database
from models.kinds import MODELS
from services.documents import lock_one
from services.evidence import uploads
from services.evidence.contents import Content
from services.evidence.links import EVIDENCE_IDS
from services.objects import Objects
from services.scope import visible
from services.work import Clock, Work, perform

DOCUMENTS: Mapping[str, type[Base]] = {PREFIXES[kind]: model for kind, model in MODELS.items()}


@dataclass(frozen=True)
class Attach:
    """`id` is the evidence's, under which the file lies already."""

    document_id: str
    kind: EvidenceKind
    file_name: str
    content: Content
    id: UUID


@dataclass(frozen=True)
class Attached:
    """`first`: it was not there before."""

    id: UUID
    first: bool


async def attach(work: Work, command: Attach) -> UUID:
    """The id of the evidence: of the first one, where the same is attached already."""
    model = DOCUMENTS.get(command.document_id.partition("_")[0])
    document = await lock_one(work, model, command.document_id) if model else None
    if document is None:
        raise _not_found()
    id = await work.session.scalar(select(Evidence.id).where(*_same(document.merchant_id, document.id, command)))
    return id or add(work, document, command).id


def add(work: Work, document: Any, command: Attach) -> Evidence:
    """New evidence of a document, which stays as it is, with its event."""
    content = command.content
    evidence = Evidence(
        merchant_id=document.merchant_id,
        id=command.id,
        at=work.now,
        subject_kind=document.kind,
        subject_id=document.id,
        warehouse_id=document.warehouse_id,
        kind=command.kind,
        file_name=command.file_name,
        mime_type=content.mime_type,
        size_bytes=content.size,
        sha256=content.sha256,
        **actor_columns(work.actor),
    )
    work.add(evidence)
    work.record(
        document,
        None,
        version=document.version,
        from_state=document.state,
        to_state=document.state,
        changes={
            "evidenceId": encode_id(EVIDENCE_IDS, evidence.id),
            "evidenceKind": command.kind.value,
            "fileName": command.file_name,
            "mimeType": content.mime_type,
            "sizeBytes": content.size,
            "sha256": content.sha256,
        },
    )
    return evidence


def key_of(merchant_id: UUID, id: UUID) -> str:
    """Where the file lies."""
    return f"{merchant_id.hex}/{id.hex}"


async def keep(
    database: Database, objects: Objects, file: IO[bytes], command: Attach, *, viewer: Viewer, clock: Clock
) -> Attached:
    """Store the file, then attach it; nothing is left of it where it could not be attached, or was there already."""
    merchant_id, same = await _look(database, viewer.grants, command)
    if same:
        return Attached(same, first=False)
    key = key_of(merchant_id, command.id)

    async def attach_stored(work: Work, command: Attach) -> UUID:
        id = await attach(work, command)
        if id == command.id:
            await uploads.end(work, key)
        return id

    await perform(database, uploads.begin, key, actor=SYSTEM, clock=clock)
    try:
        await objects.put(key, file)
        id = await perform(database, attach_stored, command, viewer=viewer, clock=clock)
    except BaseException:
        await uploads.give_up(database, objects, key, clock)
        raise
    if id != command.id:
        await uploads.give_up(database, objects, key, clock)
    return Attached(id, first=id == command.id)


async def find(database: Database, id: UUID) -> Evidence | None:
    """Whoever's it is: for who has a link to it, and was let in when that was made."""
    async with database.read(primary=True) as session:
        own = select(Evidence).where(visible(Evidence, Grants()), Evidence.id == id)
        row: Evidence | None = await session.scalar(own)
        return row


async def _look(database: Database, grants: Grants, command: Attach) -> tuple[UUID, UUID | None]:
    """Whose the document is, and the evidence that is the same."""
    prefix, id = decode_id(command.document_id) or ("", None)
    model: Any = DOCUMENTS.get(prefix)
    if model is None:
        raise _not_found()
    async with database.read(primary=True) as session:
        merchant_id = await session.scalar(select(model.merchant_id).where(visible(model, grants), model.id == id))
        if merchant_id is None or id is None:
            raise _not_found()
        same = select(Evidence.id).where(visible(Evidence, grants), *_same(merchant_id, id, command))
        return merchant_id, await session.scalar(same)


def _same(merchant_id: UUID, subject_id: UUID, command: Attach) -> list[Any]:
    return [
        Evidence.merchant_id == merchant_id,
        Evidence.subject_id == subject_id,
        Evidence.kind == command.kind,
        Evidence.sha256 == command.content.sha256,
    ]


def _not_found() -> Rejected:
    return Rejected(NotFound(field=("document_id",)))
