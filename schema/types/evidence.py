"""Evidence (凭证) as the contract shows it."""

from datetime import datetime
from typing import Any

import strawberry

from domain.evidence import EvidenceKind, masked_name
from domain.permissions import mask_text
from models import Evidence as EvidenceRow
from schema.context import Context
from schema.fields import column, computed, identifier, masked, object_type
from schema.types.documents import Actor, actor
from schema.types.parties import Node
from services.evidence import EVIDENCE_IDS, link


def _file_name(row: Any, context: Context) -> str:
    return masked_name(row.kind, row.mime_type) if context.viewer.masked else row.file_name


def _url(row: Any, context: Context) -> str | None:
    if context.viewer.masked:
        return None
    return link(context.cursors.secret, row.id, context.now + context.spans.link)


@object_type(EvidenceRow, "A file that was attached to a document (凭证), by POST /evidence.")
class Evidence(Node):
    id: strawberry.ID = identifier(EVIDENCE_IDS)
    kind: EvidenceKind = column("What it is (凭证类型).")
    file_name: str = computed(
        "As it was called when it came; partners read the kind and the extension instead (文件名).",
        ["file_name", "kind", "mime_type"],
        _file_name,
    )
    mime_type: str = column("Its type, as its content says (文件类型).")
    size_bytes: int = column("How large it is, in bytes (文件大小).")
    sha256: str = masked("SHA-256 of the file, in hex; masked for PARTNER (文件哈希).", "sha256", mask_text)
    uploaded_by: Actor = actor("actor", "Who attached it (上传人).")
    uploaded_at: datetime = column("When (上传时间).", "at")
    url: str | None = computed(
        "Where it can be downloaded for a few minutes, by whoever has this: a path below the address of this API. Null for "
        "PARTNER (下载地址).",
        ["id"],
        _url,
    )
