"""What others do is shown as it happens, and moves nothing under anybody's hand."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.console.pages import ReverseOrders
from tests.console.served import Served

CHANGED = "Changed since it was shown"


def follows(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text=re.compile("^Live$"))).to_be_visible()


def test_a_change_marks_its_row_and_moves_nothing(merchant: Page, served: Served) -> None:
    orders = served.orders(3)
    listed = ReverseOrders(merchant).open(
        numbers=[order.order_number for order in orders], sort={"field": "UPDATED_AT", "direction": "DESC"}
    )
    expect(listed.rows).to_have_count(3)
    follows(merchant)
    before = listed.rows.evaluate_all("rows => rows.map((row) => row.dataset.id)")
    served.registered(orders[0])
    expect(listed.row(orders[0]).get_by_text(CHANGED)).to_be_attached()
    expect(merchant.get_by_text(CHANGED)).to_have_count(1)
    assert listed.rows.evaluate_all("rows => rows.map((row) => row.dataset.id)") == before
    expect(listed.row(orders[0])).to_contain_text("Awaiting pickup registration")
    merchant.reload()
    expect(listed.row(orders[0])).to_contain_text("Parcel awaiting pickup")
    expect(merchant.get_by_text(CHANGED)).to_have_count(0)


def test_what_is_new_is_counted_and_shown_when_it_is_asked_for(merchant: Page, served: Served) -> None:
    listed = ReverseOrders(merchant).open(sort={"field": "CREATED_AT", "direction": "DESC"})
    follows(merchant)
    order = served.order()
    news = merchant.get_by_role("button", name="1 new", exact=True)
    expect(news).to_be_visible()
    expect(listed.row(order)).to_have_count(0)
    news.click()
    expect(listed.rows.first).to_have_attribute("data-id", order.id)
    expect(news).to_have_count(0)


def test_a_document_that_is_open_says_that_it_changed(merchant: Page, served: Served) -> None:
    order = served.order()
    listed = ReverseOrders(merchant).show(order)
    detail = listed.read(order)
    follows(merchant)
    served.registered(order)
    expect(detail.get_by_text("Somebody changed it while you looked.")).to_be_visible()
    expect(detail.get_by_text("Awaiting pickup registration").first).to_be_visible()
    detail.get_by_role("button", name="Show it as it is now").click()
    expect(detail.get_by_text("Parcel awaiting pickup").first).to_be_visible()
    expect(detail.get_by_text("Somebody changed it while you looked.")).to_have_count(0)


def test_what_happened_while_the_connection_was_broken_is_told_afterwards(merchant: Page, served: Served) -> None:
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    merchant.route_web_socket("**/graphql", connect)
    orders = served.orders(2)
    listed = ReverseOrders(merchant).show(*orders)
    follows(merchant)
    served.registered(orders[0])
    expect(listed.row(orders[0]).get_by_text(CHANGED)).to_be_attached()
    sockets[-1].close(code=1012)
    served.registered(orders[1])
    expect(listed.row(orders[1]).get_by_text(CHANGED)).to_be_attached()
    follows(merchant)
    assert len(sockets) == 2


def test_a_document_that_is_read_leaves_its_row_as_old_as_it_is(merchant: Page, served: Served) -> None:
    order = served.order()
    listed = ReverseOrders(merchant).show(order)
    follows(merchant)
    served.registered(order)
    expect(listed.row(order).get_by_text(CHANGED)).to_be_attached()
    detail = listed.read(order)
    expect(detail.get_by_text("Parcel awaiting pickup").first).to_be_visible()
    expect(detail.get_by_text("Somebody changed it while you looked.")).to_have_count(0)
    expect(listed.row(order)).to_contain_text("Awaiting pickup registration")
    expect(listed.row(order).get_by_text(CHANGED)).to_be_attached()


def test_what_is_new_stays_so_after_it_is_changed(merchant: Page, served: Served) -> None:
    listed = ReverseOrders(merchant).open(sort={"field": "CREATED_AT", "direction": "DESC"})
    follows(merchant)
    first = served.order()
    news = merchant.get_by_role("button", name=re.compile("^[0-9]+ new$"))
    expect(news).to_have_text("1 new")
    served.registered(first)
    served.order()
    expect(news).to_have_text("2 new")
    news.click()
    expect(listed.row(first)).to_be_visible()
    expect(news).to_have_count(0)


def test_nothing_is_live_before_there_is_a_connection(merchant: Page) -> None:
    sockets: list[WebSocketRoute] = []

    def leave_unanswered(socket: WebSocketRoute) -> None:
        sockets.append(socket)

    merchant.route_web_socket("**/graphql", leave_unanswered)
    ReverseOrders(merchant).open()
    for _ in range(300):
        if sockets:
            break
        merchant.wait_for_timeout(50)
    assert sockets
    expect(merchant.get_by_role("status").filter(has_text=re.compile("^Connecting$"))).to_be_visible()


def test_the_time_that_is_left_runs_out(merchant: Page, served: Served) -> None:
    order = served.order()
    merchant.clock.install()
    row = ReverseOrders(merchant).show(order).row(order)
    expect(row).to_contain_text("in 14 days")
    merchant.clock.fast_forward("24:00:00")
    expect(row).to_contain_text("in 13 days")
