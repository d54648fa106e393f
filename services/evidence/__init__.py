"""Evidence (凭证): files that are attached to documents, and the links that they are read by."""

from services.evidence.attaching import Attach, Attached, add, attach, find, keep, key_of
from services.evidence.certificates import check_certificate
from services.evidence.contents import Content, check_name, content_of, examine, recognise
from services.evidence.links import EVIDENCE_IDS, link, seconds_left
from services.evidence.uploads import clear

__all__ = [
    "EVIDENCE_IDS",
    "Attach",
    "Attached",
    "Content",
    "add",
    "attach",
    "check_certificate",
    "check_name",
    "clear",
    "content_of",
    "examine",
    "find",
    "keep",
    "key_of",
    "link",
    "recognise",
    "seconds_left",
]
