"""The unit of work: one transaction, somebody who acts, and the moment at which it happens.

A use case loads, decides, then writes. It never commits: `perform` does, through `Database.write`, or not at all.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.deadlines import Spans
from domain.documents import PREFIXES, Action, DocumentKind
from domain.ids import document_number, new_id
from domain.permissions import Actor, Grants, Viewer
from models import Base, Event
from models.base import actor_columns, table_of
from models.database import Database

T = TypeVar("T")
Command = TypeVar("Command")
Clock = Callable[[], datetime]

_TABLE_ORDER = {table: position for position, table in enumerate(Base.metadata.sorted_tables)}


def utc_now() -> datetime:
    """Whole milliseconds: what every client, JavaScript's too, gives back unchanged."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass
class Work:
    session: AsyncSession
    actor: Actor
    grants: Grants
    now: datetime
    spans: Spans = Spans()
    # Whether there are events.
    recorded: bool = False
    _added: list[Base] = field(default_factory=list)
    _last_id: UUID | None = None

    def new_id(self) -> UUID:
        """Later ones of the same moment are greater, so that what is made in turn is listed in turn."""
        self._last_id = new_id(self.now, after=self._last_id)
        return self._last_id

    def add(self, *rows: Base) -> None:
        """Rows to be inserted when the use case is done: all of a table in one statement."""
        self._added.extend(rows)

    def added(self, model: type[T]) -> list[T]:
        """The rows of a model that are still to be inserted."""
        return [row for row in self._added if isinstance(row, model)]

    def new_number(self, kind: DocumentKind, id: UUID) -> str:
        return document_number(PREFIXES[kind].upper(), self.now, id)

    def record(
        self,
        document: Any,
        action: Action | None,
        *,
        version: int,
        from_state: str | None,
        to_state: str,
        changes: Mapping[str, object],
        actor: Actor | None = None,
    ) -> None:
        """The event of a change of a document, written with it; by the actor of the work where no other is named."""
        self.recorded = True
        self.add(
            Event(
                merchant_id=document.merchant_id,
                id=self.new_id(),
                at=self.now,
                subject_kind=document.kind,
                subject_id=document.id,
                subject_version=version,
                warehouse_id=document.warehouse_id,
                action=action,
                from_state=from_state,
                to_state=to_state,
                changes={key: value for key, value in changes.items() if value is not None},
                **actor_columns(actor or self.actor),
            )
        )

    async def flush(self) -> None:
        """Write what was changed, and what was added, tables in the order of their foreign keys."""
        await self.session.flush()
        rows = sorted(self._added, key=lambda row: _TABLE_ORDER[table_of(type(row))])
        self._added.clear()
        for model, same in groupby(rows, key=type):
            await self.session.execute(_insert(model), [_values(row) for row in same])


def _insert(model: type[Base]) -> Insert:
    # RETURNING makes SQLAlchemy send all rows in one statement; without it the driver sends one a row.
    return insert(table_of(model)).returning(*table_of(model).primary_key.columns)


def _values(row: Base) -> dict[str, Any]:
    """All but what is made of other columns."""
    columns = table_of(type(row)).columns
    return {c.key: getattr(row, c.key) for c in columns if c.default is None or not c.default.is_callable}


async def perform(
    database: Database,
    use_case: Callable[[Work, Command], Awaitable[T]],
    command: Command,
    *,
    viewer: Viewer | None = None,
    actor: Actor | None = None,
    spans: Spans = Spans(),
    clock: Clock = utc_now,
) -> T:
    """Run a use case in a transaction of its own; from the start again where it lost a race."""

    work: Work

    async def attempt(session: AsyncSession) -> T:
        nonlocal work
        work = Work(
            session=session,
            actor=actor or _actor(viewer),
            grants=viewer.grants if viewer else Grants(),
            now=clock(),
            spans=spans,
        )
        result = await use_case(work, command)
        await work.flush()
        return result

    result = await database.write(attempt)
    if work.recorded:
        database.recorded.give()
    return result


def _actor(viewer: Viewer | None) -> Actor:
    if viewer is None:
        raise ValueError("somebody must act")
    return viewer.actor
