"""What documents share: who did what, what may be done, until when, and what happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, and_, case

from domain.deadlines import DeadlineKind, DeadlineStatus
from domain.documents import Action, DocumentKind, LinkRelation
from domain.history import changed_values, state_label
from domain.machines import RULES
from domain.permissions import OPERATOR, SYSTEM, Role, TokenScope, mask_changes
from domain.permissions import Actor as ActorValue
from domain.texts import Locale, label, text
from models import CargoOwner as CargoOwnerRow
from models import DocumentLink as DocumentLinkRow
from models import Event as EventRow
from models import Evidence as EvidenceRow
from models import Merchant as MerchantRow
from models import Warehouse as WarehouseRow
from models.kinds import MODELS
from schema.context import Audience, Context, Info
from schema.enums import ENUMS  # noqa: F401  the enumerations must be registered before they are used
from schema.fields import (
    SOURCE,
    Computed,
    Paged,
    ToDocument,
    column,
    computed,
    identifier,
    itself,
    linked,
    object_type,
    part,
    to_document,
    to_many,
    to_one,
)
from schema.scalars import JSON
from schema.types.connections import Connection, Edge
from schema.types.errors import UserError
from schema.types.parties import CargoOwner, Merchant, Node, Warehouse
from services.queries.events import IN_ORDER
from services.queries.paging import Ordering, SortKey

if TYPE_CHECKING:
    from schema.types.evidence import Evidence


def _actor_name(actor: Any, context: Context) -> str:
    if actor.role is None:
        return text(context.locale, "actors", "SYSTEM") if actor.name == SYSTEM.name else actor.name
    return label(actor.role, context.locale) if context.viewer.masked else actor.name


def _actor_name_in_sql(column: Callable[[str], ColumnElement[Any]], audience: Audience) -> ColumnElement[Any] | None:
    if audience.masked:
        return None
    name, system = column("name"), text(audience.locale, "actors", "SYSTEM")
    return case((and_(column("role").is_(None), name == SYSTEM.name), system), else_=name)


@strawberry.type(description="Who did something (操作人). The system has neither id nor role.")
class Actor:
    id: strawberry.ID | None = identifier(
        "us", "The user; null for the system, and for partners (用户 ID).", hidden=True
    )
    name: str = computed(
        "As it was then; partners read the role instead (名称).", ["name", "role"], _actor_name, _actor_name_in_sql
    )
    role: Role | None = column("What it acted as (角色).")


def actor(prefix: str, description: str, *, nullable: bool = False) -> Any:
    """Who wrote a row, of the columns that begin with the prefix."""
    columns = {name: f"{prefix}_{name}" for name in ("id", "name", "role")}

    def read(row: Any, _: Context) -> ActorValue | None:
        values = {name: getattr(row, column) for name, column in columns.items()}
        return None if nullable and values["name"] is None else ActorValue(**values)

    return part(description, columns, read, present=columns["name"] if nullable else None)


@strawberry.type(description="What the viewer may do to this document now, or why not (可执行操作).")
class AvailableAction:
    action: Action = column("The action (操作).")
    enabled: bool = column("Whether it would be accepted now (可执行).")
    disabled_reason: UserError | None = column("Why not (不可执行原因).")
    requires_confirmation: bool = column("Whether it asks for a second confirmation (需要二次确认).")
    irreversible: bool = column("Whether it cannot be undone (不可撤销).")


@strawberry.type(description="Until when something is to be done (时限).")
class Deadline:
    kind: DeadlineKind = column("What is to be done (时限类型).")
    due_at: datetime = column("Until when (截止时间).")
    status: DeadlineStatus = column("Where it stands (时限状态).")
    penalty_risk: bool = column("Whether being late can bring a penalty (有处罚风险).")


# What the warehouses and the platform alone may know of a case.
_STAFF_ONLY = {"subtype", "proposedResolution"}


def _changes(event: EventRow, context: Context) -> Any:
    changes = event.changes
    if not context.viewer.sees_subtypes:
        changes = {key: value for key, value in changes.items() if key not in _STAFF_ONLY}
    return mask_changes(changes) if context.viewer.masked else changes


@strawberry.type(description="A value that an event changed, in words (变更项).")
class ChangedValue:
    name: str = column("Where it stands in `changes`, its keys joined by dots (字段).")
    label: str = column("What it is (名称).")
    value: str = column("What it was changed to; masked for partners (取值).")


def _subject() -> Any:
    return to_document(
        "subject_kind", "subject_id", MODELS, "The document as it is now; null when the viewer may not see it (单据)."
    )


def _in_words(description: str, needs: Iterable[str], told: Callable[[Any, Context, Locale], Any]) -> Any:
    """What is told of a row in the reader's language, or in the one that is asked for."""

    def read(row: Any, context: Context, locale: Locale | None = None) -> Any:
        return told(row, context, locale or context.locale)

    def resolve(
        root: Any,
        info: Info,
        locale: Annotated[
            Locale | None, strawberry.argument(description="The language; left out: the request's (语言).")
        ] = strawberry.UNSET,
    ) -> Any:
        return read(root, info.context, locale)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: Computed(tuple(needs), read)})


def _operators(value: Any, context: Context) -> Any:
    """What tells how much everybody does."""
    return value if context.viewer.role in OPERATOR else None


@object_type(
    EventRow,
    "One line of a document's history (操作记录). `seq` is gapless over the whole installation, `hash` chains over "
    "(previous hash, canonical event); both are null for everyone but PLATFORM_OPERATOR, and until the event is sequenced.",
)
class Event(Node):
    id: strawberry.ID = identifier("ev")
    seq: int | None = computed(
        "Its place among all events (序号).", ["seq"], lambda event, context: _operators(event.seq, context)
    )
    at: datetime = column("When (时间).")
    actor: Actor = actor("actor", "Who (操作人).")
    action: Action | None = column(
        "What was done; null where only something about the document changed, by what was done to another one or by "
        "evidence that came (操作)."
    )
    subject_kind: DocumentKind = column("The kind of document (单据类型).")
    from_state: str | None = column("The state before; null at creation (原状态).")
    to_state: str | None = column("The state after (新状态).")
    changes: JSON = computed("The changed values; masked for partners (变更内容).", ["changes"], _changes)
    hash: str | None = computed(
        "The link of the chain (哈希).", ["hash"], lambda event, context: _operators(event.hash, context)
    )

    action_label: str | None = _in_words(
        "What was done, in words (操作名称).",
        ["action"],
        lambda event, _, locale: None if event.action is None else label(event.action, locale),
    )
    from_state_label: str | None = _in_words(
        "The state before, in words (原状态名称).",
        ["subject_kind", "from_state"],
        lambda event, _, locale: state_label(event.subject_kind, event.from_state, locale),
    )
    to_state_label: str | None = _in_words(
        "The state after, in words (新状态名称).",
        ["subject_kind", "to_state"],
        lambda event, _, locale: state_label(event.subject_kind, event.to_state, locale),
    )
    changed_values: list[ChangedValue] = _in_words(
        "The changed values, in words; masked for partners (变更明细).",
        ["changes"],
        lambda event, context, locale: changed_values(_changes(event, context), locale),
    )

    subject: "Document | None" = _subject()


@strawberry.type(description="An event with its place in the timeline (操作记录项).")
class EventEdge(Edge[Event]): ...


@strawberry.type(description="A page of events, oldest first (操作记录列表).")
class EventConnection(Connection[Event]): ...


@strawberry.type(
    description="Something that happened (变更). `cursor` resumes the stream: events after it are sent first, none twice, "
    "none lost. Cursors are those of `events`, and tell nothing about how much others do."
)
class Change:
    cursor: str = computed(
        "Give it back as `after` (游标).", ["seq"], lambda event, context: context.cursors.write(IN_ORDER, [event.seq])
    )
    event: Event = itself("What happened (事件).")
    document: "Document | None" = _subject()

    is_type_of = classmethod(lambda _, value, info: isinstance(value, EventRow))


TIMELINE = Ordering(
    "timeline",
    (
        SortKey("VERSION", EventRow.subject_version, descending=False),
        SortKey("ID", EventRow.id, descending=False),
    ),
)


TIMELINES = Paged(EventRow, "subject_id", TIMELINE, size=50)


@dataclass(frozen=True)
class Timeline:
    """One document's events behind a place."""

    context: Context
    key: tuple[UUID, UUID]
    first: int
    after: tuple[int, UUID] | None

    async def _loaded(self) -> list[EventRow]:
        return await self.context.loaders.timelines(self.first, self.after).load(self.key)  # type: ignore[no-any-return]

    async def rows(self) -> list[EventRow]:
        return (await self._loaded())[: self.first]

    def cursor(self, row: EventRow) -> str:
        return self.context.cursors.write(TIMELINE, TIMELINE.of(row))

    async def beyond(self) -> tuple[bool, bool]:
        # A cursor names an event of the timeline: at least that one lies in front.
        return len(await self._loaded()) > self.first, self.after is not None

    async def total(self) -> int:
        return await self.context.loaders.timeline_totals().load(self.key)  # type: ignore[no-any-return]


# ───────────────────────── documents ─────────────────────────

LINKED = ToDocument("to_kind", "to_id", MODELS)


@object_type(DocumentLinkRow, "Another document, and what it is to this one (单据关联).")
class DocumentLink:
    relation: LinkRelation = column("What this document is to the other one (关联类型).")
    document: "Document" = to_document("to_kind", "to_id", MODELS, "The other document (关联单据).")


def labelled(name: str, description: str) -> Any:
    """A word of the row, in words."""

    def told(row: Any, _: Context, locale: Locale) -> str | None:
        word = getattr(row, name)
        return None if word is None else label(word, locale)

    return _in_words(description, [name], told)


def _available_actions(row: Any, context: Context) -> list[Any]:
    if TokenScope.WRITE not in context.viewer.scopes:
        return []
    return RULES[row.kind].available_actions(row, context.viewer.role, context.now)


@strawberry.interface(description="What every document has (单据).")
class Document(Node):
    number: str = column("What people call it (单号).")
    kind: DocumentKind = computed("What kind of document (单据类型).", [], lambda row, _: row.kind)
    version: int = column(
        "Rises by one with each change; give it back as expectedVersion to refuse to overwrite somebody else's change "
        "(版本)."
    )
    merchant: Merchant = to_one(MerchantRow, "merchant_id", "Whose it is (商家).")
    warehouse: Warehouse | None = to_one(WarehouseRow, "warehouse_id", "Where the goods are (仓库).")
    cargo_owner: CargoOwner | None = to_one(CargoOwnerRow, "cargo_owner_id", "Who owns the goods (货主).")
    created_at: datetime = column("When it was entered (创建时间).")
    updated_at: datetime = column("When it changed last (更新时间).")
    available_actions: list[AvailableAction] = computed(
        "What the viewer may do now, each action of its role with the reason against it (可执行操作).",
        lambda model: RULES[model.kind].actions_need,
        _available_actions,
    )
    deadlines: list[Deadline] = computed(
        "What is or was to be done by when (时限).",
        lambda model: RULES[model.kind].deadlines_need,
        lambda row, context: RULES[row.kind].deadlines(row, context.now),
    )
    links: "list[DocumentLink]" = linked(
        DocumentLinkRow, "from_id", LINKED, "The documents that belong to it, and how (关联单据)."
    )
    evidence: list[Annotated["Evidence", strawberry.lazy("schema.types.evidence")]] = to_many(
        EvidenceRow, "subject_id", "at", "Files that were attached to it, the oldest first (凭证)."
    )

    state_label: str = labelled("state", "The state in words (状态).")

    @strawberry.field(
        description="What happened, from the oldest event on (操作记录).",
        metadata={SOURCE: TIMELINES},
    )
    async def timeline(
        root: Any,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description="How many, at most 100 (条数).")] = TIMELINES.size,
        after: Annotated[
            str | None, strawberry.argument(description="Only what came behind this cursor (游标).")
        ] = strawberry.UNSET,
    ) -> EventConnection:
        page = TIMELINES.page(first, after)
        place = None if page.after is None else tuple(info.context.cursors.read(TIMELINE, page.after))
        return Timeline(info.context, (root.merchant_id, root.id), page.size, place)  # type: ignore[return-value]
