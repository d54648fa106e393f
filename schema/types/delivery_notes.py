"""Delivery notes (送货单) as the contract shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.delivery_notes import DeliveryLogistics, DeliveryNoteState
from models import CargoOwner as CargoOwnerRow
from models import DeliveryNote as DeliveryNoteRow
from models import DeliveryNoteLine as DeliveryNoteLineRow
from models import ExceptionCase as ExceptionCaseRow
from models import GoodsItem as GoodsItemRow
from models import StockOrder as StockOrderRow
from models import Warehouse as WarehouseRow
from schema.fields import column, identifier, items, object_type, to_many, to_one
from schema.types.documents import Document
from schema.types.parties import CargoOwner, GoodsItem, Warehouse
from schema.types.stock_orders import StockOrder

if TYPE_CHECKING:
    from schema.types.exception_cases import ExceptionCase


@dataclass(frozen=True)
class CartonValue:
    mark: str | None
    relabelled: bool


@object_type(CartonValue, "A carton of the delivery (箱).")
class Carton:
    mark: str | None = column("Its carton mark (箱唛).")
    relabelled: bool = column("Whether the warehouse printed its mark anew (补打箱唛).")


@object_type(DeliveryNoteLineRow, "What was announced of one kind of goods, and what was counted (送货明细).")
class DeliveryNoteLine:
    goods_item: GoodsItem = to_one(GoodsItemRow, "goods_item_id", "The physical SKU (货品).")
    declared_quantity: int = column("How many pieces were announced (送货数量).")
    received_quantity: int = column("How many arrived (收货数量).")
    passed_quantity: int = column("How many passed the quality check (良品数量).")
    problem_quantity: int = column("How many did not (问题品数量).")


@object_type(DeliveryNoteRow, "Goods on their way into the platform's warehouse (送货单).")
class DeliveryNote(Document):
    id: strawberry.ID = identifier("dn")
    warehouse: Warehouse = to_one(WarehouseRow, "warehouse_id", "Where the goods go (仓库).")
    cargo_owner: CargoOwner = to_one(CargoOwnerRow, "cargo_owner_id", "Who owns the goods (货主).")
    stock_order: StockOrder = to_one(StockOrderRow, "stock_order_id", "What it delivers (备货订单).")
    logistics: DeliveryLogistics = column("Who carries the goods (物流方式).")
    tracking_numbers: list[str] = column("The carriers' numbers (运单号).")
    cartons: list[Carton] = items("Its cartons (箱).", "cartons", CartonValue)
    lines: list[DeliveryNoteLine] = to_many(
        DeliveryNoteLineRow, "delivery_note_id", "position", "What is delivered (送货明细)."
    )
    state: DeliveryNoteState = column("Where it stands (单据状态).")
    supplement_of: "DeliveryNote | None" = to_one(
        DeliveryNoteRow, "supplement_of_id", "The note whose goods it takes in after all (原送货单)."
    )
    exception_cases: list[Annotated["ExceptionCase", strawberry.lazy("schema.types.exception_cases")]] = to_many(
        ExceptionCaseRow, "delivery_note_id", "id", "What was found on it (异常单)."
    )
