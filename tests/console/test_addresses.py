"""The address book of a merchant, and where it is used."""

from playwright.sync_api import Locator, Page, expect

from tests.console.inbound import Inbound
from tests.console.pages import NO_PHONE, ReturnOrders, address_abroad, address_in_china, refused_at, saved_address

ADD = "Add an address"
BOOK = "{ addresses { label isDefault address { recipient country region city district line1 postalCode } } }"


def adding(merchant: Page, label: str) -> Locator:
    merchant.goto("/settings")
    merchant.get_by_role("button", name=ADD).click()
    dialog = merchant.get_by_role("dialog")
    expect(dialog.get_by_label("Label")).to_be_focused()
    dialog.get_by_label("Label").fill(label)
    return dialog


def add(dialog: Locator) -> None:
    dialog.get_by_role("button", name=ADD).click()
    expect(dialog).to_have_count(0)
    expect(dialog.page.get_by_role("button", name=ADD)).to_be_focused()


def stored(inbound: Inbound, label: str) -> dict[str, object]:
    book = inbound.served.api("merchant-a").ask(BOOK)["addresses"]
    found: dict[str, object] = next(each for each in book if each["label"] == label)
    return found


def test_an_address_in_china_is_added_and_goods_go_there(merchant: Page, inbound: Inbound) -> None:
    dialog = adding(merchant, "杭州仓")
    address_in_china(dialog, phone="123")
    dialog.get_by_role("button", name=ADD).click()
    refused_at(dialog.get_by_label("Phone"), NO_PHONE)
    dialog.get_by_label("Phone").fill("13900139000")
    add(dialog)
    expect(merchant.get_by_role("listitem").filter(has_text="杭州仓")).to_contain_text("浙江省杭州市西湖区文三路 1 号")
    assert stored(inbound, "杭州仓")["address"] == {
        "recipient": "李四",
        "country": "CN",
        "region": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "line1": "文三路 1 号",
        "postalCode": None,
    }

    order = inbound.returned()
    returned = ReturnOrders(merchant).show(order)
    returned.read(order)
    dialog = returned.act("Enter return method")
    saved_address(dialog, "杭州仓")
    dialog.get_by_role("checkbox").check()
    returned.done("Enter return method")
    expect(returned.detail.get_by_text("浙江省杭州市西湖区文三路 1 号")).to_be_visible()
    assert inbound.read("ReturnOrder", order)["entry"]["address"]["line1"] == "文三路 1 号"


def test_an_address_abroad_is_added_and_offered_first(merchant: Page, inbound: Inbound) -> None:
    dialog = adding(merchant, "Tokyo")
    address_abroad(dialog)
    dialog.get_by_label("Postal code").fill("160-0023")
    dialog.get_by_label("Offer it first").check()
    add(dialog)
    added = merchant.get_by_role("listitem").filter(has_text="Sato Hanako")
    expect(added).to_contain_text("Default")
    expect(merchant.get_by_text("Default", exact=True)).to_have_count(1)
    assert stored(inbound, "Tokyo")["isDefault"]


def test_only_merchants_have_a_book(provider: Page) -> None:
    provider.goto("/settings")
    expect(provider.get_by_text("No address book")).to_be_visible()
    expect(provider.get_by_role("button", name=ADD)).to_have_count(0)
