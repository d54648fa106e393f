"""What goes wrong between people and machines: two at once, an answer that is lost, a session that ends."""

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.console.pages import ReverseOrders, self_pickup
from tests.console.served import Order, Served
from tests.console.watch import Watch

ACT = "Register pickup"


@pytest.fixture
def order(served: Served) -> Order:
    return served.order()


@pytest.fixture
def form(merchant: Page, order: Order) -> ReverseOrders:
    """Registering a pickup, filled in."""
    listed = ReverseOrders(merchant).show(order)
    listed.read(order)
    self_pickup(listed.act(ACT))
    return listed


def is_done_once(served: Served, *orders: Order) -> None:
    for order in orders:
        assert served.actions(order).count("REGISTER_PICKUP") == 1
        assert served.state(order)["pickup"]["contactName"] == "张三"


def lose_one_answer(page: Page, mutation: str, *, dry: bool = False) -> None:
    """The server does what it is asked for, and nobody learns of it."""
    lost: list[Request] = []

    def intercept(route: Route) -> None:
        asked = route.request.post_data_json or {}
        meant = mutation in asked.get("query", "") and not asked["variables"]["input"].get("dryRun")
        if lost or not meant:
            route.continue_()
            return
        lost.append(route.request)
        assert route.fetch().ok
        route.abort("connectionreset")

    page.route("**/graphql", intercept)


def test_somebody_else_was_quicker_and_one_goes_on(form: ReverseOrders, served: Served, order: Order) -> None:
    served.anomaly(order)
    form.submit(ACT)
    conflict = form.alert
    expect(conflict).to_contain_text("Somebody changed it meanwhile")
    expect(conflict.get_by_role("row", name="Version")).to_have_text("Version12")
    expect(conflict.get_by_role("row", name="Last event")).to_contain_text("provider")
    expect(form.dialog.get_by_role("button", name=ACT)).to_be_disabled()
    expect(conflict).to_be_focused()
    conflict.get_by_role("button", name="Go on with the version").click()
    expect(form.dialog.get_by_role("button", name=ACT)).to_be_focused()
    expect(form.dialog.get_by_label("Pickup person")).to_have_value("张三")
    form.done(ACT)
    is_done_once(served, order)


def test_what_somebody_else_did_already_is_not_done_again(form: ReverseOrders, served: Served, order: Order) -> None:
    served.registered(order, forward=True)
    form.submit(ACT)
    form.alert.get_by_role("button", name="Go on with the version").click()
    form.submit(ACT)
    expect(form.alert).to_contain_text(f"{order.number} has been submitted already")
    assert served.state(order)["pickup"]["method"] == "FORWARD"
    assert served.actions(order).count("REGISTER_PICKUP") == 1


def test_an_answer_that_is_lost_is_asked_for_again(
    form: ReverseOrders, served: Served, order: Order, watch: Watch
) -> None:
    watch.allow("ERR_CONNECTION_RESET")
    lose_one_answer(form.page, "registerPickup(")
    form.submit(ACT)
    expect(form.alert).to_contain_text("Send it again: it is done once.")
    is_done_once(served, order)
    form.done("Send again")
    form.told(order.number)
    is_done_once(served, order)


def test_a_batch_whose_answer_is_lost_is_not_done_twice(merchant: Page, served: Served, watch: Watch) -> None:
    watch.allow("ERR_CONNECTION_RESET")
    orders = served.orders(3)
    listed = ReverseOrders(merchant).show(*orders)
    listed.select(*orders)
    dialog = listed.batch(ACT)
    self_pickup(dialog)
    listed.submit("Check first")
    lose_one_answer(merchant, "registerPickupBatch(")
    listed.submit(f"{ACT}: 3")
    expect(listed.alert).to_contain_text("No answer came.")
    is_done_once(served, *orders)
    listed.submit("Send again")
    expect(dialog.get_by_role("status")).to_have_text("3 done.")
    is_done_once(served, *orders)


def end_session(page: Page, served: Served) -> None:
    """As somebody does who signs out in another window."""
    assert page.context.request.post("/auth/logout", headers={"Origin": served.url}).ok


def test_a_session_ends_and_what_was_filled_in_is_still_there(
    form: ReverseOrders, served: Served, order: Order, watch: Watch
) -> None:
    watch.allow("status of 401 ")
    end_session(form.page, served)
    form.submit(ACT)
    expired = form.page.get_by_role("dialog", name="Your session has ended")
    expect(expired).to_contain_text("Sign in again as merchant-a")
    expired.get_by_role("button", name="merchant-a", exact=True).click()
    expect(expired).to_have_count(0)
    expect(form.dialog.get_by_label("Pickup person")).to_have_value("张三")
    form.done(ACT)
    is_done_once(served, order)


def test_somebody_else_does_not_go_on_with_what_was_filled_in(
    form: ReverseOrders, served: Served, order: Order, watch: Watch
) -> None:
    watch.allow("status of 401 ")
    end_session(form.page, served)
    form.submit(ACT)
    expired = form.page.get_by_role("dialog", name="Your session has ended")
    expired.get_by_role("button", name="merchant-b", exact=True).click()
    expect(form.page.get_by_role("button", name="Your account")).to_contain_text("merchant-b")
    expect(form.dialog).to_have_count(0)
    assert served.state(order)["pickup"] is None


def test_a_form_that_cannot_be_begun_is_tried_again(merchant: Page, order: Order, watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    listed = ReverseOrders(merchant).show(order)
    merchant.route("**/graphql", lambda route: route.abort())
    listed.row(order).focus()
    merchant.keyboard.press("e")
    expect(listed.dialog).to_contain_text("No answer came.")
    merchant.unroute("**/graphql")
    listed.submit("Try again")
    expect(listed.dialog.get_by_label("Pickup person")).to_be_visible()


def test_signing_in_again_says_why_it_does_not_go_on(form: ReverseOrders, served: Served, watch: Watch) -> None:
    watch.allow("status of 401 |ERR_FAILED")
    end_session(form.page, served)
    form.submit(ACT)
    expired = form.page.get_by_role("dialog", name="Your session has ended")
    form.page.route("**/graphql", lambda route: route.abort())
    expired.get_by_role("button", name="merchant-a", exact=True).click()
    expect(expired.get_by_role("alert")).to_contain_text("No answer came.")
    form.page.unroute("**/graphql")
    expired.get_by_role("button", name="merchant-a", exact=True).click()
    expect(expired).to_have_count(0)
