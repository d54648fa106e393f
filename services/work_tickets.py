"""Work tickets (工单): what people ask each other, about a document or about none."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.batches import Key
from domain.documents import PREFIXES, Action, DocumentKind, LinkRelation
from domain.errors import Invalid, InvalidState, NotFound, Rejected
from domain.ids import decode_id
from domain.permissions import SYSTEM, Role
from domain.work_tickets import MACHINE, TicketCategory, TicketState
from models import (
    DeliveryNote,
    ExceptionCase,
    Merchant,
    ReturnOrder,
    ReverseOrder,
    StockOrder,
    TicketMessage,
    WorkTicket,
)
from models.base import actor_columns
from services.documents import Step, act, begin, key_of, link, move, new_document
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.scope import visible
from services.validation import NUMBER, Problems
from services.work import Work

LONGEST_BODY = 4_000
SUBJECTS: dict[str, Any] = {
    PREFIXES[model.kind]: model for model in (ReverseOrder, ExceptionCase, ReturnOrder, StockOrder, DeliveryNote)
}


@dataclass(frozen=True)
class Open:
    category: TicketCategory
    body: str
    subject_id: str | None = None
    merchant_code: str | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True)
class Reply(Step):
    body: str = field(kw_only=True)


async def open(work: Work, command: Open) -> Key:
    problems = Problems()
    call = Call.of(problems, "openTicket", command)
    body = problems.text(("body",), command.body, LONGEST_BODY)
    code = problems.optional_text(("merchant_code",), command.merchant_code, NUMBER)
    if work.actor.role is Role.SERVICE_PROVIDER and command.subject_id is None:
        problems.add(("subject_id",), "MISSING")
    problems.raise_any()
    subject = await _subject(work, command.subject_id)
    merchant_id = subject.merchant_id if subject else await _merchant(work, code)
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)
    ticket = _new(work, command.category, merchant_id, subject)
    _say(work, ticket, body)
    remember(work, call, dump_key(key_of(ticket)))
    return key_of(ticket)


def open_about(work: Work, subject: ExceptionCase, category: TicketCategory) -> WorkTicket:
    """The system asks about a case, for it cannot know what becomes of the goods."""
    ticket = _new(work, category, subject.merchant_id, subject)
    work.add(_message(work, ticket, f"{subject.number}: {category.value}", SYSTEM))
    return ticket


async def _subject(work: Work, id: str | None) -> Any:
    if id is None:
        return None
    prefix, value = decode_id(id) or ("", None)
    model = SUBJECTS.get(prefix)
    found = None
    if model is not None:
        own = select(model).where(visible(model, work.grants), model.id == value)
        found = await work.session.scalar(own)
    if found is None:
        raise Rejected(NotFound(field=("subject_id",)))
    return found


async def _merchant(work: Work, code: str | None) -> UUID:
    """Whose ticket it is, where it is about no document: the one that is named, or the only one that is ours."""
    ours = work.grants.merchant_ids
    if code is None:
        if ours is None or len(ours) != 1:
            raise Rejected(Invalid(field=("merchant_code",), reason="MISSING"))
        return next(iter(ours))
    id = await work.session.scalar(select(Merchant.id).where(Merchant.code == code))
    if id is None or (ours is not None and id not in ours):
        raise Rejected(NotFound(field=("merchant_code",), reason="CODE_NOT_FOUND", value=code))
    return id


def _new(work: Work, category: TicketCategory, merchant_id: UUID, subject: Any) -> WorkTicket:
    ticket = WorkTicket(
        **new_document(work, DocumentKind.WORK_TICKET),
        merchant_id=merchant_id,
        warehouse_id=subject.warehouse_id if subject else None,
        cargo_owner_id=subject.cargo_owner_id if subject else None,
        category=category,
        state=TicketState.OPEN,
        subject_kind=subject.kind if subject else None,
        subject_id=subject.id if subject else None,
    )
    begin(work, ticket, Action.OPEN_TICKET, {"category": category.value})
    if subject is not None:
        link(work, ticket, LinkRelation.CONCERNS, subject)
    return ticket


def _say(work: Work, ticket: WorkTicket, body: str) -> None:
    work.add(_message(work, ticket, body, work.actor))


def _message(work: Work, ticket: WorkTicket, body: str, author: Any) -> TicketMessage:
    return TicketMessage(
        merchant_id=ticket.merchant_id,
        id=work.new_id(),
        work_ticket_id=ticket.id,
        position=ticket.version,
        at=work.now,
        body=body,
        **actor_columns(author),
    )


async def reply(work: Work, command: Reply) -> Key:
    problems = Problems()
    body = problems.text(("body",), command.body, LONGEST_BODY)

    async def do(ticket: WorkTicket) -> None:
        move(work, ticket, Action.REPLY, _target(work, Action.REPLY, ticket))
        _say(work, ticket, body)

    return await act(work, "replyTicket", command, WorkTicket, do, problems)


async def close(work: Work, command: Step) -> Key:
    async def do(ticket: WorkTicket) -> None:
        move(work, ticket, Action.CLOSE, _target(work, Action.CLOSE, ticket))

    return await act(work, "closeTicket", command, WorkTicket, do)


def _target(work: Work, action: Action, ticket: WorkTicket) -> TicketState:
    """Where it goes depends on who speaks."""
    if work.actor.role is None:
        raise InvalidState(action=action, state=ticket.state)
    return MACHINE.next_for(action, ticket.state, work.actor.role)
