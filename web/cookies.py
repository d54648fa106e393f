"""Cookies that no other site can set, and no script read."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response

from web.origins import Origins


@dataclass(frozen=True)
class Cookie:
    """`__Host-` makes browsers insist on Secure, on this host alone and on every path."""

    name: str
    origins: Origins

    def read(self, connection: HTTPConnection) -> str | None:
        name, _ = self._as_sent(connection)
        return connection.cookies.get(name) or None

    def set(self, connection: HTTPConnection, response: Response, value: str, lifetime: timedelta) -> None:
        name, secure = self._as_sent(connection)
        response.set_cookie(
            name,
            value,
            max_age=int(lifetime.total_seconds()),
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )

    def clear(self, connection: HTTPConnection, response: Response) -> None:
        self.set(connection, response, "", timedelta(0))

    def _as_sent(self, connection: HTTPConnection) -> tuple[str, bool]:
        """Its full name, and whether it is Secure."""
        own = self.origins.own(connection)
        plain = own is not None and own.is_plain_loopback
        return (self.name, False) if plain else (f"__Host-{self.name}", True)
