"""A list of documents: tabs, filters, numbers, columns, order; and all of it in the address."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.conftest import SignIn
from tests.console.pages import ReverseOrders, address
from tests.console.served import Served
from tests.console.watch import Watch

TABS = {
    "All": None,
    "Customs failed": "CUSTOMS_CLEARANCE_FAILED",
    "Return shipment": "RETURN_SHIPMENT",
    "Destruction": "DESTRUCTION",
    "Refused": "INTERCEPT_REJECTED",
    "Caught in warehouse": "WAREHOUSE_INTERCEPTED",
}
LISTED = """query($filter: ReverseOrderFilter, $sort: [ReverseOrderSort!], $first: Int = 20) {
  page: reverseOrders(filter: $filter, sort: $sort, first: $first) {
    totalCount nodes { id number } facets { types { value count } } } }"""

# Whether so many rows were seen by scrolling on.
SCROLL_ON = """total => {
  window.seen ??= new Set()
  for (const row of document.querySelectorAll('tr[data-id]')) seen.add(row.dataset.id)
  document.querySelector('section[tabindex="0"]').scrollBy(0, 400)
  return seen.size >= total
}"""


@pytest.fixture
def listed(merchant: Page) -> ReverseOrders:
    return ReverseOrders(merchant).open()


def found(served: Served, account: str = "merchant-a", **variables: Any) -> Any:
    return served.api(account).ask(LISTED, **variables)["page"]


def shows(listed: ReverseOrders, page: Any) -> None:
    """Exactly what the API answers, in its order."""
    expect(listed.total).to_have_text(re.compile(rf"^{page['totalCount']:,} "))
    for place, node in enumerate(page["nodes"][:10]):
        expect(listed.rows.nth(place)).to_have_attribute("data-id", node["id"])


def test_tabs_say_how_many_and_show_those(listed: ReverseOrders, served: Served) -> None:
    counts = {each["value"]: each["count"] for each in found(served)["facets"]["types"]}
    assert len([count for count in counts.values() if count]) > 3
    for name, type in TABS.items():
        tab = listed.page.get_by_role("tab", name=name)
        count = counts.get(type, 0) if type else sum(counts.values())
        expect(tab).to_have_text(f"{name} {count:,}")
        tab.click()
        expect(listed.total).to_have_text(re.compile(rf"^{count:,} "))
        shows(listed, found(served, filter={"type": {"in": [type]}} if type else None))


def test_the_filter_of_the_tabs_is_offered_only_where_they_show_everything(listed: ReverseOrders) -> None:
    title = listed.page.get_by_role("button", name="Filters")
    title.click()
    expect(listed.page.get_by_role("combobox", name="Type", exact=True)).to_be_visible()
    listed.page.keyboard.press("Escape")
    listed.page.get_by_role("tab", name="Refused").click()
    title.click()
    expect(listed.page.get_by_role("combobox", name="Pickup method")).to_be_visible()
    expect(listed.page.get_by_role("combobox", name="Type", exact=True)).to_have_count(0)


def test_a_filter_is_chosen_shown_and_taken_away(listed: ReverseOrders, served: Served) -> None:
    page = listed.page
    everything = found(served)
    page.get_by_role("button", name="Filters").click()
    # Its field lies under what it shows.
    page.get_by_role("combobox", name="State", exact=True).click(force=True)
    page.get_by_role("option", name="Completed").click()
    shows(listed, found(served, filter={"state": {"in": ["COMPLETED"]}}))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_text("State: Completed")).to_be_visible()
    page.get_by_role("button", name="Remove the filter State").click()
    shows(listed, everything)


def test_several_filters_hold_together(listed: ReverseOrders, served: Served) -> None:
    page = listed.page
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Goods item (ID or name)").fill("G100001")
    page.get_by_label("Goods item (ID or name)").press("Enter")
    page.get_by_label("Created, from").fill("2020-01-01")
    condition = {"goodsItem": {"externalId": {"eq": "G100001"}}}
    shows(listed, found(served, filter=condition))
    page.get_by_label("to", exact=True).fill("2020-01-02")
    expect(page.get_by_text("No document matches the filter.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show everything").click()
    shows(listed, found(served))


def test_pasted_numbers_find_their_orders_and_name_the_others(listed: ReverseOrders, served: Served) -> None:
    page = listed.page
    known = [node["number"] for node in found(served)["nodes"][:3]]
    page.get_by_role("button", name="Many numbers").click()
    page.get_by_role("textbox", name="Many numbers").fill(
        "\n".join([known[0], f"{known[1]}, NOBODY-1", known[2].lower(), "NOBODY-2"])
    )
    page.get_by_role("button", name="Find", exact=True).click()
    expect(listed.rows).to_have_count(3)
    unmatched = page.get_by_role("alert")
    expect(unmatched).to_contain_text("Nothing was found for 2 numbers")
    expect(unmatched.locator("code")).to_have_text(["NOBODY-1", "NOBODY-2"])
    page.locator("#numbers").fill(known[1])
    page.keyboard.press("Enter")
    expect(listed.rows).to_have_count(1)
    expect(unmatched).to_have_count(0)


def test_columns_are_chosen(listed: ReverseOrders) -> None:
    page = listed.page
    heading = page.get_by_role("columnheader", name="Cargo owner")
    expect(heading).to_have_count(0)
    page.get_by_role("button", name="Columns").click()
    page.get_by_label("Cargo owner").check()
    page.get_by_label("Quantity").uncheck()
    expect(heading).to_be_visible()
    page.reload()
    expect(heading).to_be_visible()
    expect(page.get_by_role("columnheader", name="Quantity")).to_have_count(0)


def test_columns_are_sorted_by(listed: ReverseOrders, served: Served) -> None:
    heading = listed.page.get_by_role("columnheader", name="Created")
    for direction, told in (("DESC", "descending"), ("ASC", "ascending")):
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", told)
        shows(listed, found(served, sort=[{"field": "CREATED_AT", "direction": direction}]))
    heading.get_by_role("button").click()
    expect(heading).not_to_have_attribute("aria-sort", re.compile("."))
    shows(listed, found(served))


def test_an_address_shows_the_same_to_whoever_it_is_sent_and_after_it_is_read_again(
    merchant: Page, sign_in: SignIn, served: Served
) -> None:
    states = ["AWAITING_PICKUP", "AWAITING_PICKUP_REGISTRATION"]
    sort = {"field": "NUMBER", "direction": "ASC"}
    page = found(served, filter={"state": {"in": states}}, sort=[sort])
    number = page["nodes"][2]["number"]
    sent = address("/reverse", filter={"state": states}, sort=sort, columns=["number", "state", "owner"], open=number)
    for reader in (merchant, sign_in("merchant-a")):
        listed = ReverseOrders(reader)
        reader.goto(sent)
        for _ in range(2):
            shows(listed, page)
            table = reader.get_by_role("region", name="Reverse orders")
            expect(table.get_by_role("columnheader")).to_have_text(["", "Number", "State", "Cargo owner"])
            expect(listed.detail.get_by_role("heading", name=number)).to_be_visible()
            assert reader.url.endswith(sent)
            reader.reload()


def test_going_back_shows_what_was_there_before(listed: ReverseOrders, served: Served) -> None:
    page = listed.page
    page.get_by_role("tab", name="Destruction").click()
    destined = found(served, filter={"type": {"in": ["DESTRUCTION"]}})
    shows(listed, destined)
    page.get_by_role("tab", name="Refused").click()
    shows(listed, found(served, filter={"type": {"in": ["INTERCEPT_REJECTED"]}}))
    page.go_back()
    shows(listed, destined)


def test_more_rows_come_as_far_as_somebody_scrolls(listed: ReverseOrders, served: Served) -> None:
    total = found(served)["totalCount"]
    assert total > 100
    listed.page.wait_for_function(SCROLL_ON, arg=total, polling=30)
    assert listed.page.evaluate("seen.size") == total


def test_a_partner_looks_and_changes_nothing(sign_in: SignIn, served: Served) -> None:
    order = served.registered(served.order())
    listed = ReverseOrders(sign_in("partner")).show(order)
    expect(listed.row(order).get_by_role("checkbox")).to_have_count(0)
    detail = listed.read(order)
    expect(detail.get_by_text("Pickup person")).to_be_visible()
    expect(detail.get_by_text("张三")).to_have_count(0)
    expect(detail.get_by_role("button", name="Report picked up")).to_have_count(0)


def test_what_somebody_may_not_see_is_not_there(sign_in: SignIn, served: Served) -> None:
    order = served.order()
    page = sign_in("merchant-b")
    page.goto(address("/reverse", open=order.number))
    expect(page.get_by_text("It does not exist, or you may not see it.")).to_be_visible()


def test_what_cannot_be_read_is_tried_again(merchant: Page, served: Served, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    listed = ReverseOrders(merchant).open()
    merchant.route("**/graphql", lambda route: route.abort("internetdisconnected"))
    with merchant.expect_event("requestfailed"):
        merchant.get_by_role("tab", name="Destruction").click()
    merchant.get_by_role("link", name="Returns").click()
    merchant.get_by_role("link", name="Reverse orders").click()
    with merchant.expect_event("requestfailed"):
        merchant.get_by_role("tab", name="Caught in warehouse").click()
    merchant.unroute("**/graphql")
    shows(listed, found(served, filter={"type": {"in": ["WAREHOUSE_INTERCEPTED"]}}))


def test_what_is_taken_out_of_everything_is_not_selected(listed: ReverseOrders) -> None:
    page = listed.page
    listed.rows.nth(0).get_by_role("checkbox").click()
    page.get_by_role("button", name="Select everything that matches").click()
    listed.rows.nth(2).get_by_role("checkbox").click()
    expect(listed.rows.nth(2).get_by_role("checkbox")).not_to_be_checked()
    expect(listed.rows.nth(1).get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_text(re.compile("^[0-9]*9 selected"))).to_be_visible()
    page.get_by_role("button", name="Select everything that matches").click()
    page.get_by_label("Select all rows that are shown").click()
    expect(page.get_by_text("selected")).to_have_count(0)


def test_rows_that_cannot_be_read_are_asked_for_again(listed: ReverseOrders, served: Served, watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    page = listed.page
    total = found(served)["totalCount"]

    def refuse_more(route: Route) -> None:
        asked = route.request.post_data_json or {}
        if asked.get("variables", {}).get("after"):
            route.abort()
        else:
            route.fallback()

    page.route("**/graphql", refuse_more)
    page.evaluate("document.querySelector('section[tabindex=\"0\"]').scrollBy(0, 100_000)")
    expect(page.get_by_text("No answer came.")).to_be_visible()
    expect(listed.rows.first).to_be_visible()
    page.unroute("**/graphql")
    page.get_by_role("button", name="Try again").click()
    page.evaluate("document.querySelector('section[tabindex=\"0\"]').scrollTo(0, 0)")
    page.wait_for_function(SCROLL_ON, arg=total, polling=30)


def test_an_address_that_says_nonsense_shows_the_list(merchant: Page) -> None:
    listed = ReverseOrders(merchant).open(filter={"state": "x", "createdAt": {"from": "soon"}, "warehouse": {"a": 1}})
    expect(listed.rows.first).to_be_visible()
    expect(merchant.get_by_role("button", name="Remove the filter")).to_have_count(0)
