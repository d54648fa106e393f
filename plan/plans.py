"""A plan: what is selected of one table's rows, compiled once."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql.execution.collect_fields import FieldDetailsList
from sqlalchemy import ColumnClause, ColumnElement, Select, column, literal_column, select, table
from sqlalchemy.sql import visitors

from models import Base
from models.statements import Planning
from plan.objects import Place, object_binder, type_of
from plan.pages import PLACED, FacetPart, PagePlan
from plan.rows import Row, Rows
from plan.selection import Selection
from plan.types import Binder
from schema.context import Context
from services.queries.paging import Ordering
from services.scope import GrantParameters, parameters, visible


@dataclass(eq=False)
class Plan:
    """What is selected of the rows of one table, and how JSON is made of them.

    The rows are looked for first, in a SELECT named `page` that the viewer's scope is part of; whatever hangs on them
    is joined to what was found.
    """

    model: type[Base]
    row: Row

    @classmethod
    def begin(cls, model: type[Base], selection: Selection) -> "Plan":
        scope = GrantParameters.like(selection.context.viewer.grants)
        page = table("page", *(column(c.name, c.type) for c in model.__table__.c))
        return cls(model, Row(Rows(page, scope), model, page))

    async def rows(
        self,
        context: Context,
        condition: ColumnElement[bool],
        ordering: Ordering | None = None,
        *,
        backward: bool = False,
        limit: int | None = None,
        planning: Planning = Planning.AUTO,
    ) -> list[Any]:
        """The values of the rows that the viewer may see and that fulfil the condition."""
        grants = context.viewer.grants
        where = visible(self.model, grants) & condition
        prepared = context.database.statements.prepare(
            where,
            lambda: self.statement(where, ordering, backward=backward, limit=limit),
            name=(self, ordering and ordering.signature, backward, limit),
            parameters=parameters(grants),
            planning=planning,
        )
        return await context.database.fetch_raw(prepared, primary=context.wrote)

    async def kept(
        self,
        context: Context,
        name: Hashable,
        condition: Callable[[], ColumnElement[bool]],
        values: Mapping[str, Any],
        ordering: Ordering | None = None,
        *,
        backward: bool = False,
        limit: int | None = None,
        planning: Planning = Planning.ONCE,
    ) -> list[Any]:
        """The same of a condition with parameters that depends on its name alone: nothing of the SQL is made anew."""
        scope = self.row.rows.scope
        prepared = context.database.statements.prepare(
            None,
            lambda: self.statement(visible(self.model, scope) & condition(), ordering, backward=backward, limit=limit),
            name=(self, name, ordering and ordering.signature, backward, limit),
            parameters={**parameters(context.viewer.grants), **values},
            planning=planning,
        )
        return await context.database.fetch_raw(prepared, primary=context.wrote)

    def statement(
        self, where: ColumnElement[bool], ordering: Ordering | None, *, backward: bool, limit: int | None
    ) -> Select[Any]:
        page, columns = self.row.table, self.model.__table__.c
        order = ordering.over(page.c).columns(backward=backward) if ordering else []
        values = [value.label(f"v{number}") for number, value in enumerate(self.row.rows.values)]
        outer = select(*(values or [page.c.id.label("v")])).select_from(self.row.rows.source).order_by(*order)
        used = {c.name for c in visitors.iterate(outer) if isinstance(c, ColumnClause) and c.table is page}
        inner = select(*(columns[name] for name in sorted(used | {"id"}))).where(where)
        if ordering:
            inner = inner.order_by(*ordering.columns(backward=backward))
        if limit is not None:
            # As a literal, so that the database knows it when it plans.
            inner = inner.limit(literal_column(str(limit)))
        return outer.add_cte(inner.cte("page"))


@dataclass(eq=False)
class ObjectPlan:
    """Rows by themselves: `id` is the position of theirs."""

    plan: Plan
    binder: Binder
    id: int

    @classmethod
    def compile(cls, model: type[Base], type: Any, details: FieldDetailsList, selection: Selection) -> "ObjectPlan":
        plan = Plan.begin(model, selection)
        shown = type_of(model, selection, type)
        return cls(plan, object_binder(plan.row, shown, details, selection), plan.row.value("id"))


@dataclass(eq=False)
class ListPlan:
    """A connection: its rows, and what of the page is wanted beside them."""

    plan: Plan
    binder: Binder
    wants: set[str]
    facets: list[FacetPart]
    place: Place

    @classmethod
    def compile(
        cls, model: type[Base], ordering: Ordering, type: Any, details: FieldDetailsList, selection: Selection
    ) -> "ListPlan":
        plan = Plan.begin(model, selection)
        shown = type_of(model, selection)
        page = PagePlan(selection, lambda nodes: object_binder(plan.row, shown, nodes, selection))
        binder = page.binder(type, details)
        return cls(plan, binder, page.wants, page.facets, Place(plan.row, ordering if page.wants & PLACED else None))
