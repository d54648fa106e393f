"""Stock orders (备货订单) as the contract shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.stock_orders import (
    FulfilmentMode,
    OrderKind,
    PenaltyReason,
    PenaltyState,
    StockOrderOrigin,
    StockOrderState,
)
from models import CargoOwner as CargoOwnerRow
from models import DeliveryNote as DeliveryNoteRow
from models import ExceptionCase as ExceptionCaseRow
from models import GoodsItem as GoodsItemRow
from models import Penalty as PenaltyRow
from models import StockOrder as StockOrderRow
from models import StockOrderLine as StockOrderLineRow
from models import Warehouse as WarehouseRow
from schema.fields import column, identifier, object_type, to_many, to_one
from schema.types.documents import Document
from schema.types.parties import CargoOwner, GoodsItem, Warehouse

if TYPE_CHECKING:
    from schema.types.delivery_notes import DeliveryNote
    from schema.types.exception_cases import ExceptionCase


@object_type(StockOrderLineRow, "What was ordered of one kind of goods, and what came of it (备货明细).")
class StockOrderLine:
    goods_item: GoodsItem = to_one(GoodsItemRow, "goods_item_id", "The physical SKU (货品).")
    ordered_quantity: int = column("How many pieces were ordered (备货数量).")
    shipped_quantity: int = column(
        "How many are on notes that were confirmed; a supplement's were on another note before (已发数量)."
    )
    received_quantity: int = column("How many were put away (入库数量).")


@object_type(PenaltyRow, "For a JIT order that missed a deadline (处罚).")
class Penalty:
    reason: PenaltyReason = column("What was late (处罚原因).")
    state: PenaltyState = column("Where it stands (处罚状态).")
    at: datetime = column("Since when (时间).")


@object_type(StockOrderRow, "What the platform asks a merchant to send (备货订单).")
class StockOrder(Document):
    id: strawberry.ID = identifier("so")
    warehouse: Warehouse = to_one(WarehouseRow, "warehouse_id", "Where the goods are to go (仓库).")
    cargo_owner: CargoOwner = to_one(CargoOwnerRow, "cargo_owner_id", "Who owns the goods (货主).")
    order_kind: OrderKind = column("First order, replenishment, or JIT replenishment (订单类型).")
    mode: FulfilmentMode = column("For stock, or just in time (备货模式).")
    origin: StockOrderOrigin = column("Who or what made it (来源).")
    state: StockOrderState = column("Where it stands (单据状态).")
    lines: list[StockOrderLine] = to_many(
        StockOrderLineRow, "stock_order_id", "position", "What is to be sent (备货明细)."
    )
    accept_by: datetime | None = column("Until when it is accepted; null where that is not asked for (接单截止时间).")
    ship_by: datetime | None = column("Until when all is shipped; stock orders, once accepted (发货截止时间).")
    arrive_by: datetime | None = column("Until when all has arrived; JIT orders, once accepted (到仓截止时间).")
    source_case: Annotated["ExceptionCase", strawberry.lazy("schema.types.exception_cases")] | None = to_one(
        ExceptionCaseRow, "source_case_id", "The case whose resolution made it (来源异常单)."
    )
    delivery_notes: list[Annotated["DeliveryNote", strawberry.lazy("schema.types.delivery_notes")]] = to_many(
        DeliveryNoteRow, "stock_order_id", "id", "Its delivery notes, the oldest first (送货单)."
    )
    penalties: list[Penalty] = to_many(PenaltyRow, "stock_order_id", "at", "For missed deadlines (处罚).")
