"""The few rows that all others belong to: merchants, providers, warehouses, owners, and who works for them."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.ids import new_id
from domain.permissions import Role
from models import (
    Address,
    Base,
    CargoOwner,
    Merchant,
    ServiceProvider,
    User,
    UserMerchant,
    UserWarehouse,
    Warehouse,
    WarehouseKind,
)
from models.database import Database

MERCHANTS = 200
PROVIDERS = 6
WAREHOUSES = 20
MERCHANT, PROVIDER, OPERATOR = "merchant-001", "provider-01", "operator"
_AGE = timedelta(days=1300)
_ADDRESS = {
    "recipient": "陈嘉敏",
    "phone": "+8613800138000",
    "country": "CN",
    "region": "浙江省",
    "city": "杭州市",
    "district": "余杭区",
    "line1": "示例大道 1 号",
    "line2": None,
    "postalCode": "311100",
}


async def found(database: Database, now: datetime) -> None:
    """The first merchant is the largest one, and so on: see rows/setup.sql."""
    then = now - _AGE

    async def write(session: AsyncSession) -> None:
        session.add(User(id=new_id(then), name=OPERATOR, role=Role.PLATFORM_OPERATOR, created_at=then))
        for rows in (_providers(then), _merchants(then)):
            for step in rows:
                session.add_all(step)
                await session.flush()

    await database.write(write)


def _merchants(then: datetime) -> list[list[Base]]:
    """Rows in the order of their foreign keys."""
    numbers = range(1, MERCHANTS + 1)
    merchants = [Merchant(id=new_id(then), code=f"M{n:03}", name=f"第{n}海外专营店", created_at=then) for n in numbers]
    users = [User(id=new_id(then), name=f"merchant-{n:03}", role=Role.MERCHANT, created_at=then) for n in numbers]
    owned: list[Base] = []
    for n, merchant, user in zip(numbers, merchants, users, strict=True):
        owned.append(UserMerchant(user_id=user.id, merchant_id=merchant.id))
        owned.append(
            Address(
                merchant_id=merchant.id,
                id=new_id(then),
                label="退货仓",
                is_default=True,
                address=_ADDRESS,
                created_at=then,
            )
        )
        owned += [
            CargoOwner(
                merchant_id=merchant.id,
                id=new_id(then),
                code=f"O{n:03}{letter}",
                name=f"第{n}国际贸易有限公司 {letter}",
                created_at=then,
            )
            for letter in "AB"
        ]
    return [[*merchants, *users], owned]


def _providers(then: datetime) -> list[list[Base]]:
    """Each runs several warehouses."""
    numbers = range(1, PROVIDERS + 1)
    providers = [
        ServiceProvider(id=new_id(then), code=f"SP{n:02}", name=f"第{n}供应链管理有限公司", created_at=then)
        for n in numbers
    ]
    users = [
        User(id=new_id(then), name=f"provider-{n:02}", role=Role.SERVICE_PROVIDER, created_at=then) for n in numbers
    ]
    kinds = list(WarehouseKind)
    warehouses = [
        Warehouse(
            id=new_id(then),
            code=f"W{n:03}",
            name=f"第{n}集货仓",
            kind=kinds[n % len(kinds)],
            timezone="Asia/Shanghai",
            service_provider_id=providers[n % PROVIDERS].id,
            created_at=then,
        )
        for n in range(1, WAREHOUSES + 1)
    ]
    staff = [
        UserWarehouse(user_id=users[n % PROVIDERS].id, warehouse_id=warehouse.id)
        for n, warehouse in enumerate(warehouses, start=1)
    ]
    return [[*providers, *users], [*warehouses], [*staff]]
