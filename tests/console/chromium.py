"""The browser: Debian's Chromium. Playwright's own would have to be downloaded, which no test does."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Playwright, ViewportSize

LOCALES = {"en": "en-US", "zh-CN": "zh-CN"}
DESK: ViewportSize = {"width": 1440, "height": 900}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
MISSING = "there is no `chromium` on the PATH (on Debian: apt install chromium fonts-noto-cjk)"


def options(url: str, language: str = "en") -> dict[str, Any]:
    """Of a browser's context: a desk in Shanghai."""
    return {
        "base_url": url,
        "locale": LOCALES[language],
        "viewport": DESK,
        "timezone_id": "Asia/Shanghai",
        "reduced_motion": "reduce",
    }


def path() -> str | None:
    return shutil.which("chromium")


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    found = path()
    assert found, MISSING
    browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close()
