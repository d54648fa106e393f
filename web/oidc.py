"""Signing in with an OpenID provider: GET /auth/oidc leads there, GET /auth/oidc/callback back."""

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain.errors import Unavailable
from services import users
from web.callers import address_of
from web.cookies import Cookie
from web.provider import Begun, NotVouchedFor, Provider, ProviderFailed
from web.rates import Strangers
from web.sign_in import METHODS, NotSignedIn, Signing, answering

log = structlog.get_logger()
# How long somebody may take to sign in there.
WITHIN: Final = timedelta(minutes=10)


@dataclass
class Oidc:
    signing: Signing
    provider: Provider
    # Which of its claims is the name of the account here.
    claim: str
    strangers: Strangers

    def __post_init__(self) -> None:
        self._cookie = Cookie("backhaul-oidc", self.signing.cookie.origins)

    def routes(self) -> list[Route]:
        return [
            Route("/auth/oidc", answering("GET", self._leave, page=True), methods=METHODS),
            Route("/auth/oidc/callback", answering("GET", self._return, page=True), methods=METHODS),
        ]

    async def _leave(self, request: Request) -> Response:
        own = self.signing.cookie.origins.own(request)
        begun = Begun(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            redirect=f"{own}/auth/oidc/callback",
        )
        try:
            response = RedirectResponse(await self.provider.address(begun), 303)
        except ProviderFailed as error:
            raise self._failed(error) from None
        self._cookie.set(request, response, self._sealed(begun), WITHIN)
        return response

    async def _return(self, request: Request) -> Response:
        try:
            response = await self._signed_in(request)
        except NotSignedIn:
            self.strangers.turn_away(address_of(request))
            raise
        self._cookie.clear(request, response)
        return response

    async def _signed_in(self, request: Request) -> Response:
        begun, given = self._opened(self._cookie.read(request)), request.query_params
        if begun is None or not hmac.compare_digest(begun.state.encode(), given.get("state", "").encode()):
            raise NotSignedIn(400, "INVALID", "NOT_BEGUN")
        if given.get("iss", self.provider.issuer).rstrip("/") != self.provider.issuer.rstrip("/"):
            raise self._not_vouched("another issuer")
        if "code" not in given:
            raise self._not_vouched("no code")
        try:
            claims = await self.provider.claims(given["code"], begun)
        except ProviderFailed as error:
            raise self._failed(error) from None
        except NotVouchedFor as error:
            raise self._not_vouched(str(error)) from None
        if self.claim == "email" and claims.get("email_verified") is not True:
            raise self._not_vouched("an address that was not verified")
        name = claims.get(self.claim)
        user_id = await users.id_of(self.signing.database, name) if isinstance(name, str) else None
        if user_id is None:
            raise NotSignedIn(403, "FORBIDDEN", "NO_ACCOUNT")
        return await self.signing.begin(request, RedirectResponse("/", 303), user_id)

    def _failed(self, error: ProviderFailed) -> NotSignedIn:
        log.error("the identity provider failed", reason=str(error))
        return NotSignedIn(503, "UNAVAILABLE", "PROVIDER_FAILED")

    def _not_vouched(self, reason: str) -> NotSignedIn:
        log.warning("sign-in failed", reason=reason)
        return NotSignedIn(401, "UNAUTHENTICATED", "NOT_VOUCHED_FOR")

    # ───────────────────────── the cookie in between ─────────────────────────

    def _sealed(self, begun: Begun) -> str:
        until = int((self.signing.clock() + WITHIN).timestamp())
        contents = orjson.dumps({"begun": asdict(begun), "until": until}).hex()
        return f"{contents}.{self._seal(contents)}"

    def _opened(self, cookie: str | None) -> Begun | None:
        """What was sealed here, not long ago."""
        contents, _, seal = (cookie or "").partition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(contents).encode()):
            return None
        opened = orjson.loads(bytes.fromhex(contents))
        return Begun(**opened["begun"]) if self.signing.clock().timestamp() < opened["until"] else None

    def _seal(self, contents: str) -> str:
        if self.signing.secret is None:
            raise Unavailable("the server is starting")
        key = hmac.digest(self.signing.secret, b"oidc", hashlib.sha256)
        return hmac.digest(key, contents.encode(), hashlib.sha256).hex()
