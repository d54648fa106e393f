"""One document, one step, whatever kind it is: locked, checked, moved, with its event."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select

from domain.batches import Key
from domain.documents import PREFIXES, Action, DocumentKind, LinkRelation
from domain.errors import DomainError, NotFound, Rejected, StaleVersion
from domain.ids import decode_as
from domain.machines import RULES
from domain.permissions import Actor
from models import Base, Document, DocumentLink
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.scope import visible
from services.validation import Problems
from services.work import Work

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Step:
    """A step of one document's life, by whoever the action belongs to."""

    id: str
    expected_version: int | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True)
class WithReason(Step):
    reason: str = field(kw_only=True)


def key_of(document: Document) -> Key:
    return (document.merchant_id, document.id)


def locked(work: Work, model: type[Base], statement: Select[Any]) -> Select[Any]:
    """The rows of a document's table that may be seen, held until the end of the transaction."""
    return (
        statement.where(visible(model, work.grants)).with_for_update(of=model).execution_options(populate_existing=True)
    )


async def lock_one(work: Work, model: Any, id: str) -> Any:
    """The document of an id as clients know it, locked; None where there is none to be seen."""
    own = select(model).where(model.id == decode_as(PREFIXES[model.kind], id))
    return await work.session.scalar(locked(work, model, own))


async def lock_part(work: Work, model: type[D], merchant_id: UUID, id: UUID | None) -> D:
    """The document that another one names by a foreign key, locked."""
    own = select(model).where(model.merchant_id == merchant_id, model.id == id)
    return (await work.session.scalars(own.with_for_update().execution_options(populate_existing=True))).one()


async def act(
    work: Work,
    mutation: str,
    command: Step,
    model: type[D],
    do: Callable[[D], Awaitable[None]],
    problems: Problems | None = None,
    *,
    lock: Callable[[Work, Any, str], Awaitable[Any]] | None = None,
    find: Callable[[D], Awaitable[None]] | None = None,
) -> Key:
    """Do something to one document, once for each key, and answer the document's key.

    `lock` holds the document where more than it alone is locked; `find` looks up what else the command names.
    """
    problems = problems or Problems()
    call = Call.of(problems, mutation, command)
    problems.raise_any()
    document = await (lock or lock_one)(work, model, command.id)
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)
    if document is None:
        raise Rejected(NotFound(field=("id",)))
    key = key_of(document)
    try:
        if find:
            await find(document)
        check_version(document, command.expected_version)
        await do(document)
    except DomainError as error:
        raise Rejected(error, document=key) from error
    except Rejected as rejected:
        raise rejected.about(key) from rejected
    remember(work, call, dump_key(key))
    return key


def check_version(document: Document, expected: int | None) -> None:
    if expected is not None and expected != document.version:
        raise StaleVersion(field=("expectedVersion",), expected=expected, actual=document.version)


def move(
    work: Work,
    document: Any,
    action: Action,
    to: Any = None,
    changes: Mapping[str, object] | None = None,
    *,
    actor: Actor | None = None,
    **columns: Any,
) -> None:
    """Move a locked document as its table says, with its event. `to` chooses where the table leaves a choice."""
    before = document.state
    document.state = RULES[document.kind].machine.next(action, before, to)
    for name, value in columns.items():
        setattr(document, name, value)
    _changed(work, document, action, before, changes or {}, actor)


def note(work: Work, document: Any, changes: Mapping[str, object]) -> None:
    """Something about a document changed, by what was done to another one; its state did not."""
    _changed(work, document, None, document.state, changes, None)


def _changed(
    work: Work, document: Any, action: Action | None, before: Any, changes: Mapping[str, object], actor: Actor | None
) -> None:
    document.version += 1
    document.updated_at = work.now
    work.record(
        document,
        action,
        version=document.version,
        from_state=before,
        to_state=document.state,
        changes=changes,
        actor=actor,
    )


def begin(work: Work, document: Any, action: Action, changes: Mapping[str, object]) -> None:
    """A new document, with its first event."""
    work.add(document)
    work.record(document, action, version=1, from_state=None, to_state=document.state, changes=changes)


def new_document(work: Work, kind: DocumentKind) -> dict[str, Any]:
    """What every new document has."""
    id = work.new_id()
    return {
        "id": id,
        "number": work.new_number(kind, id),
        "version": 1,
        "created_at": work.now,
        "updated_at": work.now,
    }


OPPOSITES = {
    LinkRelation.SPAWNED: LinkRelation.SPAWNED_BY,
    LinkRelation.SUPPLEMENTS: LinkRelation.SUPPLEMENTED_BY,
    LinkRelation.RESUPPLIES: LinkRelation.RESUPPLIED_BY,
    LinkRelation.RETURNS: LinkRelation.RETURNED_BY,
    LinkRelation.CONCERNS: LinkRelation.CONCERNS,
}


def link(work: Work, start: Any, relation: LinkRelation, end: Any) -> None:
    """Link two documents of one merchant, both ways."""
    for here, how, there in ((start, relation, end), (end, OPPOSITES[relation], start)):
        work.add(
            DocumentLink(
                merchant_id=here.merchant_id,
                id=work.new_id(),
                from_id=here.id,
                relation=how,
                to_kind=there.kind,
                to_id=there.id,
            )
        )
