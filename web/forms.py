"""The form of an upload: one file and a few words, read into a temporary file as it comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from domain.errors import DomainError, Failure, Invalid
from domain.texts import Locale, message, text
from schema.bounds import Uploads
from schema.paths import contract_path
from web.bodies import LET_GO_BY
from web.refusals import Refused

MULTIPART: Final = "multipart/form-data"
# Of words, and of all that stands around the file.
LONGEST_WORD: Final = 200
AROUND: Final = 16 * 1024
WORDS: Final = ("kind", "documentId")


class Worded(Refused):
    """Refused with a text of its own."""

    def __init__(self, status: int, code: str, *keys: str, wait: int = 0, closes: bool = False) -> None:
        super().__init__(status, code, wait)
        self._keys = keys
        self._closes = closes

    def message(self, locale: Locale) -> str:
        return text(locale, *self._keys)

    @property
    def headers(self) -> dict[str, str]:
        return {**super().headers, **({"Connection": "close"} if self._closes else {})}


class NotTaken(Refused):
    """Refused for what was sent."""

    def __init__(self, status: int, failure: Failure, **headers: str) -> None:
        where: dict[str, Any] = {"field": contract_path(failure.field)} if failure.field else {}
        super().__init__(status, failure.code.value, **where)
        self._failure = failure
        self._headers = headers

    def message(self, locale: Locale) -> str:
        return message(self._failure, locale)

    @property
    def headers(self) -> dict[str, str]:
        return self._headers


@dataclass(frozen=True)
class Form:
    file: UploadFile
    kind: str
    document_id: str


@asynccontextmanager
async def received(request: Request, uploads: Uploads) -> AsyncIterator[Form]:
    """What was sent; the temporary file is gone afterwards."""
    _check_head(request, uploads.bytes)
    try:
        async with asyncio.timeout(uploads.time.total_seconds()):
            given = await _parsed(request, uploads.bytes)
    except TimeoutError:
        raise Worded(408, "INVALID", "evidence", "TOO_SLOW", closes=True) from None
    except ClientDisconnect:
        raise Refused(499, "UNAVAILABLE") from None
    try:
        yield _form(given)
    finally:
        await given.close()


def _check_head(request: Request, most: int) -> None:
    """Whether a body of this kind and length is read at all."""
    type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if type != MULTIPART or request.headers.get("content-encoding", "identity").lower() != "identity":
        raise _malformed(415, Accept=MULTIPART)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most + AROUND:
        raise _too_large(most, Connection="close")


async def _parsed(request: Request, most: int) -> FormData:
    async with aclosing(_bounded(request, most)) as body:
        parser = _Parser(request.headers, body, max_files=1, max_fields=3, max_part_size=LONGEST_WORD)
        try:
            given = await parser.parse()
        except MultiPartException:
            # Who is cut off does not read the answer.
            async for _ in body:
                pass
            raise _malformed(400) from None
    if not parser.ended:
        parser.abandon()
        raise _malformed(400)
    return given


class _Parser(MultiPartParser):
    """Knows whether the form came to its end. Starlette takes one that breaks off, and leaves its file open."""

    ended = False

    def on_end(self) -> None:
        self.ended = True

    def abandon(self) -> None:
        for file in self._files_to_close_on_error:
            file.close()


async def _bounded(request: Request, most: int) -> Any:
    """The body; of one that is too large the rest is let go by, within reason."""
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size <= most + AROUND:
            yield piece
        elif size > most + LET_GO_BY:
            break
    if size > most + AROUND:
        raise _too_large(most)


def _form(given: FormData) -> Form:
    file = given.get("file")
    words = {name: given.get(name) for name in WORDS}
    if len(given.multi_items()) > len(given) or not set(given) <= {"file", *WORDS}:
        raise _malformed(400)
    for name, value in words.items():
        if not isinstance(value, str) or not value:
            raise _missing(name)
    if not isinstance(file, UploadFile) or not (file.filename or file.size):
        raise _missing("file")
    return Form(file, *map(str, words.values()))


def _missing(name: str) -> NotTaken:
    return _wrong(400, Invalid(field=(name,), reason="MISSING"))


def _malformed(status: int, **headers: str) -> NotTaken:
    return _wrong(status, Invalid(reason="FORM"), **headers)


def _too_large(most: int, **headers: str) -> NotTaken:
    return _wrong(413, Invalid(field=("file",), reason="FILE_TOO_LARGE", most=most), **headers)


def _wrong(status: int, error: DomainError, **headers: str) -> NotTaken:
    return NotTaken(status, error.failure, **headers)


def check_size(file: UploadFile, most: int) -> None:
    if (file.size or 0) > most:
        raise _too_large(most)
