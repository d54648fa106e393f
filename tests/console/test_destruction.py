"""Confirming a destruction: what cannot be taken back is confirmed twice."""

from playwright.sync_api import Page, expect

from tests.console.pages import ReverseOrders
from tests.console.served import Served

ACT = "Confirm destruction"


def test_one_is_confirmed_a_second_time(merchant: Page, served: Served) -> None:
    order = served.order("DESTRUCTION")
    listed = ReverseOrders(merchant).show(order)
    listed.read(order)
    dialog = listed.act(ACT)
    expect(dialog).to_contain_text(f"The parcel {order.number} with 3 pieces will be destroyed")
    expect(dialog).to_contain_text("This cannot be taken back")
    submit = dialog.get_by_role("button", name=ACT)
    expect(submit).to_be_disabled()
    dialog.get_by_role("checkbox").check()
    expect(submit).to_be_enabled()
    assert served.state(order)["state"] == "AWAITING_DESTRUCTION_CONFIRMATION"
    submit.click()
    expect(dialog).to_have_count(0)
    expect(listed.detail.get_by_text("Parcel awaiting destruction").first).to_be_visible()
    assert served.actions(order)[-1] == "CONFIRM_DESTRUCTION"


def test_leaving_the_dialog_destroys_nothing(merchant: Page, served: Served) -> None:
    order = served.order("DESTRUCTION")
    listed = ReverseOrders(merchant).show(order)
    listed.read(order)
    listed.act(ACT).get_by_role("checkbox").check()
    merchant.keyboard.press("Escape")
    expect(listed.dialog).to_have_count(0)
    expect(listed.act(ACT).get_by_role("checkbox")).not_to_be_checked()
    assert served.state(order)["state"] == "AWAITING_DESTRUCTION_CONFIRMATION"


def test_many_are_confirmed_a_second_time(merchant: Page, served: Served) -> None:
    orders, other = [served.order("DESTRUCTION") for _ in range(2)], served.order()
    listed = ReverseOrders(merchant).show(*orders, other)
    listed.select(*orders, other)
    dialog = listed.batch(ACT)
    listed.submit("Check first")
    expect(dialog.get_by_role("status")).to_contain_text("2 can. 1 cannot:")
    expect(dialog).to_contain_text(f"{ACT} for 2 documents. This cannot be taken back.")
    submit = dialog.get_by_role("button", name=f"{ACT}: 2")
    expect(submit).to_be_disabled()
    dialog.get_by_role("checkbox").check()
    submit.click()
    expect(dialog.get_by_role("status")).to_contain_text("2 done. 1 not:")
    assert [served.state(order)["state"] for order in orders] == ["AWAITING_DESTRUCTION"] * 2
    assert served.state(other)["state"] == "AWAITING_PICKUP_REGISTRATION"


def test_who_looks_again_confirms_again(merchant: Page, served: Served) -> None:
    orders = [served.order("DESTRUCTION") for _ in range(2)]
    listed = ReverseOrders(merchant).show(*orders)
    listed.select(*orders)
    dialog = listed.batch(ACT)
    listed.submit("Check first")
    dialog.get_by_role("checkbox").check()
    listed.submit("Back")
    listed.submit("Check first")
    expect(dialog.get_by_role("checkbox")).not_to_be_checked()
    expect(dialog.get_by_role("button", name=f"{ACT}: 2")).to_be_disabled()
