"""Signing in and out with a browser: POST /auth/login, POST /auth/demo, POST /auth/logout, GET /auth/session."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from uuid import UUID

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from domain.permissions import SYSTEM
from domain.texts import Locale, negotiate, text
from models.database import Database
from services import sessions, users
from services.passwords import Account, Passwords, TooBusy
from services.work import Clock, perform
from web import bodies, transport
from web.callers import Callers, address_of
from web.cookies import Cookie
from web.failures import Failures
from web.refusals import Refused, refused

log = structlog.get_logger()
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
LONGEST_BODY = 8 * 1024


class NotSignedIn(Refused):
    """Refused for a `reason` that has words of its own."""

    def __init__(self, status: int, code: str, reason: str, wait: int = 0) -> None:
        super().__init__(status, code, wait)
        self.reason = reason

    def message(self, locale: Locale) -> str:
        return text(locale, "sign_in", self.reason, wait=self.wait)


@dataclass
class Signing:
    """What all ways to sign in share."""

    database: Database
    clock: Clock
    cookie: Cookie
    lifetime: timedelta
    # Signs what only this installation says; the database may have to be asked for it.
    secret: bytes | None = None

    async def begin(self, request: Request, response: Response, user_id: UUID, new_hash: str | None = None) -> Response:
        """A new session goes with the response; the one that the browser had ends."""
        command = sessions.Begin(user_id, self.lifetime, self.cookie.read(request), new_hash)
        secret = await perform(self.database, sessions.begin, command, actor=SYSTEM, clock=self.clock)
        self.cookie.set(request, response, secret, self.lifetime)
        return response

    async def end(self, request: Request, response: Response) -> Response:
        if secret := self.cookie.read(request):
            await perform(self.database, sessions.end, secret, actor=SYSTEM, clock=self.clock)
        self.cookie.clear(request, response)
        return response


@dataclass
class SignIn:
    signing: Signing
    callers: Callers
    passwords: Passwords
    failures: Failures
    body_time: timedelta
    # Where somebody may sign in.
    ways: list[str]
    # Accounts that anybody may be who reaches this server, which is one for trying it out.
    demo: Sequence[str] = ()

    def routes(self) -> list[Route]:
        return [
            Route("/auth/login", answering("POST", self._login), methods=METHODS),
            Route("/auth/demo", answering("POST", self._demo), methods=METHODS),
            Route("/auth/logout", answering("POST", self._logout), methods=METHODS),
            Route("/auth/session", answering("GET", self._session), methods=METHODS),
        ]

    async def _login(self, request: Request) -> Response:
        self._refuse_foreign(request)
        name, password = _credentials(await self._body(request))
        address = address_of(request)
        if wait := self.failures.expect(name, address):
            raise NotSignedIn(429, "RATE_LIMITED", "TOO_MANY", wait)
        account = await self._whose(name, password)
        if account is None:
            self.failures.failed(address)
            log.warning("sign-in failed", address=address)
            raise NotSignedIn(401, "UNAUTHENTICATED", "FAILED")
        self.failures.succeeded(name, address)
        return await self.signing.begin(request, Response(status_code=204), account.id, account.new_hash)

    async def _demo(self, request: Request) -> Response:
        self._refuse_foreign(request)
        given = transport.json_of(await self._body(request))
        name = given.get("username") if isinstance(given, dict) else None
        id = await users.id_of(self.signing.database, str(name)) if name in self.demo else None
        if id is None:
            raise NotSignedIn(401, "UNAUTHENTICATED", "FAILED")
        return await self.signing.begin(request, Response(status_code=204), id)

    async def _whose(self, name: str, password: str) -> Account | None:
        try:
            return await self.passwords.whose(name, password)
        except TooBusy:
            raise Refused(503, "OVERLOADED", wait=2) from None

    async def _logout(self, request: Request) -> Response:
        self._refuse_foreign(request)
        return await self.signing.end(request, Response(status_code=204))

    async def _session(self, request: Request) -> Response:
        caller = await self.callers.of(request)
        if caller is None:
            self.callers.strangers.turn_away(address_of(request))
            raise Refused(401, "UNAUTHENTICATED", signIn=self.ways, demo=[*self.demo])
        viewer = caller.viewer
        return JSONResponse({"id": f"us_{viewer.id.hex}", "name": viewer.name, "role": viewer.role.value})

    def _refuse_foreign(self, request: Request) -> None:
        if self.signing.cookie.origins.is_foreign(request):
            raise NotSignedIn(403, "FORBIDDEN", "FOREIGN_PAGE")

    async def _body(self, request: Request) -> bytes:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != transport.JSON:
            raise transport.BadRequest(415, f"send name and password as {transport.JSON}", Accept=transport.JSON)
        return await bodies.read(request, LONGEST_BODY, self.body_time)


def _credentials(body: bytes) -> tuple[str, str]:
    given = transport.json_of(body)
    name, password = (given.get(key) if isinstance(given, dict) else None for key in ("username", "password"))
    if not isinstance(name, str) or not isinstance(password, str) or not name.strip() or not password:
        raise transport.BadRequest(400, 'send {"username": …, "password": …}')
    return name.strip(), password


Answer = Callable[[Request], Awaitable[Response]]


def answering(method: str, answer: Answer, *, page: bool = False) -> Answer:
    """An endpoint whose refusals are JSON as those of the API (a `page` for browsers).

    Nobody keeps its answers, where they do not say otherwise. Who may GET may also ask for the HEAD.
    """
    methods = {method, "HEAD"} if method == "GET" else {method}

    async def endpoint(request: Request) -> Response:
        try:
            if request.method not in methods:
                raise transport.BadRequest(405, f"ask with {method}", Allow=method)
            response = await answer(request)
        except Exception as error:
            response = _refusal(request, error, page)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return endpoint


def _refusal(request: Request, error: Exception, page: bool) -> Response:
    if isinstance(error, transport.BadRequest):
        return transport.refuse(request, error)
    why = refused(error)
    locale = negotiate(request.headers.get("accept-language"))
    if page and transport.wants_page(request):
        return HTMLResponse(_PAGE.format(escape(why.message(locale))), why.status, why.headers)
    return transport.refused(request, why.status, why.error(locale), why.headers)


_PAGE = '<!doctype html><meta charset="utf-8"><title>Backhaul</title><p>{}</p><p><a href="/">Backhaul</a></p>'
