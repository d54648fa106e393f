"""What commands name by code: parties and goods, a statement a table, however many commands there are."""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from domain.errors import NotFound, Rejected
from models import CargoOwner, GoodsItem, Merchant, Warehouse
from services.work import Work

# A statement holds at most 32,767 parameters.
MOST_VALUES = 10_000


class Line(Protocol):
    @property
    def goods_external_id(self) -> str: ...


class Command(Protocol):
    """Names a merchant, one of its cargo owners, a warehouse, and goods of the merchant."""

    @property
    def merchant_code(self) -> str: ...
    @property
    def cargo_owner_code(self) -> str: ...
    @property
    def warehouse_code(self) -> str: ...
    @property
    def lines(self) -> Sequence[Line]: ...


@dataclass
class Known:
    merchants: dict[str, Merchant]
    owners: dict[tuple[UUID, str], CargoOwner]
    warehouses: dict[str, Warehouse]
    goods: dict[tuple[UUID, str], GoodsItem]

    @classmethod
    async def of(cls, work: Work, commands: Collection[Command]) -> "Known":
        """Warehouses only as far as they are granted."""
        merchants = await rows(work, Merchant.code, {c.merchant_code for c in commands})
        theirs = {merchant.id for merchant in merchants}
        owner_codes = {c.cargo_owner_code for c in commands}
        owners = await rows(work, CargoOwner.code, owner_codes, CargoOwner.merchant_id.in_(theirs))
        run = [] if work.grants.warehouse_ids is None else [Warehouse.id.in_(sorted(work.grants.warehouse_ids))]
        warehouses = await rows(work, Warehouse.code, {c.warehouse_code for c in commands}, *run)
        goods_ids = {line.goods_external_id for command in commands for line in command.lines}
        goods = await rows(work, GoodsItem.external_id, goods_ids, GoodsItem.merchant_id.in_(theirs))
        return cls(
            merchants={merchant.code: merchant for merchant in merchants},
            owners={(owner.merchant_id, owner.code): owner for owner in owners},
            warehouses={warehouse.code: warehouse for warehouse in warehouses},
            goods={(item.merchant_id, item.external_id): item for item in goods},
        )

    def parties(self, command: Command) -> tuple[Merchant, CargoOwner, Warehouse]:
        merchant = self.merchants.get(command.merchant_code)
        owner = self.owners.get((merchant.id, command.cargo_owner_code)) if merchant else None
        warehouse = self.warehouses.get(command.warehouse_code)
        if merchant is None or owner is None or warehouse is None:
            named = {"merchant_code": merchant, "cargo_owner_code": owner, "warehouse_code": warehouse}
            raise Rejected(
                *(
                    NotFound(field=(name,), reason="CODE_NOT_FOUND", value=getattr(command, name))
                    for name, row in named.items()
                    if row is None
                )
            )
        return merchant, owner, warehouse

    def goods_of(self, merchant_id: UUID, lines: Iterable[Line]) -> list[GoodsItem]:
        """The goods of each line, in order."""
        lines = list(lines)
        goods = {external_id: item for (owner, external_id), item in self.goods.items() if owner == merchant_id}
        refuse_unknown(lines, goods)
        return [goods[line.goods_external_id] for line in lines]


def refuse_unknown(lines: Iterable[Line], goods: Container[str]) -> None:
    """Rejected with every line whose goods the merchant does not have."""
    unknown = [
        NotFound(field=("lines", i, "goods_external_id"), reason="CODE_NOT_FOUND", value=line.goods_external_id)
        for i, line in enumerate(lines)
        if line.goods_external_id not in goods
    ]
    if unknown:
        raise Rejected(*unknown)


async def rows(
    work: Work, column: InstrumentedAttribute[Any], values: Collection[str], *also: ColumnElement[bool]
) -> list[Any]:
    """The rows whose column holds one of the values, as many at a time as a statement takes."""
    ordered = sorted(values)
    found: list[Any] = []
    for start in range(0, len(ordered), MOST_VALUES):
        some = column.in_(ordered[start : start + MOST_VALUES])
        found += await work.session.scalars(select(column.class_).where(some, *also))
    return found
