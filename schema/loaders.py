"""Batched reading of related rows for the ordinary executor: one statement a relation, however many rows ask.

Every statement carries the viewer's scope, although what leads here was scoped already.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from strawberry.dataloader import DataLoader

from domain.permissions import Grants
from models import Base, Event
from services.queries.listing import Reader
from services.scope import Key, keyed, parts, visible

Loader = DataLoader[Key, Any]
# A statement holds at most 32,767 parameters.
MOST_KEYS = 10_000


class Loaders:
    """The loaders of one request, each made when it is first asked for."""

    def __init__(self, grants: Grants, read: Reader) -> None:
        self._grants = grants
        self._read = read
        self._made: dict[object, Loader] = {}

    def one(self, model: type[Base]) -> Loader:
        """Rows by (merchant id, id); where the merchant is not known, or there is none, by the id alone."""
        return self._loader(("one", model), lambda keys: self._load_one(model, keys))

    def parts(self, owner: type[Base], model: type[Base], key: str, order_by: str) -> Loader:
        """A document's rows of another table, by the document's (merchant id, id)."""
        name = ("parts", owner, model, key, order_by)
        return self._loader(name, lambda keys: self._load_parts(owner, model, key, order_by, keys))

    def timelines(self, first: int, after: tuple[int, UUID] | None) -> Loader:
        """The first events of documents behind a place, one more than asked for, oldest first."""
        return self._loader(("timeline", first, after), lambda keys: self._load_timelines(first, after, keys))

    def timeline_totals(self) -> Loader:
        return self._loader("timeline totals", self._load_timeline_totals)

    def planned(self, plan: object, load: Callable[[list[Any]], Any]) -> Loader:
        """What a plan reads of rows by their keys."""
        return self._loader(("planned", plan), load)

    def _loader(self, name: object, load: Callable[[list[Key]], Any]) -> Loader:
        if name not in self._made:
            self._made[name] = DataLoader(load_fn=load)
        return self._made[name]

    async def _rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        async with self._read() as session:
            rows: Sequence[Any] = (await session.execute(statement)).all()
            return rows

    async def _load_one(self, model: type[Base], keys: list[Key]) -> list[Any]:
        found: dict[UUID, Any] = {}
        for start in range(0, len(keys), MOST_KEYS):
            some = keys[start : start + MOST_KEYS]
            statement = select(model).where(visible(model, self._grants), keyed(model, some))
            found |= {row.id: row for (row,) in await self._rows(statement)}
        return [found.get(id) for _, id in keys]

    async def _load_parts(
        self, owner: type[Base], model: type[Base], key: str, order_by: str, keys: list[Key]
    ) -> list[list[Any]]:
        columns = model.__table__.c
        statement = (
            select(model)
            .where(
                parts(model, self._grants, of=owner, key=key),
                columns.merchant_id.in_(sorted({merchant for merchant, _ in keys})),
                columns[key].in_(sorted({id for _, id in keys})),
            )
            .order_by(columns[order_by], columns.id)
        )
        found: dict[UUID, list[Any]] = defaultdict(list)
        for (row,) in await self._rows(statement):
            found[getattr(row, key)].append(row)
        return [found[id] for _, id in keys]

    def _events(self, keys: list[Key]) -> list[Any]:
        return [
            visible(Event, self._grants),
            Event.merchant_id.in_(sorted({merchant for merchant, _ in keys})),
            Event.subject_id.in_(sorted({id for _, id in keys})),
        ]

    async def _load_timelines(self, first: int, after: tuple[int, UUID] | None, keys: list[Key]) -> list[list[Event]]:
        place = func.row_number().over(partition_by=Event.subject_id, order_by=(Event.subject_version, Event.id))
        numbered = select(Event.merchant_id, Event.id, place.label("place")).where(*self._events(keys))
        if after is not None:
            version, id = after
            behind = (Event.subject_version > version) | ((Event.subject_version == version) & (Event.id > id))
            numbered = numbered.where(behind)
        page = numbered.subquery()
        statement = (
            select(Event)
            .join(page, (page.c.merchant_id == Event.merchant_id) & (page.c.id == Event.id))
            .where(page.c.place <= first + 1)
            .order_by(Event.subject_version, Event.id)
        )
        found: dict[UUID, list[Event]] = defaultdict(list)
        for (event,) in await self._rows(statement):
            found[event.subject_id].append(event)
        return [found[id] for _, id in keys]

    async def _load_timeline_totals(self, keys: list[Key]) -> list[int]:
        statement = select(Event.subject_id, func.count()).where(*self._events(keys)).group_by(Event.subject_id)
        found = dict(await self._rows(statement))
        return [found.get(id, 0) for _, id in keys]
