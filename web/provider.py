"""An OpenID provider: where it signs people in, and who it says they are."""

import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from services.work import Clock

# With keys that the provider alone holds.
ALGORITHMS: Final = [f"{family}{size}" for family in ("RS", "PS", "ES") for size in (256, 384, 512)]
SCOPE: Final = "openid profile email"
SECONDS: Final = 10.0
# How long what it says of itself is believed, and how often at most it is asked for new keys.
BELIEVED, PAUSE = 3600.0, 60.0
# Between its clock and ours, in seconds.
LEEWAY: Final = 60
# Where tests put theirs.
TRANSPORT: httpx2.AsyncBaseTransport | None = None


class ProviderFailed(Exception):
    """It does not answer, or not as a provider does."""


class NotVouchedFor(Exception):
    """It does not say who this is, or says it in a way that cannot be believed."""


@dataclass(frozen=True)
class Begun:
    """What a sign-in was begun with, and has to be ended with."""

    state: str
    nonce: str
    verifier: str
    redirect: str


@dataclass
class Provider:
    issuer: str
    client_id: str
    client_secret: str | None
    clock: Clock

    def __post_init__(self) -> None:
        self._about: dict[str, Any] = {}
        self._about_since = self._keys_since = float("-inf")
        self._keys: KeySet | None = None

    async def address(self, begun: Begun) -> str:
        """Where the browser goes."""
        about = await self._metadata()
        async with self._client(begun.redirect) as client:
            url, _ = client.create_authorization_url(
                about["authorization_endpoint"], state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        return str(url)

    async def claims(self, code: str, begun: Begun) -> dict[str, Any]:
        """What it says of whom the code stands for; raises NotVouchedFor."""
        about = await self._metadata()
        try:
            async with self._client(begun.redirect, about) as client:
                token = await client.fetch_token(
                    about["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=begun.verifier,
                )
        except OAuthError as error:
            raise NotVouchedFor(error.error) from None
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderFailed(type(error).__qualname__) from None
        return await self._verified(token, begun)

    async def _verified(self, token: dict[str, Any], begun: Begun) -> dict[str, Any]:
        if not isinstance(token.get("id_token"), str):
            raise NotVouchedFor("no id token")
        try:
            signed = await self._decoded(token["id_token"])
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                {
                    "iss": {"essential": True, "value": self._about["issuer"]},
                    "aud": {"essential": True, "value": self.client_id},
                },
                {"nonce": begun.nonce, "client_id": self.client_id, "access_token": token.get("access_token")},
            )
            claims.validate(now=int(self.clock().timestamp()), leeway=LEEWAY)
        except JoseError as error:
            raise NotVouchedFor(error.error) from None
        except (ValueError, TypeError) as error:
            raise NotVouchedFor(type(error).__qualname__) from None
        return dict(claims)

    async def _decoded(self, id_token: str) -> jwt.Token:
        """New keys are asked for when it is signed with one that is not known."""
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(id_token, await self._key_set(renewed=False), registry=registry)
        except InvalidKeyIdError:
            return jwt.decode(id_token, await self._key_set(renewed=True), registry=registry)

    # ───────────────────────── what it says of itself ─────────────────────────

    async def _metadata(self) -> dict[str, Any]:
        if time.monotonic() - self._about_since > BELIEVED:
            about = await self._json(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            self._check(about)
            self._about, self._about_since = about, time.monotonic()
        return self._about

    def _check(self, about: dict[str, Any]) -> None:
        if str(about.get("issuer")).rstrip("/") != self.issuer.rstrip("/"):
            raise ProviderFailed("it calls itself otherwise")
        scheme = urlsplit(self.issuer).scheme
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if urlsplit(str(about.get(name))).scheme != scheme:
                raise ProviderFailed(f"no {name}")

    async def _key_set(self, *, renewed: bool) -> KeySet:
        age = time.monotonic() - self._keys_since
        if self._keys is None or age > BELIEVED or (renewed and age > PAUSE):
            keys = await self._json(self._about["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(keys)  # type: ignore[arg-type]
            except (JoseError, LookupError, ValueError, TypeError):
                raise ProviderFailed("no keys") from None
            self._keys_since = time.monotonic()
        return self._keys

    async def _json(self, url: str) -> dict[str, Any]:
        try:
            async with httpx2.AsyncClient(transport=TRANSPORT, timeout=SECONDS) as client:
                response = await client.get(url)
                answer = response.raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderFailed(type(error).__qualname__) from None
        if not isinstance(answer, dict):
            raise ProviderFailed("no JSON object")
        return answer

    def _client(self, redirect: str, about: dict[str, Any] | None = None) -> AsyncOAuth2Client:
        methods = (about or {}).get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        posted = self.client_secret and "client_secret_basic" not in methods
        return AsyncOAuth2Client(
            self.client_id,
            self.client_secret,
            token_endpoint_auth_method="client_secret_post" if posted else None,
            scope=SCOPE,
            redirect_uri=redirect,
            code_challenge_method="S256",
            transport=TRANSPORT,
            timeout=SECONDS,
        )
