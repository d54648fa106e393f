"""The invariants, checked on the stored rows: each is a query for what breaks it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from domain.delivery_notes import DeliveryNoteState
from domain.evidence import EvidenceKind
from domain.exception_cases import UNDECIDED, ExceptionCaseState
from domain.machines import RULES
from domain.permissions import Role
from domain.return_orders import ReturnMethod, ReturnOrderState, ReturnScope
from domain.reverse_orders import ReverseExceptionStatus, ReverseOrderState
from domain.stock_orders import FulfilmentMode
from models import (
    DeliveryNote,
    DeliveryNoteLine,
    DestructionConfirmation,
    Event,
    Evidence,
    ExceptionCase,
    ExceptionCaseLine,
    Penalty,
    PickupRegistration,
    ReturnMethodEntry,
    ReturnOrder,
    ReturnOrderLine,
    ReverseOrder,
    ReverseOrderLine,
    StockOrder,
    StockOrderLine,
)
from models.database import Database
from models.kinds import MODELS
from services.events import BrokenChain, check_chain
from services.evidence import EVIDENCE_IDS

Check = Callable[[], Select[Any]]
EXAMPLES = 5


@dataclass(frozen=True)
class Finding:
    """A broken invariant, with the first documents that break it."""

    invariant: str
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"broken: {self.invariant}: {', '.join(self.examples)}"


# ───────────────────────── every kind of document ─────────────────────────


def _all_events(model: Any) -> ColumnElement[bool]:
    return and_(Event.merchant_id == model.merchant_id, Event.subject_id == model.id)


# Evidence came: an event without an action, at the version that the document has already.
_OF_EVIDENCE = and_(Event.action.is_(None), Event.changes["evidenceId"].as_string().is_not(None))


def _own_events(model: Any) -> ColumnElement[bool]:
    """Of changes of the document, one for each version."""
    return and_(_all_events(model), ~_OF_EVIDENCE)


def _one_event_a_version(model: Any) -> Select[Any]:
    events = select(func.count()).select_from(Event).where(_own_events(model)).correlate(model)
    return select(model.number).where(events.scalar_subquery() != model.version)


def _state_of_last_event(model: Any) -> Select[Any]:
    last = _own_events(model) & (Event.subject_version == model.version)
    told = select(Event.id).where(last, Event.to_state == model.state).correlate(model).exists()
    return select(model.number).where(told.is_(False))


def _transitions_outside(model: Any) -> Select[Any]:
    """An event without an action tells of something about the document; its state stays."""
    machine = RULES[model.kind].machine
    listed = [(t.action, t.from_state.value, t.to_state.value) for t in machine.transitions if t.from_state is not None]
    created = [(t.action, t.to_state.value) for t in machine.transitions if t.from_state is None]
    inside = or_(
        tuple_(Event.action, Event.from_state, Event.to_state).in_(listed),
        and_(tuple_(Event.action, Event.to_state).in_(created), Event.from_state.is_(None)),
        and_(Event.action.is_(None), Event.from_state == Event.to_state),
    )
    return _with_events(model).where(func.coalesce(inside, False).is_(False))


def _with_events(model: Any) -> Select[Any]:
    # The kind says nothing more, but spares the other kinds' events the rest.
    return select(model.number).join(Event, and_(Event.subject_kind == model.kind, _own_events(model)))


def _broken_history(model: Any) -> Select[Any]:
    earlier = select(Event).where(~_OF_EVIDENCE).subquery()
    before = and_(
        earlier.c.merchant_id == Event.merchant_id,
        earlier.c.subject_id == Event.subject_id,
        earlier.c.subject_version == Event.subject_version - 1,
    )
    return (
        _with_events(model)
        .outerjoin(earlier, before)
        .where(
            or_(
                and_(Event.subject_version == 1, Event.from_state.is_not(None)),
                and_(
                    Event.subject_version > 1,
                    or_(earlier.c.to_state.is_(None), earlier.c.to_state != Event.from_state),
                ),
            )
        )
    )


def _unknown_subjects(model: Any) -> Select[Any]:
    return (
        select(Event.id)
        .outerjoin(model, _all_events(model))
        .where(Event.subject_kind == model.kind, model.id.is_(None))
    )


def _evidence_without_event(model: Any) -> Select[Any]:
    """Each piece is told of once, in the state that the document had come to by then."""
    name = func.replace(cast(Evidence.id, String), "-", "")
    told = and_(_OF_EVIDENCE, Event.changes["evidenceId"].as_string() == literal(f"{EVIDENCE_IDS}_") + name)
    events = select(func.count()).select_from(Event).where(_all_events(model), told).correlate(model, Evidence)
    return (
        select(model.number)
        .join(Evidence, and_(Evidence.merchant_id == model.merchant_id, Evidence.subject_id == model.id))
        .where(events.scalar_subquery() != 1)
    )


def _evidence_out_of_place(model: Any) -> Select[Any]:
    """Evidence changes nothing: its event is of the version, and in the state, that a change had brought."""
    change = aliased(Event)
    before = and_(
        change.merchant_id == Event.merchant_id,
        change.subject_id == Event.subject_id,
        change.subject_version == Event.subject_version,
        change.to_state == Event.to_state,
        change.id != Event.id,
    )
    of_change = or_(change.action.is_not(None), change.changes["evidenceId"].as_string().is_(None))
    brought = select(change.id).where(before, of_change).exists()
    moved = or_(Event.from_state.is_(None), Event.from_state != Event.to_state)
    return select(model.number).join(Event, _all_events(model)).where(_OF_EVIDENCE, or_(moved, ~brought))


def _unknown_documents(model: Any) -> Select[Any]:
    owned = and_(model.merchant_id == Evidence.merchant_id, model.id == Evidence.subject_id)
    return select(Evidence.id).outerjoin(model, owned).where(Evidence.subject_kind == model.kind, model.id.is_(None))


def _of_every_kind() -> Iterator[tuple[str, Check]]:
    for model in MODELS.values():
        name = model.kind.value.lower().replace("_", " ")
        yield f"one event for each version: {name}", partial(_one_event_a_version, model)
        yield f"the state is that of the last event: {name}", partial(_state_of_last_event, model)
        yield f"every transition is in the table: {name}", partial(_transitions_outside, model)
        yield f"each event begins where the one before ended: {name}", partial(_broken_history, model)
        yield f"every event belongs to a document: {name}", partial(_unknown_subjects, model)
        yield f"each piece of evidence has its event: {name}", partial(_evidence_without_event, model)
        yield f"evidence changes nothing: {name}", partial(_evidence_out_of_place, model)
        yield f"all evidence belongs to a document: {name}", partial(_unknown_documents, model)


# ───────────────────────── reverse orders ─────────────────────────


def _orders() -> Select[Any]:
    return select(ReverseOrder.number)


def _has(model: type[PickupRegistration | DestructionConfirmation]) -> ColumnElement[bool]:
    return (
        select(model.id)
        .where(model.merchant_id == ReverseOrder.merchant_id, model.reverse_order_id == ReverseOrder.id)
        .correlate(ReverseOrder)
        .exists()
    )


def _registered_once() -> Select[Any]:
    return _orders().where(_has(PickupRegistration) != ReverseOrder.pickup_method.is_not(None))


def _instructed_before_handled() -> Select[Any]:
    states = ReverseOrderState
    picked = ReverseOrder.state.in_([states.AWAITING_PICKUP, states.PICKED_UP, states.FORWARDED, states.DELIVERED])
    destroyed = ReverseOrder.state.in_([states.AWAITING_DESTRUCTION, states.DESTROYED])
    completed = ReverseOrder.state == states.COMPLETED
    return _orders().where(
        or_(
            and_(picked, ~_has(PickupRegistration)),
            and_(destroyed, ~_has(DestructionConfirmation)),
            and_(completed, ~_has(PickupRegistration), ~_has(DestructionConfirmation)),
        )
    )


def _no_person(model: Any, state: Any) -> Select[Any]:
    """Goods are destroyed and disposed of by somebody, never by time."""
    nobody = or_(Event.actor_id.is_(None), Event.actor_role.is_(None), Event.actor_role == Role.PARTNER)
    return _with_events(model).where(Event.to_state == state, Event.from_state != state, nobody)


def _wrong_certificate(model: Any) -> Select[Any]:
    """A certificate is evidence of its kind on the same document."""
    own = (
        Evidence.merchant_id == model.merchant_id,
        Evidence.id == model.certificate_id,
        Evidence.subject_id == model.id,
        Evidence.kind == EvidenceKind.CERTIFICATE,
    )
    there = select(Evidence.id).where(*own).correlate(model).exists()
    return select(model.number).where(model.certificate_id.is_not(None), ~there)


def _sum(column: Any, *own: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.coalesce(func.sum(column), 0)).where(*own).scalar_subquery()


def _lines_that_differ() -> Select[Any]:
    own = and_(
        ReverseOrderLine.merchant_id == ReverseOrder.merchant_id, ReverseOrderLine.reverse_order_id == ReverseOrder.id
    )
    lines = _sum(ReverseOrderLine.quantity, own)
    return _orders().where(or_(lines != ReverseOrder.total_quantity, lines < 1))


def _other_exception_status() -> Select[Any]:
    """The status is what the cases make it; dismissed ones do not count."""

    def has(*states: ExceptionCaseState) -> ColumnElement[bool]:
        own = (
            ExceptionCase.merchant_id == ReverseOrder.merchant_id,
            ExceptionCase.reverse_order_id == ReverseOrder.id,
            ExceptionCase.state.in_(states),
        )
        return select(ExceptionCase.id).where(*own).correlate(ReverseOrder).exists()

    status = ReverseExceptionStatus
    derived = case(
        (has(*UNDECIDED), status.PENDING), (has(ExceptionCaseState.CLOSED), status.CLOSED), else_=status.NONE
    )
    return _orders().where(ReverseOrder.exception_status != derived)


# ───────────────────────── inbound ─────────────────────────


def _returned_too_much() -> Select[Any]:
    """The returns of a case never exceed what they may take: its lines, or the whole note."""
    returned = _sum(
        ReturnOrderLine.quantity,
        ReturnOrderLine.merchant_id == ReturnOrder.merchant_id,
        ReturnOrderLine.return_order_id == ReturnOrder.id,
    )
    found = _sum(
        ExceptionCaseLine.quantity,
        ExceptionCaseLine.merchant_id == ReturnOrder.merchant_id,
        ExceptionCaseLine.exception_case_id == ReturnOrder.source_case_id,
    )
    note = _sum(
        DeliveryNoteLine.declared_quantity,
        DeliveryNoteLine.merchant_id == ExceptionCase.merchant_id,
        DeliveryNoteLine.delivery_note_id == ExceptionCase.delivery_note_id,
    )
    may = case((ReturnOrder.scope == ReturnScope.PROBLEM_ITEMS, found), else_=note)
    same = and_(ExceptionCase.merchant_id == ReturnOrder.merchant_id, ExceptionCase.id == ReturnOrder.source_case_id)
    return select(ReturnOrder.number).join(ExceptionCase, same).where(returned > may)


def _counts_that_differ() -> Select[Any]:
    """Where goods are put away, what passed and what did not is what was received."""
    same = and_(
        DeliveryNoteLine.merchant_id == DeliveryNote.merchant_id, DeliveryNoteLine.delivery_note_id == DeliveryNote.id
    )
    counted = DeliveryNoteLine.passed_quantity + DeliveryNoteLine.problem_quantity
    done = DeliveryNote.state == DeliveryNoteState.PUTAWAY_DONE
    joined = select(DeliveryNote.number).join(DeliveryNoteLine, same)
    return joined.where(done, counted != DeliveryNoteLine.received_quantity)


def _shipped_that_differ() -> Select[Any]:
    """A stock order's shipped pieces are those of its notes; a supplement's were on another note before."""
    other = aliased(DeliveryNote)
    of_same_order = (
        select(other.id)
        .where(
            other.merchant_id == DeliveryNote.merchant_id,
            other.id == DeliveryNote.supplement_of_id,
            other.stock_order_id == DeliveryNote.stock_order_id,
        )
        .exists()
    )
    shipped = (
        select(func.coalesce(func.sum(DeliveryNoteLine.declared_quantity), 0))
        .join(
            DeliveryNote,
            and_(
                DeliveryNote.merchant_id == DeliveryNoteLine.merchant_id,
                DeliveryNote.id == DeliveryNoteLine.delivery_note_id,
            ),
        )
        .where(
            DeliveryNote.merchant_id == StockOrderLine.merchant_id,
            DeliveryNote.stock_order_id == StockOrderLine.stock_order_id,
            DeliveryNoteLine.goods_item_id == StockOrderLine.goods_item_id,
            DeliveryNote.state.not_in([DeliveryNoteState.DRAFT, DeliveryNoteState.CANCELLED]),
            ~of_same_order,
        )
        .correlate(StockOrderLine)
        .scalar_subquery()
    )
    same = and_(StockOrder.merchant_id == StockOrderLine.merchant_id, StockOrder.id == StockOrderLine.stock_order_id)
    return select(StockOrder.number).join(StockOrderLine, same).where(shipped != StockOrderLine.shipped_quantity)


def _penalties_without_jit() -> Select[Any]:
    same = and_(Penalty.merchant_id == StockOrder.merchant_id, Penalty.stock_order_id == StockOrder.id)
    return select(StockOrder.number).join(Penalty, same).where(StockOrder.mode != FulfilmentMode.JIT)


def _entered_otherwise() -> Select[Any]:
    """A return order's method is the one that was entered; only force makes one without an entry."""
    same = and_(
        ReturnMethodEntry.merchant_id == ReturnOrder.merchant_id, ReturnMethodEntry.return_order_id == ReturnOrder.id
    )
    forced = and_(ReturnMethodEntry.id.is_(None), ReturnOrder.method == ReturnMethod.ABANDON)
    agrees = or_(ReturnOrder.method.is_(None) & ReturnMethodEntry.id.is_(None), forced)
    joined = select(ReturnOrder.number).outerjoin(ReturnMethodEntry, same)
    return joined.where(~func.coalesce(ReturnOrder.method == ReturnMethodEntry.method, False), ~agrees)


CHECKS: Mapping[str, Check] = {
    **dict(_of_every_kind()),
    "a reverse order has a pickup registration exactly when it has a pickup method": _registered_once,
    "no reverse order is handled before it was instructed": _instructed_before_handled,
    "goods are destroyed by a person": partial(_no_person, ReverseOrder, ReverseOrderState.DESTROYED),
    "goods are disposed of by a person": partial(_no_person, ReturnOrder, ReturnOrderState.DISPOSED),
    "a destruction's certificate is one, of the same order": partial(_wrong_certificate, ReverseOrder),
    "a disposal's certificate is one, of the same order": partial(_wrong_certificate, ReturnOrder),
    "a reverse order's lines add up to its quantity": _lines_that_differ,
    "a reverse order's exception status is what its cases make it": _other_exception_status,
    "a case returns no more than it may": _returned_too_much,
    "what was put away adds up to what was received": _counts_that_differ,
    "a stock order's shipped pieces are those of its notes": _shipped_that_differ,
    "only JIT orders have penalties": _penalties_without_jit,
    "a return order's method is the one that was entered": _entered_otherwise,
}


CHAIN = "every event is in the chain as it was when it got its place"
INVARIANTS = (CHAIN, *CHECKS)


async def verify(database: Database, *, advance: Callable[[], object] = lambda: None) -> list[Finding]:
    """What is broken, with examples; nothing when all invariants hold. `advance` is called after each."""
    findings = []
    try:
        await check_chain(database)
    except BrokenChain as broken:
        findings.append(Finding(CHAIN, (str(broken),)))
    advance()
    for invariant, check in CHECKS.items():
        async with database.read(primary=True) as session:
            examples = (await session.scalars(check().limit(EXAMPLES))).all()
        if examples:
            findings.append(Finding(invariant, tuple(dict.fromkeys(map(str, examples)))))
        advance()
    return findings
