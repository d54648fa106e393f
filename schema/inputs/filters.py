"""Filters: plain conditions by name, compiled in `services.queries`."""

from datetime import datetime
from typing import Generic, TypeVar

import strawberry
from strawberry import ID, UNSET

from domain.deadlines import DeadlineStatus
from domain.delivery_notes import DeliveryNoteState
from domain.exception_cases import ExceptionCaseState, ExceptionType, InboundStage
from domain.resolutions import MerchantScheme, Resolution
from domain.return_orders import ReturnMethod, ReturnOrderState
from domain.reverse_orders import (
    BusinessModel,
    PickupMethod,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
)
from domain.stock_orders import FulfilmentMode, StockOrderState
from schema.enums import NumberKind, ReverseOrderSortField, SortDirection
from schema.fields import given

E = TypeVar("E")


@strawberry.input(name="IDFilter", description="Conditions on an id (按 ID 筛选).")
class IDFilter:
    eq: ID | None = given("Is this one (等于).", default=UNSET)
    in_: list[ID] | None = given("Is one of these; an empty list matches nothing (属于).", name="in", default=UNSET)
    not_in: list[ID] | None = given("Is none of these (不属于).", default=UNSET)


@strawberry.input(description="Conditions on a text (按文本筛选). All operators ignore case and full or half width.")
class StringFilter:
    eq: str | None = given("Is this (等于).", default=UNSET)
    in_: list[str] | None = given("Is one of these; an empty list matches nothing (属于).", name="in", default=UNSET)
    contains: str | None = given(
        "Any substring, one Chinese character included; a blank one is INVALID (包含).", default=UNSET
    )
    starts_with: str | None = given("Begins with this (开头为).", default=UNSET)


@strawberry.input(description="Conditions on a moment (按时间筛选).")
class DateTimeFilter:
    gte: datetime | None = given("At or after (不早于).", default=UNSET)
    gt: datetime | None = given("After (晚于).", default=UNSET)
    lte: datetime | None = given("At or before (不晚于).", default=UNSET)
    lt: datetime | None = given("Before (早于).", default=UNSET)


@strawberry.input(description="Conditions on a party or place (按主体筛选).")
class PartyFilter:
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    code: StringFilter | None = given("By code (编码).", default=UNSET)
    name: StringFilter | None = given("By name (名称).", default=UNSET)


@strawberry.input(description="Conditions on a product or goods item (按商品或货品筛选).")
class ItemFilter:
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    external_id: StringFilter | None = given("By the merchant's or warehouse's id (外部 ID).", default=UNSET)
    name: StringFilter | None = given("By name (名称).", default=UNSET)


@strawberry.input(description="Conditions on a value of an enumeration (按枚举值筛选).")
class Filter(Generic[E]):
    eq: E | None = given("Is this (等于).", default=UNSET)
    in_: list[E] | None = given("Is one of these; an empty list matches nothing (属于).", name="in", default=UNSET)
    not_in: list[E] | None = given("Is none of these (不属于).", default=UNSET)


@strawberry.input(name="Filter", description="Conditions on a value of an enumeration (按枚举值筛选).")
class Choice(Generic[E]):
    eq: E | None = given("Is this (等于).", default=UNSET)
    in_: list[E] | None = given("Is one of these; an empty list matches nothing (属于).", name="in", default=UNSET)


@strawberry.input(name="Filter", description="Conditions on a value that may not be there yet (按枚举值筛选).")
class OptionalChoice(Generic[E]):
    eq: E | None = given("Is this (等于).", default=UNSET)
    in_: list[E] | None = given("Is one of these; an empty list matches nothing (属于).", name="in", default=UNSET)
    is_null: bool | None = given("There is none yet, or there is one (为空).", default=UNSET)


@strawberry.input(
    description="Numbers (单号): up to 200 pasted numbers of one kind, or of any; more is INVALID. Outer blanks, case and "
    "width are ignored."
)
class NumberFilter:
    kind: NumberKind = given("Which number was pasted (单号类型).", default=NumberKind.ANY)
    in_: list[str] = given("The numbers (单号).", name="in")


@strawberry.input(
    description="All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels (a filter without them "
    "is one), else INVALID; an empty `and` holds, an empty `or` does not. A null condition counts as left out; a null "
    "operator inside one is INVALID, because it would quietly match everything."
)
class ReverseOrderFilter:
    and_: list["ReverseOrderFilter"] | None = given("All of these hold (且).", name="and", default=UNSET)
    or_: list["ReverseOrderFilter"] | None = given("At least one of these holds (或).", name="or", default=UNSET)
    not_: "ReverseOrderFilter | None" = given("This does not hold (非).", name="not", default=UNSET)
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    numbers: NumberFilter | None = given("By pasted numbers (单号).", default=UNSET)
    type: Filter[ReverseType] | None = given("By type (逆向类型).", default=UNSET)
    state: Filter[ReverseOrderState] | None = given("By state (单据状态).", default=UNSET)
    exception_status: Filter[ReverseExceptionStatus] | None = given("By exception status (异常情况).", default=UNSET)
    pickup_method: OptionalChoice[PickupMethod] | None = given("By pickup method (提货方式).", default=UNSET)
    business_model: Filter[BusinessModel] | None = given("By business model (经营方式).", default=UNSET)
    product: ItemFilter | None = given("Any line's product matches (商品).", default=UNSET)
    goods_item: ItemFilter | None = given("Any line's goods match (货品).", default=UNSET)
    warehouse: PartyFilter | None = given("By warehouse (仓库).", default=UNSET)
    cargo_owner: PartyFilter | None = given("By cargo owner (货主).", default=UNSET)
    merchant: PartyFilter | None = given("By merchant (商家).", default=UNSET)
    service_provider: PartyFilter | None = given("By service provider (服务商).", default=UNSET)
    created_at: DateTimeFilter | None = given("By when it was entered (创建时间).", default=UNSET)
    updated_at: DateTimeFilter | None = given("By when it changed last (更新时间).", default=UNSET)
    deadline_status: Choice[DeadlineStatus] | None = given("By deadlines (时限状态).", default=UNSET)


@strawberry.input(description="What to sort by; several count in their order, the id decides last (排序).")
class ReverseOrderSort:
    field: ReverseOrderSortField = given("What to sort by (排序字段).")
    direction: SortDirection = given("Which end comes first (排序方向).", default=SortDirection.DESC)


@strawberry.input(one_of=True, description="One document, by its id or its number (按 ID 或单号).")
class DocumentBy:
    id: ID | None = given("By id (ID).", default=UNSET)
    number: str | None = given("By number (单号).", default=UNSET)


@strawberry.input(
    description="All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, "
    "an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID."
)
class StockOrderFilter:
    and_: list["StockOrderFilter"] | None = given("All of these hold (且).", name="and", default=UNSET)
    or_: list["StockOrderFilter"] | None = given("At least one of these holds (或).", name="or", default=UNSET)
    not_: "StockOrderFilter | None" = given("This does not hold (非).", name="not", default=UNSET)
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    number: StringFilter | None = given("By number (单号).", default=UNSET)
    state: Filter[StockOrderState] | None = given("By state (单据状态).", default=UNSET)
    mode: Choice[FulfilmentMode] | None = given("By mode (备货模式).", default=UNSET)
    goods_item: ItemFilter | None = given("Any line's goods match (货品).", default=UNSET)
    warehouse: PartyFilter | None = given("By warehouse (仓库).", default=UNSET)
    cargo_owner: PartyFilter | None = given("By cargo owner (货主).", default=UNSET)
    merchant: PartyFilter | None = given("By merchant (商家).", default=UNSET)
    created_at: DateTimeFilter | None = given("By when it was entered (创建时间).", default=UNSET)
    updated_at: DateTimeFilter | None = given("By when it changed last (更新时间).", default=UNSET)
    deadline_status: Choice[DeadlineStatus] | None = given("By deadlines (时限状态).", default=UNSET)


@strawberry.input(
    description="All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, "
    "an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID."
)
class DeliveryNoteFilter:
    and_: list["DeliveryNoteFilter"] | None = given("All of these hold (且).", name="and", default=UNSET)
    or_: list["DeliveryNoteFilter"] | None = given("At least one of these holds (或).", name="or", default=UNSET)
    not_: "DeliveryNoteFilter | None" = given("This does not hold (非).", name="not", default=UNSET)
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    number: StringFilter | None = given("By number (单号).", default=UNSET)
    state: Filter[DeliveryNoteState] | None = given("By state (单据状态).", default=UNSET)
    goods_item: ItemFilter | None = given("Any line's goods match (货品).", default=UNSET)
    warehouse: PartyFilter | None = given("By warehouse (仓库).", default=UNSET)
    cargo_owner: PartyFilter | None = given("By cargo owner (货主).", default=UNSET)
    merchant: PartyFilter | None = given("By merchant (商家).", default=UNSET)
    created_at: DateTimeFilter | None = given("By when it was entered (创建时间).", default=UNSET)
    updated_at: DateTimeFilter | None = given("By when it changed last (更新时间).", default=UNSET)


@strawberry.input(
    description="All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, "
    "an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID."
)
class ExceptionCaseFilter:
    and_: list["ExceptionCaseFilter"] | None = given("All of these hold (且).", name="and", default=UNSET)
    or_: list["ExceptionCaseFilter"] | None = given("At least one of these holds (或).", name="or", default=UNSET)
    not_: "ExceptionCaseFilter | None" = given("This does not hold (非).", name="not", default=UNSET)
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    number: StringFilter | None = given("By number (单号).", default=UNSET)
    delivery_note_number: StringFilter | None = given("By the delivery note's number (送货单号).", default=UNSET)
    type: Filter[ExceptionType] | None = given("By type (异常类型).", default=UNSET)
    state: Filter[ExceptionCaseState] | None = given("By state (异常单状态).", default=UNSET)
    resolution: OptionalChoice[Resolution] | None = given("By resolution (异常处理).", default=UNSET)
    scheme: Choice[MerchantScheme] | None = given("By scheme (商家处理方案).", default=UNSET)
    stage: Choice[InboundStage] | None = given("By stage (环节).", default=UNSET)
    goods_item: ItemFilter | None = given("Any line's goods match (货品).", default=UNSET)
    warehouse: PartyFilter | None = given("By warehouse (仓库).", default=UNSET)
    cargo_owner: PartyFilter | None = given("By cargo owner (货主).", default=UNSET)
    merchant: PartyFilter | None = given("By merchant (商家).", default=UNSET)
    created_at: DateTimeFilter | None = given("By when it was entered (创建时间).", default=UNSET)
    updated_at: DateTimeFilter | None = given("By when it changed last (更新时间).", default=UNSET)


@strawberry.input(
    description="All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, "
    "an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID."
)
class ReturnOrderFilter:
    and_: list["ReturnOrderFilter"] | None = given("All of these hold (且).", name="and", default=UNSET)
    or_: list["ReturnOrderFilter"] | None = given("At least one of these holds (或).", name="or", default=UNSET)
    not_: "ReturnOrderFilter | None" = given("This does not hold (非).", name="not", default=UNSET)
    id: IDFilter | None = given("By id (ID).", default=UNSET)
    number: StringFilter | None = given("By number (单号).", default=UNSET)
    state: Filter[ReturnOrderState] | None = given("By state (单据状态).", default=UNSET)
    method: OptionalChoice[ReturnMethod] | None = given("By method (退货方式).", default=UNSET)
    goods_item: ItemFilter | None = given("Any line's goods match (货品).", default=UNSET)
    warehouse: PartyFilter | None = given("By warehouse (仓库).", default=UNSET)
    cargo_owner: PartyFilter | None = given("By cargo owner (货主).", default=UNSET)
    merchant: PartyFilter | None = given("By merchant (商家).", default=UNSET)
    created_at: DateTimeFilter | None = given("By when it was entered (创建时间).", default=UNSET)
    updated_at: DateTimeFilter | None = given("By when it changed last (更新时间).", default=UNSET)
    deadline_status: Choice[DeadlineStatus] | None = given("By deadlines (时限状态).", default=UNSET)
