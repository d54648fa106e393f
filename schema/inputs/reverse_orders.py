"""Inputs of the mutations on reverse orders, and the commands that they stand for."""

from datetime import datetime

import strawberry
from strawberry import ID, UNSET

from domain.batches import BatchPolicy
from domain.reverse_orders import BusinessModel, CustomsOutcome, ReverseType
from schema.fields import given
from schema.inputs.addresses import CERTIFICATE, KEY, AddressChoiceInput
from schema.inputs.filters import ReverseOrderFilter
from schema.inputs.plain import optional, plain
from schema.scalars import PhoneNumber
from services import reverse_orders as use_cases
from services.batch import Selection
from services.documents import Step, WithReason

_VERSION = "Refuse when the order is not at this version any more (期望版本)."
_ID = "The reverse order (逆向管理单 ID)."


@strawberry.input(description="Somebody comes and takes the goods (自提).")
class SelfPickupInput:
    expected_pickup_at: datetime = given("In the future (预计提货时间).")
    contact_name: str = given("Pickup person; at most 100 characters (提货人).")
    contact_phone: PhoneNumber = given("E.164, or a Chinese number (联系方式).")
    remark: str | None = given("At most 500 characters (备注).", default=UNSET)


@strawberry.input(
    description="The goods are sent on (转寄). Consignee and contact are the address's recipient and phone."
)
class ForwardInput:
    address: AddressChoiceInput = given("Where to (收货地址).")
    remark: str | None = given("At most 500 characters (备注).", default=UNSET)


@strawberry.input(
    one_of=True,
    description="Exactly one (提货方式): a whole batch shares it, so method and contact are uniform by construction.",
)
class PickupInput:
    self_pickup: SelfPickupInput | None = given("Somebody comes (自提).", default=UNSET)
    forward: ForwardInput | None = given("The goods are sent on (转寄).", default=UNSET)

    def value(self) -> use_cases.SelfPickup | use_cases.Forward:
        if self.self_pickup:
            return use_cases.SelfPickup(**plain(self.self_pickup))
        assert self.forward  # one of the two, by the schema
        choice = self.forward.address
        return use_cases.Forward(
            address_id=optional(choice.address_id),
            address=choice.address.value() if choice.address else None,
            remark=optional(self.forward.remark),
        )


@strawberry.input(description="Register the pickup of one order (登记提货).")
class RegisterPickupInput:
    id: ID = given(_ID)
    pickup: PickupInput = given("How the goods are taken back (提货方式).")
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.RegisterPickup:
        return use_cases.RegisterPickup(
            mutation="registerPickup",
            selection=Selection(ids=(self.id,)),
            pickup=self.pickup.value(),
            expected_version=optional(self.expected_version),
            idempotency_key=optional(self.idempotency_key),
            single=True,
        )


@strawberry.input(
    one_of=True,
    description="Ids (at most 500, each counted once; none is INVALID), or everything that a filter matches now "
    "(at most 500) (选择范围).",
)
class ReverseOrderSelection:
    ids: list[ID] | None = given("These orders (单据 ID).", default=UNSET)
    filter: ReverseOrderFilter | None = given("Whatever matches (筛选条件).", default=UNSET)

    def value(self) -> Selection:
        ids = optional(self.ids)
        return Selection(ids=tuple(ids)) if ids is not None else Selection(filter=plain(self.filter))


@strawberry.input(description="Register the pickup of many orders of one warehouse (批量登记提货).")
class RegisterPickupBatchInput:
    selection: ReverseOrderSelection = given("Which orders (选择范围).")
    pickup: PickupInput = given("How the goods are taken back, the same for all (提货方式).")
    policy: BatchPolicy = given(
        "What a refused order means for the others (批量策略).", default=BatchPolicy.ALL_OR_NOTHING
    )
    dry_run: bool = given("Answer what would happen, and change nothing (试运行).", default=False)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.RegisterPickup:
        return use_cases.RegisterPickup(
            mutation="registerPickupBatch",
            selection=self.selection.value(),
            pickup=self.pickup.value(),
            policy=self.policy,
            dry_run=self.dry_run,
            idempotency_key=optional(self.idempotency_key),
        )


@strawberry.input(
    description="Confirm the destruction of one order (确认销毁). `confirm` is the second confirmation (二次确认); false "
    "answers CONFIRMATION_REQUIRED."
)
class ConfirmDestructionInput:
    id: ID = given(_ID)
    confirm: bool = given("The second confirmation (二次确认).")
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.ConfirmDestruction:
        return use_cases.ConfirmDestruction(
            mutation="confirmDestruction",
            selection=Selection(ids=(self.id,)),
            confirm=self.confirm,
            expected_version=optional(self.expected_version),
            idempotency_key=optional(self.idempotency_key),
            single=True,
        )


@strawberry.input(description="Confirm the destruction of many orders of one warehouse (批量确认销毁).")
class ConfirmDestructionBatchInput:
    selection: ReverseOrderSelection = given("Which orders (选择范围).")
    confirm: bool = given("The second confirmation, for all of them (二次确认).")
    policy: BatchPolicy = given(
        "What a refused order means for the others (批量策略).", default=BatchPolicy.ALL_OR_NOTHING
    )
    dry_run: bool = given("Answer what would happen, and change nothing (试运行).", default=False)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.ConfirmDestruction:
        return use_cases.ConfirmDestruction(
            mutation="confirmDestructionBatch",
            selection=self.selection.value(),
            confirm=self.confirm,
            policy=self.policy,
            dry_run=self.dry_run,
            idempotency_key=optional(self.idempotency_key),
        )


@strawberry.input(description="One kind of goods in the parcel (货品明细).")
class ReverseOrderLineInput:
    goods_external_id: str = given("The goods' id in the merchant's catalogue (货品 ID).")
    quantity: int = given("At least 1 (数量).")
    lot_number: str | None = given("At most 100 characters (批次号).", default=UNSET)


@strawberry.input(
    description="A parcel that turned back (逆向管理单), entered by a service provider's system for a warehouse that it runs "
    "(an operator: any; the order gets the warehouse's provider). Within a merchant, the same salesReturnNumber, or the "
    "same orderNumber and cause on an order that is not cancelled, answers ALREADY_SUBMITTED with the first."
)
class CreateReverseOrderInput:
    merchant_code: str = given("The merchant (商家编码).")
    cargo_owner_code: str = given("The cargo owner (货主编码).")
    warehouse_code: str = given("The warehouse (仓库编码).")
    order_number: str = given("The consumer's order (订单号).")
    sales_return_number: str | None = given("Sales-return number (销退单号).", default=UNSET)
    type: ReverseType = given("Why and whither it turns back (逆向类型).")
    business_model: BusinessModel = given("How the merchant does business (经营方式).")
    reason: str | None = given("At most 500 characters (原因).", default=UNSET)
    forward_tracking_number: str | None = given("The way to the consumer (正向运单号).", default=UNSET)
    reverse_tracking_number: str | None = given("The way back (逆向运单号).", default=UNSET)
    lines: list[ReverseOrderLineInput] = given("At least one, at most 500 (货品明细).")
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.Create:
        contents = plain(self)
        lines = tuple(use_cases.NewLine(**line) for line in contents.pop("lines"))
        return use_cases.Create(**contents, lines=lines)


@strawberry.input(description="Say what customs decided (确定清关结果).")
class DecideCustomsOutcomeInput:
    id: ID = given(_ID)
    outcome: CustomsOutcome = given("What customs decided (清关结果).")
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.DecideCustomsOutcome:
        return use_cases.DecideCustomsOutcome(**plain(self))


@strawberry.input(description="Report that the goods were picked up (登记已提货).")
class ReportPickedUpInput:
    id: ID = given(_ID)
    verified_name: str = given("Whose identity was checked; at most 100 characters (核验姓名).")
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.ReportPickedUp:
        return use_cases.ReportPickedUp(**plain(self))


@strawberry.input(description="Report that the goods were handed to a carrier (登记已转寄).")
class ReportForwardedInput:
    id: ID = given(_ID)
    carrier: str = given("At most 100 characters (承运商).")
    tracking_number: str = given("At most 100 characters (转寄运单号).")
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.ReportForwarded:
        return use_cases.ReportForwarded(**plain(self))


@strawberry.input(description="Report that the forwarded goods arrived (登记已送达).")
class ReportDeliveredInput:
    id: ID = given(_ID)
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> Step:
        return Step(**plain(self))


@strawberry.input(description="Report that the goods were destroyed, which cannot be undone (登记已销毁).")
class ReportDestroyedInput:
    id: ID = given(_ID)
    certificate_evidence_id: ID = given(CERTIFICATE)
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> use_cases.ReportDestroyed:
        return use_cases.ReportDestroyed(**plain(self))


@strawberry.input(description="Confirm that the order was handled (确认处理完成).")
class ConfirmHandlingInput:
    id: ID = given(_ID)
    expected_version: int | None = given(_VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> Step:
        return Step(**plain(self))


@strawberry.input(description="Cancel a document (取消).")
class CancelInput:
    id: ID = given("The document (单据 ID).")
    reason: str = given("At most 500 characters (原因).")
    expected_version: int | None = given("Refuse when it is not at this version any more (期望版本).", default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> WithReason:
        return WithReason(**plain(self))
