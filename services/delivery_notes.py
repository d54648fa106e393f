"""Delivery notes (送货单): announced, sent, and taken in by the warehouse step by step."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.batches import Key
from domain.delivery_notes import STEPS, DeliveryLogistics, DeliveryNoteState, InboundStep
from domain.documents import Action, DocumentKind, LinkRelation
from domain.errors import DomainError, Invalid, InvalidState, NotFound, Rejected
from domain.exception_cases import UNDECIDED
from domain.machines import RULES
from domain.resolutions import OriginalNoteEffect, Piece, listed_rules
from domain.stock_orders import FAILED
from models import DeliveryNote, DeliveryNoteLine, ExceptionCase, StockOrder
from services import cases, stock_orders
from services.documents import Step, WithReason, act, begin, key_of, link, lock_one, lock_part, move, new_document
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.lines import Line, add_lines, check_lines, external_ids, found_among, refuse_repeated, rows_of
from services.validation import NUMBER, REMARK, Problems
from services.work import Work

MOST_CARTONS = 500


@dataclass(frozen=True)
class Create:
    stock_order_id: str
    logistics: DeliveryLogistics
    lines: tuple[Line, ...]
    carton_marks: tuple[str, ...] = ()
    tracking_numbers: tuple[str, ...] = ()
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Count:
    """What the warehouse counted of the goods of one line."""

    goods_external_id: str
    received_quantity: int | None = None
    passed_quantity: int | None = None
    problem_quantity: int | None = None


@dataclass(frozen=True)
class Advance(Step):
    to: InboundStep = field(kw_only=True)
    lines: tuple[Count, ...] = ()


# ───────────────────────── the merchant ─────────────────────────


async def create(work: Work, command: Create) -> Key:
    """Some of what was ordered is to be sent. Nothing is sent until the note is confirmed."""
    problems = Problems()
    call = Call.of(problems, "createDeliveryNote", command)
    checked = replace(
        command,
        lines=check_lines(problems, command.lines),
        carton_marks=_numbers(problems, "carton_marks", command.carton_marks),
        tracking_numbers=_numbers(problems, "tracking_numbers", command.tracking_numbers),
    )
    problems.raise_any()
    order = await lock_one(work, StockOrder, command.stock_order_id)
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)
    if order is None:
        raise Rejected(NotFound(field=("stock_order_id",)))
    held = await stock_orders.contents(work.session, order)
    goods = await external_ids(work, order.merchant_id, held.ordered)
    # What was never ordered is wrong in every state; what is left counts in those that admit a note.
    found_among(checked.lines, goods, held.ordered, "MORE_THAN_ORDERED")
    move(work, order, Action.CREATE_DELIVERY_NOTE, order.state)
    pieces = found_among(checked.lines, goods, held.left, "MORE_THAN_ORDERED")
    note = add(
        work,
        order,
        pieces,
        state=DeliveryNoteState.DRAFT,
        logistics=checked.logistics,
        cartons=[{"mark": mark, "relabelled": False} for mark in checked.carton_marks],
        tracking_numbers=list(checked.tracking_numbers),
    )
    remember(work, call, dump_key(key_of(note)))
    return key_of(note)


def _numbers(problems: Problems, name: str, values: Sequence[str]) -> tuple[str, ...]:
    if len(values) > MOST_CARTONS:
        problems.add((name,), "TOO_MANY_LINES", most=MOST_CARTONS, count=len(values))
    return tuple(problems.text((name, i), value, NUMBER) for i, value in enumerate(values))


def add(
    work: Work,
    order: StockOrder,
    pieces: Sequence[Piece],
    *,
    state: DeliveryNoteState,
    logistics: DeliveryLogistics,
    cartons: list[dict[str, Any]],
    tracking_numbers: list[str],
    supplement_of: DeliveryNote | None = None,
    source_case_id: UUID | None = None,
) -> DeliveryNote:
    note = DeliveryNote(
        **new_document(work, DocumentKind.DELIVERY_NOTE),
        merchant_id=order.merchant_id,
        cargo_owner_id=order.cargo_owner_id,
        warehouse_id=order.warehouse_id,
        stock_order_id=order.id,
        logistics=logistics,
        cartons=cartons,
        tracking_numbers=tracking_numbers,
        state=state,
        supplement_of_id=supplement_of.id if supplement_of else None,
        source_case_id=source_case_id,
    )
    begin(work, note, Action.CREATE, {"stockOrder": order.number, "logistics": logistics.value})
    add_lines(work, DeliveryNoteLine, "delivery_note_id", note, pieces, "declared_quantity")
    link(work, note, LinkRelation.CONCERNS, order)
    return note


async def confirm_send(work: Work, command: Step) -> Key:
    async def do(note: DeliveryNote) -> None:
        order = await lock_part(work, StockOrder, note.merchant_id, note.stock_order_id)
        if order.state in FAILED:
            raise InvalidState(action=Action.CONFIRM_SEND, state=order.state)
        move(work, note, Action.CONFIRM_SEND)
        await stock_orders.advance(work, order, await stock_orders.contents(work.session, order))

    return await act(work, "confirmSend", command, DeliveryNote, do)


async def cancel(work: Work, command: WithReason) -> Key:
    problems = Problems()
    reason = problems.text(("reason",), command.reason, REMARK)

    async def do(note: DeliveryNote) -> None:
        move(work, note, Action.CANCEL, changes={"reason": reason})
        await follow(work, note)

    return await act(work, "cancelDeliveryNote", command, DeliveryNote, do, problems)


async def follow(work: Work, note: DeliveryNote) -> None:
    """The stock order follows its note."""
    order = await lock_part(work, StockOrder, note.merchant_id, note.stock_order_id)
    await stock_orders.advance(work, order, await stock_orders.contents(work.session, order))


# ───────────────────────── the warehouse ─────────────────────────

# What each line is counted for at a step; the other steps take no lines.
COUNTED = {
    InboundStep.QUALITY_CHECK: ("received_quantity",),
    InboundStep.PUTAWAY_DONE: ("passed_quantity", "problem_quantity"),
}


async def advance(work: Work, command: Advance) -> Key:
    """The warehouse moves a note one step on, with the counts that belong to the step."""
    problems = Problems()
    counts = _check_counts(problems, command)
    action = STEPS[command.to]

    async def do(note: DeliveryNote) -> None:
        RULES[note.kind].machine.next(action, note.state)
        if action is Action.FINISH_QUALITY_CHECK:
            await _refuse_undecided(work, note)
        changes = await _count(work, note, counts, command.to) if command.to in COUNTED else {}
        move(work, note, action, changes=changes)
        await follow(work, note)
        if action is Action.FINISH_QUALITY_CHECK:
            await cases.close_if_done(work, note.merchant_id, note.source_case_id)

    return await act(work, "advanceDeliveryNote", command, DeliveryNote, do, problems)


def _check_counts(problems: Problems, command: Advance) -> tuple[Count, ...]:
    wanted = COUNTED.get(command.to, ())
    if bool(command.lines) is not bool(wanted):
        problems.add(("lines",), "EMPTY" if wanted else "NO_LINES_HERE")
    counts = []
    for i, line in enumerate(command.lines):
        name = problems.text(("lines", i, "goods_external_id"), line.goods_external_id, NUMBER)
        counts.append(replace(line, goods_external_id=name))
        for quantity in ("received_quantity", "passed_quantity", "problem_quantity"):
            value = getattr(line, quantity)
            if (value is not None) is not (quantity in wanted):
                problems.add(("lines", i, quantity), "MISSING" if quantity in wanted else "NOT_COUNTED_HERE")
            elif value is not None:
                problems.whole_number(("lines", i, quantity), value, least=0)
    refuse_repeated(problems, [count.goods_external_id for count in counts], ("lines",))
    return tuple(counts)


async def _count(work: Work, note: DeliveryNote, counts: Sequence[Count], to: InboundStep) -> dict[str, Any]:
    """Every line is counted; what passed and what did not is what was received."""
    lines = await rows_of(work.session, DeliveryNoteLine, "delivery_note_id", note)
    goods = await external_ids(work, note.merchant_id, [line.goods_item_id for line in lines])
    names = {id: name for name, id in goods.items()}
    given = {count.goods_external_id: (i, count) for i, count in enumerate(counts)}
    errors: list[DomainError] = [
        Invalid(field=("lines", i, "goods_external_id"), reason="NOT_ON_A_LINE", value=name)
        for name, (i, _) in given.items()
        if name not in goods
    ]
    missing = [names[line.goods_item_id] for line in lines if names[line.goods_item_id] not in given]
    if missing:
        errors.append(Invalid(field=("lines",), reason="LINES_MISSING", value=", ".join(missing[:5])))
    for line in lines:
        if (entry := given.get(names[line.goods_item_id])) is None:
            continue
        i, count = entry
        if to is InboundStep.QUALITY_CHECK:
            line.received_quantity = count.received_quantity or 0
            continue
        passed, problem = count.passed_quantity or 0, count.problem_quantity or 0
        if passed + problem != line.received_quantity:
            field = ("lines", i, "problem_quantity" if problem > line.received_quantity else "passed_quantity")
            errors.append(Invalid(field=field, reason="DOES_NOT_ADD_UP", received=line.received_quantity))
        line.passed_quantity, line.problem_quantity = passed, problem
    if errors:
        raise Rejected(*errors)
    names_told = {"received_quantity": "received", "passed_quantity": "passed", "problem_quantity": "problem"}
    told = [(name, names_told[name]) for name in COUNTED[to]]
    return {"lines": [{"goods": c.goods_external_id} | {as_: getattr(c, n) for n, as_ in told} for c in counts]}


async def _refuse_undecided(work: Work, note: DeliveryNote) -> None:
    """What may still be voided or given back as a whole is not put away."""
    own = (
        ExceptionCase.merchant_id == note.merchant_id,
        ExceptionCase.delivery_note_id == note.id,
        ExceptionCase.state.in_(UNDECIDED),
    )
    for case in await work.session.scalars(select(ExceptionCase).where(*own)):
        # By the type alone: what the warehouse may do tells no subtype.
        effects = {rule.original_note for rule in listed_rules(case.type, None)}
        if effects != {OriginalNoteEffect.RECEIVE_REMAINDER}:
            raise InvalidState(reason="CASE_UNDECIDED", number=case.number)
