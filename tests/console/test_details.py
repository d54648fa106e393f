"""The detail of a document: what happened, what belongs to it, what proves it; and the page as each reader wants it."""

import re

from playwright.sync_api import Page, expect

from tests.console.conftest import SignIn
from tests.console.pages import ReverseOrders, give
from tests.console.served import Served
from tests.samples import PDF, PNG


def test_the_timeline_tells_who_did_what(merchant: Page, served: Served) -> None:
    order = served.registered(served.order())
    detail = ReverseOrders(merchant).show(order).read(order)
    detail.get_by_role("tab", name="Timeline").click()
    created, registered = detail.locator(".mantine-Timeline-item").all()
    expect(created).to_contain_text("operator")
    expect(registered).to_contain_text("Awaiting pickup registration → Parcel awaiting pickup")
    expect(registered).to_contain_text("merchant-a (Merchant)")


def test_linked_documents_lead_to_each_other(provider: Page, served: Served) -> None:
    order = served.order()
    case = served.anomaly(order)
    detail = ReverseOrders(provider).show(order).read(order)
    detail.get_by_role("tab", name="Linked (1)").click()
    link = detail.get_by_role("link", name=case.number)
    expect(link).to_be_visible()
    link.click()
    expect(provider).to_have_url(re.compile(rf"/exceptions\?open={case.id}$"))


def test_evidence_is_added_and_looked_at(merchant: Page, served: Served) -> None:
    order = served.order()
    detail = ReverseOrders(merchant).show(order).read(order)
    detail.get_by_role("tab", name="Evidence (0)").click()
    give(detail, "外箱.png", "image/png", PNG)
    picture = detail.get_by_role("img", name="外箱.png")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    detail.get_by_role("combobox", name="Kind").click()
    merchant.get_by_role("option", name="Certificate").click()
    give(detail, "proof.pdf", "application/pdf", PDF)
    expect(detail.get_by_role("tab", name="Evidence (2)")).to_be_visible()
    with merchant.expect_download() as download:
        detail.get_by_role("link", name="Download: proof.pdf").click()
    assert download.value.path().read_bytes() == PDF
    assert {(each["kind"], each["fileName"]) for each in served.state(order)["evidence"]} == {
        ("PHOTO", "外箱.png"),
        ("CERTIFICATE", "proof.pdf"),
    }


def test_a_page_speaks_both_languages(merchant: Page, served: Served) -> None:
    order = served.order()
    listed = ReverseOrders(merchant).show(order)
    listed.read(order)
    merchant.get_by_role("button", name="Your account").click()
    merchant.get_by_role("menuitem", name="中文").click()
    expect(merchant.get_by_role("heading", level=1)).to_have_text("逆向管理单")
    expect(merchant.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(listed.row(order)).to_contain_text("待登记提货")
    expect(listed.detail.get_by_role("button", name="登记提货")).to_be_visible()
    merchant.reload()
    expect(merchant.get_by_role("heading", level=1)).to_have_text("逆向管理单")
    merchant.get_by_role("button", name="账号").click()
    merchant.get_by_role("menuitem", name="English").click()
    expect(merchant.get_by_role("heading", level=1)).to_have_text("Reverse orders")
    expect(listed.row(order)).to_contain_text("Awaiting pickup registration")


def test_a_page_is_as_dark_as_its_reader_wants_it(sign_in: SignIn) -> None:
    page = sign_in("merchant-a", color_scheme="dark")
    ReverseOrders(page).open()
    scheme = page.locator("html")
    expect(scheme).to_have_attribute("data-mantine-color-scheme", "dark")
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Light or dark").click()
    expect(scheme).to_have_attribute("data-mantine-color-scheme", "light")
    page.reload()
    expect(scheme).to_have_attribute("data-mantine-color-scheme", "light")


def test_what_is_shown_is_copied_for_those_who_build_on_the_api(sign_in: SignIn, served: Served) -> None:
    page = sign_in("merchant-a", permissions=["clipboard-read", "clipboard-write"])
    ReverseOrders(page).open(tab="refused")
    page.get_by_role("main").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Copy as GraphQL").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# Variables:")
    assert "INTERCEPT_REJECTED" in copied
    query = copied.partition("\n\n")[2]
    found = served.api("merchant-a").ask(query, filter={"type": {"in": ["INTERCEPT_REJECTED"]}}, first=50)
    assert found["page"]["nodes"]
