"""A small world that tests act in: parties, goods, accounts; and orders as they are needed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.batches import Key
from domain.ids import encode_id
from domain.permissions import SYSTEM, Actor, Role, TokenScope
from domain.reverse_orders import BusinessModel, PostalAddress, ReverseType
from models import Address, CargoOwner, GoodsItem, Merchant, Product, ServiceProvider, Warehouse, WarehouseKind
from models.database import Database
from models.reverse_orders import ReverseOrder
from services import reverse_orders, users
from services.batch import Selection
from services.users import CreateToken, CreateUser
from services.work import Work, perform
from tests.clock import TestClock

ACCOUNTS = {
    "merchant-a": CreateUser("merchant-a", Role.MERCHANT, merchant_codes=["MA"]),
    "merchant-b": CreateUser("merchant-b", Role.MERCHANT, merchant_codes=["MB"]),
    "merchant-ab": CreateUser("merchant-ab", Role.MERCHANT, merchant_codes=["MA", "MB"]),
    "provider": CreateUser("provider", Role.SERVICE_PROVIDER, warehouse_codes=["W1", "W2"]),
    "other-provider": CreateUser("other-provider", Role.SERVICE_PROVIDER, warehouse_codes=["W3"]),
    "operator": CreateUser("operator", Role.PLATFORM_OPERATOR),
    "partner": CreateUser("partner", Role.PARTNER, merchant_codes=["MA"]),
    "narrow-partner": CreateUser("narrow-partner", Role.PARTNER, merchant_codes=["MA"], warehouse_codes=["W1"]),
}

NAMES = ["小熊饼干", "山楂条", "螺蛳粉", "保温杯", "连衣裙", "ＵＳＢ充电线", "Wireless Mouse"]


@dataclass
class World:
    database: Database
    clock: TestClock
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    _orders: int = 0

    async def do(self, use_case: Any, command: Any, *, actor: Actor = SYSTEM) -> Any:
        """Run a use case by itself, seeing everything, whatever role it belongs to."""
        return await perform(self.database, use_case, command, actor=actor, clock=self.clock)

    async def order(
        self,
        type: ReverseType = ReverseType.RETURN_SHIPMENT,
        *,
        merchant: str = "MA",
        warehouse: str = "W1",
        goods: Sequence[tuple[str, int]] = (("G1", 2), ("G2", 1)),
        **fields: Any,
    ) -> str:
        """A new order; answers its id as clients see it."""
        self._orders += 1
        command = reverse_orders.Create(
            merchant_code=merchant,
            cargo_owner_code=f"{merchant}-OWNER",
            warehouse_code=warehouse,
            order_number=fields.pop("order_number", f"ORDER-{self._orders:04}"),
            type=type,
            business_model=fields.pop("business_model", BusinessModel.POP),
            lines=tuple(reverse_orders.NewLine(f"{merchant}-{id}", quantity) for id, quantity in goods),
            **fields,
        )
        _, id = await self.do(reverse_orders.create, command)
        return encode_id("ro", id)

    async def orders(self, count: int) -> list[str]:
        """Many orders for one merchant in one warehouse, in one transaction."""

        async def create_all(work: Work, commands: list[reverse_orders.Create]) -> list[str]:
            known = await reverse_orders.Known.load(work, commands)
            keys = [await reverse_orders.create(work, command, known) for command in commands]
            return [encode_id("ro", id) for _, id in keys]

        self._orders += count
        commands = [
            reverse_orders.Create(
                merchant_code="MA",
                cargo_owner_code="MA-OWNER",
                warehouse_code="W1",
                order_number=f"MANY-{self._orders}-{number}",
                type=ReverseType.RETURN_SHIPMENT,
                business_model=BusinessModel.POP,
                lines=(reverse_orders.NewLine("MA-G1", 1), reverse_orders.NewLine("MA-G2", 2)),
            )
            for number in range(count)
        ]
        ids: list[str] = await self.do(create_all, commands)
        return ids

    async def row(self, id: str) -> ReverseOrder:
        async with self.database.read(primary=True) as session:
            row = await session.scalar(select(ReverseOrder).where(ReverseOrder.id == UUID(id[3:])))
        assert row is not None
        return row

    async def advance_to_pickup(self, id: str, forward: bool = False) -> Key:
        """Register the pickup of an order, as its merchant."""
        pickup: reverse_orders.SelfPickup | reverse_orders.Forward
        if forward:
            pickup = reverse_orders.Forward(address=ADDRESS)
        else:
            pickup = reverse_orders.SelfPickup(self.clock.now.replace(year=2027), "张三", "13800138000")
        command = reverse_orders.RegisterPickup(
            mutation="registerPickup", selection=Selection(ids=(id,)), pickup=pickup, single=True
        )
        batch = await self.do(reverse_orders.register_pickup, command)
        key: Key = batch.items[0].key
        return key


ADDRESS = PostalAddress(
    recipient="李四",
    phone="13900139000",
    country="CN",
    region="浙江省",
    city="杭州市",
    district="西湖区",
    line1="文三路 1 号",
    postal_code="310000",
)


async def build_world(database: Database) -> World:
    world = World(database, TestClock())

    async def parties(work: Work, _: None) -> None:
        def id(name: str) -> UUID:
            world.ids[name] = work.new_id()
            return world.ids[name]

        now = work.now
        for provider in ("1", "2"):
            work.add(
                ServiceProvider(id=id(f"P{provider}"), code=f"P{provider}", name=f"服务商{provider}", created_at=now)
            )
        for code, provider in (("W1", "P1"), ("W2", "P1"), ("W3", "P2")):
            work.add(
                Warehouse(
                    id=id(code),
                    code=code,
                    name=f"{code}集货仓",
                    created_at=now,
                    kind=WarehouseKind.COLLECTION,
                    timezone="Asia/Shanghai",
                    service_provider_id=world.ids[provider],
                )
            )
        for code in ("MA", "MB"):
            merchant = id(code)
            work.add(Merchant(id=merchant, code=code, name=f"商家{code}", created_at=now))
            owner = id(f"{code}-OWNER")
            work.add(
                CargoOwner(merchant_id=merchant, id=owner, code=f"{code}-OWNER", name=f"货主{code}", created_at=now)
            )
            work.add(
                Address(
                    merchant_id=merchant,
                    id=id(f"{code}-ADDRESS"),
                    label="仓库",
                    is_default=True,
                    address=replace(ADDRESS, phone="+8613900139000").as_json(),
                    created_at=now,
                )
            )
            for number, name in enumerate(NAMES, start=1):
                product = id(f"{code}-PRODUCT{number}")
                work.add(
                    Product(
                        merchant_id=merchant, id=product, external_id=f"{code}-P{number}", name=name, created_at=now
                    )
                )
                work.add(
                    GoodsItem(
                        merchant_id=merchant,
                        id=id(f"{code}-G{number}"),
                        external_id=f"{code}-G{number}",
                        name=f"{name} 标准装",
                        barcode=f"69000000{number}",
                        product_id=product,
                        created_at=now,
                    )
                )

    await world.do(parties, None)
    for name, command in ACCOUNTS.items():
        await world.do(users.create_user, command)
        world.tokens[name] = await world.do(users.create_token, CreateToken(user_name=name))
    read_only = CreateToken(user_name="merchant-a", scopes=(TokenScope.READ,))
    world.tokens["read-only"] = await world.do(users.create_token, read_only)
    return world
