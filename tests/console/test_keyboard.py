"""Everything by keyboard, and the focus where it is looked for."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.console.pages import ReverseOrders
from tests.console.served import Order, Served


@pytest.fixture
def orders(served: Served) -> list[Order]:
    return served.orders(4)


@pytest.fixture
def listed(merchant: Page, orders: list[Order]) -> ReverseOrders:
    return ReverseOrders(merchant).show(*orders)


def checked(listed: ReverseOrders) -> list[bool]:
    return [listed.rows.nth(place).get_by_role("checkbox").is_checked() for place in range(listed.rows.count())]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_rows_are_gone_through(listed: ReverseOrders) -> None:
    press(listed.page, "j")
    expect(listed.rows.nth(0)).to_be_focused()
    press(listed.page, "j", "j")
    expect(listed.rows.nth(2)).to_be_focused()
    press(listed.page, "k")
    expect(listed.rows.nth(1)).to_be_focused()
    press(listed.page, "ArrowDown", "ArrowDown", "ArrowDown")
    expect(listed.rows.nth(3)).to_be_focused()


def test_rows_are_selected_one_by_one_and_as_a_range(listed: ReverseOrders) -> None:
    press(listed.page, "j", "x")
    expect(listed.page.get_by_text("1 selected")).to_be_visible()
    assert checked(listed) == [True, False, False, False]
    press(listed.page, "Shift+J", "Shift+J")
    expect(listed.page.get_by_text("3 selected")).to_be_visible()
    assert checked(listed) == [True, True, True, False]
    press(listed.page, "k", "x")
    expect(listed.page.get_by_text("2 selected")).to_be_visible()
    assert checked(listed) == [True, False, True, False]
    press(listed.page, "Escape")
    expect(listed.page.get_by_text("selected")).to_have_count(0)


def test_keys_are_not_too_fast_for_the_screen(listed: ReverseOrders) -> None:
    press(listed.page, "j")
    listed.page.evaluate(
        """keys => keys.forEach(key =>
          document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))""",
        ["j", "x", "j", "j", "x", "k"],
    )
    expect(listed.page.get_by_text("2 selected")).to_be_visible()
    assert checked(listed) == [False, True, False, True]
    expect(listed.rows.nth(2)).to_be_focused()


def test_a_range_is_selected_with_the_mouse(listed: ReverseOrders) -> None:
    listed.rows.nth(1).get_by_role("checkbox").click()
    listed.rows.nth(3).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(listed.page.get_by_text("3 selected")).to_be_visible()
    assert checked(listed) == [False, True, True, True]


def test_a_row_is_opened_and_closed_and_has_the_focus_again(listed: ReverseOrders) -> None:
    press(listed.page, "j", "j", "Enter")
    expect(listed.detail).to_be_visible()
    expect(listed.detail.get_by_role("button", name="Close")).to_be_focused()
    press(listed.page, "Escape")
    expect(listed.detail).to_have_count(0)
    expect(listed.rows.nth(1)).to_be_focused()


def test_the_first_thing_that_may_be_done_is_done_to_the_row(listed: ReverseOrders) -> None:
    press(listed.page, "j", "j", "e")
    expect(listed.dialog.get_by_role("heading")).to_contain_text("Register pickup")
    expect(listed.dialog.get_by_label("Expected pickup")).to_be_focused()
    press(listed.page, "Escape")
    expect(listed.dialog).to_have_count(0)
    expect(listed.rows.nth(1)).to_be_focused()


def test_the_focus_returns_to_the_button_that_a_dialog_came_from(listed: ReverseOrders, orders: list[Order]) -> None:
    detail = listed.read(orders[0])
    listed.act("Register pickup").get_by_role("button", name="Cancel").click()
    expect(listed.dialog).to_have_count(0)
    expect(detail.get_by_role("button", name="Register pickup")).to_be_focused()
    press(listed.page, "Escape")
    listed.select(*orders)
    listed.batch("Register pickup")
    press(listed.page, "Escape")
    expect(listed.dialog).to_have_count(0)
    expect(listed.page.get_by_role("main").get_by_role("button", name="Register pickup")).to_be_focused()


def test_numbers_are_typed(listed: ReverseOrders, orders: list[Order]) -> None:
    press(listed.page, "j", "/")
    expect(listed.page.locator("#numbers")).to_be_focused()
    press(listed.page, "Control+a")
    listed.page.keyboard.type(orders[2].number)
    press(listed.page, "Enter")
    expect(listed.rows).to_have_count(1)
    expect(listed.row(orders[2])).to_be_visible()


def test_the_keys_are_told(listed: ReverseOrders) -> None:
    press(listed.page, "j", "Shift+?")
    expect(listed.dialog.get_by_role("heading", name="Keys")).to_be_visible()
    expect(listed.dialog.get_by_role("row")).to_have_count(9)
    press(listed.page, "Escape")
    expect(listed.dialog).to_have_count(0)
    expect(listed.rows.nth(0)).to_be_focused()


def test_letters_that_are_typed_are_no_keys(listed: ReverseOrders) -> None:
    listed.page.locator("#numbers").fill("")
    listed.page.locator("#numbers").focus()
    listed.page.keyboard.type("jxe?/")
    expect(listed.page.locator("#numbers")).to_have_value("jxe?/")
    expect(listed.dialog).to_have_count(0)
    assert checked(listed) == [False] * 4


def test_the_palette_leads_to_screens_and_to_documents(listed: ReverseOrders, orders: list[Order]) -> None:
    page = listed.page
    press(page, "Control+k")
    hint = page.get_by_label("A screen, or a document's number")
    expect(hint).to_be_focused()
    page.keyboard.type("returns")
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"/returns$"))
    expect(hint).to_have_count(0)
    press(page, "Control+k")
    expect(hint).to_be_focused()
    page.keyboard.type(orders[1].number.lower())
    expect(page.get_by_text("Open the document")).to_be_visible()
    press(page, "Enter")
    expect(page).to_have_url(re.compile(rf"/reverse\?open={orders[1].number}$"))
    expect(listed.detail.get_by_role("heading", name=orders[1].number)).to_be_visible()


def test_the_next_document_is_shown_without_going_back(listed: ReverseOrders) -> None:
    numbers = listed.rows.evaluate_all("rows => rows.map((row) => row.querySelector('.number').textContent)")
    listed.rows.nth(1).click()
    for button, place in (("Next document", 2), ("Next document", 3), ("Previous document", 2)):
        listed.detail.get_by_role("button", name=button).click()
        expect(listed.detail.get_by_role("heading", name=numbers[place])).to_be_visible()
    listed.detail.get_by_role("button", name="Next document").click()
    expect(listed.detail.get_by_role("button", name="Next document")).to_be_disabled()


def test_one_number_is_scanned_after_the_other(listed: ReverseOrders, orders: list[Order]) -> None:
    press(listed.page, "/", "Control+a")
    for order in orders[:2]:
        listed.page.keyboard.type(order.number)
        press(listed.page, "Enter")
        expect(listed.rows).to_have_count(1)
        expect(listed.row(order)).to_be_visible()
        expect(listed.page.locator("#numbers")).to_be_focused()
    listed.page.get_by_role("search").get_by_role("button", name="Clear all").click()
    expect(listed.page.locator("#numbers")).to_have_value("")
    expect(listed.page.locator("#numbers")).to_be_focused()


@pytest.mark.parametrize("name", ["Filters", "Many numbers", "Columns", "More", "Your account"])
def test_what_is_opened_for_the_first_time_gives_the_focus_back(listed: ReverseOrders, name: str) -> None:
    button = listed.page.get_by_role("button", name=re.compile(f"^{name}"))
    button.focus()
    press(listed.page, "Enter")
    front = listed.page.locator('[role="dialog"], [role="menu"]')
    expect(front.locator(":focus")).to_have_count(1)
    press(listed.page, "Escape")
    expect(front).to_have_count(0)
    expect(button).to_be_focused()


def test_a_dialog_keeps_the_keys_of_the_list_to_itself(listed: ReverseOrders) -> None:
    press(listed.page, "j", "e")
    cancel = listed.dialog.get_by_role("button", name="Cancel")
    cancel.focus()
    press(listed.page, "j")
    expect(cancel).to_be_focused()


def test_a_list_can_be_entered_after_its_rows_are_others(listed: ReverseOrders) -> None:
    press(listed.page, "j")
    expect(listed.rows.nth(0)).to_be_focused()
    listed.page.get_by_role("tab", name="Customs failed").click()
    expect(listed.page.get_by_text("No document matches the filter.")).to_be_visible()
    listed.page.get_by_role("button", name="Show everything").click()
    listed.page.get_by_role("tab", name="Customs failed").click()
    expect(listed.rows.first).to_contain_text("Customs clearance failed")
    expect(listed.page.locator('tr[data-id][tabindex="0"]')).to_have_count(1)


def test_dialogs_of_tokens_give_the_focus_back(merchant: Page) -> None:
    merchant.goto("/developers")
    create = merchant.get_by_role("button", name="Create a token")
    create.click()
    dialog = merchant.get_by_role("dialog")
    dialog.get_by_label("Name").fill("scanner")
    dialog.get_by_role("button", name="Create a token").click()
    dialog.get_by_role("button", name="I have kept it").click()
    expect(dialog).to_have_count(0)
    expect(create).to_be_focused()
    revoke = merchant.get_by_role("button", name="Revoke scanner")
    revoke.click()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    expect(revoke).to_be_focused()
