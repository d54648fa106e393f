"""What people find on a page of the console, by what it is called."""

import json
import re
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.console.served import Order


def address(path: str, **search: object) -> str:
    """As the console writes what is shown: texts as they are, all else as JSON."""
    told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in search.items()}
    return f"{path}?{urlencode(told)}" if told else path


class ReverseOrders:
    """The list of reverse orders, with the detail of one beside it."""

    path = "/reverse"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = page.locator("tr[data-id]")
        self.total = page.get_by_role("status").filter(has_text=re.compile(r"^\d[\d,]* document|^共 \d"))
        self.detail = page.get_by_role("complementary")
        self.dialog = page.get_by_role("dialog")
        self.alert = self.dialog.get_by_role("alert")

    def open(self, **search: object) -> "ReverseOrders":
        self.page.goto(address(self.path, **search))
        expect(self.total).to_be_visible()
        return self

    def show(self, *orders: Order) -> "ReverseOrders":
        """These orders and no others."""
        self.open(numbers=[order.order_number for order in orders])
        expect(self.rows).to_have_count(len(orders))
        return self

    def row(self, order: Order) -> Locator:
        return self.page.locator(f'tr[data-id="{order.id}"]')

    def select(self, *orders: Order) -> None:
        for order in orders:
            self.row(order).get_by_role("checkbox").click()

    def read(self, order: Order) -> Locator:
        """Its detail, opened by its row."""
        self.row(order).click()
        expect(self.detail.get_by_role("heading", name=order.number)).to_be_visible()
        return self.detail

    def act(self, action: str) -> Locator:
        """The dialog of what may be done to the document that is open."""
        self.detail.get_by_role("button", name=action, exact=True).click()
        expect(self.dialog).to_be_visible()
        return self.dialog

    def batch(self, action: str) -> Locator:
        """The dialog of what may be done to all that are selected."""
        self.page.get_by_role("main").get_by_role("button", name=action, exact=True).click()
        expect(self.dialog).to_be_visible()
        return self.dialog

    def submit(self, name: str) -> None:
        self.dialog.get_by_role("button", name=name, exact=True).click()

    def told(self, text: str) -> None:
        """A notice says that something was done."""
        expect(self.page.get_by_role("alert").filter(has_text=text)).to_be_visible()
