"""What an operation selects, as the executor itself would collect it: fragments, directives, arguments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    InlineFragmentNode,
    Node,
    SelectionSetNode,
    VariableNode,
)
from graphql.execution.collect_fields import FieldDetailsList, collect_subfields
from graphql.execution.executor import Executor
from graphql.execution.values import get_argument_values
from strawberry import Schema
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from schema.context import Context
from schema.fields import SOURCE

TYPENAME = "__typename"


class NotCovered(Exception):
    """A plan cannot answer this; the ordinary executor can."""


@dataclass(frozen=True)
class Selected:
    """A field of an object type under its response key, with all the places where it is selected."""

    key: str
    name: str
    details: FieldDetailsList
    field: GraphQLField | None
    arguments: dict[str, Any]

    @property
    def definition(self) -> StrawberryField:
        assert self.field is not None
        definition: StrawberryField = self.field.extensions["strawberry-definition"]
        return definition

    @property
    def type(self) -> GraphQLOutputType:
        assert self.field is not None
        return self.field.type

    @property
    def source(self) -> Any:
        return self.definition.metadata.get(SOURCE)


class Selection:
    """One operation's selections, under its variables."""

    def __init__(self, executor: Executor[Any]) -> None:
        self._executor = executor
        self.schema = executor.schema
        self.context: Context = executor.context_value
        self.audience = self.context.audience

    def fields(self, type: GraphQLObjectType, details: FieldDetailsList) -> list[Selected]:
        executor = self._executor
        collected = collect_subfields(
            executor.schema, executor.fragments, executor.variable_values, executor.operation, type, details
        )
        return [self._selected(type, key, found) for key, found in collected.grouped_field_set.items()]

    def _selected(self, type: GraphQLObjectType, key: str, details: FieldDetailsList) -> Selected:
        node = details[0].node
        name = node.name.value
        field = type.fields.get(name)
        if field is None:
            if name != TYPENAME:
                raise NotCovered(f"{type.name}.{name}")
            return Selected(key, name, details, None, {})
        given = get_argument_values(field, node, self._executor.variable_values) if field.args else {}
        definition: StrawberryField = field.extensions["strawberry-definition"]
        return Selected(key, name, details, field, self._converted(given, definition))

    def _converted(self, given: dict[str, Any], definition: StrawberryField) -> dict[str, Any]:
        served: Schema = self.schema.extensions["strawberry-definition"]
        registry = served.schema_converter.scalar_registry
        return convert_arguments(given, definition.arguments, registry, served.config) if given else {}


def variables_below(details: FieldDetailsList, fragments: Any) -> list[str]:
    """The variables that decide what a field's selection means; its own arguments are its resolver's matter."""
    names: set[str] = set()
    for detail in details:
        if detail.node.selection_set:
            names |= variables_within(detail.node.selection_set, fragments)
    return sorted(names)


def variables_within(selections: SelectionSetNode, fragments: Any) -> set[str]:
    return set(_variables(selections, fragments, set()))


def _variables(selections: SelectionSetNode, fragments: Any, seen: set[str]) -> Iterator[str]:
    for node in selections.selections:
        for directive in node.directives or ():
            yield from _named(directive.arguments or ())
        if isinstance(node, FieldNode):
            yield from _named(node.arguments or ())
        if isinstance(node, FragmentSpreadNode):
            if (name := node.name.value) not in seen:
                seen.add(name)
                yield from _variables(fragments[name].definition.selection_set, fragments, seen)
        elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
            yield from _variables(node.selection_set, fragments, seen)


def _named(nodes: Any) -> Iterator[str]:
    """The variables anywhere in some arguments' values."""
    for node in nodes:
        if isinstance(node, VariableNode):
            yield node.name.value
        else:
            yield from _named(
                child
                for key in node.keys
                if (value := getattr(node, key, None)) is not None
                for child in (value if isinstance(value, list | tuple) else [value])
                if isinstance(child, Node)
            )
