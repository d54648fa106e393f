"""Around every request: an id that its answer and its log lines have, one line in the log, and headers that protect."""

import re
import secrets
import time
from collections.abc import Mapping
from urllib.parse import quote

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()
REQUEST_ID = "X-Request-ID"
_ID = re.compile(r"[\w.-]{1,64}")
# Pages have everything from here; GraphiQL's editor makes styles and workers by itself.
_PAGES = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_DATA = "default-src 'none'; frame-ancestors 'none'"
_PROTECTION: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
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
                _protect(MutableHeaders(scope=message), scope["path"], id)
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
    given = dict(scope["headers"]).get(REQUEST_ID.lower().encode(), b"").decode("latin-1")
    return given if _ID.fullmatch(given) else secrets.token_hex(8)


def _method(scope: Scope) -> str:
    return str(scope.get("method", "WebSocket"))


def _protect(headers: MutableHeaders, path: str, id: str) -> None:
    headers[REQUEST_ID] = id
    for name, value in _PROTECTION.items():
        headers.setdefault(name, value)
    is_page = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("Content-Security-Policy", _PAGES if is_page else _DATA)
    # The names of assets are made of their contents.
    kept = "public, max-age=31536000, immutable"
    headers.setdefault("Cache-Control", kept if path.startswith("/assets/") else "no-store")
