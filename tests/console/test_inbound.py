"""Goods on their way into the warehouse: ordered, accepted, sent, counted, put away; each step by who takes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SignIn
from tests.console.inbound import Inbound
from tests.console.pages import DeliveryNotes, StockOrders, choose, refused_at

MERCHANT, OWNER, WAREHOUSE = "优禾海外食品专营店 (M001)", "优禾国际贸易（香港）有限公司 (O001)", "宁波北仑保税仓 (W002)"
CREATE, NOTE = "New stock order", "Create delivery note"


def ordering(operator: Page, owner: str = OWNER, kind: str = "Replenishment") -> StockOrders:
    """The form of a new order, filled in but for the goods."""
    orders = StockOrders(operator).open()
    operator.get_by_role("button", name=CREATE).click()
    choose(orders.dialog, "Merchant", MERCHANT)
    choose(orders.dialog, "Cargo owner", owner)
    choose(orders.dialog, "Warehouse", WAREHOUSE)
    choose(orders.dialog, "Order kind", kind)
    return orders


def test_what_is_ordered_is_sent_and_put_away(operator: Page, merchant: Page, provider: Page, inbound: Inbound) -> None:
    ordered = ordering(operator)
    ordered.add_goods("Ordered", "G100001", 10)
    ordered.add_goods("Ordered", "G100002", 4)
    ordered.done(CREATE)
    order = ordered.arrived()
    expect(ordered.detail.get_by_text("To be confirmed").first).to_be_visible()

    asked = StockOrders(merchant).open(tab="PENDING_CONFIRMATION")
    asked.read(order)
    expect(asked.act("Accept")).to_contain_text("14 pieces are to be sent to 宁波北仑保税仓.")
    asked.done("Accept")
    expect(asked.detail.get_by_text("Accepted").first).to_be_visible()
    asked.act(NOTE)
    choose(asked.dialog, "Logistics", "Own transport")
    expect(asked.quantity("Send now", "G100001")).to_have_value("10")
    asked.dialog.get_by_label("Carton marks").fill("BOX-1\nBOX-2")
    asked.dialog.get_by_label("Tracking numbers").fill("SF100200300400")
    asked.done(NOTE)
    notes = DeliveryNotes(merchant)
    note = notes.arrived()
    for fact in ("BOX-2", "SF100200300400", order.number, "Own transport"):
        expect(notes.detail.get_by_text(fact)).to_be_visible()
    notes.do("Confirm sending")
    expect(notes.detail.get_by_text("Confirmed").first).to_be_visible()
    assert inbound.read("StockOrder", order)["state"] == "SHIPPED"

    warehouse = DeliveryNotes(provider).show(note)
    warehouse.read(note)
    for step, state in {"Report in transit": "In transit", "Arrive": "Arrived", "Start receiving": "Receiving"}.items():
        warehouse.do(step)
        expect(warehouse.row(note)).to_contain_text(state)
    warehouse.act("Finish receiving")
    expect(warehouse.quantity("Received", "G100001")).to_have_value("10")
    warehouse.quantity("Received", "G100001").fill("9")
    warehouse.done("Finish receiving")
    warehouse.act("Finish quality check")
    warehouse.quantity("Problem", "G100001").fill("2")
    expect(warehouse.quantity("Passed", "G100001")).to_have_value("7")
    warehouse.done("Finish quality check")
    expect(warehouse.row(note)).to_contain_text("Put away")
    expect(warehouse.detail.get_by_role("row").filter(has_text="G100001")).to_contain_text(re.compile("10.*9.*7.*2"))
    assert inbound.read("StockOrder", order)["state"] == "RECEIVED"
    counted = inbound.read("DeliveryNote", note)
    assert counted["state"] == "PUTAWAY_DONE"
    assert counted["cartons"] == [{"mark": mark, "relabelled": False} for mark in ("BOX-1", "BOX-2")]
    assert [
        [line[f"{count}Quantity"] for count in ("declared", "received", "passed", "problem")]
        for line in counted["lines"]
    ] == [[10, 9, 7, 2], [4, 4, 4, 0]]


def test_an_order_is_rejected_with_a_reason(merchant: Page, inbound: Inbound) -> None:
    order = inbound.order(accepted=False)
    asked = StockOrders(merchant).show(order)
    asked.read(order)
    dialog = asked.act("Reject")
    asked.submit("Reject")
    expect(dialog.get_by_label("Reason")).to_be_focused()
    assert inbound.read("StockOrder", order)["state"] == "PENDING_CONFIRMATION"
    dialog.get_by_label("Reason").fill("暂无库存")
    asked.done("Reject")
    expect(asked.row(order)).to_contain_text("Rejected")
    asked.detail.get_by_role("tab", name="Timeline").click()
    expect(asked.detail.get_by_text("暂无库存")).to_be_visible()
    assert inbound.read("StockOrder", order)["state"] == "REJECTED"


def test_an_order_is_cancelled_by_the_platform_only(operator: Page, merchant: Page, inbound: Inbound) -> None:
    order = inbound.order()
    asked = StockOrders(merchant).show(order)
    asked.read(order)
    expect(asked.detail.get_by_role("button", name=NOTE)).to_be_visible()
    expect(asked.detail.get_by_role("button", name="Cancel", exact=True)).to_have_count(0)
    ordered = StockOrders(operator).show(order)
    ordered.read(order)
    ordered.act("Cancel").get_by_label("Reason").fill("重复下单")
    ordered.done("Cancel")
    expect(ordered.row(order)).to_contain_text("Cancelled")
    assert inbound.read("StockOrder", order)["state"] == "CANCELLED"


def test_what_is_wrong_with_an_order_is_said_at_its_field(operator: Page) -> None:
    orders = ordering(operator, owner="澜汐株式会社 (O004)")
    orders.submit(CREATE)
    expect(orders.dialog.get_by_role("combobox", name="Add goods")).to_be_focused()
    orders.add_goods("Ordered", "G100001", 0)
    orders.submit(CREATE)
    refused_at(orders.quantity("Ordered", "G100001"), "At least 1; this is 0.")
    orders.quantity("Ordered", "G100001").fill("1")
    orders.submit(CREATE)
    owners = orders.dialog.get_by_role("combobox", name="Cargo owner")
    refused_at(owners, '"O004" is not known here.')


def test_a_part_is_sent_and_a_note_is_cancelled(merchant: Page, inbound: Inbound) -> None:
    order = inbound.order()
    orders = StockOrders(merchant).show(order)
    orders.read(order)
    orders.act(NOTE)
    choose(orders.dialog, "Logistics", "Platform logistics")
    orders.quantity("Send now", "G100001").fill("11")
    orders.submit(NOTE)
    too_many = "More than is ordered and not yet on a note: at most 10; this is 11."
    refused_at(orders.quantity("Send now", "G100001"), too_many)
    orders.quantity("Send now", "G100001").fill("6")
    orders.quantity("Send now", "G100002").fill("0")
    orders.done(NOTE)
    notes = DeliveryNotes(merchant)
    note = notes.arrived()
    expect(notes.detail.get_by_role("row").filter(has_text="G100002")).to_have_count(0)
    notes.do("Confirm sending")
    assert inbound.read("StockOrder", order)["state"] == "PARTIALLY_SHIPPED"
    notes.act("Cancel").get_by_label("Reason").fill("装错车了")
    notes.done("Cancel")
    expect(notes.detail.get_by_text("Cancelled").first).to_be_visible()
    assert inbound.read("DeliveryNote", note)["state"] == "CANCELLED"
    assert inbound.read("StockOrder", order)["state"] == "ACCEPTED"


def test_what_is_wrong_with_all_lines_is_said_once(merchant: Page, inbound: Inbound) -> None:
    order = inbound.order()
    orders = StockOrders(merchant).show(order)
    orders.read(order)
    orders.act(NOTE)
    choose(orders.dialog, "Logistics", "Platform logistics")
    for goods in ("G100001", "G100002"):
        orders.quantity("Send now", goods).fill("0")
    orders.submit(NOTE)
    lines = orders.dialog.get_by_role("group", name="Goods")
    expect(lines.locator(".mantine-InputWrapper-error")).to_have_count(1)
    expect(lines.get_by_role("alert")).to_have_count(0)


def test_counts_that_do_not_add_up_are_refused_at_their_line(provider: Page, inbound: Inbound) -> None:
    note = inbound.note("QUALITY_CHECK")
    notes = DeliveryNotes(provider).show(note)
    notes.read(note)
    notes.act("Finish quality check")
    notes.quantity("Passed", "G100002").fill("5")
    notes.submit("Finish quality check")
    refused_at(notes.quantity("Passed", "G100002"), "Passed and problem quantity together must be the 4 received.")
    expect(notes.quantity("Passed", "G100001")).not_to_have_attribute("aria-invalid", "true")
    assert inbound.read("DeliveryNote", note)["state"] == "QUALITY_CHECK"
    notes.quantity("Passed", "G100002").fill("4")
    notes.done("Finish quality check")
    assert inbound.read("DeliveryNote", note)["state"] == "PUTAWAY_DONE"


@pytest.mark.parametrize(
    ("account", "at", "step", "then"),
    [
        ("merchant-a", "DRAFT", "Confirm sending", "CONFIRMED"),
        ("provider", "CONFIRMED", "Report in transit", "IN_TRANSIT"),
    ],
)
def test_the_next_step_is_taken_from_the_list_by_a_key(
    sign_in: SignIn, inbound: Inbound, account: str, at: str, step: str, then: str
) -> None:
    note = inbound.note(at)
    notes = DeliveryNotes(sign_in(account)).show(note)
    for key in ("j", "e"):
        notes.page.keyboard.press(key)
    expect(notes.dialog.get_by_role("button", name=step)).to_be_focused()
    notes.page.keyboard.press("Enter")
    expect(notes.dialog).to_have_count(0)
    expect(notes.row(note)).to_be_focused()
    assert inbound.read("DeliveryNote", note)["state"] == then


def test_a_jit_order_shows_what_time_is_left_and_that_being_late_costs(merchant: Page, inbound: Inbound) -> None:
    order, plain = inbound.order("JIT_REPLENISHMENT", accepted=False), inbound.order(accepted=False)
    orders = StockOrders(merchant).show(order, plain)
    expect(orders.row(order)).to_contain_text("in 23 hr. · penalty")
    expect(orders.row(plain)).to_contain_text("in 1 day")
    expect(orders.row(plain)).not_to_contain_text("penalty")
    orders.read(order)
    expect(orders.detail.get_by_text("Accept in 23 hr. · penalty")).to_be_visible()
    expect(orders.act("Accept")).to_contain_text("being late can bring a penalty")
    orders.done("Accept")
    expect(orders.row(order)).to_contain_text("in 2 days · penalty")
    expect(orders.detail.get_by_text("Arrive in 2 days · penalty")).to_be_visible()


def test_a_penalty_is_shown_with_its_reason(merchant: Page, inbound: Inbound) -> None:
    query = "{ page: stockOrders(filter: {mode: {in: [JIT]}}, first: 100) { nodes { number penalties { reason } } } }"
    found = inbound.served.api("merchant-a").ask(query)["page"]["nodes"]
    late = next(each for each in found if each["penalties"])
    detail = StockOrders(merchant).open(open=late["number"]).detail
    penalties = detail.locator("section").filter(has_text="Penalties")
    expect(penalties).to_contain_text(re.compile(r"(Warned|Applied).*JIT order (accepted|arrived) late"))
