"""Registering a pickup: who comes for the goods, or where they go."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SignIn
from tests.console.pages import ReverseOrders, choose, refused_at
from tests.console.served import Order, Served

SOON = (datetime.now().astimezone() + timedelta(days=3)).strftime("%Y-%m-%dT10:30")
LONG_AGO = "2020-01-01T10:30"
WORDS = {
    "en": {
        "act": "Register pickup",
        "moment": "Expected pickup",
        "person": "Pickup person",
        "phone": "Phone",
        "no_phone": "This is not a phone number that can be called.",
        "past": "The expected pickup time must lie in the future.",
    },
    "zh-CN": {
        "act": "登记提货",
        "moment": "预计提货时间",
        "person": "提货人",
        "phone": "联系方式",
        "no_phone": "联系方式不是有效的电话号码。",
        "past": "预计提货时间必须晚于当前时间。",
    },
}


@pytest.fixture
def order(served: Served) -> Order:
    return served.order()


@pytest.fixture
def listed(merchant: Page, order: Order) -> ReverseOrders:
    listed = ReverseOrders(merchant).show(order)
    listed.read(order)
    return listed


@pytest.mark.parametrize("language", WORDS)
def test_somebody_comes_for_the_goods(sign_in: SignIn, served: Served, order: Order, language: str) -> None:
    words = WORDS[language]
    listed = ReverseOrders(sign_in("merchant-a", language=language)).show(order)
    listed.read(order)
    dialog = listed.act(words["act"])
    moment, phone = dialog.get_by_label(words["moment"]), dialog.get_by_label(words["phone"])
    dialog.get_by_label(words["person"]).fill("张三")
    moment.fill(SOON)
    phone.fill("12345")
    listed.submit(words["act"])
    refused_at(phone, words["no_phone"])
    moment.fill(LONG_AGO)
    phone.fill("138 0013 8000")
    listed.submit(words["act"])
    refused_at(moment, words["past"])
    expect(phone).not_to_have_attribute("aria-invalid", "true")
    moment.fill(SOON)
    listed.submit(words["act"])
    expect(dialog).to_have_count(0)
    listed.told(order.number)
    expect(listed.detail.get_by_text("+8613800138000")).to_be_visible()
    stored = served.state(order)
    assert stored["state"] == "AWAITING_PICKUP"
    assert stored["pickup"]["contactName"] == "张三"


def test_the_goods_are_sent_on_within_china(listed: ReverseOrders, served: Served, order: Order) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    dialog.get_by_text("New address").click()
    dialog.get_by_label("Recipient").fill("李四")
    dialog.get_by_label("Phone").fill("13900139000")
    choose(dialog, "Province or state", "浙江省")
    choose(dialog, "City", "杭州市")
    choose(dialog, "District", "西湖区")
    dialog.get_by_role("textbox", name="Address", exact=True).fill("文三路 1 号")
    listed.submit("Register pickup")
    expect(dialog).to_have_count(0)
    expect(listed.detail.get_by_text("浙江省杭州市西湖区文三路 1 号")).to_be_visible()
    address = served.state(order)["pickup"]["address"]
    assert (address["country"], address["region"], address["city"], address["district"]) == (
        "CN",
        "浙江省",
        "杭州市",
        "西湖区",
    )


def test_the_goods_are_sent_abroad(listed: ReverseOrders, served: Served, order: Order) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    dialog.get_by_text("New address").click()
    dialog.get_by_text("Abroad").click()
    for label, text in {
        "Recipient": "Sato Hanako",
        "Phone": "+81 3-1234-5678",
        "Country": "JP",
        "Province or state": "Tokyo",
        "City": "Shinjuku",
    }.items():
        dialog.get_by_role("textbox", name=label).fill(text)
    dialog.get_by_role("textbox", name="Address", exact=True).fill("1-2-3 Nishi")
    listed.submit("Register pickup")
    expect(dialog).to_have_count(0)
    expect(listed.detail.get_by_text("1-2-3 Nishi, Shinjuku, Tokyo, JP")).to_be_visible()
    assert served.state(order)["pickup"]["address"]["country"] == "JP"


def test_the_goods_are_sent_to_a_saved_address(listed: ReverseOrders, served: Served, order: Order) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    dialog.get_by_text("Saved address", exact=True).first.click()
    dialog.get_by_role("combobox", name="Saved address").click()
    listed.page.get_by_role("option", name="香港办事处").click()
    listed.submit("Register pickup")
    expect(dialog).to_have_count(0)
    assert served.state(order)["pickup"]["address"]["recipient"] == "陈嘉敏"


def test_a_phone_that_is_none_is_refused_in_an_address_too(listed: ReverseOrders) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    dialog.get_by_text("New address").click()
    dialog.get_by_text("Abroad").click()
    for label in ("Recipient", "Province or state", "City"):
        dialog.get_by_role("textbox", name=label).fill("somewhere")
    dialog.get_by_role("textbox", name="Address", exact=True).fill("1-2-3")
    dialog.get_by_role("textbox", name="Country").fill("JP")
    dialog.get_by_role("textbox", name="Phone").fill("12")
    listed.submit("Register pickup")
    refused_at(dialog.get_by_role("textbox", name="Phone"), WORDS["en"]["no_phone"])


def test_what_was_registered_is_not_offered_again(listed: ReverseOrders, served: Served, order: Order) -> None:
    served.registered(order)
    listed.page.reload()
    expect(listed.detail.get_by_text("Parcel awaiting pickup").first).to_be_visible()
    expect(listed.detail.get_by_role("button", name="Register pickup")).to_have_count(0)
    listed.detail.get_by_role("button", name="not now").click()
    expect(listed.page.get_by_role("menu")).to_contain_text("Register pickup")
