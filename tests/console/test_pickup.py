"""Registering a pickup: who comes for the goods, or where they go."""

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SignIn
from tests.console.pages import (
    LONG_AGO,
    NO_PHONE,
    SOON,
    ReverseOrders,
    address_abroad,
    address_in_china,
    refused_at,
    saved_address,
)
from tests.console.served import Order, Served

WORDS = {
    "en": {
        "act": "Register pickup",
        "moment": "Expected pickup",
        "person": "Pickup person",
        "phone": "Phone",
        "no_phone": NO_PHONE,
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
    listed.done(words["act"])
    listed.told(order.number)
    expect(listed.detail.get_by_text("+8613800138000")).to_be_visible()
    stored = served.state(order)
    assert stored["state"] == "AWAITING_PICKUP"
    assert stored["pickup"]["contactName"] == "张三"


def test_the_goods_are_sent_on_within_china(listed: ReverseOrders, served: Served, order: Order) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    dialog.get_by_text("New address").click()
    address_in_china(dialog)
    listed.done("Register pickup")
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
    address_abroad(dialog)
    listed.done("Register pickup")
    expect(listed.detail.get_by_text("1-2-3 Nishi, Shinjuku, Tokyo, JP")).to_be_visible()
    assert served.state(order)["pickup"]["address"]["country"] == "JP"


def test_the_goods_are_sent_to_a_saved_address(listed: ReverseOrders, served: Served, order: Order) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    saved_address(dialog, "香港办事处")
    listed.done("Register pickup")
    assert served.state(order)["pickup"]["address"]["recipient"] == "陈嘉敏"


def test_a_phone_that_is_none_is_refused_in_an_address_too(listed: ReverseOrders) -> None:
    dialog = listed.act("Register pickup")
    dialog.get_by_text("Forward", exact=True).click()
    dialog.get_by_text("New address").click()
    address_abroad(dialog, phone="12")
    listed.submit("Register pickup")
    refused_at(dialog.get_by_role("textbox", name="Phone"), NO_PHONE)


def test_what_was_registered_is_not_offered_again(listed: ReverseOrders, served: Served, order: Order) -> None:
    served.registered(order)
    listed.page.reload()
    expect(listed.detail.get_by_text("Parcel awaiting pickup").first).to_be_visible()
    expect(listed.detail.get_by_role("button", name="Register pickup")).to_have_count(0)
    listed.detail.get_by_role("button", name="not now").click()
    expect(listed.page.get_by_role("menu")).to_contain_text("Register pickup")
