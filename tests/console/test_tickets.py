"""Tickets: somebody asks about a document, the other side answers, and it is closed."""

from playwright.sync_api import Page, expect

from tests.console.inbound import Inbound
from tests.console.pages import ReturnOrders, Tickets, choose

CREATE = "New ticket"


def test_a_merchant_asks_and_the_warehouse_answers(merchant: Page, provider: Page, inbound: Inbound) -> None:
    order = inbound.returned()
    asking = Tickets(merchant).open()
    merchant.get_by_role("button", name=CREATE).click()
    choose(asking.dialog, "Category", "Return progress")
    asking.dialog.get_by_label("About").fill(order.number.lower())
    expect(asking.dialog.get_by_text(f"Return order {order.number} · To be confirmed")).to_be_visible()
    asking.dialog.get_by_label("Message").fill("什么时候可以退货？")
    asking.done(CREATE)
    ticket = asking.arrived()
    expect(asking.detail.get_by_text("Open", exact=True)).to_be_visible()

    answering = Tickets(provider).open()
    expect(answering.row(ticket)).to_contain_text("什么时候可以退货？")
    answering.read(ticket)
    answering.act("Reply").get_by_label("Message").fill("请先录入退货方式。\n录入后两天内发出。")
    answering.done("Reply")
    expect(answering.row(ticket)).to_contain_text("Waiting for the merchant")

    asking.open(open=ticket.number)
    said = asking.detail.get_by_role("list").filter(has_text="什么时候可以退货？").get_by_role("listitem")
    expect(said).to_have_count(2)
    expect(said.last).to_contain_text("录入后两天内发出。")
    expect(said.last).to_contain_text("Service provider")
    asking.do("Close")
    expect(asking.row(ticket)).to_contain_text("Closed")
    stored = inbound.read("WorkTicket", ticket)
    assert (stored["state"], stored["subject"]["id"]) == ("CLOSED", order.id)
    assert [message["author"]["name"] for message in stored["messages"]] == ["merchant-a", "provider"]
    asking.detail.get_by_role("link", name=order.number).click()
    assert ReturnOrders(merchant).arrived() == order


def test_a_number_that_leads_nowhere_is_said_at_its_field(provider: Page) -> None:
    tickets = Tickets(provider).open()
    provider.get_by_role("button", name=CREATE).click()
    about = tickets.dialog.get_by_label("About")
    about.fill("RT00000000")
    expect(tickets.dialog.get_by_text("There is no such document, or you may not see it.")).to_be_visible()
    choose(tickets.dialog, "Category", "Other")
    tickets.dialog.get_by_label("Message").fill("?")
    tickets.submit(CREATE)
    expect(about).to_be_focused()
    expect(tickets.dialog).to_be_visible()
