"""Reading what is wanted, each kind of it: by its plan, or as the ordinary executor takes it."""

import asyncio
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from domain.words import Word
from models import Base
from models.statements import Planning
from plan.kept import Selections
from plan.pages import FacetPart, Page
from plan.plans import ListPlan, ObjectPlan
from plan.selection import TYPENAME, Selected
from schema.context import Context
from services.queries.listing import Listed, ListedPage
from services.queries.paging import Window
from services.queries.wanted import All, First, Keyed, Wanted
from services.scope import Key, key_values, keyed, of_key, visible


async def read(wanted: Wanted, selections: Selections, *, alone: bool) -> Any:
    """The completed value; raises NotCovered. What is wanted `alone` does not wait for others of its kind."""
    match wanted:
        case Listed():
            await _look_ahead(wanted, selections.context)
            return await _list(wanted, selections)
        case Keyed():
            return await _keyed(wanted, selections, alone)
        case First():
            plan = _object_plan(wanted.model, selections)
            rows = await plan.plan.rows(selections.context, wanted.condition, limit=1)
            return plan.binder(selections.context)(rows[0]) if rows else None
        case All():
            plan = _object_plan(wanted.model, selections)
            rows = await plan.plan.rows(selections.context, wanted.condition, wanted.ordering)
            return list(map(plan.binder(selections.context), rows))
    raise TypeError(wanted)


def _object_plan(model: type[Base], selections: Selections) -> ObjectPlan:
    plan: ObjectPlan = selections.plan(model, lambda *about: ObjectPlan.compile(model, *about))
    return plan


# ───────────────────────── rows by their ids ─────────────────────────


async def _keyed(wanted: Keyed, selections: Selections, alone: bool) -> Any:
    plan, key = _object_plan(wanted.model, selections), (wanted.merchant_id, wanted.id)
    load = partial(_load, plan, wanted.model, selections.context)
    return (await load([key]))[0] if alone else await selections.context.loaders.planned(plan, load).load(key)


async def _load(plan: ObjectPlan, model: type[Base], context: Context, keys: list[Key]) -> list[Any]:
    if len(keys) == 1:
        key = key_values(model, keys[0])
        rows = await plan.plan.kept(context, ("key", *key), lambda: of_key(model, key), key)
        return [plan.binder(context)(rows[0]) if rows else None]
    found = await _by_id(plan, context, keyed(model, keys))
    return [found.get(id.hex) for _, id in keys]


async def _by_id(plan: ObjectPlan, context: Context, condition: ColumnElement[bool]) -> dict[str, Any]:
    """What is selected of the rows that fulfil a condition, by their ids."""
    read = plan.binder(context)
    return {row[plan.id]: read(row) for row in await plan.plan.rows(context, condition)}


# ───────────────────────── lists ─────────────────────────


async def _look_ahead(wanted: Listed[Any], context: Context) -> None:
    if context.database.is_sqlite:
        await wanted.count_searches()


async def _list(wanted: Listed[Any], selections: Selections) -> Any:
    model, ordering, page = wanted.listing.model, wanted.ordering, wanted.page
    plan: ListPlan = selections.plan(
        (wanted.listing.name, ordering.signature), lambda *about: ListPlan.compile(model, ordering, *about)
    )
    context = selections.context
    bounds: dict[str, Any] = {"backward": page.backward, "limit": page.size + 1}
    if kept := wanted.kept:
        planning = Planning.AUTO if kept.narrows else Planning.ONCE
        reading = plan.plan.kept(context, kept.name, kept.make, kept.values, ordering, planning=planning, **bounds)
    else:
        where = and_(wanted.condition, wanted.within)
        planning = Planning.ANEW if wanted.searches else Planning.AUTO
        reading = plan.plan.rows(context, where, ordering, planning=planning, **bounds)
    if "total" in plan.wants or plan.facets:
        counting = wanted.total() if "total" in plan.wants else _nothing()
        rows, total, *facets = await asyncio.gather(
            reading, counting, *(_facet(wanted, part, selections) for part in plan.facets)
        )
    else:
        rows, total, facets = await reading, 0, []
    window = Window.of(rows, page)
    read = plan.binder(context)
    return read(
        Page(
            rows=window.rows,
            cursor=plan.place.cursor(context),
            behind=await _is_beyond(wanted, plan, window, "behind"),
            before=await _is_beyond(wanted, plan, window, "before"),
            total=total,
            facets=facets,
        )
    )


async def _nothing() -> int:
    return 0


async def _is_beyond(wanted: Listed[Any], plan: ListPlan, window: Window[Any], side: str) -> bool:
    if side not in plan.wants:
        return False
    backward = side == "before"
    edge = plan.place.of(window.rows[0 if backward else -1]) if window.rows else None
    return await wanted.is_beyond(backward=backward, more=window.more, edge=edge)


async def _facet(wanted: Listed[Any], part: FacetPart, selections: Selections) -> list[Any]:
    """The lines of a facet: all values of each selected field, put side by side."""
    found = await wanted.facet(part.source.name)
    values = part.source.values
    if issubclass(values, Word):
        counted = [(word, found.get(word, 0)) for word in values]
    else:
        counted = await _most_first(values, found, selections.context)
    if not counted or not part.fields:
        return [{} for _ in counted]
    columns = [await _facet_column(part, field, counted, selections) for field in part.fields]
    keys = [field.key for field in part.fields]
    return [dict(zip(keys, line, strict=True)) for line in zip(*columns, strict=True)]


async def _most_first(model: type[Base], found: dict[Any, int], context: Context) -> list[tuple[Any, int]]:
    columns = model.__table__.c
    theirs = (visible(model, context.viewer.grants), keyed(model, [(None, id) for id in found]))
    codes = await context.fetch(select(columns.id, columns.code).where(*theirs))
    return [(id, found[id]) for id, _ in sorted(codes, key=lambda row: (-found[row[0]], row[1]))]


async def _facet_column(part: FacetPart, field: Selected, counted: list[Any], selections: Selections) -> list[Any]:
    values = part.source.values
    if field.name == TYPENAME:
        return [part.type] * len(counted)
    if field.name == "count":
        return [count for _, count in counted]
    if issubclass(values, Word):
        return [word.value for word, _ in counted]
    plan = _object_plan(values, selections.of(field))
    shown = await _by_id(plan, selections.context, keyed(values, [(None, id) for id, _ in counted]))
    return [shown[id.hex] for id, _ in counted]


# ───────────────────────── without a plan ─────────────────────────


async def ordinary(wanted: Wanted, context: Context) -> Any:
    """The row or rows as the ordinary executor's resolvers take them."""
    match wanted:
        case Listed():
            await _look_ahead(wanted, context)
            return ListedPage(wanted)
        case Keyed():
            return await context.loaders.one(wanted.model).load((wanted.merchant_id, wanted.id))
        case First() | All():
            return await _rows(wanted, context)
    raise TypeError(wanted)


async def _rows(wanted: First | All, context: Context) -> Any:
    statement = select(wanted.model).where(visible(wanted.model, context.viewer.grants), wanted.condition)
    async with context.read() as session:
        if isinstance(wanted, First):
            return await session.scalar(statement.limit(1))
        return (await session.scalars(statement.order_by(*wanted.ordering.columns(backward=False)))).all()
