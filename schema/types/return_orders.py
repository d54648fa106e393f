"""Return orders (退货单) as the contract shows them."""

from datetime import datetime

import strawberry

from domain.permissions import mask_name, mask_phone, mask_text
from domain.return_orders import ReturnMethod, ReturnOrderState, ReturnScope
from models import CargoOwner as CargoOwnerRow
from models import Evidence as EvidenceRow
from models import ExceptionCase as ExceptionCaseRow
from models import GoodsItem as GoodsItemRow
from models import ReturnMethodEntry as ReturnMethodEntryRow
from models import ReturnOrder as ReturnOrderRow
from models import ReturnOrderLine as ReturnOrderLineRow
from models import Warehouse as WarehouseRow
from schema.fields import column, computed, identifier, masked, object_type, to_many, to_one, to_single
from schema.types.documents import Actor, Document, actor
from schema.types.evidence import Evidence
from schema.types.exception_cases import ExceptionCase
from schema.types.parties import CargoOwner, GoodsItem, PostalAddress, Warehouse, address_of


@object_type(ReturnMethodEntryRow, "The return method that was entered (录入退货方式): insert-only (提交后不支持修改).")
class ReturnMethodEntry:
    method: ReturnMethod = column("How the goods go back, or that they are given up (退货方式).")
    expected_pickup_at: datetime | None = column("When somebody will come; self pickup only (预计提货时间).")
    contact_name: str | None = masked(
        "Pickup person (自提) or consignee (平台物流); masked for PARTNER (提货人/收货人).", "contact_name", mask_name
    )
    contact_phone: str | None = masked("E.164; masked for PARTNER (联系方式).", "contact_phone", mask_phone)
    address: PostalAddress | None = computed("Where to; platform logistics only (收货地址).", ["address"], address_of)
    remark: str | None = masked("Remark; masked for PARTNER (备注).", "remark", mask_text)
    submitted_by: Actor = actor("actor", "Who submitted it (提交人).")
    submitted_at: datetime = column("When (提交时间).", "at")
    content_hash: str | None = masked(
        "SHA-256 of the canonical submission: proof of what was submitted. Null for PARTNER (内容哈希).",
        "content_hash",
        lambda _: None,
    )


@object_type(ReturnOrderLineRow, "What goes back of one kind of goods (退货明细).")
class ReturnOrderLine:
    goods_item: GoodsItem = to_one(GoodsItemRow, "goods_item_id", "The physical SKU (货品).")
    quantity: int = column("How many pieces (数量).")
    packed_quantity: int | None = column("How many were packed (装箱数量).")
    signed_quantity: int | None = column("How many were signed for (签收数量).")


@object_type(ReturnOrderRow, "Goods that leave the warehouse again, or are given up (退货单).")
class ReturnOrder(Document):
    id: strawberry.ID = identifier("rt")
    warehouse: Warehouse = to_one(WarehouseRow, "warehouse_id", "Where the goods are (仓库).")
    cargo_owner: CargoOwner = to_one(CargoOwnerRow, "cargo_owner_id", "Who owns the goods (货主).")
    source_case: ExceptionCase = to_one(
        ExceptionCaseRow, "source_case_id", "The case whose resolution made it (来源异常单)."
    )
    scope: ReturnScope = column("What goes back (退货范围).")
    lines: list[ReturnOrderLine] = to_many(
        ReturnOrderLineRow, "return_order_id", "position", "What goes back (退货明细)."
    )
    state: ReturnOrderState = column("Where it stands (单据状态).")
    method: ReturnMethod | None = column("How it goes back, once entered (退货方式).")
    entry: ReturnMethodEntry | None = to_single(
        ReturnMethodEntryRow, "return_order_id", "What the merchant entered (录入退货方式)."
    )
    scheduled_pickup_at: datetime | None = column(
        "Set by the warehouse; may differ from what the merchant expected (确定提货时间)."
    )
    carrier: str | None = column("Who carries the goods (承运商).")
    tracking_number: str | None = column("The carrier's number (退货运单号).")
    signed_at: datetime | None = column("When it was signed for (签收时间).")
    certificate: Evidence | None = to_one(
        EvidenceRow, "certificate_id", "What proves that the goods were disposed of; null until then (处置凭证)."
    )
