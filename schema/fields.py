"""How types declare their fields: once, as a column, a relation, or a computed value with the columns that it needs.

The declaration is kept in the field's metadata under SOURCE, for whoever compiles a selection to SQL; the resolver made
of it here serves the ordinary executor.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, UniqueConstraint
from strawberry.extensions import FieldExtension

from domain.batches import Batch
from domain.documents import DocumentKind
from domain.errors import DomainError, Failure, Forbidden, Rejected, TokenScopeMissing
from domain.ids import encode_id
from domain.permissions import Role, TokenScope
from domain.words import Word
from models import Base
from models.base import MerchantOwned
from schema.context import Audience, Context, Info
from services.queries.paging import Ordering, Page

SOURCE = "source"
T = TypeVar("T")


@dataclass(frozen=True)
class Column:
    """A column of the type's table."""

    name: str | None = None


@dataclass(frozen=True)
class ToOne:
    """The row whose id a column holds; `of`: the column of another row, whose id a column of this one holds."""

    model: type[Base]
    column: str
    of: tuple[type[Base], str] | None = None


@dataclass(frozen=True)
class Through:
    """A column of the row whose id another column holds."""

    model: type[Base]
    column: str
    name: str


@dataclass(frozen=True)
class ToMany:
    """The rows whose `key` column holds the document's id; `single` where there is at most one."""

    model: type[Base]
    key: str
    order_by: str
    single: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that put the rows in order; the id among them only where two rows could stand at one place.

        An index that ends where they do gives the rows in that order.
        """
        place = {"merchant_id", self.key, self.order_by}
        constraints = getattr(self.model.__table__, "constraints", ())
        unique = any(isinstance(one, UniqueConstraint) and set(one.columns.keys()) == place for one in constraints)
        return (self.order_by,) if unique else (self.order_by, "id")


@dataclass(frozen=True)
class Identifier:
    """An id, as clients know it; `hidden` from partners."""

    prefix: str
    hidden: bool = False

    def of(self, id: UUID | None, context: Context) -> strawberry.ID | None:
        if id is None or (self.hidden and context.viewer.masked):
            return None
        return strawberry.ID(encode_id(self.prefix, id))


@dataclass(frozen=True)
class Masked:
    """A column that partners read masked."""

    column: str
    mask: Callable[[Any], Any]

    def of(self, value: Any, context: Context) -> Any:
        return self.mask(value) if context.viewer.masked and value is not None else value


@dataclass(frozen=True)
class Computed:
    """A value made of the row's `needs` columns, of the request, and of the field's arguments.

    What is needed may depend on the kind of row. `in_sql` makes the same of the columns, or None where only Python can.
    """

    needs: tuple[str, ...] | Callable[[Any], tuple[str, ...]]
    compute: Callable[..., Any]
    in_sql: "InSql | None" = None

    def needs_of(self, model: type[Base]) -> tuple[str, ...]:
        return self.needs if isinstance(self.needs, tuple) else self.needs(model)


InSql = Callable[[Callable[[str], ColumnElement[Any]], Audience], ColumnElement[Any] | None]


@dataclass(frozen=True)
class Part(Computed):
    """An object of some of the row's columns, which `columns` names as the object's own fields need them.

    `present`: the column that is null where there is none.
    """

    columns: Mapping[str, str] = field(kw_only=True)
    present: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Items(Computed):
    """Objects that a column holds a JSON list of: their members are named as their fields."""

    column: str = field(kw_only=True)


@dataclass(frozen=True)
class Paged:
    """A connection within a document: the rows whose `key` column holds its id, in an order, from the front.

    `size`: how many, where the operation does not say.
    """

    model: type[Base]
    key: str
    ordering: Ordering
    size: int

    def page(self, first: int | None = None, after: str | None = None) -> Page:
        """The page of the field's arguments."""
        return Page(first=self.size if first is None else first, after=None if after is strawberry.UNSET else after)


@dataclass(frozen=True)
class ToDocument:
    """The document of any kind that a kind and an id speak of, where the viewer may see it."""

    kind: str
    id: str
    models: Mapping[DocumentKind, type[Base]]


@dataclass(frozen=True)
class Itself:
    """The same row, as another type shows it."""


@dataclass(frozen=True)
class Linked(ToMany):
    """Rows that each speak of a document: those whose document the viewer may see.

    `only` holds what their columns must be. Where the field answers documents, these are; else the rows.
    """

    document: ToDocument = field(kw_only=True)
    only: tuple[tuple[str, Word], ...] = ()


@dataclass(frozen=True)
class Facet:
    """How often each value of a list's column occurs: every word of an enumeration, or the rows of a table."""

    name: str
    values: type[Word] | type[Base]


def column(description: str, name: str | None = None) -> Any:
    if name is None:
        return strawberry.field(description=description, metadata={SOURCE: Column()})

    def resolve(root: Any) -> Any:
        return getattr(root, name)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: Column(name)})


def computed(
    description: str,
    needs: Iterable[str] | Callable[[Any], tuple[str, ...]],
    compute: Callable[[Any, Context], Any],
    in_sql: InSql | None = None,
) -> Any:
    return _computed(description, Computed(needs if callable(needs) else tuple(needs), compute, in_sql))


def part(
    description: str, columns: Mapping[str, str], make: Callable[[Any, Context], Any], present: str | None = None
) -> Any:
    """An object of some of the row's columns."""
    return _computed(description, Part(tuple(columns.values()), make, columns=columns, present=present))


def items(description: str, column: str, make: Callable[..., Any]) -> Any:
    """Objects that a column holds a JSON list of; `make` makes one of its members."""

    def compute(row: Any, _: Context) -> list[Any]:
        return [make(**item) for item in getattr(row, column)]

    return _computed(description, Items((column,), compute, column=column))


def _computed(description: str, source: Computed) -> Any:
    def resolve(root: Any, info: Info) -> Any:
        return source.compute(root, info.context)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def identifier(prefix: str, description: str = "Opaque, and for ever the same.", *, hidden: bool = False) -> Any:
    source = Identifier(prefix, hidden)

    def resolve(root: Any, info: Info) -> Any:
        return source.of(root.id, info.context)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def masked(description: str, column: str, mask: Callable[[Any], Any]) -> Any:
    """A column that partners read masked."""
    source = Masked(column, mask)

    def resolve(root: Any, info: Info) -> Any:
        return source.of(getattr(root, column), info.context)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def to_one(model: type[Base], column: str, description: str, *, of: tuple[type[Base], str] | None = None) -> Any:
    async def resolve(root: Any, info: Info) -> Any:
        holder = root if of is None else await _one(info, of[0], root, of[1])
        return None if holder is None else await _one(info, model, holder, column)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: ToOne(model, column, of)})


async def _one(info: Info, model: type[Base], row: Any, column: str) -> Any:
    id = getattr(row, column)
    if id is None:
        return None
    merchant_id = row.merchant_id if issubclass(model, MerchantOwned) else id
    return await info.context.loaders.one(model).load((merchant_id, id))


def through(model: type[Base], column: str, name: str, description: str) -> Any:
    """A column of the row whose id another column holds."""

    async def resolve(root: Any, info: Info) -> Any:
        row = await info.context.loaders.one(model).load((root.merchant_id, getattr(root, column)))
        return getattr(row, name)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: Through(model, column, name)})


def to_many(model: type[Base], key: str, order_by: str, description: str) -> Any:
    async def resolve(root: Any, info: Info) -> Any:
        return await info.context.loaders.parts(type(root), model, key, order_by).load((root.merchant_id, root.id))

    source = ToMany(model, key, order_by)
    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def to_single(model: type[Base], key: str, description: str) -> Any:
    """The row that a document has at most once."""

    async def resolve(root: Any, info: Info) -> Any:
        rows = await info.context.loaders.parts(type(root), model, key, "id").load((root.merchant_id, root.id))
        return rows[0] if rows else None

    source = ToMany(model, key, "id", single=True)
    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def to_document(kind: str, id: str, models: Mapping[DocumentKind, type[Base]], description: str) -> Any:
    """The document that a kind and an id speak of."""
    source = ToDocument(kind, id, models)

    async def resolve(root: Any, info: Info) -> Any:
        return await _document(source, root, info)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


async def _document(source: ToDocument, row: Any, info: Info) -> Any:
    kind, id = getattr(row, source.kind), getattr(row, source.id)
    return None if kind is None else await info.context.loaders.one(source.models[kind]).load((row.merchant_id, id))


def itself(description: str) -> Any:
    """The same row, as the field's type shows it."""

    def resolve(root: Any) -> Any:
        return root

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: Itself()})


def linked(
    model: type[Base], key: str, document: ToDocument, description: str, *, documents: bool = False, **only: Word
) -> Any:
    """Rows that speak of documents (with `documents`: these), as far as the viewer may see them."""
    source = Linked(model, key, "id", document=document, only=tuple(only.items()))

    async def resolve(root: Any, info: Info) -> Any:
        rows = await info.context.loaders.parts(type(root), model, key, "id").load((root.merchant_id, root.id))
        rows = [row for row in rows if all(getattr(row, name) is value for name, value in source.only)]
        found = await asyncio.gather(*(_document(document, row, info) for row in rows))
        seen = [(row, document) for row, document in zip(rows, found, strict=True) if document is not None]
        return [document if documents else row for row, document in seen]

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


TYPES: dict[type, str] = {}
"""The GraphQL type of each table's rows."""


def object_type(model: type, description: str) -> Callable[[type[T]], type[T]]:
    """A GraphQL type whose values are the rows of a table."""

    def decorate(cls: type[T]) -> type[T]:
        TYPES[model] = cls.__name__
        cls.is_type_of = classmethod(lambda _, value, info: isinstance(value, model))  # type: ignore[attr-defined]
        return strawberry.type(cls, description=description)

    return decorate


Input = Annotated[T, strawberry.argument(description="What to do, and to what (输入).")]
"""A mutation's one argument."""


def given(description: str, **options: Any) -> Any:
    """A field of an input."""
    return strawberry.field(description=description, **options)


class Permitted(FieldExtension):
    """Only these roles, with a token that may write, reach the resolver."""

    def __init__(self, roles: frozenset[Role]) -> None:
        self.roles = roles

    async def resolve_async(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        viewer = info.context.viewer
        if viewer.role not in self.roles:
            raise Forbidden
        if TokenScope.WRITE not in viewer.scopes:
            raise TokenScopeMissing
        return await next_(source, info, **arguments)


class Readable(FieldExtension):
    """Only a token that may read reaches the resolver."""

    def resolve(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        _check_readable(info)
        return next_(source, info, **arguments)

    async def resolve_async(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        _check_readable(info)
        return await next_(source, info, **arguments)


class Followable(FieldExtension):
    """As Readable, of a resolver that answers a stream."""

    async def resolve_async(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        _check_readable(info)
        return next_(source, info, **arguments)


def _check_readable(info: Info) -> None:
    if TokenScope.READ not in info.context.viewer.scopes:
        raise TokenScopeMissing


class UserErrors(FieldExtension):
    """Expected failures become the payload's userErrors: here, and nowhere else."""

    async def resolve_async(self, next_: Any, source: Any, info: Info, **arguments: Any) -> Any:
        try:
            return await next_(source, info, **arguments)
        except Rejected as rejected:
            return Outcome(key=rejected.document, failures=rejected.failures)
        except DomainError as error:
            return Outcome(failures=(error.failure,))


@dataclass(frozen=True)
class Outcome:
    """What a payload is answered from: the document as it is now, or the batch; and what was wrong.

    `secret`: what is told this once.
    """

    key: tuple[UUID, UUID] | None = None
    secret: str | None = None
    batch: Batch | None = None
    failures: tuple[Failure, ...] = ()


def query(resolver: Any, description: str) -> Any:
    return strawberry.field(resolver=resolver, description=description, extensions=[Readable()])


def subscription(resolver: Any, shown: type, description: str) -> Any:
    return strawberry.subscription(
        resolver=resolver, graphql_type=shown, description=description, extensions=[Followable()]
    )


def mutation(resolver: Any, roles: frozenset[Role], payload: type, description: str) -> Any:
    return strawberry.mutation(
        resolver=resolver,
        graphql_type=payload,
        description=description,
        extensions=[Permitted(roles), UserErrors()],
    )
