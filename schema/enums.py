"""The contract's enumerations: the domain's words, described in English with the Chinese term."""

from enum import auto

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from domain.batches import BatchOutcome, BatchPolicy
from domain.deadlines import DeadlineKind, DeadlineStatus
from domain.delivery_notes import DeliveryLogistics, DeliveryNoteState, InboundStep
from domain.documents import Action, DocumentKind, LinkRelation
from domain.errors import ErrorCode
from domain.evidence import EvidenceKind
from domain.exception_cases import CompensationState, ExceptionCaseState, ExceptionSubtype, ExceptionType, InboundStage
from domain.permissions import Role
from domain.resolutions import MerchantScheme, NewNoteEffect, NewOrderEffect, OriginalNoteEffect, Resolution
from domain.return_orders import ReturnMethod, ReturnOrderState, ReturnScope
from domain.reverse_orders import (
    BusinessModel,
    CustomsOutcome,
    PickupMethod,
    ReverseCause,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
)
from domain.stock_orders import (
    FulfilmentMode,
    OrderKind,
    PenaltyReason,
    PenaltyState,
    StockOrderOrigin,
    StockOrderState,
)
from domain.texts import Locale, description
from domain.words import Word
from domain.work_tickets import TicketCategory, TicketState
from models import WarehouseKind


class SortDirection(Word):
    ASC = auto()
    DESC = auto()


class NumberKind(Word):
    ANY = auto()
    REVERSE_ORDER = auto()
    ORDER = auto()
    SALES_RETURN = auto()


class ReverseOrderSortField(Word):
    CREATED_AT = auto()
    UPDATED_AT = auto()
    NUMBER = auto()


DESCRIPTIONS: dict[type[Word], str] = {
    Role: "What an account is (角色).",
    Locale: "The reader's language (语言). Left out: the request's Accept-Language, else Chinese.",
    SortDirection: "Which end comes first (排序方向).",
    DocumentKind: "The kinds of documents (单据类型).",
    LinkRelation: "How a document relates to the one that it is linked to (关联关系).",
    ReverseType: "Why and whither a parcel turns back (逆向类型). CUSTOMS_CLEARANCE_FAILED (清关失败) is a parcel whose "
    "outcome is not decided yet; deciding makes it RETURN_SHIPMENT (退运) or DESTRUCTION (销毁).",
    ReverseCause: "Why the parcel turned back (逆向原因); never changes, also after a customs outcome is decided.",
    ReverseOrderState: "Where a reverse order stands (单据状态).",
    PickupMethod: "How the merchant takes the goods back (提货方式).",
    ReverseExceptionStatus: "Exception status (异常情况): derived from the cases linked to the reverse order.",
    BusinessModel: "How the merchant does business with the platform (经营方式).",
    CustomsOutcome: "What customs decided (清关结果).",
    WarehouseKind: "The kinds of warehouses (仓库类型).",
    DeadlineKind: "What is to be done by a deadline (时限类型).",
    DeadlineStatus: "Where a deadline stands (时限状态). DUE_SOON is its last quarter; MET is done, late or not.",
    BatchPolicy: "What one refused item means for the others of a batch (批量策略).",
    BatchOutcome: "What became of one item of a batch (批量结果).",
    NumberKind: "Which number was pasted (单号类型).",
    ReverseOrderSortField: "What reverse orders can be sorted by (排序字段).",
    EvidenceKind: "What evidence is (凭证类型). A CERTIFICATE proves that goods were destroyed or disposed of.",
    InboundStage: "Where goods were when something was found (环节). HANDOVER: a case on a reverse order.",
    ExceptionType: "What was found (异常类型).",
    ExceptionSubtype: "What kind of quality defect (细分). Hidden from MERCHANT and PARTNER in every way: field, filter, "
    "sort, count, error text, export, event.",
    ExceptionCaseState: "Where an exception case stands (异常单状态).",
    Resolution: "What is done about an exception (异常处理).",
    MerchantScheme: "What is left for the merchant once a case is resolved (商家操作方案).",
    OriginalNoteEffect: "What a rule does to the delivery note of the case (原送货单处理). RECEIVE_REMAINDER leaves its state "
    "as it is.",
    NewNoteEffect: "What the warehouse does with the delivery note that a rule makes (新送货单处理).",
    NewOrderEffect: "How the stock order that a rule makes is accepted (新备货订单处理).",
    ReturnScope: "What a return order takes back (退货范围).",
    OrderKind: "The kinds of stock orders (订单类型).",
    FulfilmentMode: "How a stock order is fulfilled (备货模式). Only JIT orders can bring a penalty.",
    StockOrderOrigin: "What a stock order came from (订单来源).",
    StockOrderState: "Where a stock order stands (备货订单状态).",
    DeliveryLogistics: "Who brings the goods to the warehouse (送货方式).",
    DeliveryNoteState: "Where a delivery note stands (送货单状态).",
    InboundStep: "The steps by which the warehouse advances a delivery note (入库步骤).",
    ReturnMethod: "How goods leave the warehouse again, or are given up (退货方式).",
    ReturnOrderState: "Where a return order stands (退货单状态).",
    TicketCategory: "What a work ticket is about (工单类型).",
    TicketState: "Where a work ticket stands (工单状态).",
    CompensationState: "Where a compensation stands (赔付状态).",
    PenaltyReason: "Why a JIT order brought a penalty (处罚原因).",
    PenaltyState: "Where a penalty stands (处罚状态).",
    Action: "What moves a document from state to state (操作).",
    ErrorCode: "The code of an expected failure (错误码).",
}


def _register(word: type[Word]) -> StrawberryEnumDefinition:
    registered = strawberry.enum(word, description=DESCRIPTIONS[word])
    definition: StrawberryEnumDefinition = registered.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = description(word(value.value))
    return definition


ENUMS = [_register(word) for word in DESCRIPTIONS]
