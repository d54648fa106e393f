"""Something is wrong with goods: found, proposed, decided with all consequences in sight, and followed to its end."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SignIn
from tests.console.inbound import Inbound
from tests.console.pages import (
    SOON,
    DeliveryNotes,
    Exceptions,
    ReturnOrders,
    StockOrders,
    Tickets,
    choose,
    refused_at,
    saved_address,
    self_pickup,
)
from tests.console.served import Document

OPEN, RESOLVE = "Report an exception", "Resolve"
# What a resolution may make, as the preview calls it.
MADE = {"RETURN_ORDER": "Return order", "STOCK_ORDER": "New stock order", "DELIVERY_NOTE": "New delivery note"}


def report(
    provider: Page, note: Document, type: str, stage: str, subtype: str | None = None, found: int = 0
) -> Document:
    """The warehouse finds that something is wrong with a note, or with so many pieces of it."""
    notes = DeliveryNotes(provider).show(note)
    notes.read(note)
    notes.act(OPEN)
    choose(notes.dialog, "Type", type)
    if subtype:
        choose(notes.dialog, "Subtype", subtype)
    choose(notes.dialog, "Stage", stage)
    if found:
        notes.quantity("Concerned", "G100001").fill(str(found))
    notes.dialog.get_by_label("What was found").fill("外箱受潮")
    notes.done(OPEN)
    return Exceptions(provider).arrived()


def propose(provider: Page, case: Document, resolution: str) -> None:
    """The case stands open already."""
    cases = Exceptions(provider)
    cases.act("Propose resolution").get_by_role("radio", name=resolution).check()
    cases.done("Propose resolution")
    expect(cases.detail.get_by_text("Resolution proposed").first).to_be_visible()


def resolve(operator: Page, inbound: Inbound, case: Document, resolution: str) -> dict[str, Document]:
    """Decided as proposed; what it makes is what was foretold of it."""
    cases = Exceptions(operator).show(case)
    cases.read(case)
    cases.act(RESOLVE)
    expect(cases.dialog.get_by_role("radio", name=resolution)).to_be_checked()
    expect(cases.option(resolution)).to_contain_text("Proposed")
    foretold = {name: cases.pieces(resolution, effect) for name, effect in MADE.items()}
    scheme = cases.said(resolution, "Left for the merchant").inner_text()
    note = cases.said(resolution, "Original note").inner_text().rpartition("\n")[2]
    before = inbound.outcome(case)
    assert before["spawned"] == []
    submit = cases.dialog.get_by_role("button", name=RESOLVE, exact=True)
    expect(submit).to_be_disabled()
    cases.dialog.get_by_role("checkbox").check()
    cases.done(RESOLVE)
    outcome = inbound.outcome(case)
    expect(cases.detail.get_by_text(scheme, exact=True)).to_be_visible()
    for made in outcome["spawned"]:
        expect(cases.detail.get_by_role("link", name=made["number"]).first).to_be_visible()
    came = {name: _pieces(outcome, name) for name in MADE}
    assert came == foretold
    was, now = before["deliveryNote"]["stateLabel"], outcome["deliveryNote"]["stateLabel"]
    assert note == (f"stays {now}" if was == now else f"{was} → {now}")
    return {each["kind"]: Document(each["id"], each["number"]) for each in outcome["spawned"]}


def _pieces(outcome: Any, kind: str) -> dict[str, int]:
    made = [each for each in outcome["spawned"] if each["kind"] == kind]
    return {line["goodsItem"]["name"]: line["quantity"] for each in made for line in each["lines"]}


def follow(merchant: Page, case: Document, to_do: str) -> None:
    """The case tells the merchant what to do, and leads to where it is done."""
    cases = Exceptions(merchant).show(case)
    cases.read(case)
    todo = cases.detail.locator("section").filter(has=merchant.get_by_role("heading", name="For you to do"))
    todo.get_by_role("listitem").filter(has_text=to_do).get_by_role("link").click()


def is_closed(operator: Page, inbound: Inbound, case: Document) -> None:
    assert inbound.read("ExceptionCase", case)["state"] == "CLOSED"
    cases = Exceptions(operator).show(case)
    expect(cases.row(case)).to_contain_text("Closed")
    expect(cases.read(case).get_by_text(re.compile("^Decided .* · Closed "))).to_be_visible()


def test_return_only(operator: Page, merchant: Page, provider: Page, inbound: Inbound) -> None:
    note = inbound.note("QUALITY_CHECK")
    case = report(provider, note, "Quality defect", "Quality check", "Partly defective", found=3)
    propose(provider, case, "Return defective items")
    made = resolve(operator, inbound, case, "Return defective items")
    assert list(made) == ["RETURN_ORDER"]

    follow(merchant, case, "Enter return method")
    returned = ReturnOrders(merchant)
    order = returned.arrived()
    assert order == made["RETURN_ORDER"]
    returned.act("Enter return method")
    saved_address(returned.dialog, "上海退货仓")
    returned.dialog.get_by_role("checkbox").check()
    returned.done("Enter return method")
    assert inbound.read("ReturnOrder", order)["entry"]["address"]["recipient"] == "优禾退货组"

    warehouse = ReturnOrders(provider).show(order)
    warehouse.read(order)
    warehouse.do("Pack")
    dialog = warehouse.act("Ship")
    dialog.get_by_label("Carrier").fill("顺丰速运")
    dialog.get_by_label("Tracking number").fill("SF100200300400")
    warehouse.done("Ship")
    expect(warehouse.row(order)).to_contain_text("Shipped")
    assert inbound.read("ExceptionCase", case)["state"] == "AWAITING_MERCHANT"

    returned.show(order).read(order)
    returned.act("Sign for").get_by_label("Something is missing").check()
    returned.quantity("Missing", "G100001").fill("1")
    returned.done("Sign for")
    expect(returned.detail.get_by_role("row").filter(has_text="G100001")).to_contain_text(re.compile("3.*3.*2"))
    signed = inbound.read("ReturnOrder", order)
    assert (signed["state"], signed["lines"][0]["signedQuantity"]) == ("SIGNED", 2)
    is_closed(operator, inbound, case)


def test_return_and_resupply(operator: Page, merchant: Page, provider: Page, inbound: Inbound) -> None:
    note = inbound.note("RECEIVING")
    case = report(provider, note, "Product damaged or dirty", "Receiving", found=4)
    propose(provider, case, "Rework problem items")
    made = resolve(operator, inbound, case, "Rework problem items")
    assert set(made) == {"RETURN_ORDER", "STOCK_ORDER"}

    follow(merchant, case, "Enter return method")
    returned = ReturnOrders(merchant)
    order = returned.arrived()
    dialog = returned.act("Enter return method")
    dialog.get_by_text("Self pickup", exact=True).click()
    self_pickup(dialog)
    dialog.get_by_role("checkbox").check()
    returned.done("Enter return method")

    warehouse = ReturnOrders(provider).show(order)
    warehouse.read(order)
    expect(warehouse.act("Pack").get_by_label("Pickup time")).to_have_value(SOON)
    warehouse.done("Pack")
    warehouse.act("Hand out").get_by_label("Name that was checked").fill("张三")
    warehouse.done("Hand out")
    expect(warehouse.row(order)).to_contain_text("Signed for")
    assert inbound.read("ReturnOrder", order)["lines"][0]["signedQuantity"] == 4
    assert inbound.read("ExceptionCase", case)["state"] == "AWAITING_MERCHANT"

    follow(merchant, case, "Accept")
    send_again(merchant, inbound, made["STOCK_ORDER"])
    is_closed(operator, inbound, case)


def test_resupply_only(operator: Page, merchant: Page, provider: Page, inbound: Inbound) -> None:
    note = inbound.note("QUALITY_CHECK", "JIT_REPLENISHMENT")
    case = report(provider, note, "Short quantity", "Receiving", found=2)
    propose(provider, case, "Continue supply")
    made = resolve(operator, inbound, case, "Continue supply")
    assert list(made) == ["STOCK_ORDER"]
    assert inbound.read("StockOrder", made["STOCK_ORDER"])["mode"] == "JIT"
    follow(merchant, case, "Accept")
    send_again(merchant, inbound, made["STOCK_ORDER"])
    is_closed(operator, inbound, case)


def send_again(merchant: Page, inbound: Inbound, order: Document) -> None:
    """The merchant accepts the order that stands open, and sends what it asks for."""
    orders = StockOrders(merchant)
    assert orders.arrived() == order
    orders.do("Accept")
    orders.act("Create delivery note")
    choose(orders.dialog, "Logistics", "Platform logistics")
    orders.done("Create delivery note")
    notes = DeliveryNotes(merchant)
    notes.arrived()
    notes.do("Confirm sending")
    assert inbound.read("StockOrder", order)["state"] == "SHIPPED"


def test_the_warehouse_supplements(operator: Page, provider: Page, inbound: Inbound) -> None:
    note = inbound.note("RECEIVING")
    case = report(provider, note, "Wrong barcode", "Receiving", found=3)
    propose(provider, case, "Supplement in the warehouse")
    made = resolve(operator, inbound, case, "Supplement in the warehouse")
    assert list(made) == ["DELIVERY_NOTE"]
    cases = Exceptions(provider).show(case)
    cases.read(case).get_by_role("link", name=made["DELIVERY_NOTE"].number).first.click()
    notes = DeliveryNotes(provider)
    assert notes.arrived() == made["DELIVERY_NOTE"]
    expect(notes.detail.get_by_role("link", name=note.number)).to_be_visible()
    for step in ("Start receiving", "Finish receiving", "Finish quality check"):
        notes.do(step)
    expect(notes.detail.get_by_text("Put away").first).to_be_visible()
    is_closed(operator, inbound, case)


def test_damaged_goods_are_compensated(operator: Page, merchant: Page, provider: Page, inbound: Inbound) -> None:
    note = inbound.note("CONFIRMED")
    case = report(provider, note, "Damaged in transit", "Transport", found=5)
    propose(provider, case, "Terminate supply")
    assert resolve(operator, inbound, case, "Terminate supply") == {}
    is_closed(operator, inbound, case)
    compensation = inbound.outcome(case)["compensation"]
    assert compensation == {"state": "DUE", "basisQuantity": 5}
    detail = Exceptions(merchant).show(case).read(case)
    expect(detail.get_by_text("Damaged pieces").locator("..")).to_contain_text("5")


def test_goods_of_nobody_open_a_ticket(operator: Page, merchant: Page, provider: Page, inbound: Inbound) -> None:
    note = inbound.note("ARRIVED")
    case = report(provider, note, "Carton mark missing", "Receiving")
    propose(provider, case, "Terminate supply")
    made = resolve(operator, inbound, case, "Terminate supply")
    assert list(made) == ["WORK_TICKET"]
    is_closed(operator, inbound, case)
    cases = Exceptions(merchant).show(case)
    cases.read(case).get_by_role("link", name=made["WORK_TICKET"].number).click()
    tickets = Tickets(merchant)
    assert tickets.arrived() == made["WORK_TICKET"]
    expect(tickets.detail.get_by_text(f"A ticket was opened about {case.number}: Return progress.")).to_be_visible()


def test_all_that_may_be_decided_stands_side_by_side(operator: Page, inbound: Inbound) -> None:
    case = inbound.case(inbound.note("QUALITY_CHECK"), "QUALITY_DEFECT", "QUALITY_CHECK", subtype="FULL_REJECT")
    cases = Exceptions(operator).show(case)
    cases.read(case)
    cases.act(RESOLVE)
    for resolution in ("Rework all", "Return all"):
        assert list(cases.pieces(resolution, "Return order").values()) == [10, 4]
        expect(cases.said(resolution, "Original note")).to_contain_text("Quality check → Returned")
    assert list(cases.pieces("Rework all", "New stock order").values()) == [10, 4]
    expect(cases.said("Return all", "New stock order")).to_have_text("None")
    columns = [cases.option(each).bounding_box() for each in ("Rework all", "Return all")]
    assert len({each and each["y"] for each in columns}) == 1
    # Nothing is chosen for who decides, and leaving decides nothing.
    for name in ("Rework all", "Return all"):
        expect(cases.dialog.get_by_role("radio", name=name)).not_to_be_checked()
    operator.keyboard.press("Escape")
    expect(cases.dialog).to_have_count(0)
    assert inbound.read("ExceptionCase", case)["state"] == "OPEN"


def test_a_case_that_is_none_is_dismissed_with_a_reason(operator: Page, inbound: Inbound) -> None:
    case = inbound.case(inbound.note("RECEIVING"), "QTY_SHORT", "RECEIVING", [("G100001", 1)])
    cases = Exceptions(operator).show(case)
    cases.read(case)
    cases.act("Dismiss").get_by_label("Reason").fill("重新清点后数量无误")
    cases.done("Dismiss")
    expect(cases.row(case)).to_contain_text("Dismissed")
    assert inbound.read("ExceptionCase", case)["state"] == "DISMISSED"


def test_what_was_found_is_refused_at_its_field(provider: Page, inbound: Inbound) -> None:
    note = inbound.note("RECEIVING")
    notes = DeliveryNotes(provider).show(note)
    notes.read(note)
    notes.act(OPEN)
    expect(notes.dialog.get_by_role("combobox", name="Type")).to_be_focused()
    choose(notes.dialog, "Type", "Short quantity")
    choose(notes.dialog, "Stage", "Transport")
    notes.submit(OPEN)
    wrong = 'A case of the type "Short quantity" does not occur at the stage "Transport".'
    refused_at(notes.dialog.get_by_role("combobox", name="Stage"), wrong)
    choose(notes.dialog, "Stage", "Receiving")
    notes.quantity("Concerned", "G100002").fill("5")
    notes.submit(OPEN)
    refused_at(notes.quantity("Concerned", "G100002"), "More than the delivery note declares: at most 4; this is 5.")
    expect(notes.quantity("Concerned", "G100002")).to_be_focused()
    notes.dialog.get_by_role("button", name="Cancel").focus()
    provider.keyboard.press("Escape")
    expect(notes.dialog).to_have_count(0)
    expect(notes.detail.get_by_role("button", name=OPEN)).to_be_focused()


def test_goods_that_nobody_announced_are_reported(provider: Page, inbound: Inbound) -> None:
    note = inbound.note("RECEIVING")
    notes = DeliveryNotes(provider).show(note)
    notes.read(note)
    notes.act(OPEN)
    choose(notes.dialog, "Type", "Wrong goods")
    choose(notes.dialog, "Stage", "Receiving")
    notes.add_goods("Concerned", "G100005", 7)
    notes.done(OPEN)
    found = inbound.read("ExceptionCase", Exceptions(provider).arrived())["affectedLines"]
    assert found == [{"goodsItem": {"externalId": "G100005"}, "quantity": 7}]


def test_merchants_look_on_and_are_told_what_to_do(merchant: Page, inbound: Inbound) -> None:
    open = inbound.case(inbound.note("RECEIVING"), "QTY_SHORT", "RECEIVING", [("G100001", 1)])
    decided = inbound.case(inbound.note("RECEIVING"), "PRODUCT_DAMAGED", "RECEIVING", [("G100001", 1)])
    made = inbound.resolved(decided, "REWORK_PROBLEM_ITEMS")
    cases = Exceptions(merchant).show(open, decided)
    for case in (open, decided):
        detail = cases.read(case)
        expect(detail.get_by_role("heading", name="For you to do")).to_be_visible()
        for action in ("Propose resolution", RESOLVE, "Dismiss", OPEN):
            expect(merchant.get_by_role("button", name=action, exact=True)).to_have_count(0)
        expect(detail.get_by_role("button", name="not now")).to_have_count(0)
    expect(cases.row(decided)).to_contain_text("Accept (Merchant)")
    expect(cases.read(open).get_by_text("You have nothing to do now.")).to_be_visible()
    follow(merchant, decided, "Accept")
    assert StockOrders(merchant).arrived() == made["StockOrder"]
    merchant.go_back()
    expect(cases.detail.get_by_role("heading", name=decided.number)).to_be_visible()
    follow(merchant, decided, "Enter return method")
    assert ReturnOrders(merchant).arrived() == made["ReturnOrder"]


@pytest.mark.parametrize("account", ["merchant-a", "provider"])
def test_the_rules_are_looked_up(sign_in: SignIn, account: str) -> None:
    page = sign_in(account)
    page.goto("/rules")
    total = page.get_by_role("status").filter(has_text="rule")
    # Merchants read no subtypes: what differs by nothing else is one row to them.
    expect(total).to_have_text("36 rules")
    page.get_by_role("button", name="Type").click()
    page.get_by_role("option", name="Damaged in transit").click()
    expect(total).to_have_text("2 rules")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Resolution").click()
    page.get_by_role("option", name="Continue supply").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Continue supply"))
    expect(row).to_have_count(1)
    for text in ("Voided", "The merchant accepts it", "Resupply only", "Compensation is due", "JIT orders: penalty"):
        expect(row).to_contain_text(text)
    page.reload()
    expect(total).to_have_text("1 rule")
