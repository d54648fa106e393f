"""Links to files that are good for a while, for whoever has them: signed with the installation's key."""

import base64
import hashlib
import hmac
import math
from datetime import datetime
from uuid import UUID

from domain.ids import encode_id

EVIDENCE_IDS = "vd"


def link(secret: bytes, id: UUID, until: datetime) -> str:
    """The path to a file, below the address of the installation."""
    name, expires = encode_id(EVIDENCE_IDS, id), str(math.ceil(until.timestamp()))
    return f"/evidence/{name}?expires={expires}&signature={_signature(secret, name, expires)}"


def seconds_left(secret: bytes, name: str, expires: str, signature: str, now: datetime) -> int | None:
    """How long a link is still good; None for what is none of ours, or is over."""
    ours = _signature(secret, name, expires)
    if not hmac.compare_digest(ours.encode(), signature.encode()):
        return None
    left = int(expires) - now.timestamp()
    return int(left) if left > 0 else None


def _signature(secret: bytes, name: str, expires: str) -> str:
    about = f"evidence\0{name}\0{expires}".encode()
    return base64.urlsafe_b64encode(hmac.digest(secret, about, hashlib.sha256)).decode().rstrip("=")
