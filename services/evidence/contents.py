"""What a file is, told by what is in it: its type, its size, and the hash that it is known by."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

import filetype

from domain.errors import Invalid
from domain.evidence import (
    ADMITTED,
    FILE_TYPES,
    HEIC,
    JPEG,
    MP4,
    PDF,
    PNG,
    QUICKTIME,
    WEBM,
    WEBP,
    EvidenceKind,
    FileType,
    contradiction,
    display_name,
)

# What types are told by, and where PDFs end.
HEAD, TAIL = 8192, 1024
_PIECE = 256 * 1024


@dataclass(frozen=True)
class Content:
    mime_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class _Seen:
    head: bytes
    tail: bytes
    size: int


def check_name(given: str) -> str:
    """A file's name as it is shown; Invalid where nothing of it can be."""
    name = display_name(given)
    if not name:
        raise Invalid(field=("file",), reason="FILE_NAME")
    return name


def examine(file: IO[bytes], kind: EvidenceKind, name: str, declared: str) -> Content:
    """What the file holds; Invalid where evidence of this kind may not, or where it is not what it is called."""
    seen = _look(file)
    if not seen.size:
        raise Invalid(field=("file",), reason="FILE_EMPTY")
    type = recognise(seen.head, seen.tail, seen.size)
    if type is None or type not in ADMITTED[kind]:
        known = ", ".join(type.extensions[0].upper() for type in ADMITTED[kind])
        raise Invalid(field=("file",), reason="FILE_TYPE", kind=kind, known=known)
    if claim := contradiction(type, name, declared):
        raise Invalid(field=("file",), reason="FILE_CLAIMS", type=type.extensions[0].upper(), claim=claim)
    return Content(type.mime_type, seen.size, _hash(file))


def content_of(type: FileType, data: bytes) -> Content:
    """Of what we made ourselves."""
    return Content(type.mime_type, len(data), hashlib.sha256(data).hexdigest())


def recognise(head: bytes, tail: bytes, size: int) -> FileType | None:
    """The type, where it is one that is admitted for anything, and begins and ends as files of the type do."""
    found = filetype.guess(head)
    type = FILE_TYPES.get(found.mime) if found else None
    return type if type and _SOUND[type](_Seen(head, tail, size)) else None


def _look(file: IO[bytes]) -> _Seen:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    file.seek(0)
    return _Seen(file.read(HEAD), tail, size)


def _hash(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


# ───────────────────────── what the library does not look at ─────────────────────────


def _is_jpeg(seen: _Seen) -> bool:
    """A second marker follows the first one."""
    return seen.head[2:3] == b"\xff" and seen.head[3:4] >= b"\xc0"


def _is_png(seen: _Seen) -> bool:
    """The header comes first, and says that there is a picture."""
    width, height = seen.head[16:20], seen.head[20:24]
    return seen.head[8:16] == b"\x00\x00\x00\x0dIHDR" and any(width) and any(height)


def _is_webp(seen: _Seen) -> bool:
    return 8 + int.from_bytes(seen.head[4:8], "little") <= seen.size and seen.head[12:15] == b"VP8"


def _is_boxed(seen: _Seen) -> bool:
    """The first box lies within the file."""
    return 8 <= int.from_bytes(seen.head[:4], "big") <= seen.size


def _is_webm(seen: _Seen) -> bool:
    return b"\x42\x82\x84webm" in seen.head[:64]


def _is_pdf(seen: _Seen) -> bool:
    """From the first byte to its end: readers that look further also find what is hidden in pages and pictures."""
    return seen.head[:5] == b"%PDF-" and seen.head[5:6].isdigit() and b"%%EOF" in seen.tail


_SOUND: Mapping[FileType, Callable[[_Seen], bool]] = {
    JPEG: _is_jpeg,
    PNG: _is_png,
    WEBP: _is_webp,
    HEIC: _is_boxed,
    MP4: _is_boxed,
    QUICKTIME: _is_boxed,
    WEBM: _is_webm,
    PDF: _is_pdf,
}
