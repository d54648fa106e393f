"""The service provider's steps, up to where the goods have gone."""

import pytest
from playwright.sync_api import Page, expect

from tests.console.pages import ReverseOrders, certify, give
from tests.console.served import Served
from tests.console.watch import Watch


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("Return shipment", "AWAITING_PICKUP_REGISTRATION"), ("Destruction", "AWAITING_DESTRUCTION_CONFIRMATION")],
)
def test_what_customs_decided(provider: Page, served: Served, outcome: str, state: str) -> None:
    order = served.order("CUSTOMS_CLEARANCE_FAILED")
    listed = ReverseOrders(provider).show(order)
    listed.read(order)
    dialog = listed.act("Decide customs outcome")
    dialog.get_by_role("combobox", name="Outcome").click()
    provider.get_by_role("option", name=outcome).click()
    listed.done("Decide customs outcome")
    assert served.state(order)["state"] == state


def test_somebody_picked_them_up(provider: Page, served: Served) -> None:
    order = served.registered(served.order())
    listed = ReverseOrders(provider).show(order)
    listed.read(order)
    dialog = listed.act("Report picked up")
    listed.submit("Report picked up")
    expect(dialog.get_by_label("Name that was checked")).to_be_focused()
    dialog.get_by_label("Name that was checked").fill("张三")
    listed.done("Report picked up")
    expect(listed.row(order)).to_contain_text("Picked up")
    assert served.state(order)["handover"]["verifiedName"] == "张三"


def test_they_were_forwarded_and_arrived(provider: Page, served: Served) -> None:
    order = served.registered(served.order(), forward=True)
    listed = ReverseOrders(provider).show(order)
    listed.read(order)
    dialog = listed.act("Report forwarded")
    dialog.get_by_label("Carrier").fill("顺丰速运")
    dialog.get_by_label("Tracking number").fill("SF100200300400")
    listed.done("Report forwarded")
    expect(listed.detail.get_by_text("SF100200300400").first).to_be_visible()
    listed.do("Report delivered")
    expect(listed.detail.get_by_text("Delivered").first).to_be_visible()
    assert served.state(order)["state"] == "DELIVERED"


def test_they_were_destroyed_and_a_certificate_proves_it(provider: Page, served: Served) -> None:
    order = served.destined(served.order("DESTRUCTION"))
    listed = ReverseOrders(provider).show(order)
    listed.read(order)
    dialog = listed.act("Report destroyed")
    listed.submit("Report destroyed")
    expect(dialog.get_by_text("Needed.")).to_be_visible()
    assert served.state(order)["state"] == "AWAITING_DESTRUCTION"
    certify(dialog)
    listed.done("Report destroyed")
    stored = served.state(order)
    assert stored["state"] == "DESTROYED"
    assert stored["destruction"]["certificate"]["fileName"] == "certificate.pdf"


def test_a_file_that_proves_nothing_is_refused_in_words(provider: Page, served: Served, watch: Watch) -> None:
    watch.allow("status of 400 .*/evidence")
    order = served.destined(served.order("DESTRUCTION"))
    listed = ReverseOrders(provider).show(order)
    listed.read(order)
    dialog = listed.act("Report destroyed")
    give(dialog, "certificate.pdf", "application/pdf", b"this is no PDF")
    expect(dialog.get_by_role("alert").filter(has_text="by its content, this file is none of these")).to_be_visible()
