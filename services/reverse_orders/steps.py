"""One order, one step: what customs decided, what the warehouse did, how it ended."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from domain import reverse_orders
from domain.batches import Key
from domain.documents import Action
from domain.ids import decode_as
from domain.reverse_orders import DECIDED_TYPES, WAITING_STATES, CustomsOutcome, ReverseOrderState, instruction_term
from models import Handover, ReverseOrder
from services.documents import Step, WithReason, act, move
from services.evidence import EVIDENCE_IDS, check_certificate
from services.reverse_orders.locking import once
from services.validation import NUMBER, REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class DecideCustomsOutcome(Step):
    outcome: CustomsOutcome = field(kw_only=True)


@dataclass(frozen=True)
class ReportPickedUp(Step):
    verified_name: str = field(kw_only=True)


@dataclass(frozen=True)
class ReportForwarded(Step):
    carrier: str = field(kw_only=True)
    tracking_number: str = field(kw_only=True)


@dataclass(frozen=True)
class ReportDestroyed(Step):
    certificate_evidence_id: str = field(kw_only=True)


async def decide_customs_outcome(work: Work, command: DecideCustomsOutcome) -> Key:
    decided = DECIDED_TYPES[command.outcome]
    due = instruction_term(work.now, work.spans.instruction)
    return await _step(
        work,
        "decideCustomsOutcome",
        command,
        Action.DECIDE_CUSTOMS_OUTCOME,
        {"outcome": command.outcome.value, "type": decided.value},
        to=WAITING_STATES[decided],
        type=decided,
        instruction_due_soon_at=due.due_soon_at,
        instruction_due_at=due.due_at,
    )


async def report_picked_up(work: Work, command: ReportPickedUp) -> Key:
    problems = Problems()
    name = problems.text(("verified_name",), command.verified_name)
    return await _step(
        work,
        "reportPickedUp",
        command,
        Action.REPORT_PICKED_UP,
        {"verifiedName": name},
        problems=problems,
        handover={"verified_name": name},
        collected_at=work.now,
        handling_due_at=work.now + work.spans.confirm_handling,
    )


async def report_forwarded(work: Work, command: ReportForwarded) -> Key:
    problems = Problems()
    carrier = problems.text(("carrier",), command.carrier)
    tracking_number = problems.text(("tracking_number",), command.tracking_number, NUMBER)
    return await _step(
        work,
        "reportForwarded",
        command,
        Action.REPORT_FORWARDED,
        {"carrier": carrier, "trackingNumber": tracking_number},
        problems=problems,
        handover={"carrier": carrier, "tracking_number": tracking_number},
    )


async def report_delivered(work: Work, command: Step) -> Key:
    due = work.now + work.spans.confirm_handling
    return await _step(work, "reportDelivered", command, Action.REPORT_DELIVERED, {}, handling_due_at=due)


async def report_destroyed(work: Work, command: ReportDestroyed) -> Key:
    """With the certificate, which was attached to the order before."""
    id = decode_as(EVIDENCE_IDS, command.certificate_evidence_id)
    return await _step(
        work,
        "reportDestroyed",
        command,
        Action.REPORT_DESTROYED,
        {"certificateEvidenceId": command.certificate_evidence_id},
        find=lambda order: check_certificate(work, order, id),
        certificate_id=id,
        destroyed_at=work.now,
        handling_due_at=work.now + work.spans.confirm_handling,
    )


async def confirm_handling(work: Work, command: Step) -> Key:
    return await _step(work, "confirmHandling", command, Action.CONFIRM_HANDLING, {})


async def cancel(work: Work, command: WithReason) -> Key:
    problems = Problems()
    reason = problems.text(("reason",), command.reason, REMARK)
    return await _step(work, "cancelReverseOrder", command, Action.CANCEL, {"reason": reason}, problems=problems)


async def _step(
    work: Work,
    mutation: str,
    command: Step,
    action: Action,
    changes: dict[str, Any],
    *,
    to: ReverseOrderState | None = None,
    problems: Problems | None = None,
    handover: dict[str, Any] | None = None,
    find: Callable[[ReverseOrder], Awaitable[None]] | None = None,
    **columns: Any,
) -> Key:
    async def do(order: ReverseOrder) -> None:
        target = reverse_orders.check(order, action, to=to)
        if handover is not None:
            work.add(Handover(**handover, **once(work, order)))
        move(work, order, action, target, changes, **columns)

    return await act(work, mutation, command, ReverseOrder, do, problems, find=find)
