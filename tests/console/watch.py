"""Looks on while pages are used: nothing may go wrong in them that nobody sees."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

LOCAL = {"data", "blob", "about"}


@dataclass
class Watch:
    """Errors in the browser's console, which tells of broken policies too; exceptions; and requests to other hosts."""

    url: str
    findings: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    _allowed: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("request", self._asked)

    def allow(self, pattern: str) -> None:
        """What the test brings about itself."""
        self._allowed.append(pattern)

    @property
    def wrong(self) -> list[str]:
        """All that went wrong and was not allowed."""
        return [each for each in self.findings if not any(re.search(pattern, each) for pattern in self._allowed)]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.findings.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _failed(self, error: WebError) -> None:
        self.findings.append(f"exception: {error.error}")

    def _asked(self, request: Request) -> None:
        asked, own = urlsplit(request.url), urlsplit(self.url)
        if asked.scheme not in LOCAL and asked.netloc != own.netloc:
            self.elsewhere.append(request.url)
            self.findings.append(f"request to another host: {request.url}")
