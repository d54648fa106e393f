"""What people find on a page of the console, by what it is called."""

import json
import re
from datetime import datetime, timedelta
from typing import ClassVar, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.console.served import Document
from tests.samples import PDF

SOON = (datetime.now().astimezone() + timedelta(days=3)).strftime("%Y-%m-%dT10:30")
LONG_AGO = "2020-01-01T10:30"
NO_PHONE = "This is not a phone number that can be called."


def address(path: str, **search: object) -> str:
    """As the console writes what is shown: texts as they are, all else as JSON."""
    told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in search.items()}
    return f"{path}?{urlencode(told)}" if told else path


def choose(within: Locator, label: str, option: str) -> None:
    """By typing the beginning of a name, as long lists are used."""
    within.get_by_role("combobox", name=label).fill(option[:2])
    within.page.get_by_role("option", name=option, exact=True).click()


def refused_at(field: Locator, message: str) -> None:
    """Said at the field, and to those who hear pages too."""
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(message)


def self_pickup(dialog: Locator, moment: str = SOON, phone: str = "13800138000") -> None:
    """Who comes for the goods, and when."""
    dialog.get_by_label("Expected pickup").fill(moment)
    dialog.get_by_label("Pickup person").fill("张三")
    dialog.get_by_label("Phone").fill(phone)


def saved_address(dialog: Locator, label: str) -> None:
    dialog.get_by_text("Saved address", exact=True).first.click()
    dialog.get_by_role("combobox", name="Saved address").click()
    dialog.page.get_by_role("option", name=label).click()


def address_in_china(dialog: Locator, phone: str = "13900139000") -> None:
    dialog.get_by_label("Recipient").fill("李四")
    dialog.get_by_label("Phone").fill(phone)
    choose(dialog, "Province or state", "浙江省")
    choose(dialog, "City", "杭州市")
    choose(dialog, "District", "西湖区")
    dialog.get_by_role("textbox", name="Address", exact=True).fill("文三路 1 号")


def address_abroad(dialog: Locator, phone: str = "+81 3-1234-5678") -> None:
    dialog.get_by_text("Abroad").click()
    for label, text in {
        "Recipient": "Sato Hanako",
        "Phone": phone,
        "Country": "JP",
        "Province or state": "Tokyo",
        "City": "Shinjuku",
    }.items():
        dialog.get_by_role("textbox", name=label).fill(text)
    dialog.get_by_role("textbox", name="Address", exact=True).fill("1-2-3 Nishi")


def certify(dialog: Locator) -> None:
    """A certificate is chosen, and was taken."""
    give(dialog, "certificate.pdf", "application/pdf", PDF)
    expect(dialog.get_by_text("certificate.pdf")).to_be_visible()


def give(within: Locator, name: str, media_type: str, content: bytes) -> None:
    """A file, where one is asked for."""
    file: FilePayload = {"name": name, "mimeType": media_type, "buffer": content}
    within.locator('input[type="file"]').set_input_files(file)


class Documents:
    """A list of documents of one kind, with the detail of one beside it."""

    path: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = page.locator("tr[data-id]")
        self.total = page.get_by_role("status").filter(has_text=re.compile(r"^\d[\d,]* document|^共 \d"))
        self.detail = page.get_by_role("complementary")
        self.dialog = page.get_by_role("dialog")
        self.alert = self.dialog.get_by_role("alert")

    def open(self, **search: object) -> Self:
        self.page.goto(address(self.path, **search))
        expect(self.total).to_be_visible()
        return self

    def show(self, *documents: Document) -> Self:
        """These and no others."""
        self.open(numbers=[document.number for document in documents])
        expect(self.rows).to_have_count(len(documents))
        return self

    def row(self, document: Document) -> Locator:
        return self.page.locator(f'tr[data-id="{document.id}"]')

    def select(self, *documents: Document) -> None:
        for document in documents:
            self.row(document).get_by_role("checkbox").click()

    def read(self, document: Document) -> Locator:
        """Its detail, opened by its row."""
        self.row(document).click()
        expect(self.detail.get_by_role("heading", name=document.number)).to_be_visible()
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

    def done(self, name: str) -> None:
        """What the dialog asks for is given."""
        self.submit(name)
        expect(self.dialog).to_have_count(0)

    def do(self, action: str) -> None:
        """What asks for nothing more."""
        self.act(action)
        self.done(action)

    def quantity(self, column: str, goods: str) -> Locator:
        """Where the dialog asks how many there are of goods."""
        return self.dialog.get_by_role("row").filter(has_text=goods).get_by_label(re.compile(f"^{column}: "))

    def add_goods(self, column: str, goods: str, quantity: int) -> None:
        """Goods that the dialog does not list yet."""
        self.dialog.get_by_role("combobox", name="Add goods").fill(goods)
        self.page.get_by_role("option", name=goods).click()
        self.quantity(column, goods).fill(str(quantity))

    def told(self, text: str) -> None:
        """A notice says that something was done."""
        expect(self.page.get_by_role("alert").filter(has_text=text)).to_be_visible()

    def arrived(self) -> Document:
        """The document that something led to: it stands open in this list."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.title)
        expect(self.detail.get_by_role("heading", level=2)).to_be_visible()
        id = parse_qs(urlsplit(self.page.url).query)["open"][0]
        return Document(id, self.detail.get_by_role("heading", level=2).inner_text())


class ReverseOrders(Documents):
    path = "/reverse"
    title = "Reverse orders"


class Exceptions(Documents):
    path = "/exceptions"
    title = "Exceptions"

    def option(self, resolution: str) -> Locator:
        """What may be decided, with all that it would do."""
        return self.dialog.locator("label").filter(has=self.page.get_by_role("radio", name=resolution, exact=True))

    def said(self, resolution: str, effect: str) -> Locator:
        return (
            self.option(resolution)
            .locator("dl > div")
            .filter(has=self.page.get_by_text(effect, exact=True))
            .locator("dd")
        )

    def pieces(self, resolution: str, effect: str) -> dict[str, int]:
        """The goods that an effect names, and how many of each."""
        expect(self.option(resolution).locator("dl")).to_be_visible()
        lines = self.said(resolution, effect).get_by_role("listitem").all_inner_texts()
        return {name.strip(): int(quantity.replace(",", "")) for name, quantity in (line.rsplit("×") for line in lines)}


class ReturnOrders(Documents):
    path = "/returns"
    title = "Returns"


class StockOrders(Documents):
    path = "/stock-orders"
    title = "Stock orders"


class DeliveryNotes(Documents):
    path = "/delivery-notes"
    title = "Delivery notes"


class Tickets(Documents):
    path = "/tickets"
    title = "Tickets"
