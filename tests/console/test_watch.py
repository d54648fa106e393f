"""What looks on at every other test does see what goes wrong."""

import pytest
from playwright.sync_api import Error, Page

from tests.console.watch import Watch


def test_what_goes_wrong_in_a_page_is_seen(merchant: Page, watch: Watch) -> None:
    merchant.goto("/")
    assert watch.wrong == []
    with merchant.context.expect_event("weberror"):
        merchant.evaluate("""() => {
          new Image().src = 'https://elsewhere.test/pixel.png'
          console.error('said aloud')
          setTimeout(() => { throw new Error('nobody catches this') })
        }""")
    with pytest.raises(Error, match="ERR_"):
        merchant.goto("http://localhost:1/")
    for each in ("Content Security Policy", "nobody catches this", "said aloud", "another host: http://localhost:1/"):
        assert any(each in finding for finding in watch.wrong), (each, watch.findings)
    watch.allow("")
