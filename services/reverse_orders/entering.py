"""A parcel that turned back is entered, once."""

from dataclasses import dataclass, replace

from sqlalchemy import false, or_, select

from domain.batches import Key
from domain.documents import Action
from domain.errors import AlreadySubmitted, NotFound, Rejected
from domain.ids import document_number
from domain.reverse_orders import (
    CAUSES,
    WAITING_STATES,
    BusinessModel,
    ReverseOrderState,
    ReverseType,
    instruction_term,
)
from models import CargoOwner, GoodsItem, Merchant, ReverseOrder, ReverseOrderLine, Warehouse
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.reverse_orders.locking import key_of
from services.validation import NUMBER, REMARK, Problems
from services.work import Work

MOST_LINES = 500
# What a GraphQL Int, and the column, can hold.
MOST_PIECES = 2**31 - 1


@dataclass(frozen=True)
class NewLine:
    goods_external_id: str
    quantity: int
    lot_number: str | None = None


@dataclass(frozen=True)
class Create:
    merchant_code: str
    cargo_owner_code: str
    warehouse_code: str
    order_number: str
    type: ReverseType
    business_model: BusinessModel
    lines: tuple[NewLine, ...]
    sales_return_number: str | None = None
    reason: str | None = None
    forward_tracking_number: str | None = None
    reverse_tracking_number: str | None = None
    idempotency_key: str | None = None


async def create(work: Work, command: Create) -> Key:
    """A parcel that turned back, told by the service provider's system. All codes must be known."""
    problems = Problems()
    call = Call.of(problems, "createReverseOrder", command)
    checked = _check_new(problems, command)
    problems.raise_any()
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)

    merchant, owner, warehouse = await _parties(work, checked)
    goods = await _goods(work, merchant, checked)
    if (first := await _existing(work, merchant, checked)) is not None:
        visible = work.grants.warehouse_ids is None or first.warehouse_id in work.grants.warehouse_ids
        raise Rejected(
            AlreadySubmitted(number=first.number)
            if visible
            else AlreadySubmitted(reason="ALREADY_SUBMITTED_ELSEWHERE"),
            document=key_of(first) if visible else None,
        )

    state = WAITING_STATES[checked.type]
    due = None
    if state is not ReverseOrderState.AWAITING_DECISION:
        due = instruction_term(work.now, work.spans.instruction)
    id = work.new_id()
    order = ReverseOrder(
        merchant_id=merchant.id,
        id=id,
        number=document_number("RO", work.now, id),
        version=1,
        cargo_owner_id=owner.id,
        warehouse_id=warehouse.id,
        service_provider_id=warehouse.service_provider_id,
        created_at=work.now,
        updated_at=work.now,
        order_number=checked.order_number,
        sales_return_number=checked.sales_return_number,
        type=checked.type,
        cause=CAUSES[checked.type],
        state=state,
        business_model=checked.business_model,
        total_quantity=sum(line.quantity for line in checked.lines),
        forward_tracking_number=checked.forward_tracking_number,
        reverse_tracking_number=checked.reverse_tracking_number,
        reason=checked.reason,
        instruction_due_soon_at=due.due_soon_at if due else None,
        instruction_due_at=due.due_at if due else None,
    )
    work.add(order)
    for position, (line, item) in enumerate(zip(checked.lines, goods, strict=True)):
        work.add(
            ReverseOrderLine(
                merchant_id=merchant.id,
                id=work.new_id(),
                reverse_order_id=id,
                position=position,
                product_id=item.product_id,
                goods_item_id=item.id,
                quantity=line.quantity,
                lot_number=line.lot_number,
            )
        )
    changes = {"type": checked.type.value, "orderNumber": checked.order_number, "reason": checked.reason}
    work.record(order, Action.CREATE, version=1, from_state=None, to_state=state, changes=changes)
    remember(work, call, dump_key((merchant.id, id)))
    return (merchant.id, id)


def _check_new(problems: Problems, command: Create) -> Create:
    def code(name: str) -> str:
        return problems.text((name,), getattr(command, name), NUMBER)

    def optional(name: str, longest: int = NUMBER) -> str | None:
        return problems.optional_text((name,), getattr(command, name), longest)

    if not command.lines:
        problems.add(("lines",), "EMPTY")
    if len(command.lines) > MOST_LINES:
        problems.add(("lines",), "TOO_MANY_LINES", most=MOST_LINES, count=len(command.lines))
    checked = replace(
        command,
        merchant_code=code("merchant_code"),
        cargo_owner_code=code("cargo_owner_code"),
        warehouse_code=code("warehouse_code"),
        order_number=code("order_number"),
        sales_return_number=optional("sales_return_number"),
        reason=optional("reason", REMARK),
        forward_tracking_number=optional("forward_tracking_number"),
        reverse_tracking_number=optional("reverse_tracking_number"),
        lines=tuple(
            NewLine(
                goods_external_id=problems.text(("lines", i, "goods_external_id"), line.goods_external_id, NUMBER),
                quantity=problems.whole_number(("lines", i, "quantity"), line.quantity),
                lot_number=problems.optional_text(("lines", i, "lot_number"), line.lot_number, NUMBER),
            )
            for i, line in enumerate(command.lines)
        ),
    )
    total = sum(line.quantity for line in checked.lines)
    if total > MOST_PIECES:
        problems.add(("lines",), "TOO_LARGE", most=MOST_PIECES, value=total)
    return checked


async def _parties(work: Work, command: Create) -> tuple[Merchant, CargoOwner, Warehouse]:
    merchant = await work.session.scalar(select(Merchant).where(Merchant.code == command.merchant_code))
    owned = false() if merchant is None else CargoOwner.merchant_id == merchant.id
    owner = await work.session.scalar(select(CargoOwner).where(owned, CargoOwner.code == command.cargo_owner_code))
    run = [] if work.grants.warehouse_ids is None else [Warehouse.id.in_(sorted(work.grants.warehouse_ids))]
    warehouse = await work.session.scalar(select(Warehouse).where(Warehouse.code == command.warehouse_code, *run))
    if merchant is None or owner is None or warehouse is None:
        named = {"merchant_code": merchant, "cargo_owner_code": owner, "warehouse_code": warehouse}
        raise Rejected(
            *(
                NotFound(field=(name,), reason="CODE_NOT_FOUND", value=getattr(command, name))
                for name, row in named.items()
                if row is None
            )
        )
    return merchant, owner, warehouse


async def _goods(work: Work, merchant: Merchant, command: Create) -> list[GoodsItem]:
    """The goods of each line, in order."""
    wanted = sorted({line.goods_external_id for line in command.lines})
    rows = await work.session.scalars(
        select(GoodsItem).where(GoodsItem.merchant_id == merchant.id, GoodsItem.external_id.in_(wanted))
    )
    known = {item.external_id: item for item in rows}
    unknown = [
        NotFound(field=("lines", i, "goods_external_id"), reason="CODE_NOT_FOUND", value=line.goods_external_id)
        for i, line in enumerate(command.lines)
        if line.goods_external_id not in known
    ]
    if unknown:
        raise Rejected(*unknown)
    return [known[line.goods_external_id] for line in command.lines]


async def _existing(work: Work, merchant: Merchant, command: Create) -> ReverseOrder | None:
    """The first order that tells of the same parcel."""
    same_parcel = (
        (ReverseOrder.order_number == command.order_number)
        & (ReverseOrder.cause == CAUSES[command.type])
        & (ReverseOrder.state != ReverseOrderState.CANCELLED)
    )
    same_return = ReverseOrder.sales_return_number == command.sales_return_number
    condition = same_parcel if command.sales_return_number is None else or_(same_parcel, same_return)
    found: ReverseOrder | None = await work.session.scalar(
        select(ReverseOrder)
        .where(ReverseOrder.merchant_id == merchant.id, condition)
        .order_by(ReverseOrder.created_at, ReverseOrder.id)
        .limit(1)
    )
    return found
