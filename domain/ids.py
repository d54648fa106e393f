"""Ids and numbers, made by the application: no sequence of a database takes part."""

import os
import re
from datetime import datetime
from uuid import UUID

_RANDOM = os.urandom
_PATTERN = re.compile(r"([a-z]{2})_([0-9a-f]{32})")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


# Far enough that the next id cannot be guessed, and that very many fit in behind one.
_MOST_APART = 1 << 36


def new_id(now: datetime, after: UUID | None = None) -> UUID:
    """A UUIDv7 (RFC 9562): ordered by its millisecond, else random, but greater than `after` of the same millisecond."""
    milliseconds = int(now.timestamp() * 1000)
    if after is not None and after.int >> 80 == milliseconds & 0xFFFF_FFFF_FFFF:
        greater = after.int + 1 + int.from_bytes(_RANDOM(5)) % _MOST_APART
        if greater >> 62 == after.int >> 62:
            return UUID(int=greater)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(_RANDOM(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def encode_id(prefix: str, value: UUID) -> str:
    """`ro_0193a7c2…`: what clients see of an id."""
    return f"{prefix}_{value.hex}"


def decode_id(text: str) -> tuple[str, UUID] | None:
    """An id's prefix and value; None for what is no id of ours."""
    match = _PATTERN.fullmatch(text)
    return (match[1], UUID(match[2])) if match else None


def decode_as(prefix: str, text: str) -> UUID | None:
    """The value of an id that has this prefix, else None."""
    decoded = decode_id(text)
    return decoded[1] if decoded and decoded[0] == prefix else None


def document_number(prefix: str, now: datetime, id: UUID) -> str:
    """A number that people read out and paste: prefix, date, and 50 random bits of the id in Crockford's base 32."""
    bits = id.int & (1 << 50) - 1
    digits = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(45, -5, -5))
    return f"{prefix}{now:%y%m%d}{digits}"
