"""The steps that inbound stories are made of."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from domain.deadlines import Spans
from domain.delivery_notes import DeliveryLogistics, InboundStep
from domain.documents import DocumentKind
from domain.exception_cases import ExceptionType, InboundStage, stages
from domain.ids import encode_id
from domain.permissions import Role
from domain.stock_orders import FulfilmentMode, OrderKind, mode_of
from domain.work_tickets import TicketCategory, TicketState
from services import (
    delivery_notes,
    evidence,
    exception_cases,
    resolving,
    return_orders,
    schedule,
    stock_orders,
    work_tickets,
)
from services.demo import words
from services.demo.moments import visiting_hour
from services.demo.scene import parcel, person, phone
from services.demo.tales import Beat, Since, Tale
from services.dispositions import SelfPickup
from services.documents import Step, WithReason
from services.lines import Line
from services.work import Work

_MERCHANT, _STAFF, _OPERATOR = Role.MERCHANT, Role.SERVICE_PROVIDER, Role.PLATFORM_OPERATOR
_ORDER, _NOTE, _CASE = DocumentKind.STOCK_ORDER, DocumentKind.DELIVERY_NOTE, DocumentKind.EXCEPTION_CASE
_RETURN, _TICKET = DocumentKind.RETURN_ORDER, DocumentKind.WORK_TICKET


def _step(kind: DocumentKind, tale: Tale) -> Step:
    return Step(tale.latest(kind))


def _because(kind: DocumentKind, reasons: tuple[str, ...], tale: Tale) -> WithReason:
    return WithReason(tale.latest(kind), reason=tale.random.choice(reasons))


def _lines(pieces: dict[str, int]) -> tuple[Line, ...]:
    return tuple(Line(name, quantity) for name, quantity in pieces.items())


# ───────────────────────── stock orders ─────────────────────────


def _new_order(tale: Tale) -> stock_orders.Create:
    return stock_orders.Create(
        merchant_code=tale.shop.merchant.code,
        cargo_owner_code=tale.owner.code,
        warehouse_code=tale.site.warehouse.code,
        order_kind=tale.kind,
        lines=_lines(tale.ordered),
    )


async def _expire(work: Work, _: object) -> None:
    await schedule.expire_orders(work)


async def _warn(work: Work, _: object) -> None:
    await schedule.warn_late_arrivals(work)


async def _penalise(work: Work, _: object) -> None:
    await schedule.apply_penalties(work)


def _nothing(_: Tale) -> None:
    return None


def _accept_span(kind: OrderKind, spans: Spans) -> timedelta:
    return spans.jit_accept if mode_of(kind) is FulfilmentMode.JIT else spans.stock_accept


def _start_span(kind: OrderKind, spans: Spans) -> timedelta:
    """A stock order is to be shipped, a JIT order to arrive."""
    return spans.jit_arrive if mode_of(kind) is FulfilmentMode.JIT else spans.stock_ship


ORDER = Beat(_OPERATOR, (0, 0), stock_orders.create, _new_order, early=True)
ACCEPT = Beat(_MERCHANT, (1, 10), stock_orders.accept, partial(_step, _ORDER), early=True)
REJECT = Beat(_MERCHANT, (1, 10), stock_orders.reject, partial(_because, _ORDER, words.REJECT_REASONS), early=True)
CANCEL_ORDER = Beat(
    _OPERATOR, (2, 20), stock_orders.cancel, partial(_because, _ORDER, words.ORDER_CANCEL_REASONS), early=True
)
ACCEPTED_BY = Since(ORDER, _accept_span)
DELIVERED_BY = Since(ACCEPT, _start_span)
EXPIRE = Beat(None, (0, 0), _expire, _nothing, ACCEPTED_BY)
WARN = Beat(None, (0, 0), _warn, _nothing, DELIVERED_BY)


# ───────────────────────── delivery notes ─────────────────────────


def _new_note(tale: Tale, *, part: bool = False) -> delivery_notes.Create:
    order = tale.latest(_ORDER)
    pieces = tale.lines[order]
    if part:
        pieces = {name: quantity // 2 for name, quantity in pieces.items()}
    platform = tale.finding is None or tale.finding.type is not ExceptionType.SELF_TRANSPORT_TIMEOUT
    mark = f"CTN{tale.random.randrange(10**8):08}"
    return delivery_notes.Create(
        stock_order_id=order,
        logistics=DeliveryLogistics.PLATFORM if platform else DeliveryLogistics.SELF,
        lines=_lines(pieces),
        carton_marks=tuple(f"{mark}-{i}" for i in range(1, tale.random.randint(2, 4))),
        tracking_numbers=(parcel(tale.random)[1],),
    )


def _on(to: InboundStep, first: bool = False) -> Beat:
    """The warehouse moves the latest note one step on, or the first one."""

    def command(tale: Tale) -> delivery_notes.Advance:
        note = tale.made[_NOTE][0 if first else -1]
        return delivery_notes.Advance(note, to=to, lines=_counts(tale, note, to))

    return Beat(_STAFF, (2, 12), delivery_notes.advance, command, early=to is not InboundStep.PUTAWAY_DONE)


def _counts(tale: Tale, note: str, to: InboundStep) -> tuple[delivery_notes.Count, ...]:
    counted = tale.received(note) if to in delivery_notes.COUNTED else {}
    if to is InboundStep.QUALITY_CHECK:
        return tuple(delivery_notes.Count(name, received_quantity=quantity) for name, quantity in counted.items())
    problems = tale.problems(note)
    return tuple(
        delivery_notes.Count(name, passed_quantity=quantity - problem, problem_quantity=problem)
        for name, quantity in counted.items()
        for problem in [problems.get(name, 0)]
    )


NOTE = Beat(_MERCHANT, (1, 6), delivery_notes.create, _new_note, early=True)
PART_NOTE = replace(NOTE, command=partial(_new_note, part=True))
SEND = Beat(_MERCHANT, (1, 4), delivery_notes.confirm_send, partial(_step, _NOTE), early=True)
CANCEL_NOTE = Beat(
    _MERCHANT, (1, 8), delivery_notes.cancel, partial(_because, _NOTE, words.NOTE_CANCEL_REASONS), early=True
)
TRANSIT = replace(_on(InboundStep.IN_TRANSIT), hours=(1, 6))
ARRIVE = replace(_on(InboundStep.ARRIVED), hours=(8, 30))
RECEIVE, COUNT, CHECK = map(_on, (InboundStep.RECEIVING, InboundStep.QUALITY_CHECK, InboundStep.PUTAWAY_DONE))
COUNT_FIRST, CHECK_FIRST = _on(InboundStep.QUALITY_CHECK, first=True), _on(InboundStep.PUTAWAY_DONE, first=True)


# ───────────────────────── exception cases ─────────────────────────


def _new_case(tale: Tale) -> exception_cases.Open:
    finding = tale.finding
    assert finding is not None  # its plot has one
    possible = stages(finding.type)
    stage = InboundStage.RECEIVING if InboundStage.RECEIVING in possible else next(iter(possible))
    return exception_cases.Open(
        stage=InboundStage.QUALITY_CHECK if finding.subtype else stage,
        type=finding.type,
        subtype=finding.subtype,
        delivery_note_id=tale.latest(_NOTE),
        lines=_lines(tale.found),
        detail=words.DETAILS[finding.type],
    )


def _chosen(command: Any, tale: Tale) -> Any:
    assert tale.finding is not None
    return command(tale.latest(_CASE), resolution=tale.finding.resolution)


FIND = Beat(_STAFF, (0.5, 6), exception_cases.open, _new_case, early=True)
# Only after days is a parcel known to be late.
MISS = replace(FIND, hours=(60, 90))
PROPOSE = Beat(_STAFF, (1, 8), exception_cases.propose, partial(_chosen, exception_cases.Propose), early=True)
RESOLVE = Beat(_OPERATOR, (2, 20), resolving.resolve, partial(_chosen, resolving.Resolve), early=True)
DISMISS = Beat(_OPERATOR, (2, 20), exception_cases.dismiss, partial(_because, _CASE, words.DISMISS_REASONS), early=True)
RESUPPLY_ACCEPTED_BY = Since(RESOLVE, _accept_span)
EXPIRE_RESUPPLY = replace(EXPIRE, waits=RESUPPLY_ACCEPTED_BY)
ENTERED_BY = Since(RESOLVE, lambda _, spans: spans.return_method)


def _anomaly(tale: Tale) -> exception_cases.Open:
    type = ExceptionType.REVERSE_PARCEL_ANOMALY
    return exception_cases.Open(
        stage=InboundStage.HANDOVER,
        type=type,
        reverse_order_id=tale.latest(DocumentKind.REVERSE_ORDER),
        detail=tale.random.choice(words.ANOMALIES),
    )


def _outcome(tale: Tale) -> exception_cases.Settle:
    return exception_cases.Settle(tale.latest(_CASE), outcome=tale.random.choice(words.OUTCOMES))


FIND_ANOMALY = Beat(_STAFF, (0, 0), exception_cases.open, _anomaly)
SETTLE = Beat(_OPERATOR, (0, 0), exception_cases.settle, _outcome)


def _pictured(kind: DocumentKind, tale: Tale) -> evidence.Attach:
    return tale.exhibits.photo(tale.work, tale.shop.merchant.id, tale.latest(kind))


def _documented(kind: DocumentKind, tale: Tale) -> evidence.Attach:
    lines = ["TO WHOM IT MAY CONCERN", f"Owner: {tale.owner.code}", f"Goods: {', '.join(tale.ordered)}"]
    return tale.exhibits.paper(tale.work, tale.shop.merchant.id, tale.latest(kind), lines)


PAPER_OF_ORDER = Beat(_MERCHANT, (0.1, 0.5), evidence.attach, partial(_documented, _ORDER), early=True)
PAPER_OF_TICKET = replace(PAPER_OF_ORDER, command=partial(_documented, _TICKET), early=False)
PICTURE = Beat(_STAFF, (0.1, 0.5), evidence.attach, partial(_pictured, _CASE), early=True)
PICTURE_OF_NOTE = replace(PICTURE, command=partial(_pictured, _NOTE))
PICTURE_OF_RETURN = replace(PICTURE, command=partial(_pictured, _RETURN), early=False)


# ───────────────────────── return orders ─────────────────────────


def _by_logistics(tale: Tale) -> return_orders.EnterMethod:
    address = return_orders.PlatformLogistics(address=tale.random.choice(tale.shop.book))
    return return_orders.EnterMethod(tale.latest(_RETURN), method=address)


def _by_pickup(tale: Tale) -> return_orders.EnterMethod:
    pickup = SelfPickup(
        expected_pickup_at=_in_days(tale, 3, 5),
        contact_name=person(tale.random),
        contact_phone=phone(tale.random),
        remark=tale.random.choice(words.PICKUP_REMARKS),
    )
    return return_orders.EnterMethod(tale.latest(_RETURN), method=pickup)


def _in_days(tale: Tale, least: int, most: int) -> Any:
    return visiting_hour(tale.work.now + timedelta(days=tale.random.randint(least, most)))


def _abandoned(tale: Tale) -> return_orders.EnterMethod:
    return return_orders.EnterMethod(tale.latest(_RETURN), method=return_orders.Abandon(confirm=True))


def _shipped(tale: Tale) -> return_orders.Ship:
    carrier, number = parcel(tale.random)
    return return_orders.Ship(tale.latest(_RETURN), carrier=carrier, tracking_number=number)


def _certified(tale: Tale) -> evidence.Attach:
    lines = ["CERTIFICATE OF DISPOSAL", f"Owner: {tale.owner.code}", f"Warehouse: {tale.site.warehouse.code}"]
    proof = tale.exhibits.certificate(tale.work, tale.shop.merchant.id, tale.latest(_RETURN), lines)
    tale.certificate = proof.id
    return proof


def _disposed(tale: Tale) -> return_orders.Dispose:
    assert tale.certificate is not None  # the step before
    proof = encode_id(evidence.EVIDENCE_IDS, tale.certificate)
    return return_orders.Dispose(tale.latest(_RETURN), certificate_evidence_id=proof)


BY_LOGISTICS = Beat(_MERCHANT, (5, 60), return_orders.enter_method, _by_logistics, early=True)
BY_PICKUP = replace(BY_LOGISTICS, command=_by_pickup)
ABANDON = replace(BY_LOGISTICS, command=_abandoned)
PACK = Beat(_STAFF, (4, 24), return_orders.pack, lambda tale: return_orders.Pack(tale.latest(_RETURN)), early=True)
PACK_FOR_PICKUP = replace(
    PACK, command=lambda tale: return_orders.Pack(tale.latest(_RETURN), scheduled_pickup_at=_in_days(tale, 2, 3))
)
SHIP = Beat(_STAFF, (4, 20), return_orders.ship, _shipped, early=True)
SIGN = Beat(_MERCHANT, (30, 80), return_orders.sign, lambda tale: return_orders.Sign(tale.latest(_RETURN)))
COLLECT = Beat(
    _STAFF,
    (40, 72),
    return_orders.collect,
    lambda tale: return_orders.Collect(tale.latest(_RETURN), verified_name=person(tale.random)),
)
CERTIFY = Beat(_STAFF, (24, 90), evidence.attach, _certified)
DISPOSE = Beat(_STAFF, (0.1, 1), return_orders.dispose, _disposed)
CANCEL_RETURN = Beat(_OPERATOR, (4, 40), return_orders.cancel, partial(_because, _RETURN, words.RETURN_CANCEL_REASONS))
FORCE_ABANDON = Beat(
    _OPERATOR,
    (0, 0),
    return_orders.force_abandon,
    partial(_because, _RETURN, words.FORCE_REASONS),
    ENTERED_BY,
)


# ───────────────────────── penalties ─────────────────────────


def penalty_after(beat: Beat) -> Beat:
    """A penalty that was warned of at a step is applied."""
    return Beat(None, (0, 0), _penalise, _nothing, Since(beat, lambda _, spans: spans.penalty_grace))


# ───────────────────────── work tickets ─────────────────────────


def _answer(tale: Tale) -> work_tickets.Reply:
    return work_tickets.Reply(tale.latest(_TICKET), body=tale.random.choice(words.ANSWERS))


# To what the system asked.
ANSWER = Beat(_STAFF, (2, 20), work_tickets.reply, _answer)


def talk(category: TicketCategory, about: DocumentKind, state: TicketState) -> tuple[Beat, ...]:
    """A merchant asks, somebody answers, and so on, as far as it takes to come to a state."""
    answering = _OPERATOR if category is TicketCategory.COMPENSATION_QUERY else _STAFF
    question, *replies = words.TALKS[category]

    def ask(tale: Tale) -> work_tickets.Open:
        return work_tickets.Open(category, question, subject_id=tale.latest(about))

    def say(body: str, tale: Tale) -> work_tickets.Reply:
        return work_tickets.Reply(tale.latest(_TICKET), body=body)

    spoken = [
        Beat(_MERCHANT, (1, 5), work_tickets.open, ask, early=True),
        *(
            Beat(_MERCHANT if position % 2 else answering, (0.3, 3), work_tickets.reply, partial(say, body), early=True)
            for position, body in enumerate(replies)
        ),
    ]
    done = Beat(_STAFF, (0.3, 3), work_tickets.close, partial(_step, _TICKET), early=True)
    match state:
        case TicketState.OPEN:
            return tuple(spoken[:1])
        case TicketState.WAITING_MERCHANT:
            return tuple(spoken[:2])
        case TicketState.WAITING_PLATFORM:
            return tuple(spoken[:3])
        case TicketState.RESOLVED:
            return (*spoken, done)
    return (*spoken, replace(done, who=_MERCHANT))
