"""Many at once: first what could be done and to which not, then it is done, then what became of each."""

import re

from playwright.sync_api import Page, expect

from tests.console.pages import NO_PHONE, ReverseOrders, refused_at, self_pickup
from tests.console.served import Order, Served

ACT = "Register pickup"


def states(served: Served, orders: list[Order]) -> list[str]:
    return [served.state(order)["state"] for order in orders]


def test_what_can_be_done_is_done_and_what_cannot_says_why(merchant: Page, served: Served) -> None:
    good, bad = served.orders(2), served.order("CUSTOMS_CLEARANCE_FAILED")
    listed = ReverseOrders(merchant).show(*good, bad)
    listed.select(*good, bad)
    dialog = listed.batch(ACT)
    self_pickup(dialog)
    listed.submit("Check first")
    expect(dialog.get_by_role("status")).to_contain_text("2 can. 1 cannot:")
    reason = dialog.get_by_role("row", name=bad.number)
    expect(reason).to_contain_text('"Register pickup" does not apply to the type "Customs clearance failed".')
    assert states(served, good) == ["AWAITING_PICKUP_REGISTRATION"] * 2

    listed.submit(f"{ACT}: 2")
    expect(dialog.get_by_role("status")).to_contain_text("2 done. 1 not:")
    expect(reason).to_contain_text("does not apply")
    assert states(served, good) == ["AWAITING_PICKUP"] * 2

    # What was wrong with it is put right meanwhile.
    decided = {"id": bad.id, "outcome": "RETURN_SHIPMENT"}
    served.api("operator").do("decideCustomsOutcome", **decided)
    listed.submit("Try 1 again")
    expect(dialog.get_by_label("Pickup person")).to_have_value("张三")
    listed.submit("Check first")
    expect(dialog.get_by_role("status")).to_have_text("1 can.")
    listed.submit(f"{ACT}: 1")
    expect(dialog.get_by_role("status")).to_have_text("1 done.")
    listed.dialog.get_by_role("button", name="Close").last.click()
    expect(dialog).to_have_count(0)
    assert states(served, [*good, bad]) == ["AWAITING_PICKUP"] * 3
    for order in (*good, bad):
        assert served.actions(order).count("REGISTER_PICKUP") == 1
        expect(listed.row(order)).to_contain_text("Parcel awaiting pickup")


def test_what_is_wrong_with_what_was_filled_in_is_said_at_its_field(merchant: Page, served: Served) -> None:
    orders = served.orders(2)
    listed = ReverseOrders(merchant).show(*orders)
    listed.select(*orders)
    dialog = listed.batch(ACT)
    self_pickup(dialog, phone="12345")
    listed.submit("Check first")
    refused_at(dialog.get_by_label("Phone"), NO_PHONE)
    expect(dialog.get_by_role("button", name="Check first")).to_be_visible()


def test_a_batch_is_for_one_warehouse(merchant: Page, served: Served) -> None:
    orders = [served.order(), served.order(warehouse="W002")]
    listed = ReverseOrders(merchant).show(*orders)
    listed.select(*orders)
    self_pickup(listed.batch(ACT))
    listed.submit("Check first")
    expect(listed.alert).to_contain_text(re.compile("warehouse"))
    assert states(served, orders) == ["AWAITING_PICKUP_REGISTRATION"] * 2


def test_everything_that_matches_is_more_than_what_is_shown(merchant: Page, served: Served) -> None:
    orders = served.orders(110)
    listed = ReverseOrders(merchant).open(numbers=[order.order_number for order in orders])
    merchant.get_by_label("Select all rows that are shown").click()
    merchant.get_by_role("button", name="Select everything that matches (110)").click()
    expect(merchant.get_by_text("110 selected")).to_be_visible()
    dialog = listed.batch(ACT)
    self_pickup(dialog)
    listed.submit("Check first")
    expect(dialog.get_by_role("status")).to_have_text("110 can.")
    listed.submit(f"{ACT}: 110")
    expect(dialog.get_by_role("status")).to_have_text("110 done.")
    assert states(served, orders[::20]) == ["AWAITING_PICKUP"] * 6


def test_what_matches_only_after_it_was_looked_at_is_left_alone(merchant: Page, served: Served) -> None:
    orders, late = served.orders(101), served.order("CUSTOMS_CLEARANCE_FAILED")
    numbers = [order.order_number for order in (*orders, late)]
    listed = ReverseOrders(merchant).open(numbers=numbers, filter={"state": ["AWAITING_PICKUP_REGISTRATION"]})
    merchant.get_by_label("Select all rows that are shown").click()
    merchant.get_by_role("button", name="Select everything that matches (101)").click()
    dialog = listed.batch(ACT)
    self_pickup(dialog)
    listed.submit("Check first")
    expect(dialog.get_by_role("status")).to_have_text("101 can.")
    decided = {"id": late.id, "outcome": "RETURN_SHIPMENT"}
    served.api("operator").do("decideCustomsOutcome", **decided)
    listed.submit(f"{ACT}: 101")
    expect(dialog.get_by_role("status")).to_have_text("101 done.")
    assert states(served, [orders[0], late]) == ["AWAITING_PICKUP", "AWAITING_PICKUP_REGISTRATION"]
