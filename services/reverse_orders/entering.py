"""A parcel that turned back is entered, once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import true

from domain.batches import Key
from domain.documents import Action
from domain.errors import AlreadySubmitted, Rejected
from domain.reverse_orders import (
    CAUSES,
    WAITING_STATES,
    BusinessModel,
    ReverseOrderState,
    ReverseType,
    instruction_term,
)
from models import Merchant, ReverseOrder, ReverseOrderLine
from services import known
from services.documents import begin, key_of, new_document
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.lines import MOST_LINES, MOST_PIECES
from services.validation import NUMBER, REMARK, Problems
from services.work import Work


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


async def create(work: Work, command: Create, named: "Known | None" = None) -> Key:
    """A parcel that turned back, told by the service provider's system. All codes must be known.

    `named` is for many at once, no two of which tell of the same parcel: loaded for all of them together.
    """
    problems = Problems()
    call = Call.of(problems, "createReverseOrder", command)
    checked = _check_new(problems, command)
    problems.raise_any()
    named = named or await Known.load(work, [checked])
    # After everything was read: a call with the same key that has just ended is seen by both or by this alone.
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)

    merchant, owner, warehouse = named.parties(checked)
    goods = named.goods_of(merchant.id, checked.lines)
    if (first := named.existing(merchant, checked)) is not None:
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
    order = ReverseOrder(
        **new_document(work, ReverseOrder.kind),
        merchant_id=merchant.id,
        cargo_owner_id=owner.id,
        warehouse_id=warehouse.id,
        service_provider_id=warehouse.service_provider_id,
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
    changes = {"type": checked.type.value, "orderNumber": checked.order_number, "reason": checked.reason}
    begin(work, order, Action.CREATE, changes)
    for position, (line, item) in enumerate(zip(checked.lines, goods, strict=True)):
        work.add(
            ReverseOrderLine(
                merchant_id=merchant.id,
                id=work.new_id(),
                reverse_order_id=order.id,
                position=position,
                product_id=item.product_id,
                goods_item_id=item.id,
                quantity=line.quantity,
                lot_number=line.lot_number,
            )
        )
    remember(work, call, dump_key(key_of(order)))
    return key_of(order)


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


Mark = tuple[object, ...]


@dataclass
class Known(known.Known):
    """What new orders name, and the orders that tell of the same parcels."""

    orders: dict[Mark, list[ReverseOrder]]

    @classmethod
    async def load(cls, work: Work, new: Iterable[Create], *, cancelled_too: bool = False) -> "Known":
        """With `cancelled_too` a parcel counts as entered also where its order was cancelled."""
        commands = list(_sound(new))
        named = await known.Known.of(work, commands)
        theirs = {merchant.id for merchant in named.merchants.values()}
        orders = await _orders_by_mark(work, commands, theirs, cancelled_too=cancelled_too)
        return cls(**vars(named), orders=orders)

    def existing(self, merchant: Merchant, command: Create) -> ReverseOrder | None:
        """The first order that tells of the same parcel."""
        same_parcel = self.orders.get((merchant.id, command.order_number, CAUSES[command.type]), [])
        same_return = self.orders.get((merchant.id, command.sales_return_number), [])
        return min([*same_parcel, *same_return], key=lambda order: (order.created_at, order.id), default=None)


def _sound(commands: Iterable[Create]) -> Iterator[Create]:
    """Those that may be looked up at all: a database refuses some of what the checks refuse."""
    for command in commands:
        problems = Problems()
        checked = _check_new(problems, command)
        if not problems.found:
            yield checked


async def _orders_by_mark(
    work: Work, commands: list[Create], merchant_ids: set[UUID], *, cancelled_too: bool
) -> dict[Mark, list[ReverseOrder]]:
    theirs = ReverseOrder.merchant_id.in_(merchant_ids)
    counted = true() if cancelled_too else ReverseOrder.state != ReverseOrderState.CANCELLED
    returns = {c.sales_return_number for c in commands if c.sales_return_number is not None}
    by_mark: dict[Mark, list[ReverseOrder]] = defaultdict(list)
    for order in await known.rows(work, ReverseOrder.order_number, {c.order_number for c in commands}, theirs, counted):
        by_mark[order.merchant_id, order.order_number, order.cause].append(order)
    for order in await known.rows(work, ReverseOrder.sales_return_number, returns, theirs):
        by_mark[order.merchant_id, order.sales_return_number].append(order)
    return by_mark
