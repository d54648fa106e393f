"""Browser tests of the console: real pages of a real server, one of each for all tests that a process runs in a row.

Playwright's event loop counts as running for as long as Playwright does, and no other test could run one of its own
meanwhile. So it is stopped when the last of these tests is done: its scope is this package, not the session.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from playwright.sync_api import expect as expectations

from tests.console import chromium
from tests.console.inbound import Inbound
from tests.console.served import Served, serving
from tests.console.watch import Watch

# The machine may be busy with other tests; what is there at once is not waited for.
PATIENCE = 15_000

SignIn = Callable[..., Page]


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Served]:
    if chromium.path() is None:
        if os.environ.get("CI"):
            pytest.fail(chromium.MISSING)
        pytest.skip(f"NO BROWSER, so nothing of the console is tested: {chromium.MISSING}")
    # Processes that test side by side share the prepared database.
    folder = tmp_path_factory.getbasetemp()
    with serving((folder if worker_id == "master" else folder.parent) / "console") as served:
        yield served


@pytest.fixture(scope="package")
def playwright(served: Served) -> Iterator[Playwright]:
    """After the server, whose database is filled in an event loop of its own."""
    with sync_playwright() as playwright:
        expectations.set_options(timeout=PATIENCE)
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium.launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="package")
def browser_context_args() -> dict[str, Any]:
    """All of them are given where a page is made."""
    return {}


@pytest.fixture
def watch(served: Served) -> Iterator[Watch]:
    watch = Watch(served.url)
    yield watch
    assert watch.wrong == []


@pytest.fixture
def visit(served: Served, new_context: Callable[..., BrowserContext], watch: Watch) -> SignIn:
    """A page of somebody who is not signed in."""

    def visit(language: str = "en", **options: Any) -> Page:
        context = new_context(**chromium.options(served.url, language) | options)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        return context.new_page()

    return visit


@pytest.fixture
def sign_in(served: Served, visit: SignIn) -> SignIn:
    """A page of one of the demo accounts, signed in already."""

    def sign_in(account: str, **options: Any) -> Page:
        page = visit(**options)
        served.sign_in(page.context, account)
        return page

    return sign_in


@pytest.fixture
def merchant(sign_in: SignIn) -> Page:
    return sign_in("merchant-a")


@pytest.fixture
def provider(sign_in: SignIn) -> Page:
    return sign_in("provider")


@pytest.fixture
def operator(sign_in: SignIn) -> Page:
    return sign_in("operator")


@pytest.fixture
def inbound(served: Served) -> Inbound:
    return Inbound(served)
