"""Stock orders (备货订单): made, accepted or not, and how far their notes have brought them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.batches import Key
from domain.documents import Action, DocumentKind
from domain.resolutions import Piece
from domain.stock_orders import (
    Note,
    OrderKind,
    StockOrderOrigin,
    StockOrderState,
    accept_term,
    arrive_term,
    left_to_note,
    mode_of,
    progress,
    ship_term,
)
from models import DeliveryNote, DeliveryNoteLine, StockOrder, StockOrderLine
from services import cases
from services.documents import Step, WithReason, act, begin, key_of, move, new_document
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.known import Known
from services.lines import Line, add_lines, check_lines, rows_of
from services.validation import NUMBER, REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class Create:
    merchant_code: str
    cargo_owner_code: str
    warehouse_code: str
    order_kind: OrderKind
    lines: tuple[Line, ...]
    idempotency_key: str | None = None


async def create(work: Work, command: Create) -> Key:
    """The platform asks a merchant to send goods."""
    problems = Problems()
    call = Call.of(problems, "createStockOrder", command)
    names = ("merchant_code", "cargo_owner_code", "warehouse_code")
    checked = replace(
        command,
        **{name: problems.text((name,), getattr(command, name), NUMBER) for name in names},  # type: ignore[arg-type]
        lines=check_lines(problems, command.lines),
    )
    problems.raise_any()
    known = await Known.of(work, [checked])
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)
    merchant, owner, warehouse = known.parties(checked)
    goods = known.goods_of(merchant.id, checked.lines)
    order = add(
        work,
        pieces=[Piece(item.id, line.quantity) for item, line in zip(goods, checked.lines, strict=True)],
        origin=StockOrderOrigin.PLATFORM,
        merchant_id=merchant.id,
        cargo_owner_id=owner.id,
        warehouse_id=warehouse.id,
        order_kind=checked.order_kind,
    )
    remember(work, call, dump_key(key_of(order)))
    return key_of(order)


def add(
    work: Work,
    *,
    pieces: Sequence[Piece],
    origin: StockOrderOrigin,
    order_kind: OrderKind,
    merchant_id: UUID,
    cargo_owner_id: UUID,
    warehouse_id: UUID,
    source_case_id: UUID | None = None,
) -> StockOrder:
    """A new order that waits to be accepted; an automatic supplement is accepted as it is made."""
    mode = mode_of(order_kind)
    accepted = origin is StockOrderOrigin.AUTO_SUPPLEMENT
    due = None if accepted else accept_term(work.now, mode, work.spans)
    order = StockOrder(
        **new_document(work, DocumentKind.STOCK_ORDER),
        merchant_id=merchant_id,
        cargo_owner_id=cargo_owner_id,
        warehouse_id=warehouse_id,
        order_kind=order_kind,
        mode=mode,
        origin=origin,
        state=StockOrderState.ACCEPTED if accepted else StockOrderState.PENDING_CONFIRMATION,
        accept_due_soon_at=due.due_soon_at if due else None,
        accept_by=due.due_at if due else None,
        source_case_id=source_case_id,
    )
    begin(work, order, Action.CREATE, {"orderKind": order_kind.value, "origin": origin.value})
    add_lines(work, StockOrderLine, "stock_order_id", order, pieces, "ordered_quantity")
    return order


def ship_whole(work: Work, order: StockOrder) -> None:
    """All of a new order is on a note that has arrived: what an automatic supplement is."""
    move(work, order, Action.SHIP, StockOrderState.SHIPPED, accepted_at=work.now, shipped_at=work.now)
    for line in work.added(StockOrderLine):
        if line.stock_order_id == order.id:
            line.shipped_quantity = line.ordered_quantity


async def accept(work: Work, command: Step) -> Key:
    async def do(order: StockOrder) -> None:
        ship = ship_term(work.now, order.mode, work.spans)
        arrive = arrive_term(work.now, order.mode, work.spans)
        move(
            work,
            order,
            Action.ACCEPT,
            accepted_at=work.now,
            ship_due_soon_at=ship.due_soon_at if ship else None,
            ship_by=ship.due_at if ship else None,
            arrive_due_soon_at=arrive.due_soon_at if arrive else None,
            arrive_by=arrive.due_at if arrive else None,
        )

    return await act(work, "acceptStockOrder", command, StockOrder, do)


async def reject(work: Work, command: WithReason) -> Key:
    return await _end(work, "rejectStockOrder", command, Action.REJECT)


async def cancel(work: Work, command: WithReason) -> Key:
    return await _end(work, "cancelStockOrder", command, Action.CANCEL)


async def _end(work: Work, mutation: str, command: WithReason, action: Action) -> Key:
    problems = Problems()
    reason = problems.text(("reason",), command.reason, REMARK)

    async def do(order: StockOrder) -> None:
        move(work, order, action, changes={"reason": reason})
        await cases.close_if_done(work, order.merchant_id, order.source_case_id, resupply=order.state)

    return await act(work, mutation, command, StockOrder, do, problems)


async def expire(work: Work, order: StockOrder) -> None:
    """The time to accept it has passed."""
    move(work, order, Action.EXPIRE)
    await cases.close_if_done(work, order.merchant_id, order.source_case_id, resupply=order.state)


# ───────────────────────── how far it is ─────────────────────────


@dataclass(frozen=True)
class Contents:
    """An order's lines, and its notes with theirs."""

    lines: list[StockOrderLine]
    notes: list[DeliveryNote]
    note_lines: list[DeliveryNoteLine]

    @property
    def ordered(self) -> dict[UUID, int]:
        return {line.goods_item_id: line.ordered_quantity for line in self.lines}

    def lines_of(self, note: DeliveryNote) -> list[DeliveryNoteLine]:
        return [line for line in self.note_lines if line.delivery_note_id == note.id]

    @property
    def left(self) -> dict[UUID, int]:
        """How many pieces of each goods item are on no note yet, or on a cancelled one."""
        return left_to_note(self.ordered, self.shown())

    def shown(self) -> list[Note]:
        """The notes as the rules look at them."""
        own = {note.id for note in self.notes}
        return [
            Note(
                state=note.state,
                declared={line.goods_item_id: line.declared_quantity for line in self.lines_of(note)},
                passed={line.goods_item_id: line.passed_quantity for line in self.lines_of(note)},
                supplements=note.supplement_of_id in own,
            )
            for note in self.notes
        ]


async def contents(session: AsyncSession, order: StockOrder) -> Contents:
    lines = await rows_of(session, StockOrderLine, "stock_order_id", order)
    same = and_(
        DeliveryNoteLine.merchant_id == DeliveryNote.merchant_id, DeliveryNoteLine.delivery_note_id == DeliveryNote.id
    )
    joined = select(DeliveryNote, DeliveryNoteLine).join(DeliveryNoteLine, same)
    own = (DeliveryNote.merchant_id == order.merchant_id, DeliveryNote.stock_order_id == order.id)
    rows = (await session.execute(joined.where(*own).order_by(DeliveryNote.id, DeliveryNoteLine.position))).all()
    return Contents(lines, list({row[0].id: row[0] for row in rows}.values()), [row[1] for row in rows])


_UNDERWAY = (StockOrderState.ACCEPTED, StockOrderState.PARTIALLY_SHIPPED, StockOrderState.SHIPPED)


async def advance(work: Work, order: StockOrder, held: Contents, *more: Note) -> None:
    """Bring a locked order to where its notes have brought it; `more` are notes that were made just now."""
    reached = progress(held.ordered, [*held.shown(), *more])
    for line in held.lines:
        line.shipped_quantity = reached.shipped.get(line.goods_item_id, 0)
        line.received_quantity = reached.received.get(line.goods_item_id, 0)
    if reached.arrived and order.arrived_at is None:
        order.arrived_at = work.now
    target = reached.state or StockOrderState.ACCEPTED
    if order.state not in _UNDERWAY or target is order.state:
        # What was received stays so, although a supplement of some of it is taken in still.
        return
    whole = target in (StockOrderState.SHIPPED, StockOrderState.RECEIVED)
    if not whole:
        move(work, order, Action.SHIP, target, shipped_at=None)
        return
    if order.state is not StockOrderState.SHIPPED:
        move(work, order, Action.SHIP, StockOrderState.SHIPPED, shipped_at=work.now)
        await cases.close_if_done(work, order.merchant_id, order.source_case_id, resupply=order.state)
    if target is StockOrderState.RECEIVED:
        move(work, order, Action.RECEIVE)
