"""Operations that select everything, made from the schema: what no random choice may leave out."""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    GraphQLField,
    GraphQLInputType,
    GraphQLObjectType,
    NameNode,
    Visitor,
    is_required_argument,
    parse,
    print_ast,
    visit,
)

from tests.plan.served import QUERY, SCHEMA, Composite, family, fields, is_leaf, possible, target

# Lists are read short, because everything of each row is read.
SHORT = 4
Place = tuple[str, ...]


def required(name: str) -> dict[str, GraphQLInputType]:
    """The arguments that a root field cannot do without."""
    return {arg: given.type for arg, given in QUERY.fields[name].args.items() if is_required_argument(given)}


def covering(name: str) -> str:
    """A root field with everything below it; its required arguments, and `first`, are variables of the same names."""
    root = QUERY.fields[name]
    declared = {arg: str(type) for arg, type in required(name).items()}
    if "first" in root.args:
        declared["first"] = f"Int = {SHORT}"
    variables = ", ".join(f"${arg}: {type}" for arg, type in declared.items())
    arguments = ", ".join(f"{arg}: ${arg}" for arg in declared)
    selected = "" if is_leaf(root) else everything(target(root))
    return (
        f"query{f'({variables})' if variables else ''} {{ {name}{f'({arguments})' if arguments else ''} {selected} }}"
    )


def emptied(query: str) -> str:
    """The same with every leaf skipped: objects without a key are left."""
    return print_ast(visit(parse(query), _SkipLeaves()))


class _SkipLeaves(Visitor):
    def enter_field(self, node: FieldNode, *_: Any) -> FieldNode | None:
        leaf = node.selection_set is None
        return FieldNode(name=node.name, alias=node.alias, directives=(_NEVER,)) if leaf else None


_IF = ArgumentNode(name=NameNode(value="if"), value=BooleanValueNode(value=True))
_NEVER = DirectiveNode(name=NameNode(value="skip"), arguments=(_IF,))


@cache
def everything(start: Composite) -> str:
    """Every field of every type below, each type once, where it stands highest; elsewhere its leaves."""
    return _Everything(start).selection(start, ())


class _Everything:
    def __init__(self, start: Composite) -> None:
        self._places: dict[str, Place] = {}
        waiting: deque[tuple[Composite, Place]] = deque([(start, ())])
        while waiting:
            type, place = waiting.popleft()
            if type.name not in self._places:
                self._places[type.name] = place
                waiting += _below(type, place)

    def selection(self, type: Composite, place: Place, several: bool = False) -> str:
        parts = [self._field(type, name, field, place, several) for name, field in fields(type).items()]
        if not isinstance(type, GraphQLObjectType):
            parts += [f"... on {one.name} {self._there(one, (*place, one.name), True)}" for one in possible(type)]
        return f"{{ __typename {' '.join(parts)} }}"

    def _field(self, parent: Composite, name: str, field: GraphQLField, place: Place, several: bool) -> str:
        key = f"{name}Of{parent.name}: {name}" if several and _clashes(name) else name
        return key if is_leaf(field) else f"{key} {self._there(target(field), (*place, name))}"

    def _there(self, type: Composite, place: Place, several: bool = False) -> str:
        if self._places[type.name] == place:
            return self.selection(type, place, several)
        leaves = {name: field for name, field in fields(type).items() if is_leaf(field)}
        keys = [self._field(type, name, field, place, several) for name, field in leaves.items()]
        return f"{{ __typename {' '.join(keys)} }}"


def _below(type: Composite, place: Place) -> Iterator[tuple[Composite, Place]]:
    if not isinstance(type, GraphQLObjectType):
        yield from ((one, (*place, one.name)) for one in possible(type))
    for name, field in fields(type).items():
        if not is_leaf(field):
            yield target(field), (*place, name)


@cache
def _clashes(name: str) -> bool:
    """Whether types that can stand at the same place have fields of this name that differ."""
    meeting = [type for type in SCHEMA.type_map.values() if isinstance(type, Composite) and not family(type)]
    return len({str(fields(type)[name].type) for type in meeting if name in fields(type)}) > 1
