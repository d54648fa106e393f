"""The served schema, as a walk through it needs it."""

from collections.abc import Iterator
from functools import cache

from graphql import (
    GraphQLField,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLNullableInputType,
    GraphQLObjectType,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_leaf_type,
)

from schema.root import schema

# As clients read it: Strawberry's own does not tell which inputs are @oneOf.
SCHEMA = build_schema(schema.as_str())
Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType
Fielded = GraphQLObjectType | GraphQLInterfaceType


def _query() -> GraphQLObjectType:
    assert SCHEMA.query_type is not None
    return SCHEMA.query_type


QUERY = _query()


def fields(parent: Composite) -> dict[str, GraphQLField]:
    return {} if isinstance(parent, GraphQLUnionType) else parent.fields


def is_leaf(field: GraphQLField) -> bool:
    return is_leaf_type(get_named_type(field.type))


def target(field: GraphQLField) -> Composite:
    """The type that a selection of the field selects from."""
    named: GraphQLNamedType = get_named_type(field.type)
    assert isinstance(named, Composite), named
    return named


@cache
def possible(parent: Composite) -> tuple[GraphQLObjectType, ...]:
    """The object types that a value of this type may have."""
    if isinstance(parent, GraphQLObjectType):
        return (parent,)
    return tuple(SCHEMA.get_possible_types(parent))


@cache
def conditions(parent: Composite) -> tuple[Composite, ...]:
    """The types that a fragment within this one may be on."""
    own = set(possible(parent))
    composites = [type for type in SCHEMA.type_map.values() if isinstance(type, Composite)]
    return tuple(type for type in composites if own & set(possible(type)))


@cache
def family(parent: Composite) -> str:
    """Types that can meet at one place of an answer have one family."""
    shared = isinstance(parent, GraphQLInterfaceType | GraphQLUnionType) or len(conditions(parent)) > 1
    return "" if shared else parent.name


@cache
def reachable(start: Composite = QUERY) -> tuple[Composite, ...]:
    """Every type that can be selected from, beginning with this one."""
    found: dict[str, Composite] = {}
    waiting = [start]
    while waiting:
        parent = waiting.pop()
        if parent.name not in found:
            found[parent.name] = parent
            waiting += [*possible(parent), *(target(f) for f in fields(parent).values() if not is_leaf(f))]
    return tuple(found.values())


def all_fields() -> Iterator[tuple[str, str]]:
    """(type, field) of everything that a query can select."""
    for parent in reachable():
        for name in fields(parent):
            yield parent.name, name


def nullable(type: GraphQLInputType) -> GraphQLNullableInputType:
    return type.of_type if isinstance(type, GraphQLNonNull) else type
