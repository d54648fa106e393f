"""Inputs of the mutations on exception cases, and the commands that they stand for."""

import strawberry
from strawberry import ID, UNSET

from domain.exception_cases import ExceptionSubtype, ExceptionType, InboundStage
from domain.resolutions import Resolution
from schema.fields import given
from schema.inputs.addresses import KEY, VERSION
from schema.inputs.plain import plain
from schema.inputs.stock_orders import CaseLineInput, lines_of
from services import exception_cases, resolving
from services.documents import WithReason

_CASE = "The exception case (异常单 ID)."


@strawberry.input(
    description="A warehouse's finding on a delivery note, or (type REVERSE_PARCEL_ANOMALY, stage HANDOVER, detail required) "
    "on a reverse order (登记异常). No lines: the whole note."
)
class OpenExceptionCaseInput:
    delivery_note_id: ID | None = given("The delivery note (送货单 ID).", default=UNSET)
    reverse_order_id: ID | None = given("The reverse order (逆向管理单 ID).", default=UNSET)
    stage: InboundStage = given("Where it was found (环节).")
    type: ExceptionType = given("What was found (异常类型).")
    subtype: ExceptionSubtype | None = given("Of a quality defect, and of no other type (细分).", default=UNSET)
    lines: list[CaseLineInput] | None = given(
        "Goods of the note, at most as many as announced; of surplus and wrong goods, what is there too much (涉及货品).",
        default=UNSET,
    )
    detail: str | None = given("The finding in words; at most 500 characters (异常说明).", default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> exception_cases.Open:
        return exception_cases.Open(**plain(self) | {"lines": lines_of(self.lines)})


@strawberry.input(description="Say what the warehouse would do (建议处理方式).")
class ProposeResolutionInput:
    id: ID = given(_CASE)
    resolution: Resolution = given("One that the rules admit (异常处理).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> exception_cases.Propose:
        return exception_cases.Propose(**plain(self))


@strawberry.input(description="Decide what happens (处理异常).")
class ResolveCaseInput:
    id: ID = given(_CASE)
    resolution: Resolution = given("One that the rules admit (异常处理).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> resolving.Resolve:
        return resolving.Resolve(**plain(self))


@strawberry.input(
    description="A case on a reverse order has no rule: it is settled with a written outcome, and CLOSED (处理完结)."
)
class SettleCaseInput:
    id: ID = given(_CASE)
    outcome: str = given("At most 500 characters (处理结果).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> exception_cases.Settle:
        return exception_cases.Settle(**plain(self))


@strawberry.input(description="Nothing was wrong after all (驳回异常).")
class DismissCaseInput:
    id: ID = given(_CASE)
    reason: str = given("At most 500 characters (原因).")
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> WithReason:
        return WithReason(**plain(self))
