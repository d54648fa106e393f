"""Files: POST /evidence takes one, GET /evidence/ID gives it to whoever has a link that is still good."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from domain.errors import DomainError, Failure, Invalid, Rejected
from domain.evidence import MAY_ATTACH, EvidenceKind
from domain.ids import decode_as, encode_id, new_id
from domain.permissions import TokenScope
from models import Evidence
from schema.bounds import Uploads
from services import evidence
from services.evidence import EVIDENCE_IDS, Attach, Attached
from services.objects import Lost, Objects, StoreDown
from web.callers import Caller, Callers, address_of
from web.forms import Form, NotTaken, Worded, check_size, received
from web.rates import PerMinute
from web.refusals import Refused
from web.sign_in import METHODS, Signing, answering

log = structlog.get_logger()
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass
class Files:
    signing: Signing
    callers: Callers
    objects: Objects
    uploads: Uploads
    _running: int = 0
    _counted: PerMinute = field(init=False)

    def __post_init__(self) -> None:
        self._counted = PerMinute(self.uploads.a_minute)

    def routes(self) -> list[Route]:
        methods = [*METHODS, "HEAD"]
        return [
            Route("/evidence", answering("POST", self._take), methods=methods),
            Route("/evidence/{name}", answering("GET", self._give), methods=methods),
        ]

    # ───────────────────────── in ─────────────────────────

    async def _take(self, request: Request) -> Response:
        caller = await self._let_in(request)
        self._counted.one_more(caller.viewer.id.hex)
        with self._one_more():
            try:
                async with received(request, self.uploads) as form:
                    check_size(form.file, self.uploads.bytes)
                    attached = await self._attach(caller, form)
            except Rejected as rejected:
                raise _not_taken(rejected.failures[0]) from None
            except DomainError as error:
                raise _not_taken(error.failure) from None
            except StoreDown as error:
                raise _store_down(error) from None
        return JSONResponse({"id": encode_id(EVIDENCE_IDS, attached.id)}, 201 if attached.first else 200)

    async def _let_in(self, request: Request) -> Caller:
        caller = await self.callers.let_in(request)
        if caller.viewer.role not in MAY_ATTACH:
            raise Refused(403, "FORBIDDEN")
        if TokenScope.WRITE not in caller.viewer.scopes:
            raise Worded(403, "FORBIDDEN", "request", "TOKEN_SCOPE")
        return caller

    @contextmanager
    def _one_more(self) -> Iterator[None]:
        if self._running >= self.uploads.at_once:
            raise Refused(503, "OVERLOADED", wait=2)
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1

    async def _attach(self, caller: Caller, form: Form) -> Attached:
        clock, file = self.signing.clock, form.file
        kind, name = _kind(form.kind), evidence.check_name(file.filename or "")
        content = await asyncio.to_thread(evidence.examine, file.file, kind, name, file.content_type or "")
        command = Attach(form.document_id, kind, name, content, new_id(clock()))
        return await evidence.keep(
            self.signing.database, self.objects, file.file, command, viewer=caller.viewer, clock=clock
        )

    # ───────────────────────── out ─────────────────────────

    async def _give(self, request: Request) -> Response:
        name = request.path_params["name"]
        left = self._left(request, name)
        id = decode_as(EVIDENCE_IDS, name)
        row = await evidence.find(self.signing.database, id) if id else None
        if row is None:
            raise Worded(404, "NOT_FOUND", "evidence", "NOT_FOUND")
        headers = _headers(row, left)
        if _is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        try:
            return await self._answer(request, row, headers)
        except Lost as error:
            log.error("a file is missing in the object store", evidence=name, error=str(error))
            raise Worded(410, "NOT_FOUND", "evidence", "LOST") from None
        except StoreDown as error:
            raise _store_down(error) from None

    def _left(self, request: Request, name: str) -> int:
        """The seconds that the link is still good."""
        assert self.signing.secret is not None  # read when the server starts
        expires, signature = (request.query_params.get(part, "") for part in ("expires", "signature"))
        left = evidence.seconds_left(self.signing.secret, name, expires, signature, self.signing.clock())
        if left is None:
            self.callers.strangers.turn_away(address_of(request))
            raise Worded(403, "FORBIDDEN", "evidence", "LINK")
        return left

    async def _answer(self, request: Request, row: Evidence, headers: dict[str, str]) -> Response:
        key, size = evidence.key_of(row.merchant_id, row.id), row.size_bytes
        if request.method == "HEAD":
            await self.objects.size(key)
            return Response(headers=headers | {"Content-Length": str(size)})
        wanted = _range(request, headers["ETag"], size)
        if wanted is None:
            pieces = await self.objects.read(key, 0, size)
            return StreamingResponse(pieces, headers=headers | {"Content-Length": str(size)})
        start, end = wanted
        if start >= end:
            return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
        part = {"Content-Length": str(end - start), "Content-Range": f"bytes {start}-{end - 1}/{size}"}
        return StreamingResponse(await self.objects.read(key, start, end), 206, headers | part)


def _kind(given: str) -> EvidenceKind:
    try:
        return EvidenceKind(given)
    except ValueError:
        known = ", ".join(EvidenceKind)
        raise Invalid(field=("kind",), reason="UNKNOWN_WORD", value=given, known=known) from None


def _not_taken(failure: Failure) -> NotTaken:
    return NotTaken(404 if failure.code == "NOT_FOUND" else 400, failure)


def _store_down(error: StoreDown) -> Worded:
    log.error("the object store does not answer", error=str(error))
    return Worded(503, "UNAVAILABLE", "evidence", "STORE", wait=5)


def _headers(row: Evidence, left: int) -> dict[str, str]:
    """A browser saves it and shows nothing of it, whatever it is."""
    return {
        "Content-Type": row.mime_type,
        "Content-Disposition": _attachment(row.file_name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": f"private, max-age={left}",
        "Accept-Ranges": "bytes",
        "ETag": f'"{row.sha256}"',
    }


def _attachment(name: str) -> str:
    """RFC 6266: the name in UTF-8, and one for what reads ASCII only."""
    plain = re.sub(r'[^ -~]|["\\%]', "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _is_known(request: Request, tag: str) -> bool:
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return tag in known or "*" in known


def _range(request: Request, tag: str, size: int) -> tuple[int, int] | None:
    """From where to before where; None for all of it, which also who asks for several ranges gets."""
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if not asked or not any(asked.groups()) or request.headers.get("if-range", tag) != tag:
        return None
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size
    end = min(size, int(last) + 1) if last else size
    return None if last and int(last) < int(first) else (int(first), end)
