"""Whose page made a browser send a request: ours, or somebody else's. Only ours may use what its cookies hold."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
SAFE: Final = {"GET", "HEAD", "OPTIONS"}
_PORTS: Final = {"http": 80, "https": 443}
# A WebSocket is opened by a page of the same server.
_SCHEMES: Final = {"ws": "http", "wss": "https"}


@dataclass(frozen=True)
class Origin:
    scheme: str
    host: str
    port: int | None

    @classmethod
    def of(cls, url: str) -> "Origin | None":
        """The origin of a URL; None for what has none, as sandboxed pages."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            return None
        if not parts.scheme or not host:
            return None
        return cls(parts.scheme, host, port or _PORTS.get(parts.scheme))

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS.get(self.scheme)
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def is_plain_loopback(self) -> bool:
        """This machine without TLS, where browsers do not agree on what Secure means."""
        return self.scheme == "http" and self.host in LOOPBACK


@dataclass(frozen=True)
class Origins:
    """`public`: where browsers reach the server, when a proxy stands in between; else each request says it."""

    public: Origin | None = None

    def own(self, connection: HTTPConnection) -> Origin | None:
        scheme = connection.scope["scheme"]
        asked = f"{_SCHEMES.get(scheme, scheme)}://{connection.headers.get('host', '')}"
        return self.public or Origin.of(asked)

    def is_ours(self, connection: HTTPConnection) -> bool:
        """Surely from a page of ours, or one that changes nothing whoever sends it."""
        safe = connection.scope["type"] == "http" and connection.scope["method"] in SAFE
        return safe or (bool(connection.headers.getlist("origin")) and not self.is_foreign(connection))

    def is_foreign(self, connection: HTTPConnection) -> bool:
        """From a page of somebody else. What is no browser says nothing of pages."""
        own = self.own(connection)
        pages = connection.headers.getlist("origin")
        sites = connection.headers.getlist("sec-fetch-site")
        return any(own is None or Origin.of(page) != own for page in pages) or any(
            site not in {"same-origin", "none"} for site in sites
        )
