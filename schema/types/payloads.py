"""What mutations answer: the document as it is now, and what was wrong."""

from typing import Any

import strawberry

from domain.batches import BatchOutcome
from domain.ids import encode_id
from models import Address as AddressRow
from models import ApiToken as ApiTokenRow
from models import DeliveryNote as DeliveryNoteRow
from models import ExceptionCase as ExceptionCaseRow
from models import ReturnOrder as ReturnOrderRow
from models import ReverseOrder as ReverseOrderRow
from models import StockOrder as StockOrderRow
from models import WorkTicket as WorkTicketRow
from schema.context import Info
from schema.fields import column, computed
from schema.types.delivery_notes import DeliveryNote
from schema.types.errors import UserError
from schema.types.exception_cases import ExceptionCase
from schema.types.parties import Address
from schema.types.return_orders import ReturnOrder
from schema.types.reverse_orders import ReverseOrder
from schema.types.stock_orders import StockOrder
from schema.types.users import ApiToken
from schema.types.work_tickets import WorkTicket
from services.queries.wanted import Keyed


def _errors() -> Any:
    return computed("What was wrong; empty when it was done (错误).", [], lambda payload, _: payload.failures)


def _row(model: Any, description: str) -> Any:
    def resolve(root: Any) -> Any:
        return None if root.key is None else Keyed(model, id=root.key[1], merchant_id=root.key[0])

    return strawberry.field(resolver=resolve, description=description)


def _reverse_order(description: str) -> Any:
    return _row(ReverseOrderRow, description)


_AS_IT_IS = (
    "The order as it is now; also when it could not be done, where the viewer may see the order that stands in the way "
    "(逆向管理单)."
)


@strawberry.type(description="What registerPickup answers (登记提货结果).")
class RegisterPickupPayload:
    reverse_order: ReverseOrder | None = _reverse_order(_AS_IT_IS)
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What confirmDestruction answers (确认销毁结果).")
class ConfirmDestructionPayload:
    reverse_order: ReverseOrder | None = _reverse_order(_AS_IT_IS)
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What mutations on one reverse order answer (逆向管理单操作结果).")
class ReverseOrderPayload:
    reverse_order: ReverseOrder | None = _reverse_order(_AS_IT_IS)
    user_errors: list[UserError] = _errors()


_AS_THEY_ARE = "As it is now; also when it could not be done, where the viewer may see it"


@strawberry.type(description="What mutations on one stock order answer (备货订单操作结果).")
class StockOrderPayload:
    stock_order: StockOrder | None = _row(StockOrderRow, f"{_AS_THEY_ARE} (备货订单).")
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What mutations on one delivery note answer (送货单操作结果).")
class DeliveryNotePayload:
    delivery_note: DeliveryNote | None = _row(DeliveryNoteRow, f"{_AS_THEY_ARE} (送货单).")
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What mutations on one exception case answer (异常单操作结果).")
class ExceptionCasePayload:
    exception_case: ExceptionCase | None = _row(ExceptionCaseRow, f"{_AS_THEY_ARE} (异常单).")
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What mutations on one return order answer (退货单操作结果).")
class ReturnOrderPayload:
    return_order: ReturnOrder | None = _row(ReturnOrderRow, f"{_AS_THEY_ARE} (退货单).")
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What mutations on one work ticket answer (工单操作结果).")
class WorkTicketPayload:
    work_ticket: WorkTicket | None = _row(WorkTicketRow, f"{_AS_THEY_ARE} (工单).")
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What createAddress answers (新增地址结果).")
class AddressPayload:
    address: Address | None = _row(AddressRow, "The new entry (地址).")
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What createApiToken answers (创建令牌结果).")
class CreateApiTokenPayload:
    api_token: ApiToken | None = _row(ApiTokenRow, "The new token (令牌).")
    token: str | None = computed(
        "The token itself: answered once and never again (令牌明文).", [], lambda payload, _: payload.secret
    )
    user_errors: list[UserError] = _errors()


@strawberry.type(description="What revokeApiToken answers (吊销令牌结果).")
class ApiTokenPayload:
    api_token: ApiToken | None = _row(ApiTokenRow, "The token as it is now (令牌).")
    user_errors: list[UserError] = _errors()


@strawberry.type(
    description="What became of one order of a batch (批量明细). APPLIED: done. REJECTED: has errors of its own. SKIPPED: "
    "nothing wrong with it, but ALL_OR_NOTHING and another one was rejected."
)
class BatchItem:
    id: strawberry.ID = column("The id, as it was given (单据 ID).")
    outcome: BatchOutcome = column("What became of it (结果).")
    reverse_order: ReverseOrder | None = _reverse_order(
        "The order as it is now; null where there is none to see (逆向管理单)."
    )
    user_errors: list[UserError] = _errors()

    @strawberry.field(description="Its number; null where there is no order to see (单号).")
    async def number(root: Any, info: Info) -> str | None:
        row = None if root.key is None else await info.context.loaders.one(ReverseOrderRow).load(root.key)
        return row.number if row else None


def _counted(outcome: BatchOutcome, description: str) -> Any:
    return computed(description, [], lambda batch, _: batch.count(outcome))


@strawberry.type(
    description="What became of a batch (批量结果). A dry run answers what the real run would, with a null id."
)
class BatchResult:
    id: strawberry.ID | None = computed(
        "The batch; null for a dry run (批次).", [], lambda batch, _: batch.id and encode_id("bt", batch.id)
    )
    dry_run: bool = column("Whether nothing was changed, on purpose (试运行).")
    requested: int = computed("How many orders were meant (请求数).", [], lambda batch, _: len(batch.items))
    applied: int = _counted(BatchOutcome.APPLIED, "How many were done (已执行数).")
    skipped: int = _counted(BatchOutcome.SKIPPED, "How many were held back by others (未执行数).")
    rejected: int = _counted(BatchOutcome.REJECTED, "How many were refused (已拒绝数).")
    items: list[BatchItem] = column("Each order, as selected (批量明细).")


@strawberry.type(
    description="What registerPickupBatch answers (批量登记提货结果). What concerns the whole batch stands in userErrors, with "
    "`batch` null; what concerns an order stands in its item."
)
class RegisterPickupBatchPayload:
    batch: BatchResult | None = column("What became of the orders (批量结果).")
    user_errors: list[UserError] = _errors()


@strawberry.type(
    description="What confirmDestructionBatch answers (批量确认销毁结果). What concerns the whole batch stands in userErrors, "
    "with `batch` null; what concerns an order stands in its item."
)
class ConfirmDestructionBatchPayload:
    batch: BatchResult | None = column("What became of the orders (批量结果).")
    user_errors: list[UserError] = _errors()
