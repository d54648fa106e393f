"""Reverse orders (直邮逆向管理单) as the contract shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from domain.permissions import mask_name, mask_phone, mask_text
from domain.reverse_orders import (
    BusinessModel,
    PickupMethod,
    ReverseCause,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
)
from models import CargoOwner as CargoOwnerRow
from models import DestructionConfirmation
from models import Evidence as EvidenceRow
from models import ExceptionCase as ExceptionCaseRow
from models import GoodsItem as GoodsItemRow
from models import Handover as HandoverRow
from models import PickupRegistration as PickupRegistrationRow
from models import Product as ProductRow
from models import ReverseOrder as ReverseOrderRow
from models import ReverseOrderLine as ReverseOrderLineRow
from models import ServiceProvider as ServiceProviderRow
from models import Warehouse as WarehouseRow
from schema.context import Context
from schema.fields import column, computed, identifier, masked, object_type, through, to_many, to_one, to_single
from schema.types.documents import Actor, Document, actor
from schema.types.evidence import Evidence
from schema.types.parties import CargoOwner, GoodsItem, PostalAddress, Product, ServiceProvider, Warehouse, address_of

if TYPE_CHECKING:
    from schema.types.exception_cases import ExceptionCase


def _batch(row: Any, _: Context) -> strawberry.ID | None:
    return strawberry.ID(f"bt_{row.batch_id.hex}") if row.batch_id else None


@object_type(ReverseOrderLineRow, "What is in the parcel (货品明细).")
class ReverseOrderLine:
    product: Product = to_one(ProductRow, "product_id", "The listing (商品).")
    goods_item: GoodsItem = to_one(GoodsItemRow, "goods_item_id", "The physical SKU (货品).")
    quantity: int = column("How many pieces (数量).")
    lot_number: str | None = column("Lot number (批次号).")


@object_type(PickupRegistrationRow, "Pickup registration (登记提货): insert-only (提交后不支持修改).")
class PickupRegistration:
    method: PickupMethod = column("How the goods are taken back (提货方式).")
    expected_pickup_at: datetime | None = column("When somebody will come; self pickup only (预计提货时间).")
    contact_name: str = masked(
        "Pickup person (自提) or consignee (转寄); masked for PARTNER (提货人/收货人).", "contact_name", mask_name
    )
    contact_phone: str = masked("E.164; masked for PARTNER (联系方式).", "contact_phone", mask_phone)
    address: PostalAddress | None = computed("Where to; forward only (收货地址).", ["address"], address_of)
    remark: str | None = masked("Remark; masked for PARTNER (备注).", "remark", mask_text)
    submitted_by: Actor = actor("actor", "Who submitted it (提交人).")
    submitted_at: datetime = column("When (提交时间).", "at")
    batch_id: strawberry.ID | None = computed(
        "The batch that it came in; null for a single one (批次).", ["batch_id"], _batch
    )
    content_hash: str | None = masked(
        "SHA-256 of the canonical submission: proof of what was submitted. Null for PARTNER (内容哈希).",
        "content_hash",
        lambda _: None,
    )


@object_type(DestructionConfirmation, "The merchant's confirmation that the goods are destroyed (确认销毁).")
class Destruction:
    confirmed_by: Actor = actor("actor", "Who confirmed it (确认人).")
    confirmed_at: datetime = column("When (确认时间).", "at")
    batch_id: strawberry.ID | None = computed(
        "The batch that it came in; null for a single one (批次).", ["batch_id"], _batch
    )
    destroyed_at: datetime | None = through(
        ReverseOrderRow,
        "reverse_order_id",
        "destroyed_at",
        "When the goods were destroyed; null until then (销毁时间).",
    )
    certificate: Evidence | None = to_one(
        EvidenceRow,
        "certificate_id",
        "What proves it; null until then (销毁凭证).",
        of=(ReverseOrderRow, "reverse_order_id"),
    )


@object_type(HandoverRow, "To whom the goods were given (交接记录): the verified person, or the carrier.")
class Handover:
    verified_name: str | None = masked(
        "Whose identity was checked at pickup; masked for PARTNER (核验姓名).", "verified_name", mask_name
    )
    carrier: str | None = column("Who carries the goods (承运商).")
    tracking_number: str | None = column("The carrier's number (转寄运单号).")
    reported_by: Actor = actor("actor", "Who reported it (登记人).")
    reported_at: datetime = column("When (登记时间).", "at")


@object_type(ReverseOrderRow, "A parcel that turned back (直邮逆向管理单).")
class ReverseOrder(Document):
    id: strawberry.ID = identifier("ro")
    warehouse: Warehouse = to_one(WarehouseRow, "warehouse_id", "Where the parcel is (仓库).")
    cargo_owner: CargoOwner = to_one(CargoOwnerRow, "cargo_owner_id", "Who owns the goods (货主).")
    order_number: str = column("The consumer's order (订单号).")
    sales_return_number: str | None = column("Sales-return number (销退单号).")
    type: ReverseType = column("Why and whither it turns back (逆向类型).")
    cause: ReverseCause = column("Why it turned back; never changes (逆向原因).")
    state: ReverseOrderState = column("Where it stands (单据状态).")
    business_model: BusinessModel = column("How the merchant does business (经营方式).")
    exception_status: ReverseExceptionStatus = column("Whether something went wrong with it (异常情况).")
    pickup_method: PickupMethod | None = column("How it is taken back, once registered (提货方式).")
    service_provider: ServiceProvider = to_one(
        ServiceProviderRow, "service_provider_id", "Who runs the warehouse (服务商)."
    )
    lines: list[ReverseOrderLine] = to_many(
        ReverseOrderLineRow, "reverse_order_id", "position", "What is in the parcel (货品明细)."
    )
    total_quantity: int = column("Pieces of all lines (总数量).")
    forward_tracking_number: str | None = column("The way to the consumer (正向运单号).")
    reverse_tracking_number: str | None = column("The way back (逆向运单号).")
    reason: str | None = masked("What the provider says; masked for PARTNER (原因).", "reason", mask_text)
    pickup: PickupRegistration | None = to_single(
        PickupRegistrationRow, "reverse_order_id", "What the merchant registered (登记提货)."
    )
    destruction: Destruction | None = to_single(
        DestructionConfirmation, "reverse_order_id", "What the merchant confirmed (确认销毁)."
    )
    handover: Handover | None = to_single(HandoverRow, "reverse_order_id", "To whom the goods were given (交接记录).")
    exception_cases: list[Annotated["ExceptionCase", strawberry.lazy("schema.types.exception_cases")]] = to_many(
        ExceptionCaseRow, "reverse_order_id", "id", "Cases on this order (异常单)."
    )
