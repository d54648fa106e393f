"""Who takes part in the demo: merchants, providers, warehouses, accounts; and what the merchants sell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select, update

from domain.permissions import Actor, Role
from domain.reverse_orders import PostalAddress
from models import (
    Address,
    CargoOwner,
    GoodsItem,
    Merchant,
    Product,
    ServiceProvider,
    User,
    Warehouse,
    WarehouseKind,
)
from services import users
from services.demo.catalogue import BEAUTY, BEAUTY_BRANDS, FOOD, FOOD_BRANDS, Kind, listings
from services.users import CreateUser
from services.work import Work

# The parties were there before their first parcel turned back.
AGE = timedelta(days=400)


@dataclass(frozen=True)
class _Merchant:
    code: str
    name: str
    account: str
    owners: Sequence[tuple[str, str]]
    brands: tuple[str, ...]
    kinds: tuple[Kind, ...]
    # The first is the default.
    book: Sequence[tuple[str, PostalAddress]]


MERCHANTS = (
    _Merchant(
        code="M001",
        name="优禾海外食品专营店",
        account="merchant-a",
        owners=[("O001", "优禾国际贸易（香港）有限公司"), ("O002", "优禾食品（上海）有限公司")],
        brands=FOOD_BRANDS,
        kinds=FOOD,
        book=[
            (
                "上海退货仓",
                PostalAddress(
                    recipient="优禾退货组",
                    phone="+8613800138001",
                    country="CN",
                    region="上海市",
                    city="上海市",
                    district="青浦区",
                    line1="华新镇示例路 88 号 3 号库",
                    postal_code="201708",
                ),
            ),
            (
                "香港办事处",
                PostalAddress(
                    recipient="陈嘉敏",
                    phone="+85221234567",
                    country="HK",
                    region="香港",
                    city="九龙",
                    district="观塘区",
                    line1="示例街 1 号 12 楼",
                ),
            ),
        ],
    ),
    _Merchant(
        code="M002",
        name="澜汐美妆家居海外旗舰店",
        account="merchant-b",
        owners=[("O003", "澜汐（杭州）电子商务有限公司"), ("O004", "澜汐株式会社")],
        brands=BEAUTY_BRANDS,
        kinds=BEAUTY,
        book=[
            (
                "杭州总仓",
                PostalAddress(
                    recipient="澜汐售后部",
                    phone="+8613900139002",
                    country="CN",
                    region="浙江省",
                    city="杭州市",
                    district="余杭区",
                    line1="示例大道 200 号",
                    line2="B 座 1 层收货口",
                    postal_code="311100",
                ),
            ),
            (
                "义乌加工点",
                PostalAddress(
                    recipient="吴建国",
                    phone="+8613700137003",
                    country="CN",
                    region="浙江省",
                    city="金华市",
                    district="义乌市",
                    line1="示例工业区 6 幢",
                    postal_code="322000",
                ),
            ),
        ],
    ),
)

PROVIDERS = (("SP01", "捷达通跨境物流有限公司"), ("SP02", "云岭供应链管理有限公司"))

# (code, name, kind, provider, the account of those who work there)
WAREHOUSES = (
    ("W001", "广州南沙集货仓", WarehouseKind.COLLECTION, "SP01", "provider"),
    ("W002", "宁波北仑保税仓", WarehouseKind.BONDED, "SP01", "provider"),
    ("W003", "深圳前海集货仓", WarehouseKind.COLLECTION, "SP02", "provider-2"),
    ("W004", "杭州下沙平台仓", WarehouseKind.PLATFORM, "SP02", "provider-2"),
)

ACCOUNTS = (
    CreateUser("merchant-a", Role.MERCHANT, merchant_codes=["M001"]),
    CreateUser("merchant-b", Role.MERCHANT, merchant_codes=["M002"]),
    CreateUser("provider", Role.SERVICE_PROVIDER, warehouse_codes=["W001", "W002"]),
    CreateUser("operator", Role.PLATFORM_OPERATOR),
    CreateUser("partner", Role.PARTNER, merchant_codes=["M001"]),
)
# Acts in the other warehouses' histories; without a password nobody signs in as it.
OTHER_PROVIDER = CreateUser("provider-2", Role.SERVICE_PROVIDER, warehouse_codes=["W003", "W004"])


@dataclass(frozen=True)
class Shop:
    """A merchant with what its parcels are made of."""

    merchant: Merchant
    actor: Actor
    owners: list[CargoOwner]
    goods: list[GoodsItem]
    book: list[PostalAddress]


@dataclass(frozen=True)
class Site:
    """A warehouse and who works there."""

    warehouse: Warehouse
    staff: Actor


@dataclass(frozen=True)
class Cast:
    shops: list[Shop]
    sites: list[Site]
    operator: Actor


async def found(work: Work, password: str) -> Cast:
    """Write all parties and accounts."""
    merchants = [_merchant(work, merchant) for merchant in MERCHANTS]
    warehouses = _warehouses(work)
    await work.flush()
    actors = await _accounts(work, password)
    shops = [
        Shop(
            merchant=merchant,
            actor=actors[sketch.account],
            owners=_owners(work, merchant, sketch),
            goods=_goods(work, merchant, shelf, sketch),
            book=_book(work, merchant, sketch),
        )
        for shelf, (merchant, sketch) in enumerate(zip(merchants, MERCHANTS, strict=True), start=1)
    ]
    sites = [Site(row, actors[account]) for row, (*_, account) in zip(warehouses, WAREHOUSES, strict=True)]
    await work.flush()
    return Cast(shops, sites, actors["operator"])


def _merchant(work: Work, sketch: _Merchant) -> Merchant:
    merchant = Merchant(id=work.new_id(), code=sketch.code, name=sketch.name, created_at=work.now)
    work.add(merchant)
    return merchant


def _warehouses(work: Work) -> list[Warehouse]:
    providers = {
        code: ServiceProvider(id=work.new_id(), code=code, name=name, created_at=work.now) for code, name in PROVIDERS
    }
    warehouses = [
        Warehouse(
            id=work.new_id(),
            code=code,
            name=name,
            created_at=work.now,
            kind=kind,
            timezone="Asia/Shanghai",
            service_provider_id=providers[provider].id,
        )
        for code, name, kind, provider, _ in WAREHOUSES
    ]
    work.add(*providers.values(), *warehouses)
    return warehouses


async def _accounts(work: Work, password: str) -> dict[str, Actor]:
    first, *others = ACCOUNTS
    actors = {}
    for command in (replace(first, password=password), *others, OTHER_PROVIDER):
        actors[command.name] = Actor(await users.create_user(work, command), command.name, command.role)
    await work.flush()
    # Hashing is expensive on purpose, and the demo accounts share their password: hashed once.
    hashed = select(User.password_hash).where(User.name == first.name).scalar_subquery()
    named = User.name.in_([account.name for account in others])
    await work.session.execute(update(User).where(named).values(password_hash=hashed))
    return actors


def _owners(work: Work, merchant: Merchant, sketch: _Merchant) -> list[CargoOwner]:
    owners = [
        CargoOwner(merchant_id=merchant.id, id=work.new_id(), code=code, name=name, created_at=work.now)
        for code, name in sketch.owners
    ]
    work.add(*owners)
    return owners


def _goods(work: Work, merchant: Merchant, shelf: int, sketch: _Merchant) -> list[GoodsItem]:
    goods = []
    for listing in listings(shelf, sketch.brands, sketch.kinds):
        product = Product(
            merchant_id=merchant.id,
            id=work.new_id(),
            external_id=listing.external_id,
            name=listing.name,
            created_at=work.now,
        )
        work.add(product)
        goods += [
            GoodsItem(
                merchant_id=merchant.id,
                id=work.new_id(),
                external_id=external_id,
                name=name,
                barcode=barcode,
                product_id=product.id,
                created_at=work.now,
            )
            for external_id, name, barcode in listing.packs
        ]
    work.add(*goods)
    return goods


def _book(work: Work, merchant: Merchant, sketch: _Merchant) -> list[PostalAddress]:
    for position, (label, address) in enumerate(sketch.book):
        work.add(
            Address(
                merchant_id=merchant.id,
                id=work.new_id(),
                label=label,
                is_default=position == 0,
                address=address.as_json(),
                created_at=work.now,
            )
        )
    return [address for _, address in sketch.book]
