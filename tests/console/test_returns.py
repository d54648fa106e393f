"""Goods that go back to their merchant, or are given up: how, when, with what proof."""

import pytest
from playwright.sync_api import Page, expect

from tests.api.operations import forward
from tests.console.conftest import SignIn
from tests.console.inbound import Inbound
from tests.console.pages import LONG_AGO, NO_PHONE, SOON, Exceptions, ReturnOrders, certify, refused_at, self_pickup
from tests.console.served import Document

ENTER = "Enter return method"


@pytest.fixture
def order(inbound: Inbound) -> Document:
    return inbound.returned()


def test_goods_are_given_up_and_a_certificate_proves_it(
    merchant: Page, provider: Page, inbound: Inbound, order: Document
) -> None:
    returned = ReturnOrders(merchant).show(order)
    returned.read(order)
    dialog = returned.act(ENTER)
    dialog.get_by_role("checkbox").check()
    dialog.get_by_text("Abandon", exact=True).click()
    expect(dialog).to_contain_text("14 pieces will be disposed of in the warehouse and do not come back:")
    # Who confirmed another way has not confirmed this one.
    confirmation = dialog.get_by_role("checkbox", name=f"I give up all goods of {order.number}.")
    expect(confirmation).not_to_be_checked()
    expect(dialog.get_by_role("button", name=ENTER)).to_be_disabled()
    confirmation.check()
    assert inbound.read("ReturnOrder", order)["state"] == "PENDING_CONFIRMATION"
    returned.done(ENTER)
    expect(returned.row(order)).to_contain_text("Awaiting disposal")
    expect(returned.detail.get_by_role("button", name=ENTER)).to_have_count(0)
    assert inbound.read("ReturnOrder", order)["entry"]["method"] == "ABANDON"

    warehouse = ReturnOrders(provider).show(order)
    warehouse.read(order)
    dialog = warehouse.act("Dispose")
    expect(dialog).to_contain_text("14 pieces will be disposed of")
    warehouse.submit("Dispose")
    expect(dialog.get_by_text("Needed.")).to_be_visible()
    assert inbound.read("ReturnOrder", order)["state"] == "AWAITING_DISPOSAL"
    certify(dialog)
    warehouse.done("Dispose")
    expect(warehouse.row(order)).to_contain_text("Disposed of")
    expect(warehouse.detail.get_by_role("link", name="certificate.pdf")).to_be_visible()
    is_over(inbound, order, "DISPOSED")


def is_over(inbound: Inbound, order: Document, state: str) -> None:
    """With it, the case that it came from."""
    assert inbound.read("ReturnOrder", order)["state"] == state
    assert inbound.read("ExceptionCase", inbound.source(order))["state"] == "CLOSED"


def test_what_is_wrong_with_a_pickup_is_said_at_its_field(merchant: Page, inbound: Inbound, order: Document) -> None:
    returned = ReturnOrders(merchant).show(order)
    returned.read(order)
    dialog = returned.act(ENTER)
    dialog.get_by_text("Self pickup", exact=True).click()
    self_pickup(dialog, LONG_AGO, "12345")
    dialog.get_by_role("checkbox").check()
    returned.submit(ENTER)
    refused_at(dialog.get_by_label("Phone"), NO_PHONE)
    dialog.get_by_label("Phone").fill("13800138000")
    dialog.get_by_role("checkbox").check()
    returned.submit(ENTER)
    refused_at(dialog.get_by_label("Expected pickup"), "The expected pickup time must lie in the future.")
    dialog.get_by_label("Expected pickup").fill(SOON)
    dialog.get_by_role("checkbox").check()
    returned.done(ENTER)
    assert inbound.read("ReturnOrder", order)["state"] == "AWAITING_PACKING"


def test_no_more_is_missing_than_was_sent(merchant: Page, inbound: Inbound, order: Document) -> None:
    inbound.entered(order, platformLogistics=forward()["forward"]["address"])
    inbound.do("provider", "packReturn", id=order.id)
    inbound.do("provider", "shipReturn", id=order.id, carrier="顺丰速运", trackingNumber="SF1")
    returned = ReturnOrders(merchant).show(order)
    returned.read(order)
    returned.act("Sign for").get_by_label("Something is missing").check()
    returned.quantity("Missing", "G100002").fill("5")
    returned.submit("Sign for")
    refused_at(returned.quantity("Missing", "G100002"), "More than was sent: at most 4; this is 5.")
    # Who finds it after all says so.
    returned.dialog.get_by_label("Something is missing").uncheck()
    returned.done("Sign for")
    is_over(inbound, order, "SIGNED")
    assert [line["signedQuantity"] for line in inbound.read("ReturnOrder", order)["lines"]] == [10, 4]


def test_the_platform_calls_a_return_off(operator: Page, inbound: Inbound, order: Document) -> None:
    returned = ReturnOrders(operator).show(order)
    returned.read(order)
    returned.act("Cancel").get_by_label("Reason").fill("商家已线下处理")
    returned.done("Cancel")
    expect(returned.row(order)).to_contain_text("Cancelled")
    is_over(inbound, order, "CANCELLED")


def test_numbers_are_found_however_they_are_written(merchant: Page, inbound: Inbound, order: Document) -> None:
    case = inbound.source(order)
    for listed, document in ((ReturnOrders(merchant), order), (Exceptions(merchant), case)):
        listed.open(numbers=[document.number.lower()])
        expect(listed.rows).to_have_count(1)
        expect(listed.row(document)).to_be_visible()
        expect(merchant.get_by_text("Nothing was found")).to_have_count(0)


def test_nothing_is_abandoned_before_its_time(sign_in: SignIn, order: Document) -> None:
    returned = ReturnOrders(sign_in("operator")).show(order)
    returned.read(order)
    expect(returned.detail.get_by_role("button", name="Force abandon")).to_have_count(0)
    returned.detail.get_by_role("button", name="not now").click()
    expect(returned.page.get_by_role("menu").get_by_text("Force abandon").locator("..")).to_contain_text("deadline")
    for account in ("provider", "merchant-a"):
        others = ReturnOrders(sign_in(account)).show(order)
        others.read(order)
        others.detail.get_by_role("button", name="not now").click()
        expect(others.page.get_by_role("menu")).not_to_contain_text("Force abandon")


def test_what_nobody_answers_for_is_abandoned_by_the_platform(operator: Page, inbound: Inbound) -> None:
    query = "{ page: returnOrders(filter: {deadlineStatus: {in: [OVERDUE]}}, first: 1) { nodes { id number } } }"
    found = inbound.served.api("operator").ask(query)["page"]["nodes"][0]
    order = Document(found["id"], found["number"])
    returned = ReturnOrders(operator).show(order)
    expect(returned.row(order)).to_contain_text("Overdue")
    returned.read(order)
    dialog = returned.act("Force abandon")
    expect(dialog).to_contain_text("will be disposed of in the warehouse")
    dialog.get_by_label("Reason").fill("逾期未录入退货方式")
    dialog.get_by_role("checkbox").check()
    returned.done("Force abandon")
    expect(returned.row(order)).to_contain_text("Awaiting disposal")
    assert inbound.read("ReturnOrder", order)["method"] == "ABANDON"
    assert inbound.served.actions(order)[-1] == "FORCE_ABANDON"
