"""Evidence: files that prove what happened to goods. Which kinds there are, what each may be, and how files are called."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import auto

from domain.permissions import Role
from domain.words import Word

MAY_ATTACH = frozenset({Role.MERCHANT, Role.SERVICE_PROVIDER, Role.PLATFORM_OPERATOR})


class EvidenceKind(Word):
    PHOTO = auto()
    VIDEO = auto()
    DOCUMENT = auto()
    CERTIFICATE = auto()


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of files, with the extensions and types that people and programs call it by; the first ones are ours."""

    extensions: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def mime_type(self) -> str:
        return self.types[0]


JPEG = FileType(("jpg", "jpeg", "jpe", "jfif"), ("image/jpeg", "image/jpg", "image/pjpeg"))
PNG = FileType(("png",), ("image/png", "image/x-png"))
WEBP = FileType(("webp",), ("image/webp",))
HEIC = FileType(("heic", "heif"), ("image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"))
MP4 = FileType(("mp4", "m4v"), ("video/mp4", "video/x-m4v"))
QUICKTIME = FileType(("mov", "qt"), ("video/quicktime",))
WEBM = FileType(("webm",), ("video/webm",))
PDF = FileType(("pdf",), ("application/pdf", "application/x-pdf"))

FILE_TYPES: Mapping[str, FileType] = {
    type.mime_type: type for type in (JPEG, PNG, WEBP, HEIC, MP4, QUICKTIME, WEBM, PDF)
}
"""What is admitted at all, by how it is recorded."""

_IMAGES = (JPEG, PNG, WEBP, HEIC)
_PAPERS = (PDF, *_IMAGES)
ADMITTED: Mapping[EvidenceKind, tuple[FileType, ...]] = {
    EvidenceKind.PHOTO: _IMAGES,
    EvidenceKind.VIDEO: (MP4, QUICKTIME, WEBM),
    EvidenceKind.DOCUMENT: _PAPERS,
    EvidenceKind.CERTIFICATE: _PAPERS,
}
# What programs say that do not know.
_UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream"})


def contradiction(type: FileType, name: str, declared: str) -> str | None:
    """What a file's name or declared type claims that its content is not; None where all agree."""
    stem, dot, extension = name.rpartition(".")
    if stem and dot and extension.lower() not in type.extensions:
        return f".{extension}"
    claimed = declared.partition(";")[0].strip().lower()
    return None if claimed in _UNKNOWN or claimed in type.types else claimed


LONGEST_NAME = 100
# Control characters, what turns text around or is not there at all, and line ends.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})


def display_name(given: str) -> str:
    """What a file is called, for people to read and never as a path: its last part, without what cannot be seen.

    Empty where nothing is left. A long name loses its middle, not its extension.
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", last)
        if unicodedata.category(character) not in _UNSEEN
    ).strip(" .")
    if len(seen) <= LONGEST_NAME:
        return seen
    stem, dot, extension = seen.rpartition(".")
    ending = dot + extension if stem and len(extension) <= 10 else ""
    return seen[: LONGEST_NAME - len(ending) - 1].rstrip() + "…" + ending


def masked_name(kind: EvidenceKind, mime_type: str) -> str:
    """What partners read in place of the name: the kind, and of which type it is."""
    known = FILE_TYPES.get(mime_type)
    return f"{kind.value.lower()}.{known.extensions[0]}" if known else kind.value.lower()
