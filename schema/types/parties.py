"""Merchants, providers, warehouses, owners; products and goods; the address book."""

from typing import Any

import strawberry

from domain.permissions import mask_name, mask_phone, mask_text
from domain.reverse_orders import PostalAddress as PostalAddressValue
from models import Address as AddressRow
from models import CargoOwner as CargoOwnerRow
from models import GoodsItem as GoodsItemRow
from models import Merchant as MerchantRow
from models import Product as ProductRow
from models import ServiceProvider as ServiceProviderRow
from models import Warehouse as WarehouseRow
from models import WarehouseKind
from schema.fields import column, computed, identifier, masked, object_type, to_one


@strawberry.interface(description="Anything that has an id (节点).")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque, and for ever the same: `<prefix>_<uuidv7 in hex>`.")


@object_type(MerchantRow, "Merchant (商家).")
class Merchant(Node):
    id: strawberry.ID = identifier("mc")
    code: str = column("Its code (商家编码).")
    name: str = column("Its name (商家名称).")


@object_type(CargoOwnerRow, "Cargo owner, of one merchant (货主).")
class CargoOwner(Node):
    id: strawberry.ID = identifier("co")
    code: str = column("Its code (货主编码).")
    name: str = column("Its name (货主名称).")


@object_type(ServiceProviderRow, "Service provider: runs warehouses (服务商).")
class ServiceProvider(Node):
    id: strawberry.ID = identifier("sp")
    code: str = column("Its code (服务商编码).")
    name: str = column("Its name (服务商名称).")


@object_type(WarehouseRow, "Warehouse, run by one service provider (仓库).")
class Warehouse(Node):
    id: strawberry.ID = identifier("wh")
    code: str = column("Its code (仓库编码).")
    name: str = column("Its name (仓库名称).")
    kind: WarehouseKind = column("What kind of warehouse (仓库类型).")
    timezone: str = column("Where its day begins: an IANA time zone (时区).")


@object_type(ProductRow, "Product: the listing (商品).")
class Product(Node):
    id: strawberry.ID = identifier("pr")
    external_id: str = column("The id that the merchant's shop uses (商品 ID).")
    name: str = column("Its name (商品名称).")


@object_type(GoodsItemRow, "Goods item: the physical SKU (货品).")
class GoodsItem(Node):
    id: strawberry.ID = identifier("gi")
    external_id: str = column("The id that warehouses use (货品 ID).")
    name: str = column("Its name (货品名称).")
    barcode: str | None = column("What scanners read (条码).")
    product: Product | None = to_one(ProductRow, "product_id", "The listing that it is sold under (商品).")


@object_type(
    PostalAddressValue,
    "A frozen copy (收货地址); later edits of the address book never reach a submitted document. Masked for PARTNER.",
)
class PostalAddress:
    recipient: str = masked("Who receives (收货人).", "recipient", mask_name)
    phone: str = masked("E.164 (联系方式).", "phone", mask_phone)
    country: str = column("ISO 3166-1, two letters (国家/地区).")
    region: str = column("Province or state (省/州).")
    city: str = column("City (城市).")
    district: str | None = column("District or county (区/县).")
    line1: str = masked("Street and house (详细地址).", "line1", mask_text)
    line2: str | None = masked("More of it (详细地址 2).", "line2", mask_text)
    postal_code: str | None = masked("Postal code (邮政编码).", "postal_code", mask_text)


def address_of(row: Any, _: Any) -> PostalAddressValue | None:
    return PostalAddressValue.from_json(row.address) if row.address is not None else None


@object_type(AddressRow, "An entry of the merchant's address book (地址簿).")
class Address(Node):
    id: strawberry.ID = identifier("ad")
    label: str = column("What the merchant calls it (标签).")
    is_default: bool = column("Whether it is offered first (默认).")
    address: PostalAddress = computed("The address (地址).", ["address"], address_of)
