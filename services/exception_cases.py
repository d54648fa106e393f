"""Exception cases (异常单): found, proposed, and decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select

from domain import exception_cases, resolutions
from domain.batches import Key
from domain.documents import Action, DocumentKind, LinkRelation
from domain.errors import NotFound, Rejected
from domain.exception_cases import (
    SURPLUS,
    UNDECIDED,
    ExceptionCaseState,
    ExceptionSubtype,
    ExceptionType,
    InboundStage,
    check_note,
    stages,
)
from domain.resolutions import Piece, Resolution
from domain.reverse_orders import ReverseExceptionStatus
from models import (
    DeliveryNote,
    DeliveryNoteLine,
    ExceptionCase,
    ExceptionCaseLine,
    GoodsItem,
    ReverseOrder,
    StockOrder,
)
from services import known
from services.documents import Step, WithReason, act, begin, key_of, link, lock_one, lock_part, move, new_document, note
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.lines import Line, add_lines, check_lines, external_ids, found_among, rows_of
from services.validation import REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class Open:
    stage: InboundStage
    type: ExceptionType
    subtype: ExceptionSubtype | None = None
    delivery_note_id: str | None = None
    reverse_order_id: str | None = None
    lines: tuple[Line, ...] = ()
    detail: str | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Propose(Step):
    resolution: Resolution = field(kw_only=True)


@dataclass(frozen=True)
class Settle(Step):
    outcome: str = field(kw_only=True)


# ───────────────────────── found ─────────────────────────


async def open(work: Work, command: Open) -> Key:
    """What the warehouse found on a delivery note, or that something went wrong with a reverse order."""
    problems = Problems()
    call = Call.of(problems, "openExceptionCase", command)
    checked = _checked(problems, command)
    problems.raise_any()
    on_note = checked.delivery_note_id is not None
    model: Any = DeliveryNote if on_note else ReverseOrder
    name = "delivery_note_id" if on_note else "reverse_order_id"
    subject = await lock_one(work, model, getattr(checked, name))
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)
    if subject is None:
        raise Rejected(NotFound(field=(name,)))
    key = await (_open_on_note if on_note else _open_on_reverse_order)(work, subject, checked)
    remember(work, call, dump_key(key))
    return key


def _checked(problems: Problems, command: Open) -> Open:
    on_reverse_order = command.type is ExceptionType.REVERSE_PARCEL_ANOMALY
    wanted, other = "delivery_note_id", "reverse_order_id"
    if on_reverse_order:
        wanted, other = other, wanted
    if getattr(command, wanted) is None:
        problems.add((wanted,), "MISSING")
    if getattr(command, other) is not None:
        problems.add((other,), "OTHER_SUBJECT")
    if command.stage not in stages(command.type):
        problems.add(("stage",), "WRONG_STAGE", stage=command.stage, type=command.type)
    if (command.type is ExceptionType.QUALITY_DEFECT) is not (command.subtype is not None):
        problems.add(("subtype",), "MISSING" if command.subtype is None else "NO_SUBTYPE", type=command.type)
    if on_reverse_order and command.lines:
        problems.add(("lines",), "NO_LINES_HERE")
    if command.type in SURPLUS and not command.lines:
        problems.add(("lines",), "EMPTY")
    detail = problems.optional_text(("detail",), command.detail, REMARK)
    if on_reverse_order and detail is None:
        problems.add(("detail",), "MISSING")
    lines = check_lines(problems, command.lines) if command.lines else ()
    return replace(command, detail=detail, lines=lines)


async def _open_on_note(work: Work, subject: DeliveryNote, command: Open) -> Key:
    note_lines = await rows_of(work.session, DeliveryNoteLine, "delivery_note_id", subject)
    pieces = await _found(work, subject, note_lines, command)
    check_note(command.type, subject.state)
    kind = await work.session.scalar(
        select(StockOrder.order_kind).where(
            StockOrder.merchant_id == subject.merchant_id, StockOrder.id == subject.stock_order_id
        )
    )
    case = _new(work, subject, command, delivery_note_id=subject.id, order_kind=kind)
    add_lines(work, ExceptionCaseLine, "exception_case_id", case, pieces)
    return key_of(case)


async def _found(
    work: Work, subject: DeliveryNote, note_lines: Sequence[DeliveryNoteLine], command: Open
) -> tuple[Piece, ...]:
    """The goods that the finding is about: without lines, the whole note."""
    declared = {line.goods_item_id: line.declared_quantity for line in note_lines}
    if not command.lines:
        return tuple(Piece(item, quantity) for item, quantity in declared.items())
    if command.type not in SURPLUS:
        goods = await external_ids(work, subject.merchant_id, declared)
        return found_among(command.lines, goods, declared, "MORE_THAN_DECLARED")
    own = GoodsItem.merchant_id == subject.merchant_id
    rows = await known.rows(work, GoodsItem.external_id, {line.goods_external_id for line in command.lines}, own)
    goods = {row.external_id: row.id for row in rows}
    known.refuse_unknown(command.lines, goods)
    return tuple(Piece(goods[line.goods_external_id], line.quantity) for line in command.lines)


async def _open_on_reverse_order(work: Work, subject: ReverseOrder, command: Open) -> Key:
    case = _new(work, subject, command, reverse_order_id=subject.id)
    await _tell(work, subject, case, ReverseExceptionStatus.PENDING)
    return key_of(case)


def _new(work: Work, subject: Any, command: Open, **columns: Any) -> ExceptionCase:
    case = ExceptionCase(
        **new_document(work, DocumentKind.EXCEPTION_CASE),
        merchant_id=subject.merchant_id,
        cargo_owner_id=subject.cargo_owner_id,
        warehouse_id=subject.warehouse_id,
        stage=command.stage,
        type=command.type,
        subtype=command.subtype,
        detail=command.detail,
        state=ExceptionCaseState.OPEN,
        **columns,
    )
    subtype = command.subtype.value if command.subtype else None
    changes = {"type": command.type.value, "subtype": subtype, "stage": command.stage.value, "detail": command.detail}
    begin(work, case, Action.CREATE, changes)
    link(work, case, LinkRelation.CONCERNS, subject)
    return case


# ───────────────────────── proposed and decided ─────────────────────────


async def propose(work: Work, command: Propose) -> Key:
    """What the warehouse would do; the platform decides."""

    async def do(case: ExceptionCase) -> None:
        target = exception_cases.check(case, Action.PROPOSE_RESOLUTION)
        assert case.order_kind is not None  # a case on a note
        resolutions.rule_of(case.type, case.subtype, case.order_kind, command.resolution)
        changes = {"proposedResolution": command.resolution.value}
        move(work, case, Action.PROPOSE_RESOLUTION, target, changes, proposed_resolution=command.resolution)

    return await act(work, "proposeResolution", command, ExceptionCase, do)


async def settle(work: Work, command: Settle) -> Key:
    """A case on a reverse order ends with a written outcome."""
    problems = Problems()
    outcome = problems.text(("outcome",), command.outcome, REMARK)

    async def do(case: ExceptionCase) -> None:
        target = exception_cases.check(case, Action.SETTLE, ExceptionCaseState.CLOSED)
        move(work, case, Action.SETTLE, target, {"outcome": outcome}, outcome=outcome, **decided(work))
        await _follow(work, case)

    return await act(work, "settleCase", command, ExceptionCase, do, problems)


async def dismiss(work: Work, command: WithReason) -> Key:
    problems = Problems()
    reason = problems.text(("reason",), command.reason, REMARK)

    async def do(case: ExceptionCase) -> None:
        target = exception_cases.check(case, Action.DISMISS)
        move(work, case, Action.DISMISS, target, {"reason": reason}, closed_at=work.now)
        await _follow(work, case)

    return await act(work, "dismissCase", command, ExceptionCase, do, problems)


def decided(work: Work) -> dict[str, Any]:
    """Who decided, and when; what leaves nothing to do is closed with that."""
    actor = work.actor
    return {
        "resolver_id": actor.id,
        "resolver_name": actor.name,
        "resolver_role": actor.role,
        "resolved_at": work.now,
        "closed_at": work.now,
    }


async def _follow(work: Work, case: ExceptionCase) -> None:
    """A reverse order's exception status is what its cases make it."""
    if case.reverse_order_id is None:
        return
    order = await lock_part(work, ReverseOrder, case.merchant_id, case.reverse_order_id)
    others = select(ExceptionCase.state, func.count()).where(
        ExceptionCase.merchant_id == case.merchant_id,
        ExceptionCase.reverse_order_id == case.reverse_order_id,
        ExceptionCase.id != case.id,
    )
    counted = {row[0]: row[1] for row in await work.session.execute(others.group_by(ExceptionCase.state))}
    counted[case.state] = counted.get(case.state, 0) + 1
    status = ReverseExceptionStatus.NONE
    if any(counted.get(state) for state in UNDECIDED):
        status = ReverseExceptionStatus.PENDING
    elif counted.get(ExceptionCaseState.CLOSED):
        status = ReverseExceptionStatus.CLOSED
    await _tell(work, order, case, status)


async def _tell(work: Work, order: ReverseOrder, case: ExceptionCase, status: ReverseExceptionStatus) -> None:
    """Opening and closing a case is an event of the reverse order too."""
    order.exception_status = status
    changes = {"exceptionCase": case.number, "caseState": case.state.value, "exceptionStatus": status.value}
    note(work, order, changes)
