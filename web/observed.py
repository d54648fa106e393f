"""Around every request: an id that its answer and its log lines have, one line in the log, and headers that protect."""

import re
import secrets
import time
from collections.abc import Sequence
from urllib.parse import quote

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()
Header = tuple[bytes, bytes]
_REQUEST_ID = b"x-request-id"
_ID = re.compile(r"[\w.-]{1,64}")
# Pages have everything from here; GraphiQL's editor makes styles and workers by itself.
_PAGES = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_DATA = "default-src 'none'; frame-ancestors 'none'"


def _headers(**values: str) -> Sequence[Header]:
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in values.items()]


_PROTECTION = _headers(
    x_content_type_options="nosniff",
    referrer_policy="same-origin",
    cross_origin_opener_policy="same-origin",
    cross_origin_resource_policy="same-origin",
    permissions_policy="camera=(), geolocation=(), microphone=(), payment=(), usb=()",
)
_OF_PAGES = _headers(content_security_policy=_PAGES, cache_control="no-store")
_OF_DATA = _headers(content_security_policy=_DATA, cache_control="no-store")
# The names of assets are made of their contents.
_OF_ASSETS = _headers(content_security_policy=_DATA, cache_control="public, max-age=31536000, immutable")
# Of these, what is asked every few seconds would be all that the log holds.
_UNTOLD = {"/healthz", "/readyz", "/metrics"}


class Observed:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        id = _id_of(scope)
        started = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _protect(message, scope["path"], id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request=id):
            try:
                await self._app(scope, receive, sending)
            finally:
                if scope["path"] not in _UNTOLD:
                    took = round(1000 * (time.perf_counter() - started), 1)
                    # As it was sent: a terminal would act on some characters.
                    log.info("request", method=_method(scope), path=quote(scope["path"]), status=status, ms=took)


def _id_of(scope: Scope) -> str:
    """The caller's own, where it is one; else a new one."""
    given = dict(scope["headers"]).get(_REQUEST_ID, b"").decode("latin-1")
    return given if _ID.fullmatch(given) else secrets.token_hex(8)


def _method(scope: Scope) -> str:
    return str(scope.get("method", "WebSocket"))


def _protect(message: Message, path: str, id: str) -> None:
    """Add to a response's headers what it says nothing of itself."""
    headers: list[Header] = message.setdefault("headers", [])
    said = dict(headers)
    more = _OF_DATA
    if said.get(b"content-type", b"").startswith(b"text/html"):
        more = _OF_PAGES
    elif path.startswith("/assets/") and message["status"] < 400:
        more = _OF_ASSETS
    headers += [(_REQUEST_ID, id.encode()), *(pair for pair in (*_PROTECTION, *more) if pair[0] not in said)]
