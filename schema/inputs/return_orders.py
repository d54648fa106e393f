"""Inputs of the mutations on return orders, and the commands that they stand for."""

from datetime import datetime

import strawberry
from strawberry import ID, UNSET

from schema.fields import given
from schema.inputs.addresses import CERTIFICATE, KEY, VERSION, AddressChoiceInput
from schema.inputs.plain import optional, plain
from schema.inputs.stock_orders import CaseLineInput, lines_of
from schema.scalars import PhoneNumber
from services import return_orders
from services.dispositions import SelfPickup
from services.documents import WithReason

_RETURN = "The return order (退货单 ID)."


@strawberry.input(description="Somebody comes and takes the goods (商家自提).")
class ReturnSelfPickupInput:
    expected_pickup_at: datetime = given("In the future (预计提货时间).")
    contact_name: str = given("Pickup person; at most 100 characters (提货人).")
    contact_phone: PhoneNumber = given("E.164, or a Chinese number (联系方式).")
    remark: str | None = given("At most 500 characters (备注).", default=UNSET)


@strawberry.input(description="The goods are given up (弃货).")
class AbandonInput:
    confirm: bool = given("The second confirmation (二次确认).")
    remark: str | None = given("At most 500 characters (备注).", default=UNSET)


@strawberry.input(one_of=True, description="Exactly one (退货方式).")
class ReturnMethodInput:
    platform_logistics: AddressChoiceInput | None = given(
        "The platform sends the goods back (平台物流).", default=UNSET
    )
    self_pickup: ReturnSelfPickupInput | None = given("Somebody comes (商家自提).", default=UNSET)
    abandon: AbandonInput | None = given("The goods are given up (弃货).", default=UNSET)

    def value(self) -> return_orders.PlatformLogistics | SelfPickup | return_orders.Abandon:
        if self.self_pickup:
            return SelfPickup(**plain(self.self_pickup))
        if self.abandon:
            return return_orders.Abandon(**plain(self.abandon))
        choice = self.platform_logistics
        assert choice  # one of the three, by the schema
        return return_orders.PlatformLogistics(
            address_id=optional(choice.address_id), address=choice.address.value() if choice.address else None
        )


@strawberry.input(description="Enter how the goods go back (录入退货方式).")
class EnterReturnMethodInput:
    id: ID = given(_RETURN)
    method: ReturnMethodInput = given("How the goods go back, or that they are given up (退货方式).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> return_orders.EnterMethod:
        return return_orders.EnterMethod(
            self.id, optional(self.expected_version), optional(self.idempotency_key), method=self.method.value()
        )


@strawberry.input(description="The goods are packed (打包).")
class PackReturnInput:
    id: ID = given(_RETURN)
    scheduled_pickup_at: datetime | None = given(
        "The final time of a self pickup, and of no other method (确定提货时间).", default=UNSET
    )
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> return_orders.Pack:
        return return_orders.Pack(**plain(self))


@strawberry.input(description="The goods are with the carrier (退货发出).")
class ShipReturnInput:
    id: ID = given(_RETURN)
    carrier: str = given("At most 100 characters (承运商).")
    tracking_number: str = given("At most 100 characters (退货运单号).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> return_orders.Ship:
        return return_orders.Ship(**plain(self))


@strawberry.input(description="The goods were handed out (自提交接).")
class CollectReturnInput:
    id: ID = given(_RETURN)
    verified_name: str = given("Whose identity was checked; at most 100 characters (核验姓名).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> return_orders.Collect:
        return return_orders.Collect(**plain(self))


@strawberry.input(description="The goods arrived (签收退货).")
class SignReturnInput:
    id: ID = given(_RETURN)
    shortfall: list[CaseLineInput] | None = given(
        "What is missing of what was sent; at least one line where it is given (短少货品).", default=UNSET
    )
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> return_orders.Sign:
        return return_orders.Sign(**plain(self) | {"shortfall": lines_of(self.shortfall)})


@strawberry.input(description="The goods that were given up are disposed of, which cannot be undone (处置).")
class DisposeReturnInput:
    id: ID = given(_RETURN)
    certificate_evidence_id: ID = given(CERTIFICATE)
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> return_orders.Dispose:
        return return_orders.Dispose(**plain(self))


@strawberry.input(description="The time to enter a method has passed: the goods count as given up (强制弃货).")
class ForceAbandonInput:
    id: ID = given(_RETURN)
    reason: str = given("At most 500 characters (原因).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> WithReason:
        return WithReason(**plain(self))
