"""A small OpenID provider, as strict with its clients as it should be, and as wrong as a test wants it."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import Key, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.clock import TestClock

ISSUER = "https://login.test"
CLIENT, SECRET = "backhaul", "a client's secret"
KEY = RSAKey.generate_key(2048, {"kid": "first"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "second"})


def write_token(claims: dict[str, Any], key: Key = KEY, **header: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": key.kid, **header}, claims, key, algorithms=[header.get("alg", "RS256")])


@dataclass
class SmallProvider:
    clock: TestClock
    # Who signs in there.
    claims: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "merchant-a"})
    # Makes the id token of the right claims.
    write: Callable[[dict[str, Any]], str | None] = write_token
    keys: list[Key] = field(default_factory=lambda: [KEY])
    about: dict[str, Any] = field(default_factory=dict)
    # What an endpoint answers in place of what it should.
    instead: dict[str, Response] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def consent(self, address: str, **changed: str) -> str:
        """The browser was led to this address, and somebody signs in: where it is led then."""
        parts = urlsplit(address)
        given = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{ISSUER}/authorize"
        assert (given["response_type"], given["client_id"]) == ("code", CLIENT)
        assert given["code_challenge_method"] == "S256"
        assert "openid" in given["scope"].split()
        assert min(len(given[name]) for name in ("state", "nonce", "code_challenge")) >= 32
        code = secrets.token_urlsafe(8)
        self._codes[code] = given
        return f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state'], **changed})}"

    def transport(self) -> httpx2.ASGITransport:
        routes = [
            Route("/.well-known/openid-configuration", self._configuration),
            Route("/keys", self._jwks),
            Route("/token", self._token, methods=["POST"]),
        ]
        return httpx2.ASGITransport(Starlette(routes=routes))

    async def _configuration(self, request: Request) -> Response:
        return self._answer(
            request,
            {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "jwks_uri": f"{ISSUER}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                **self.about,
            },
        )

    async def _jwks(self, request: Request) -> Response:
        return self._answer(request, {"keys": [key.as_dict(private=False) for key in self.keys]})

    async def _token(self, request: Request) -> Response:
        form = {name: str(value) for name, value in parse_qs((await request.body()).decode()).items()}
        form = {name: value[2:-2] for name, value in form.items()}
        begun = self._codes.pop(form.get("code", ""), None)
        if self._client(request, form) != (CLIENT, SECRET):
            return JSONResponse({"error": "invalid_client"}, 401)
        if begun is None or form["grant_type"] != "authorization_code":
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == begun["code_challenge"]
        assert form["redirect_uri"] == begun["redirect_uri"]
        now = int(self.clock().timestamp())
        told = {"iss": ISSUER, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": begun["nonce"]}
        id_token = self.write({**told, **self.claims})
        answer = {"access_token": "an access token", "token_type": "Bearer", "expires_in": 300}
        return self._answer(request, answer | ({"id_token": id_token} if id_token else {}))

    def _client(self, request: Request, form: dict[str, str]) -> tuple[str, ...]:
        if "client_secret_post" in self.about.get("token_endpoint_auth_methods_supported", []):
            return form["client_id"], form["client_secret"]
        scheme, _, given = request.headers["authorization"].partition(" ")
        assert scheme == "Basic"
        return tuple(base64.b64decode(given).decode().split(":"))

    def _answer(self, request: Request, answer: dict[str, Any]) -> Response:
        self.asked.append(request.url.path)
        return self.instead.get(request.url.path) or JSONResponse(answer)
