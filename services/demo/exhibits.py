"""The demo's evidence: small files made here, certificates that can be read and photos that show something."""

import asyncio
import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from uuid import UUID

from domain.evidence import PDF, PNG, EvidenceKind, FileType
from services.evidence import Attach, content_of, key_of
from services.objects import Lost, Objects, StoreDown
from services.work import Work

# Files that are written to the object store at once.
_TOGETHER = 32


class Exhibits:
    """Files of evidence that is being attached, until they are stored; all of them can be taken back."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._waiting: dict[str, bytes] = {}
        self._stored: list[str] = []
        self._photos = count(1)

    def certificate(self, work: Work, merchant_id: UUID, document_id: str, lines: Sequence[str]) -> Attach:
        data = pdf([*lines, f"Date: {work.now:%Y-%m-%d}"])
        return self._exhibit(work, merchant_id, document_id, EvidenceKind.CERTIFICATE, "certificate.pdf", PDF, data)

    def paper(self, work: Work, merchant_id: UUID, document_id: str, lines: Sequence[str]) -> Attach:
        return self._exhibit(work, merchant_id, document_id, EvidenceKind.DOCUMENT, "说明.pdf", PDF, pdf(lines))

    def photo(self, work: Work, merchant_id: UUID, document_id: str) -> Attach:
        """Each has another name, and other colours."""
        number = next(self._photos)
        name = f"IMG_{work.now:%Y%m%d}_{number:04}.png"
        return self._exhibit(work, merchant_id, document_id, EvidenceKind.PHOTO, name, PNG, png(number))

    def _exhibit(
        self,
        work: Work,
        merchant_id: UUID,
        document_id: str,
        kind: EvidenceKind,
        name: str,
        type: FileType,
        data: bytes,
    ) -> Attach:
        id = work.new_id()
        self._waiting[key_of(merchant_id, id)] = data
        return Attach(document_id, kind, name, content_of(type, data), id)

    async def store(self) -> None:
        """What waits to be stored."""
        files = list(self._waiting.items())
        self._waiting.clear()
        for start in range(0, len(files), _TOGETHER):
            some = files[start : start + _TOGETHER]
            self._stored += [key for key, _ in some]
            await asyncio.gather(*(self._objects.put(key, data) for key, data in some))

    async def take_back(self) -> None:
        """What belongs to rows that are not there."""
        self._waiting.clear()
        for key in self._stored:
            with suppress(Lost, StoreDown):
                await self._objects.remove(key)
        self._stored.clear()


def pdf(lines: Sequence[str]) -> bytes:
    """A page with a few lines of ASCII."""
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    text = b"BT /F1 12 Tf 18 TL 56 780 Td\n" + shown + b"ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size, start = len(objects) + 1, len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(file)


def _escaped(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("ascii", "replace")


_WIDTH, _HEIGHT = 96, 64


def png(number: int) -> bytes:
    """A carton before a wall, with a tear that is elsewhere each time."""
    wall, carton, tear = (bytes((tone, tone, tone + 20)) for tone in (190 + number % 30, 120, 40))
    left = 20 + number * 7 % 40
    rows = []
    for y in range(_HEIGHT):
        inside = 12 <= y < 56
        torn = inside and abs(y - 34) < 12
        body = carton * (left - 16) + (tear if torn else carton) * 6 + carton * (_WIDTH - 22 - left)
        rows.append(b"\x00" + (wall * 16 + body + wall * 16 if inside else wall * _WIDTH)[: 3 * _WIDTH])
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
