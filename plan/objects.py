"""An object type's selection over a table's row: which values it needs, and how JSON is made of them.

One case for each kind of declaration in `schema.fields`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from graphql import GraphQLObjectType, GraphQLOutputType, get_named_type
from graphql.execution.collect_fields import FieldDetailsList
from sqlalchemy import ColumnElement, Select, case, func, null, or_, select

from models import Base
from plan.json_sql import (
    MOST_FIELDS,
    NOTHING,
    Elements,
    Embedded,
    Gathered,
    Member,
    flat,
    json_array,
    json_object,
    text,
    unless_null,
    wire,
)
from plan.pages import PLACED, Page, PagePlan
from plan.rows import Answer, Plain, Row, Rows, alias
from plan.selection import TYPENAME, NotCovered, Selected, Selection
from plan.types import Binder, Reader, object_of
from plan.values import value_binder
from schema.context import Context
from schema.fields import (
    TYPES,
    Column,
    Computed,
    Identifier,
    Items,
    Itself,
    Linked,
    Masked,
    Paged,
    Part,
    Through,
    ToDocument,
    ToMany,
    ToOne,
)
from services.queries import paging
from services.queries.paging import Ordering

# Selections can go around in circles; databases bound how deep a statement may be nested.
MOST_LEVELS = 6


def type_of(model: type[Base], selection: Selection, asked: GraphQLOutputType | None = None) -> GraphQLObjectType:
    """The GraphQL type that shows a table's rows: the one that is `asked` for, where that is an object's."""
    named = get_named_type(asked)
    return object_type(named if isinstance(named, GraphQLObjectType) else selection.schema.type_map[TYPES[model]])


def object_type(type: Any) -> GraphQLObjectType:
    named = get_named_type(type)
    assert isinstance(named, GraphQLObjectType)
    return named


def object_binder(row: Row, type: GraphQLObjectType, details: FieldDetailsList, selection: Selection) -> Binder:
    return row.rows.bound(object_answer(row, type, details, selection))


def object_answer(row: Row, type: GraphQLObjectType, details: FieldDetailsList, selection: Selection) -> Answer:
    """Made by the database where it can make all of its fields; else of the row's values, here."""
    fields = {s.key: _field(row, type, s, selection) for s in selection.fields(type, details)}
    plain = {key: field.value for key, field in fields.items() if isinstance(field, Plain)}
    if len(plain) == len(fields) <= MOST_FIELDS:
        return Plain(json_object(plain))
    return object_of((key, row.rows.bound(field)) for key, field in fields.items())


def _field(row: Row, type: GraphQLObjectType, selected: Selected, selection: Selection) -> Answer:
    if selected.name == TYPENAME:
        return Plain(text(type.name))
    match selected.source:
        case Column(name):
            return row.plain(name or selected.definition.python_name)
        case Identifier(prefix, hidden):
            return Plain(NOTHING) if hidden and selection.audience.masked else row.identifier(prefix)
        case Masked() as source:
            return _masked(row, source) if selection.audience.masked else row.plain(source.column)
        case Part() as source:
            return _part_of(row, source, selected, selection)
        case Items() as source:
            return _items(row, source, selected, selection)
        case Computed() as source:
            return _computed_in_sql(row, source, selection) or _computed(row, source, selected, selection)
        case Through(model, column, name):
            return row.to_one(model, column).plain(name, always=not row.may_be_null(column))
        case ToOne(model, column, of):
            holder = row.to_one(*of) if of else row
            return _present(holder.to_one(model, column), selected, selection, always=not holder.may_be_null(column))
        case Linked() as source:
            return _linked(row, source, selected, selection)
        case ToMany(model, key, single=True):
            return _present(row.only_part(model, key), selected, selection)
        case ToMany() as source:
            return _many(row, source, selected, selection)
        case Paged() as source:
            return _paged(row, source, selected, selection)
        case ToDocument() as source:
            return _document(row, source, selected, selection)
        case Itself():
            return object_answer(row, type_of(row.model, selection), selected.details, selection)
    raise NotCovered(f"{type.name}.{selected.name}")


def _masked(row: Row, source: Masked) -> Binder:
    position = row.value(source.column)

    def bind(context: Context) -> Reader:
        return lambda values: source.of(values[position], context)

    return bind


def _computed(row: Row, source: Computed, selected: Selected, selection: Selection) -> Binder:
    needs = [(name, row.typed(name)) for name in source.needs_of(row.model)]
    stand_in = row.stand_in()
    answer = value_binder(selected.type, selected.details, selection)

    def bind(context: Context) -> Reader:
        read = answer(context)
        compute = partial(source.compute, **selected.arguments)

        def read_row(values: Any) -> Any:
            given = {name: read_need(values) for name, read_need in needs}
            return read(compute(stand_in(**given), context))

        return read_row

    return bind


def _computed_in_sql(row: Row, source: Computed, selection: Selection) -> Plain | None:
    value = None if source.in_sql is None else source.in_sql(row.column, selection.audience)
    return None if value is None else Plain(wire(value))


def _items(row: Row, source: Items, selected: Selected, selection: Selection) -> Answer:
    type = object_type(selected.type)
    item = Elements(row.column(source.column)).table_valued("value", name="item")
    members = {s.key: _member(item.c.value, type, s) for s in selection.fields(type, selected.details)}
    if len(members) > MOST_FIELDS:
        return _computed(row, source, selected, selection)
    return Plain(wire(select(Gathered(json_object(members))).select_from(item).scalar_subquery()))


def _member(item: ColumnElement[Any], type: GraphQLObjectType, selected: Selected) -> ColumnElement[Any]:
    if selected.name == TYPENAME:
        return text(type.name)
    assert isinstance(selected.source, Column)
    return Member(item, text(selected.source.name or selected.definition.python_name))


def _part_of(row: Row, source: Part, selected: Selected, selection: Selection) -> Answer:
    answer = object_answer(row.part(source.columns), object_type(selected.type), selected.details, selection)
    return answer if source.present is None else _unless_null(row, source.present, answer)


def _present(row: Row, selected: Selected, selection: Selection, *, always: bool = False) -> Answer:
    """The object of a row that was joined; null where nothing was."""
    answer = object_answer(row, type_of(row.model, selection), selected.details, selection)
    return answer if always and isinstance(answer, Plain) else _unless_null(row, "id", answer)


def _unless_null(row: Row, column: str, answer: Answer) -> Answer:
    """Null where the column is."""
    if isinstance(answer, Plain):
        return Plain(unless_null(row.column(column), answer.value))
    there = row.value(column)

    def bind(context: Context) -> Reader:
        read = answer(context)
        return lambda values: None if values[there] is None else read(values)

    return bind


# ───────────────────────── rows within the row ─────────────────────────


def _part(row: Row, model: type[Base]) -> Row:
    """Rows of a SELECT within this row's."""
    depth = row.rows.depth + 1
    if depth > MOST_LEVELS:
        raise NotCovered(f"lists within more than {MOST_LEVELS} lists")
    table = alias(model, f"part{depth}_{len(row.rows.values)}")
    return Row(Rows(table, row.rows.scope, depth), model, table)


def _gathered(row: Row, part: Row, statement: Select[Any], value: Callable[..., Any]) -> ColumnElement[Any]:
    """All rows of the part as one JSON array of what `value` makes of their values."""
    rows = part.rows
    labelled = [value.label(f"v{number}") for number, value in enumerate(rows.values)] or [null().label("v")]
    found = statement.with_only_columns(*labelled).select_from(rows.source).correlate(row.table).subquery("part")
    return wire(select(Gathered(value(*map(wire, found.c)))).scalar_subquery())


def _rows_within(row: Row, part: Row, statement: Select[Any]) -> Reader:
    """Reads the part's rows, each as the list of its values."""
    return flat(len(part.rows.values), row.rows.parsed(row.rows.put(_gathered(row, part, statement, json_array))))


def _many(row: Row, source: ToMany, selected: Selected, selection: Selection) -> Answer:
    part = _part(row, source.model)
    answer = object_answer(part, type_of(source.model, selection), selected.details, selection)
    return _all(row, part, source, answer)


def _linked(row: Row, source: Linked, selected: Selected, selection: Selection) -> Answer:
    """Rows whose document the viewer may see: all kinds of documents are joined, and at most one of them is there."""
    part = _part(row, source.model)
    to = source.document
    seen = [part.document(to, kind).table.c.id.is_not(None) for kind in to.models]
    if get_named_type(selected.type).name == TYPES[source.model]:
        answer = object_answer(part, type_of(source.model, selection), selected.details, selection)
    else:
        answer = _document(part, to, selected, selection)
    return _all(row, part, source, answer, or_(*seen), *(part.table.c[name] == value for name, value in source.only))


def _all(row: Row, part: Row, source: ToMany, answer: Answer, *conditions: ColumnElement[bool]) -> Answer:
    """The part's rows that belong to this one and fulfil the conditions."""
    order = [part.table.c[name] for name in source.order]
    statement = select(part.table).where(row.holds(part, source.key), *conditions).order_by(*order)
    if isinstance(answer, Plain):
        part.rows.bound(answer)
        return Plain(_gathered(row, part, statement, lambda *values: values[-1]))
    items = _rows_within(row, part, statement)

    def bind(context: Context) -> Reader:
        read = answer(context)
        return lambda values: [read(item) for item in items(values)]

    return bind


def _paged(row: Row, source: Paged, selected: Selected, selection: Selection) -> Binder:
    part = _part(row, source.model)
    ordering = source.ordering.over(part.table.c)
    page = source.page(**selected.arguments)
    within = paging.within(ordering, paging.places(ordering, page, selection.context.cursors))
    plan = PagePlan(
        selection, lambda details: object_binder(part, type_of(source.model, selection), details, selection)
    )
    connection = plan.binder(selected.type, selected.details)
    place = Place(part, source.ordering if plan.wants & PLACED else None)
    belonging = select(part.table).where(row.holds(part, source.key))
    statement = belonging.where(within).order_by(*ordering.columns(backward=False)).limit(page.size + 1)
    items = _rows_within(row, part, statement)
    total = _counted(row, source) if "total" in plan.wants else None

    def bind(context: Context) -> Reader:
        read = connection(context)
        cursor = place.cursor(context)

        def read_page(values: Any) -> Any:
            found = items(values)
            return read(
                Page(
                    rows=found[: page.size],
                    cursor=cursor,
                    behind=len(found) > page.size,
                    # A cursor names a row of the list: at least that one lies in front.
                    before=page.after is not None,
                    total=0 if total is None else values[total],
                )
            )

        return read_page

    return bind


def _counted(row: Row, source: Paged) -> int:
    part = _part(row, source.model)
    counted = select(func.count()).select_from(part.table).where(row.holds(part, source.key)).correlate(row.table)
    return row.rows.put(counted.scalar_subquery())


class Place:
    """Where rows stand in an order, as cursors tell it; without an order nobody asks."""

    def __init__(self, row: Row, ordering: Ordering | None) -> None:
        self._ordering = ordering
        self._values = [row.typed(str(key.column.key)) for key in ordering.keys] if ordering else []

    def of(self, values: Any) -> list[Any]:
        return [read(values) for read in self._values]

    def cursor(self, context: Context) -> Callable[[Any], str]:
        def write(values: Any) -> str:
            assert self._ordering is not None
            return context.cursors.write(self._ordering, self.of(values))

        return write


def _document(row: Row, source: ToDocument, selected: Selected, selection: Selection) -> Answer:
    """One table is joined for each kind; at most one of them has the document."""
    answers = {kind: _present(row.document(source, kind), selected, selection) for kind in source.models}
    plain = {kind: answer.value for kind, answer in answers.items() if isinstance(answer, Plain)}
    if len(plain) == len(answers):
        told = row.table.c[source.kind]
        return Plain(Embedded(case(*((told == text(kind), value) for kind, value in plain.items()))))
    place = row.value(source.kind)
    inner = {kind.value: row.rows.bound(answer) for kind, answer in answers.items()}

    def bind(context: Context) -> Reader:
        readers = {word: binder(context) for word, binder in inner.items()}
        return lambda values: readers[values[place]](values) if values[place] in readers else None

    return bind
