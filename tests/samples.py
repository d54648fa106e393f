"""Small files of each type that evidence may be, and of some that it may not."""

import gzip
import io
import struct
import zipfile

from services.demo.exhibits import pdf, png

PDF = pdf(["CERTIFICATE"])
PNG = png(1)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(64) + b"\xff\xd9"
WEBP = b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8 " + bytes(22)


def boxed(brand: bytes, *compatible: bytes, size: int = 256) -> bytes:
    """What begins as ISO media files do, and holds nothing else."""
    brands = brand + bytes(4) + b"".join(compatible)
    head = struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands
    return head + struct.pack(">I", size) + b"mdat" + bytes(size - 8)


HEIC = boxed(b"heic", b"mif1", b"heic")
MP4 = boxed(b"isom", b"isom", b"iso2", b"avc1", b"mp41")
MOV = boxed(b"qt  ", b"qt  ")
_EBML = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282")
WEBM = _EBML + b"\x84webm" + bytes.fromhex("42878104") + bytes(64)
MATROSKA = _EBML + b"\x88matroska" + bytes.fromhex("42878104") + bytes(64)

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00" + bytes(20)


def zipped(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(size))
    return file.getvalue()


ZIP = zipped(10)
ZIP_BOMB = zipped(50_000_000)
GZIP = gzip.compress(bytes(1000))
