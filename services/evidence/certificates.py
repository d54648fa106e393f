"""A certificate is evidence of its own kind on the document whose end it proves."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.errors import Invalid, NotFound
from domain.evidence import EvidenceKind
from models import Evidence
from services.scope import visible
from services.work import Work

_FIELD = ("certificate_evidence_id",)


async def check_certificate(work: Work, document: Any, id: UUID | None) -> None:
    """Whether the id, as far as it is one, is that of a certificate of the document."""
    own = select(Evidence).where(visible(Evidence, work.grants), Evidence.id == id)
    evidence = await work.session.scalar(own)
    if evidence is None:
        raise NotFound(field=_FIELD)
    if (evidence.merchant_id, evidence.subject_id) != (document.merchant_id, document.id):
        raise Invalid(field=_FIELD, reason="CERTIFICATE_ELSEWHERE")
    if evidence.kind is not EvidenceKind.CERTIFICATE:
        raise Invalid(field=_FIELD, reason="NO_CERTIFICATE", kind=evidence.kind)
