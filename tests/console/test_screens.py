"""What holds on every screen: WCAG 2.2 AA in both languages, light and dark; usable on a narrow telephone."""

import json
import re
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.console.chromium import LOCALES
from tests.console.conftest import SignIn
from tests.console.screens import SCREENS, Screen
from tests.console.served import Served
from tests.console.watch import Watch
from tests.server_process import ROOT

AXE = ROOT / "admin" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
NAMESPACES = {
    key for path in (ROOT / "admin/src/locales/en").glob("*.json") for key in json.loads(path.read_text("utf-8"))
}
# Colours that are on their way to others are neither.
SETTLED = """() => Promise.all(document.getAnimations()
  .filter(each => each.effect.getComputedTiming().endTime < Infinity).map(each => each.finished.catch(() => {})))"""
ROUTER = ROOT / "admin" / "src" / "app" / "router.tsx"


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """Of the whole page: which rule, where, and what is wrong."""
    page.evaluate(SETTLED)
    # Evaluated, not added as a script: the page's policy allows its own scripts only.
    page.evaluate(axe())
    found: Any = page.evaluate("tags => axe.run({ runOnly: { type: 'tag', values: tags } })", WCAG)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{violation['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']} {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def untold(page: Page) -> list[str]:
    """Keys of texts that are not there: i18next shows them in their place."""
    return re.findall(rf"\b(?:{'|'.join(NAMESPACES)})\.[a-z]\w*", page.locator("body").inner_text())


def shown(screen: Screen, sign_in: SignIn, visit: SignIn, served: Served, watch: Watch, **options: Any) -> Page:
    if screen.account:
        page = sign_in(screen.account, **options)
    else:
        watch.allow("status of 401 ")
        page = visit(**options)
    screen.show(page, served, options["language"])
    return page


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_everybody_can_use_it(
    screen: Screen, language: str, sign_in: SignIn, visit: SignIn, served: Served, watch: Watch
) -> None:
    page = shown(screen, sign_in, visit, served, watch, language=language)
    assert untold(page) == []
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.locator(f'html[data-mantine-color-scheme="{scheme}"]').wait_for()
        found += (f"{scheme}: {each}" for each in findings(page))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_it_is_as_narrow_as_a_telephone(
    screen: Screen, sign_in: SignIn, visit: SignIn, served: Served, watch: Watch
) -> None:
    page = shown(
        screen, sign_in, visit, served, watch, language="zh-CN", viewport={"width": 360, "height": 740}, has_touch=True
    )
    wide = page.evaluate("""() => [document.documentElement, document.body, ...document.querySelectorAll('main, [role=dialog]')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'hidden')
      .map((each) => `${each.tagName}: ${each.scrollWidth} > ${each.clientWidth}`)""")
    assert wide == []
    assert page.evaluate("scrollTo(500, 0), scrollX") == 0


def test_what_is_wrong_is_found(sign_in: SignIn, served: Served) -> None:
    page = sign_in("merchant-a")
    page.goto("/")
    page.locator("main").evaluate(
        "main => main.insertAdjacentHTML('beforeend', '<img src=\"data:,\" width=20 height=20><input>')"
    )
    assert {each.partition(" ")[0] for each in findings(page)} >= {"image-alt", "label"}


def test_no_route_is_left_out() -> None:
    routes = set(re.findall(r"\b(?:place|list)\(\s*'([^']+)'", ROUTER.read_text(encoding="utf-8")))
    assert routes
    assert routes <= {screen.path for screen in SCREENS}


def test_a_screen_that_cannot_be_loaded_says_so(sign_in: SignIn, watch: Watch) -> None:
    watch.allow("ERR_FAILED|dynamically imported module")
    page = sign_in("merchant-a", language="zh-CN")
    page.goto("/")
    page.route("**/assets/Rules-*.js", lambda route: route.abort())
    page.get_by_role("link", name="处理规则").click()
    expect(page.get_by_role("heading", name="加载失败")).to_be_visible()
    page.unroute("**/assets/Rules-*.js")
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("异常处理规则")
