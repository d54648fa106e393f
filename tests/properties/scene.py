"""A hundred reverse orders with everything that a list can trip over, built once through the real use cases."""

import asyncio
import random
import uuid
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select, update

from domain.documents import Action
from domain.ids import encode_id
from domain.permissions import SYSTEM, Actor, Role
from domain.reverse_orders import BusinessModel, CustomsOutcome, PickupMethod, ReverseOrderState, ReverseType
from models import CargoOwner, GoodsItem, Merchant, Product, ReverseOrder, Warehouse, WarehouseKind
from models.database import Database
from services import reverse_orders
from services.batch import Selection
from services.documents import Step, WithReason
from services.reverse_orders import ConfirmDestruction, Forward, RegisterPickup, SelfPickup
from services.work import Work
from tests.client import Api
from tests.properties.oracle import Order, Sort, ordered
from tests.templates import Copy, Templates, small_world
from tests.world import ACCOUNTS, ADDRESS, World

T = TypeVar("T")

ORDERS = 96  # at most a page, so that a list can be read at once

# Names that a LIKE, a fold or a collation gets wrong.
NAMES = [
    "１００％棉 T恤_白/蓝",
    "100%棉 t恤_白\\蓝",
    "50% OFF 折扣券",
    "ＡＢＣ Adapter",
    "abc adapter (EU)",
    "Straße ﬁne Ⅷ",
    "ｶﾞﾗｽ コップ",
    "小熊饼干（大）",
    "a_b",
    "axb",
    'O\'Brien "茶"',
    "🧸 玩具熊",
]
NUMBERS = ["订单％{}", "订单%{}", "ORDER_{}", "order-{}", "Ｎｏ．{}", "a/{}\\b", "小熊 {}", "{}'\"", "{}"]
PROVIDER = Actor(id=uuid.UUID(int=1), name="provider", role=Role.SERVICE_PROVIDER)

DETAILS = """
query($ids: [ID!]!) { nodes(ids: $ids) { ... on ReverseOrder {
  id number orderNumber salesReturnNumber type cause state businessModel pickupMethod exceptionStatus createdAt updatedAt
  merchant { id code name } warehouse { id code name } cargoOwner { id code name } serviceProvider { id code name }
  lines { product { id externalId name } goodsItem { id externalId name } }
  pickup { expectedPickupAt submittedAt } timeline(first: 10) { nodes { at action fromState toState } }
} } }
"""
PLACES = """
query($sort: [ReverseOrderSort!]) { reverseOrders(sort: $sort, first: 100) { edges { cursor node { id } } } }
"""


class Scene:
    """The world with its orders, as the API shows each of them; and the loop that everything runs on."""

    def __init__(self, runner: asyncio.Runner, api: Api) -> None:
        self.runner = runner
        self.api = api
        self.orders: list[Order] = []
        self._cursors: dict[str, dict[str, str]] = {}

    def __repr__(self) -> str:
        return f"<scene on {'SQLite' if self.api.world.database.is_sqlite else 'PostgreSQL'}>"

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    def data(self, account: str, query: str, **variables: Any) -> Any:
        return self.run(self.api.data(account, query, **variables))

    def error(self, account: str, query: str, **variables: Any) -> Any:
        return self.run(self.api.error(account, query, **variables))

    @property
    def start(self) -> datetime:
        return min(datetime.fromisoformat(order["createdAt"]) for order in self.orders)

    def set_clock(self, now: datetime) -> None:
        self.api.world.clock.now = now

    def visible(self, account: str) -> list[Order]:
        """What the account may see, by domain.md's table of roles."""
        user = ACCOUNTS[account]
        return [
            order
            for order in self.orders
            if (not user.merchant_codes or order["merchant"]["code"] in user.merchant_codes)
            and (not user.warehouse_codes or order["warehouse"]["code"] in user.warehouse_codes)
        ]

    def places(self, sort: Sort | None) -> dict[str, int]:
        """Where every order of the world stands in this sort."""
        return {order["id"]: place for place, order in enumerate(ordered(self.orders, sort))}

    def cursors(self, sort: Sort | None) -> dict[str, str]:
        """Every order's cursor in this sort, as an operator gets them."""
        key = str(sort)
        if key not in self._cursors:
            edges = self.data("operator", PLACES, sort=sort)["reverseOrders"]["edges"]
            self._cursors[key] = {edge["node"]["id"]: edge["cursor"] for edge in edges}
        return self._cursors[key]


@contextmanager
def scene_on(backend: str, templates: Templates) -> Iterator[Scene]:
    """The scene on a database of its own, and a loop that lives as long."""
    with templates.copy(backend, small_world) as copy, new_runner() as runner:
        stack = AsyncExitStack()
        try:
            yield runner.run(_build(copy, stack, runner))
        finally:
            runner.run(stack.aclose())


def new_runner() -> asyncio.Runner:
    """A loop for tests that hypothesis calls, which cannot be coroutines."""
    return asyncio.Runner(loop_factory=asyncio.new_event_loop)


async def _build(copy: Copy, stack: AsyncExitStack, runner: asyncio.Runner) -> Scene:
    database = Database(copy.url, durable=False)
    stack.push_async_callback(database.close)
    world = copy.world(database)
    ids = await _Author(world).write()
    scene = Scene(runner, await stack.enter_async_context(Api.of(world)))
    for chunk in (ids[:50], ids[50:]):
        scene.orders += (await scene.api.data("operator", DETAILS, ids=chunk))["nodes"]
    return scene


class _Author:
    """Makes the same hundred orders each time, but for their ids; in one transaction, for speed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = random.Random(20260601)

    async def write(self) -> list[str]:
        await self.world.do(self._parties, None)
        ids: list[str] = await self.world.do(self._orders, None)
        return ids

    async def _orders(self, work: Work, _: None) -> list[str]:
        types = [type for type in ReverseType for _ in range(ORDERS // len(ReverseType) + 1)]
        self.random.shuffle(types)
        ids = [await self._create(work, number, type) for number, type in enumerate(types[:ORDERS])]
        for _round in range(3):
            for id in self.random.sample(ids, len(ids)):
                if self.random.random() < 0.6:
                    await self._step(work, id)
        return ids

    async def _do(self, work: Work, use_case: Any, command: Any) -> Any:
        work.now = self.world.clock.now
        result = await use_case(work, command)
        await work.flush()
        return result

    async def _parties(self, work: Work, _: None) -> None:
        ids, now = self.world.ids, work.now
        for code, name, provider in (("W4", "１００％保税_仓", "P2"), ("w／5", "100%保税\\仓", "P2")):
            ids[code] = work.new_id()
            kind, zone = WarehouseKind.BONDED, "Asia/Shanghai"
            run_by = ids[provider]
            work.add(
                Warehouse(
                    id=ids[code], code=code, name=name, created_at=now, kind=kind, timezone=zone,
                    service_provider_id=run_by,
                )
            )  # fmt: skip
        ids["M_C"] = work.new_id()
        work.add(Merchant(id=ids["M_C"], code="M_C", name="商家％C", created_at=now))
        for merchant in ("MA", "MB", "M_C"):
            for code, name in ((f"{merchant}-owner-２", "货主_甲%"), (f"{merchant}-OWNER-1", "ＡＢＣ货主")):
                work.add(CargoOwner(merchant_id=ids[merchant], id=work.new_id(), code=code, name=name, created_at=now))
            for number, name in enumerate(NAMES):
                product = work.new_id()
                common: dict[str, Any] = {"merchant_id": ids[merchant], "created_at": now}
                work.add(Product(id=product, external_id=f"{merchant}/Ｐ{number}", name=name, **common))
                for size in ("S", "ｌ"):
                    external_id = f"{merchant}_x{number}{size}"
                    work.add(
                        GoodsItem(
                            id=work.new_id(), external_id=external_id, name=f"{name} {size}", product_id=product, **common
                        )
                    )  # fmt: skip

    def _pass_time(self) -> None:
        """Often not at all, so that many orders have one moment."""
        self.world.clock.now += self.random.choice(
            [timedelta(0), timedelta(0), timedelta(milliseconds=1), timedelta(minutes=7), timedelta(hours=9)]
        )

    async def _create(self, work: Work, number: int, type: ReverseType) -> str:
        self._pass_time()
        merchant = self.random.choice(["MA", "MA", "MA", "MB", "MB", "M_C"])
        goods = self.random.sample([f"{merchant}_x{i}{size}" for i in range(len(NAMES)) for size in ("S", "ｌ")], 3)
        returned = self.random.choice(NUMBERS).format(f"SR{number}") if self.random.random() < 0.5 else None
        command = reverse_orders.Create(
            merchant_code=merchant,
            cargo_owner_code=f"{merchant}-{self.random.choice(['owner-２', 'OWNER-1'])}",
            warehouse_code=self.random.choice(["W1", "W1", "W2", "W3", "W4", "w／5"]),
            order_number=self.random.choice(NUMBERS).format(number),
            sales_return_number=returned,
            type=type,
            business_model=self.random.choice(list(BusinessModel)),
            lines=tuple(reverse_orders.NewLine(id, 1) for id in goods[: self.random.randint(1, 3)]),
        )
        _, id = await self._do(work, reverse_orders.create, command)
        return encode_id("ro", id)

    async def _step(self, work: Work, id: str) -> None:
        """One step on from where the order is, by whoever would take it."""
        self._pass_time()
        row = await work.session.get_one(ReverseOrder, await _key(work, id), populate_existing=True)
        if row.state.value.startswith("AWAITING_") and self.random.random() < 0.1:
            await self._do(work, reverse_orders.cancel, WithReason(id=id, reason="不要了"))
        elif row.state is ReverseOrderState.AWAITING_DESTRUCTION:
            work.actor = PROVIDER
            await self._do(work, destroy, row)
            work.actor = SYSTEM
        elif next_step := self._next(row, id):
            await self._do(work, *next_step)

    def _next(self, order: ReverseOrder, id: str) -> tuple[Any, Any] | None:
        match order.state:
            case ReverseOrderState.AWAITING_DECISION:
                outcome = self.random.choice(list(CustomsOutcome))
                return reverse_orders.decide_customs_outcome, reverse_orders.DecideCustomsOutcome(id, outcome=outcome)
            case ReverseOrderState.AWAITING_PICKUP_REGISTRATION:
                registration = RegisterPickup(mutation="", selection=Selection(ids=(id,)), pickup=self._pickup())
                return reverse_orders.register_pickup, registration
            case ReverseOrderState.AWAITING_DESTRUCTION_CONFIRMATION:
                confirmation = ConfirmDestruction(mutation="", selection=Selection(ids=(id,)), confirm=True)
                return reverse_orders.confirm_destruction, confirmation
            case ReverseOrderState.AWAITING_PICKUP if order.pickup_method is PickupMethod.SELF_PICKUP:
                return reverse_orders.report_picked_up, reverse_orders.ReportPickedUp(id, verified_name="张三")
            case ReverseOrderState.AWAITING_PICKUP:
                forwarded = reverse_orders.ReportForwarded(id, carrier="顺丰", tracking_number="SF1")
                return reverse_orders.report_forwarded, forwarded
            case ReverseOrderState.FORWARDED:
                return reverse_orders.report_delivered, Step(id)
            case ReverseOrderState.PICKED_UP | ReverseOrderState.DELIVERED | ReverseOrderState.DESTROYED:
                return reverse_orders.confirm_handling, Step(id)
        return None

    def _pickup(self) -> SelfPickup | Forward:
        if self.random.random() < 0.4:
            return Forward(address=ADDRESS)
        days = self.random.choice([0.001, 1, 30])
        return SelfPickup(self.world.clock.now + timedelta(days=days), "张三", "13800138000")


async def _key(work: Work, id: str) -> tuple[uuid.UUID, uuid.UUID]:
    value = uuid.UUID(id.removeprefix("ro_"))
    merchant = await work.session.scalar(select(ReverseOrder.merchant_id).where(ReverseOrder.id == value))
    assert merchant is not None
    return merchant, value


async def destroy(work: Work, order: ReverseOrder) -> None:
    """As reportDestroyed moves an order, without its certificate."""
    to = ReverseOrderState.DESTROYED
    ours = update(ReverseOrder).where(ReverseOrder.id == order.id)
    await work.session.execute(
        ours.values(state=to, version=order.version + 1, updated_at=work.now, destroyed_at=work.now)
    )
    work.record(
        order, Action.REPORT_DESTROYED, version=order.version + 1, from_state=order.state, to_state=to, changes={}
    )


def values(orders: Sequence[Order], field: str) -> list[str]:
    """Every value that the orders have of a field, each once, nulls left out."""
    return list(dict.fromkeys(order[field] for order in orders if order[field] is not None))
