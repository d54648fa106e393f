"""Goods that a file names and the catalogue does not have yet."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select

from domain.errors import Failure, NotFound
from models import GoodsItem, Merchant, Product
from services.imports.rows import Row
from services.work import Work

# How many values one statement takes, well below what either database allows.
MOST_VALUES = 1000

# A merchant's code, and the id of a product or of goods within the merchant.
Item = tuple[str, str]
V = TypeVar("V")
Model = TypeVar("Model", Product, GoodsItem)


@dataclass
class Names:
    """What the whole file calls goods and products; the first row that says something counts.

    The whole file, not the row alone: a row without a name whose goods are named further down would else be
    refused today, and be entered when the same file is imported again.
    """

    goods: dict[Item, str] = field(default_factory=dict)
    listings: dict[Item, str] = field(default_factory=dict)
    _products: dict[Item, str] = field(default_factory=dict)

    def note(self, row: Row) -> None:
        goods = (row.head.merchant_code, row.goods_id)
        if row.goods_name is not None:
            self.goods.setdefault(goods, row.goods_name)
        if row.product_id is not None:
            self.listings.setdefault(goods, row.product_id)
        if row.product_name is not None:
            self._products.setdefault((row.head.merchant_code, row.product_id or row.goods_id), row.product_name)

    def product(self, product: Item) -> str | None:
        """Goods without a listing of their own are listed as themselves."""
        return self._products.get(product) or self.goods.get(product)


@dataclass
class Additions:
    """What was added for the rows of one transaction, and the products that neither catalogue nor file knows."""

    goods: dict[Item, GoodsItem] = field(default_factory=dict)
    products: list[Product] = field(default_factory=list)
    unknown_products: set[Item] = field(default_factory=set)

    def failure(self, row: Row) -> Failure | None:
        if row.product_id is None or (row.head.merchant_code, row.product_id) not in self.unknown_products:
            return None
        return NotFound(field=("product_id",), reason="CODE_NOT_FOUND", value=row.product_id).failure

    async def keep_only(self, work: Work, used: Collection[Item]) -> None:
        """Take back what was added for orders that were not entered."""
        listed = {item.product_id for key, item in self.goods.items() if key in used}
        await _delete(work, GoodsItem, [item for key, item in self.goods.items() if key not in used])
        await _delete(work, Product, [product for product in self.products if product.id not in listed])


async def add_named(work: Work, rows: Iterable[Row], names: Names) -> Additions:
    """Add the goods of the rows that are not in the catalogue, where the file names them."""
    by_merchant = defaultdict(list)
    for row in rows:
        by_merchant[row.head.merchant_code].append(row)
    additions = Additions()
    for codes in slices(by_merchant):
        found = await work.session.execute(select(Merchant.code, Merchant.id).where(Merchant.code.in_(codes)))
        for code, merchant_id in found.all():
            await _Shelf(work, merchant_id, code, names, additions).fill(by_merchant[code])
    work.add(*additions.products, *additions.goods.values())
    await work.flush()
    return additions


@dataclass
class _Shelf:
    """One merchant's part of the catalogue."""

    work: Work
    merchant_id: UUID
    merchant_code: str
    names: Names
    additions: Additions
    _products: dict[str, UUID] = field(default_factory=dict)

    async def fill(self, rows: list[Row]) -> None:
        goods_ids = {row.goods_id for row in rows}
        known = await self._ids(GoodsItem, goods_ids)
        missing = sorted(id for id in goods_ids if id not in known and self._key(id) in self.names.goods)
        listings = {id: self.names.listings.get(self._key(id), id) for id in missing}
        named = {row.product_id for row in rows if row.product_id is not None}
        self._products = await self._ids(Product, {*missing, *listings.values(), *named})
        self.additions.unknown_products |= {self._key(id) for id in named if not self._is_product(id)}
        for goods_id, listing in listings.items():
            self._add_goods(goods_id, listing if self._is_product(listing) else goods_id)

    async def _ids(self, model: type[Model], external_ids: Iterable[str]) -> dict[str, UUID]:
        found: dict[str, UUID] = {}
        for some in slices(external_ids):
            known = select(model.external_id, model.id).where(
                model.merchant_id == self.merchant_id, model.external_id.in_(some)
            )
            found.update((external_id, id) for external_id, id in await self.work.session.execute(known))
        return found

    def _key(self, external_id: str) -> Item:
        return (self.merchant_code, external_id)

    def _is_product(self, external_id: str) -> bool:
        return external_id in self._products or self.names.product(self._key(external_id)) is not None

    def _add_goods(self, goods_id: str, listing: str) -> None:
        if listing not in self._products:
            self._add_product(listing)
        self.additions.goods[self._key(goods_id)] = GoodsItem(
            merchant_id=self.merchant_id,
            id=self.work.new_id(),
            external_id=goods_id,
            name=self.names.goods[self._key(goods_id)],
            product_id=self._products[listing],
            created_at=self.work.now,
        )

    def _add_product(self, external_id: str) -> None:
        name = self.names.product(self._key(external_id))
        assert name is not None  # it is a product
        product = Product(
            merchant_id=self.merchant_id,
            id=self.work.new_id(),
            external_id=external_id,
            name=name,
            created_at=self.work.now,
        )
        self.additions.products.append(product)
        self._products[external_id] = product.id


async def _delete(work: Work, model: type[Model], rows: list[Model]) -> None:
    merchant_ids = {row.merchant_id for row in rows}
    for merchant_id in merchant_ids:
        for ids in slices(row.id for row in rows if row.merchant_id == merchant_id):
            await work.session.execute(delete(model).where(model.merchant_id == merchant_id, model.id.in_(ids)))


def slices(values: Iterable[V]) -> Iterator[list[V]]:
    """As many values at a time as one statement takes."""
    rest = iter(values)
    while some := list(islice(rest, MOST_VALUES)):
        yield some
