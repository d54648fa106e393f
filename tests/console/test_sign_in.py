"""Whoever is not signed in signs in, at the address that was asked for."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SignIn
from tests.console.pages import ReverseOrders, address
from tests.console.served import PASSWORD
from tests.console.watch import Watch

REFUSED = r"status of 401 "
WRONG = {"en": "Name or password is wrong.", "zh-CN": "用户名或密码错误。"}
NAMES = {"en": ("User name", "Password", "Sign in"), "zh-CN": ("用户名", "密码", "登录")}


@pytest.fixture(autouse=True)
def nobody_is_signed_in(watch: Watch) -> None:
    watch.allow(REFUSED)


def fill_in(page: Page, language: str, password: str) -> None:
    name, secret, submit = NAMES[language]
    page.get_by_role("textbox", name=name).fill("merchant-a")
    page.get_by_role("textbox", name=secret).fill(password)
    page.get_by_role("button", name=submit, exact=True).click()


def test_the_demo_accounts_are_buttons(visit: SignIn) -> None:
    page = visit()
    page.goto("/reverse")
    for account in ("merchant-a", "merchant-b", "provider", "operator", "partner"):
        expect(page.get_by_role("button", name=account, exact=True)).to_be_visible()
    page.get_by_role("button", name="operator", exact=True).click()
    expect(page.get_by_role("button", name="Your account")).to_contain_text("operator")


@pytest.mark.parametrize("language", NAMES)
def test_a_wrong_password_is_refused_in_words_and_a_right_one_is_not(visit: SignIn, language: str) -> None:
    page = visit(language)
    page.goto("/reverse")
    fill_in(page, language, "not " + PASSWORD)
    expect(page.get_by_role("alert")).to_have_text(WRONG[language])
    fill_in(page, language, PASSWORD)
    expect(
        page.get_by_role("heading", level=1, name={"en": "Reverse orders"}.get(language, "逆向管理单"))
    ).to_be_visible()


def test_the_address_that_was_asked_for_is_kept(visit: SignIn) -> None:
    page = visit()
    asked = address("/reverse", tab="refused", sort={"field": "NUMBER", "direction": "ASC"})
    page.goto(asked)
    page.get_by_role("button", name="merchant-a", exact=True).click()
    expect(page.get_by_role("tab", name="Refused")).to_have_attribute("aria-selected", "true")
    expect(ReverseOrders(page).rows.first).to_be_visible()
    parts = urlsplit(page.url)
    assert f"{parts.path}?{parts.query}" == asked


def test_signing_out_leaves_nothing(sign_in: SignIn) -> None:
    page = sign_in("merchant-a")
    ReverseOrders(page).open()
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    page.goto("/reverse")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


@pytest.mark.parametrize("answer", [{"status": 500}, None])
def test_who_could_not_sign_out_is_told(sign_in: SignIn, watch: Watch, answer: dict[str, int] | None) -> None:
    watch.allow("status of 500|ERR_FAILED")
    page = sign_in("merchant-a")
    ReverseOrders(page).open()
    page.route("**/auth/logout", lambda route: route.fulfill(**answer) if answer else route.abort())
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("alert").filter(has_text="You are still signed in.")).to_be_visible()
