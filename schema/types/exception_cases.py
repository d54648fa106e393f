"""Exception cases (异常单), the rules that resolve them, and what is left to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import strawberry

from domain.delivery_notes import DeliveryNoteState
from domain.documents import Action, DocumentKind, LinkRelation
from domain.exception_cases import (
    UNDECIDED,
    CompensationState,
    ExceptionCaseState,
    ExceptionSubtype,
    ExceptionType,
    InboundStage,
)
from domain.ids import encode_id
from domain.permissions import Role, mask_text
from domain.resolutions import (
    MerchantScheme,
    NewNoteEffect,
    NewOrderEffect,
    OriginalNoteEffect,
    Resolution,
    Rule,
    rules_of,
)
from domain.return_orders import ReturnScope
from domain.stock_orders import OrderKind
from domain.texts import Locale, text
from domain.work_tickets import TicketCategory
from models import CargoOwner as CargoOwnerRow
from models import DeliveryNote as DeliveryNoteRow
from models import DocumentLink as DocumentLinkRow
from models import ExceptionCase as ExceptionCaseRow
from models import ExceptionCaseLine as ExceptionCaseLineRow
from models import GoodsItem as GoodsItemRow
from models import PendingTask
from models import ReverseOrder as ReverseOrderRow
from models import Warehouse as WarehouseRow
from models.kinds import MODELS
from schema.context import Context, Info
from schema.fields import (
    SOURCE,
    Computed,
    column,
    computed,
    identifier,
    linked,
    masked,
    object_type,
    to_document,
    to_many,
    to_one,
)
from schema.types.delivery_notes import DeliveryNote
from schema.types.documents import LINKED, Actor, Document, actor, labelled
from schema.types.parties import CargoOwner, GoodsItem, Node, Warehouse
from schema.types.reverse_orders import ReverseOrder


@object_type(ExceptionCaseLineRow, "Goods that a finding, or a consequence of it, is about (涉及货品).")
class AffectedLine:
    goods_item: GoodsItem = to_one(GoodsItemRow, "goods_item_id", "The physical SKU (货品).")
    quantity: int = column("How many pieces (数量).")


@object_type(PendingTask, "What is left to do, and for whom (待处理事项).")
class PendingAction:
    action: Action = column("What is to be done (操作).")
    role: Role = column("By whom (角色).")
    document: Document = to_document("kind", "id", MODELS, "To which document (单据).")
    due_at: datetime | None = column("Until when (截止时间).")
    penalty_risk: bool = column("Whether being late can bring a penalty (有处罚风险).")


@dataclass(frozen=True)
class CompensationValue:
    state: CompensationState
    basis_quantity: int
    amount: str | None
    currency: str | None


@object_type(CompensationValue, "What is paid for goods that were damaged on their way (赔付).")
class Compensation:
    state: CompensationState = column("Where it stands (赔付状态).")
    basis_quantity: int = column("The damaged pieces that it is calculated of (赔付数量).")
    amount: str | None = column("Entered later, never guessed; decimal (金额).")
    currency: str | None = column("ISO 4217 (币种).")


def _compensation(row: Any, _: Context) -> CompensationValue | None:
    if row.compensation_state is None:
        return None
    return CompensationValue(
        row.compensation_state, row.compensation_basis, row.compensation_amount, row.compensation_currency
    )


# ───────────────────────── rules ─────────────────────────


def _guidance(rule: Rule, context: Context, locale: Locale | None = None) -> str:
    reader = "STAFF" if context.viewer.sees_subtypes else "MERCHANT"
    return text(locale or context.locale, "guidance", reader, rule.scheme.value)


@object_type(
    Rule,
    "One row of the rule matrix: what a resolution of a type does to the documents, and who acts next (异常处理规则).",
)
class ExceptionRule(Node):
    id: strawberry.ID = computed("Opaque.", [], lambda rule, _: strawberry.ID(encode_id("er", rule.id)))
    type: ExceptionType = column("What was found (异常类型).")
    subtype: ExceptionSubtype | None = computed(
        "Null for who may not see subtypes (细分).",
        ["subtype"],
        lambda rule, context: rule.subtype if context.viewer.sees_subtypes else None,
    )
    resolution: Resolution = column("What is decided (异常处理).")
    order_kinds: list[OrderKind] = column("For which stock orders (适用订单类型).")
    original_note: OriginalNoteEffect = column("What happens to the note (原送货单处理).")
    new_delivery_note: NewNoteEffect | None = column("The note that is made (新送货单).")
    new_stock_order: NewOrderEffect | None = column("The order that is made (新备货订单).")
    return_scope: ReturnScope | None = column("What goes back (退货范围).")
    receives_remainder: bool = column("Whether the rest of the note is taken in (收取剩余货品).")
    compensation: bool = column("Whether a compensation is due (赔付).")
    jit_penalty_risk: bool = column("Whether a JIT merchant can be penalised for being late (JIT 处罚风险).")
    opens_ticket: TicketCategory | None = column("The ticket that is opened (工单).")
    scheme: MerchantScheme = column("What is left for the merchant (商家处理方案).")
    merchant_actions: list[Action] = computed(
        "Its actions (商家操作).", [], lambda rule, _: list(rule.merchant_actions)
    )

    @strawberry.field(
        description="What to do, in the viewer's words, with the menu path (操作指引).",
        metadata={SOURCE: Computed((), _guidance)},
    )
    def guidance(
        root: Any,
        info: Info,
        locale: Annotated[
            Locale | None, strawberry.argument(description="The language; left out: the request's (语言).")
        ] = strawberry.UNSET,
    ) -> str:
        return _guidance(root, info.context, locale)


def _options(case: Any, context: Context) -> list[Rule]:
    if not context.viewer.sees_subtypes or case.order_kind is None or case.state not in UNDECIDED:
        return []
    return rules_of(case.type, case.subtype, case.order_kind)


def _to_staff(name: str, description: str) -> Any:
    """A column that the warehouses and the platform alone may read."""
    return computed(
        description, [name], lambda row, context: getattr(row, name) if context.viewer.sees_subtypes else None
    )


# ───────────────────────── cases ─────────────────────────


@object_type(ExceptionCaseRow, "Goods that failed on their way, or an anomaly of a reverse parcel (异常单).")
class ExceptionCase(Document):
    id: strawberry.ID = identifier("ec")
    warehouse: Warehouse = to_one(WarehouseRow, "warehouse_id", "Where it was found (仓库).")
    cargo_owner: CargoOwner = to_one(CargoOwnerRow, "cargo_owner_id", "Who owns the goods (货主).")
    delivery_note: DeliveryNote | None = to_one(
        DeliveryNoteRow, "delivery_note_id", "The note that it was found on (送货单)."
    )
    reverse_order: ReverseOrder | None = to_one(
        ReverseOrderRow, "reverse_order_id", "The reverse order that it is about (逆向管理单)."
    )
    stage: InboundStage = column("Where it was found (环节).")
    type: ExceptionType = column("What was found (异常类型).")
    type_label: str = labelled("type", "The type in words (异常类型名称).")
    subtype: ExceptionSubtype | None = _to_staff("subtype", "Null for MERCHANT and PARTNER (细分).")
    order_kind: OrderKind | None = column("Of the stock order (订单类型).")
    detail: str | None = masked("The finding in words; masked for PARTNER (异常说明).", "detail", mask_text)
    affected_lines: list[AffectedLine] = to_many(
        ExceptionCaseLineRow, "exception_case_id", "position", "What was found to be wrong (涉及货品)."
    )
    state: ExceptionCaseState = column("Where it stands (异常单状态).")
    proposed_resolution: Resolution | None = _to_staff(
        "proposed_resolution", "What the warehouse would do; null for MERCHANT and PARTNER (建议处理方式)."
    )
    resolution: Resolution | None = column("What was decided (异常处理).")
    resolution_label: str | None = labelled("resolution", "The resolution in words (异常处理名称).")
    scheme: MerchantScheme | None = column("What is left for the merchant (商家处理方案).")
    outcome: str | None = masked(
        "How a case on a reverse order was settled; masked for PARTNER (处理结果).", "outcome", mask_text
    )
    options: list[ExceptionRule] = computed(
        "The resolutions that the rules admit, each with its rule; a note that was voided cannot be reinstated. Empty for "
        "MERCHANT and PARTNER, and once decided (可选处理方式).",
        ["type", "subtype", "order_kind", "state"],
        _options,
    )
    pending_actions: list[PendingAction] = to_many(
        PendingTask, "case_id", "sort_at", "What is left to do with what the case made (待处理事项)."
    )
    spawned: list[Document] = linked(
        DocumentLinkRow,
        "from_id",
        LINKED,
        "The documents that its resolution made (生成单据).",
        documents=True,
        relation=LinkRelation.SPAWNED,
    )
    compensation: Compensation | None = computed(
        "Of goods that were damaged on their way (赔付).",
        ["compensation_state", "compensation_basis", "compensation_amount", "compensation_currency"],
        _compensation,
    )
    resolved_by: Actor | None = actor("resolver", "Who decided (处理人).", nullable=True)
    resolved_at: datetime | None = column("When (处理时间).")
    closed_at: datetime | None = column("When nothing was left to do (完结时间).")


# ───────────────────────── preview ─────────────────────────


@strawberry.type(description="What would be left to do (预计待处理事项).")
class PlannedAction:
    action: Action = column("What is to be done (操作).")
    role: Role = column("By whom (角色).")
    document_kind: DocumentKind = column("To which kind of document (单据类型).")
    due_at: datetime | None = column("Until when, if it were resolved now (截止时间).")
    penalty_risk: bool = column("Whether being late can bring a penalty (有处罚风险).")


@strawberry.type(
    description="What resolving would do, computed by the same code that does it; nothing is written (处理预览)."
)
class ResolutionPreview:
    rule: ExceptionRule = column("The rule (规则).")
    scheme: MerchantScheme = computed("What is left for the merchant (商家处理方案).", [], lambda p, _: p.rule.scheme)
    original_note_state: DeliveryNoteState = column("After resolving; the present state where it stays (原送货单状态).")
    new_delivery_note_lines: list[AffectedLine] = column("On the note that is made (新送货单货品).")
    new_stock_order_lines: list[AffectedLine] = column("On the order that is made (新备货订单货品).")
    return_order_lines: list[AffectedLine] = column("On the return order that is made (退货单货品).")
    pending_actions: list[PlannedAction] = column("What is left to do (预计待处理事项).")
    compensation: bool = column("Whether a compensation is due (赔付).")
