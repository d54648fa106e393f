"""A picture of every screen, in both languages, in docs/console/ and on its page: `python -m tests.console.pictures`."""

import base64

import click
from playwright.sync_api import Browser, Page

from benchmarks import pages
from tests.console import chromium
from tests.console.chromium import LOCALES
from tests.console.looking import looking
from tests.console.screens import SCREENS, Screen
from tests.console.served import Served

FOLDER = pages.DOCS / "console"
MOST = 150 * 1024


def shown(browser: Browser, served: Served, screen: Screen, language: str) -> bytes:
    """As WebP, which Playwright's own screenshots are not."""
    context = browser.new_context(**chromium.options(served.url, language))
    try:
        if screen.account:
            served.sign_in(context, screen.account)
        page = context.new_page()
        screen.show(page, served, language)
        return small(page)
    finally:
        context.close()


def small(page: Page) -> bytes:
    """In the highest quality in which it is small enough."""
    session = page.context.new_cdp_session(page)
    for quality in (85, 70, 50, 30):
        taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        picture = base64.b64decode(taken["data"])
        if len(picture) <= MOST:
            return picture
    raise AssertionError(f"{page.url} cannot be shown in {MOST} bytes")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    taken = set()
    with looking() as (served, browser):
        for screen in SCREENS:
            for language in LOCALES:
                picture = shown(browser, served, screen, language)
                path = pages.DOCS / _path(screen, language)
                path.write_bytes(picture)
                taken.add(path)
                click.echo(f"{screen.name} {language} {len(picture) / 1024:.0f} KB")
    for old in set(FOLDER.glob("*.webp")) - taken:
        old.unlink()
    pages.write(pages.DOCS / "console.md", "pictures", gallery())


def gallery() -> list[str]:
    """A row of the page for each screen."""
    head = ["| | English | 中文 |", "|---|---|---|"]
    return head + [
        f"| {screen.name} | {' | '.join(f'![{screen.name}]({_path(screen, each)})' for each in LOCALES)} |"
        for screen in SCREENS
    ]


def _path(screen: Screen, language: str) -> str:
    return f"{FOLDER.name}/{screen.name}.{language}.webp"


if __name__ == "__main__":
    main()
