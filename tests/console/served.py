"""The console as people meet it: a server of its own, with demo data as old as today, and whoever asks its API."""

import asyncio
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import BrowserContext

from domain.deadlines import Spans
from hatch_build import Console
from models import migrate
from models.database import Database
from services import demo
from services.events import sequence
from services.objects import Objects
from tests.api.inbound import answer_of, mutation
from tests.api.operations import forward as forwarding
from tests.api.operations import self_pickup
from tests.once import Once
from tests.server_process import ROOT, running_server, wait_until_ready

PASSWORD = "look-around-here"
PLENTY = "1000000"
ORDERS = 300


@dataclass(frozen=True)
class Document:
    id: str
    number: str


@dataclass(frozen=True)
class Order(Document):
    order_number: str


@dataclass
class Caller:
    """The API, as one of the demo accounts uses it from a browser."""

    http: httpx.Client

    def ask(self, query: str, language: str = "en", **variables: Any) -> Any:
        """The data of an operation in which nothing went wrong."""
        given = {"query": query, "variables": variables}
        answer = self.http.post("/graphql", json=given, headers={"Accept-Language": language}).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def do(self, name: str, **input: Any) -> Any:
        """The document after a mutation that is accepted."""
        payload = self.ask(mutation(name), input=input)[name]
        assert payload["userErrors"] == [], payload["userErrors"]
        return payload[answer_of(name)]


@dataclass
class Served:
    url: str
    _callers: dict[str, Caller] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def api(self, account: str) -> Caller:
        """Signed in once, and for as long as the server runs."""
        if account not in self._callers:
            http = httpx.Client(base_url=self.url, headers={"Origin": self.url}, timeout=30)
            http.post("/auth/demo", json={"username": account}).raise_for_status()
            self._callers[account] = Caller(http)
        return self._callers[account]

    def sign_in(self, context: BrowserContext, account: str) -> None:
        """All pages of a browser are this account's from now on."""
        answer = context.request.post("/auth/demo", data={"username": account}, headers={"Origin": self.url})
        assert answer.ok, answer.text()

    def close(self) -> None:
        for caller in self._callers.values():
            caller.http.close()

    def orders(self, number: int, type: str = "INTERCEPT_REJECTED", warehouse: str = "W001") -> list[Order]:
        """New reverse orders of merchant-a, which no other test touches."""
        return [self.order(type, warehouse) for _ in range(number)]

    def order(self, type: str = "INTERCEPT_REJECTED", warehouse: str = "W001") -> Order:
        made = self.api("operator").do(
            "createReverseOrder",
            merchantCode="M001",
            cargoOwnerCode="O001",
            warehouseCode=warehouse,
            orderNumber=f"TEST-{next(self._numbers):05}",
            type=type,
            businessModel="POP",
            lines=[{"goodsExternalId": "G100001", "quantity": 2}, {"goodsExternalId": "G100002", "quantity": 1}],
        )
        return Order(made["id"], made["number"], made["orderNumber"])

    def registered(self, order: Order, forward: bool = False) -> Order:
        """The same order, after its merchant has said who comes for it, or where it goes."""
        pickup = forwarding() if forward else self_pickup(expectedPickupAt="2099-01-01T08:00:00Z")
        self.api("merchant-a").do("registerPickup", id=order.id, pickup=pickup)
        return order

    def destined(self, order: Order) -> Order:
        """The same order, after its merchant has confirmed that it is destroyed."""
        self.api("merchant-a").do("confirmDestruction", id=order.id, confirm=True)
        return order

    def anomaly(self, order: Order) -> Document:
        """A case that its warehouse opens."""
        found = {"stage": "HANDOVER", "type": "REVERSE_PARCEL_ANOMALY", "detail": "外箱破损"}
        made = self.api("provider").do("openExceptionCase", reverseOrderId=order.id, **found)
        return Document(made["id"], made["number"])

    def state(self, order: Order) -> Any:
        """Where an order stands, and all that was done to it."""
        query = """query($id: ID!) { document: reverseOrder(by: {id: $id}) {
          state pickup { method contactName contactPhone address { recipient country region city district line1 } }
          destruction { certificate { fileName } } handover { verifiedName } evidence { kind fileName } } }"""
        return self.api("operator").ask(query, id=order.id)["document"]

    def actions(self, document: Document) -> list[str]:
        """What was done to it."""
        query = "query($id: ID!) { node(id: $id) { ... on Document { timeline { nodes { action } } } } }"
        found = self.api("operator").ask(query, id=document.id)["node"]
        return [event["action"] for event in found["timeline"]["nodes"]]


@contextmanager
def serving(folder: Path, orders: int = ORDERS) -> Iterator[Served]:
    """The console that is built, over a copy of the prepared demo data. Several processes may share the folder."""
    assert Console(ROOT).is_current(), "the console is not built from what stands in admin/: run `make setup`"
    folder.mkdir(parents=True, exist_ok=True)
    prepared = folder / f"demo-{orders}.db"
    Once(folder).made(prepared.stem, lambda: asyncio.run(_fill(prepared, orders)))
    database = folder / f"{uuid.uuid4().hex}.db"
    shutil.copy(prepared, database)
    settings = {
        "BACKHAUL_DEMO": "yes",
        "BACKHAUL_OBJECT_STORE_URL": (folder / "objects").as_uri(),
        "BACKHAUL_DURABLE": "no",
        "BACKHAUL_SCHEDULE_SECONDS": "86400",
        "BACKHAUL_RATE_BUCKET": PLENTY,
        "BACKHAUL_RATE_STRANGERS": PLENTY,
    }
    with running_server(_url(database), **settings) as server:
        wait_until_ready(server)
        served = Served(server.url)
        try:
            yield served
        finally:
            served.close()
    database.unlink()


def _url(database: Path) -> str:
    return f"sqlite+aiosqlite:///{database}"


async def _fill(file: Path, orders: int) -> None:
    objects = file.parent / "objects"
    objects.mkdir(exist_ok=True)
    database = Database(_url(file), durable=False)
    try:
        await migrate.upgrade(database)
        given: dict[str, Any] = {"seed": demo.SEED, "spans": Spans(), "password": PASSWORD}
        await demo.load(database, Objects(objects.as_uri()), orders=orders, **given)
        await sequence(database)
    finally:
        await database.close()
