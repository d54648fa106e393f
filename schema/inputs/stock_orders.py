"""Inputs of the mutations on stock orders and delivery notes, and the commands that they stand for."""

import strawberry
from strawberry import ID, UNSET

from domain.delivery_notes import DeliveryLogistics, InboundStep
from domain.stock_orders import OrderKind
from schema.fields import given
from schema.inputs.addresses import KEY, VERSION
from schema.inputs.plain import optional, plain
from services import delivery_notes, stock_orders
from services.documents import Step, WithReason
from services.lines import Line

_ORDER = "The stock order (备货订单 ID)."
_NOTE = "The delivery note (送货单 ID)."


@strawberry.input(description="Pieces of one kind of goods (货品明细).")
class CaseLineInput:
    goods_external_id: str = given("The goods' id in the merchant's catalogue (货品 ID).")
    quantity: int = given("At least 1 (数量).")

    def value(self) -> Line:
        return Line(self.goods_external_id, self.quantity)


def lines_of(lines: list[CaseLineInput] | None) -> tuple[Line, ...]:
    return tuple(line.value() for line in optional(lines) or ())


@strawberry.input(description="Ask a merchant to send goods (创建备货订单).")
class CreateStockOrderInput:
    merchant_code: str = given("The merchant (商家编码).")
    cargo_owner_code: str = given("The cargo owner (货主编码).")
    warehouse_code: str = given("Where the goods are to go (仓库编码).")
    order_kind: OrderKind = given("JIT_REPLENISHMENT is just in time, the others for stock (订单类型).")
    lines: list[CaseLineInput] = given("At least one, at most 500, each of other goods (备货明细).")
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> stock_orders.Create:
        return stock_orders.Create(**plain(self) | {"lines": lines_of(self.lines)})


@strawberry.input(description="Accept a stock order (接单).")
class AcceptStockOrderInput:
    id: ID = given(_ORDER)
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> Step:
        return Step(**plain(self))


@strawberry.input(description="Reject a stock order (拒绝接单).")
class RejectStockOrderInput:
    id: ID = given(_ORDER)
    reason: str = given("At most 500 characters (原因).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> WithReason:
        return WithReason(**plain(self))


@strawberry.input(description="Announce a delivery of what was ordered (创建送货单).")
class CreateDeliveryNoteInput:
    stock_order_id: ID = given(_ORDER)
    logistics: DeliveryLogistics = given("Who carries the goods (物流方式).")
    lines: list[CaseLineInput] = given("At least one; at most what is left of the order (送货明细).")
    carton_marks: list[str] | None = given("At most 500, of at most 100 characters (箱唛).", default=UNSET)
    tracking_numbers: list[str] | None = given("At most 500, of at most 100 characters (运单号).", default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> delivery_notes.Create:
        return delivery_notes.Create(
            stock_order_id=self.stock_order_id,
            logistics=self.logistics,
            lines=lines_of(self.lines),
            carton_marks=tuple(optional(self.carton_marks) or ()),
            tracking_numbers=tuple(optional(self.tracking_numbers) or ()),
            idempotency_key=optional(self.idempotency_key),
        )


@strawberry.input(description="Confirm that the goods are sent (确认送货).")
class ConfirmSendInput:
    id: ID = given(_NOTE)
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> Step:
        return Step(**plain(self))


@strawberry.input(description="What the warehouse counted of one line's goods (清点数量).")
class InboundLineInput:
    goods_external_id: str = given("The goods' id in the merchant's catalogue (货品 ID).")
    received_quantity: int | None = given("How many arrived; to QUALITY_CHECK (收货数量).", default=UNSET)
    passed_quantity: int | None = given("How many passed the quality check; to PUTAWAY_DONE (良品数量).", default=UNSET)
    problem_quantity: int | None = given("How many did not; to PUTAWAY_DONE (问题品数量).", default=UNSET)


@strawberry.input(
    description="The warehouse moves a note one step on (推进送货单). To QUALITY_CHECK every line's receivedQuantity is given; "
    "to PUTAWAY_DONE every line's passedQuantity and problemQuantity, whose sum is what was received. Other steps take no "
    "lines."
)
class AdvanceDeliveryNoteInput:
    id: ID = given(_NOTE)
    to: InboundStep = given("The step (环节).")
    lines: list[InboundLineInput] | None = given("What was counted (清点数量).", default=UNSET)
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> delivery_notes.Advance:
        counts = tuple(delivery_notes.Count(**plain(line)) for line in optional(self.lines) or ())
        return delivery_notes.Advance(**plain(self) | {"lines": counts})
