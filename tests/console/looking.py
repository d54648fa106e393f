"""The console and a browser to look at it with, for commands: tests have fixtures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.console import chromium
from tests.console.served import ORDERS, Served, serving


@contextmanager
def looking(orders: int = ORDERS) -> Iterator[tuple[Served, Browser]]:
    with (
        TemporaryDirectory(prefix="backhaul-console-") as folder,
        serving(Path(folder), orders) as served,
        sync_playwright() as playwright,
        chromium.launched(playwright) as browser,
    ):
        yield served, browser
