"""What is computed in Python, as JSON: objects of the domain, read by the declarations that tables' rows are read by."""

from typing import Any

from graphql import GraphQLObjectType, GraphQLOutputType, is_leaf_type, is_list_type, is_non_null_type, is_object_type
from graphql.execution.collect_fields import FieldDetailsList

from plan.selection import TYPENAME, NotCovered, Selected, Selection
from plan.types import Binder, Reader, object_of, unless_none
from schema.context import Context
from schema.fields import Column, Computed, Masked


def value_binder(type: GraphQLOutputType, details: FieldDetailsList, selection: Selection) -> Binder:
    """For Python values of a GraphQL type."""
    if is_non_null_type(type):
        return value_binder(type.of_type, details, selection)
    if is_list_type(type):
        return _list(value_binder(type.of_type, details, selection))
    if is_leaf_type(type):
        coerce = type.coerce_output_value
        return unless_none(lambda _: coerce)
    if is_object_type(type):
        fields = selection.fields(type, details)
        return unless_none(object_of((field.key, _field(type, field, selection)) for field in fields))
    raise NotCovered(f"computed values of {type}")


def _list(items: Binder) -> Binder:
    def bind(context: Context) -> Reader:
        read = items(context)
        return lambda values: [read(value) for value in values]

    return unless_none(bind)


def _field(type: GraphQLObjectType, selected: Selected, selection: Selection) -> Binder:
    if selected.name == TYPENAME:
        return lambda _: lambda _: type.name
    source = selected.source
    if not isinstance(source, Column | Computed | Masked):
        # Known only when there is such a value at all: an empty list of what tables do not hold yet is covered.
        return lambda _: _refuse(f"{type.name}.{selected.name}")
    inner = value_binder(selected.type, selected.details, selection)
    name = (source.name if isinstance(source, Column) else None) or selected.definition.python_name

    def bind(context: Context) -> Reader:
        read = inner(context)
        if isinstance(source, Computed):
            return lambda value: read(source.compute(value, context, **selected.arguments))
        if isinstance(source, Masked):
            return lambda value: read(source.of(getattr(value, source.column), context))
        return lambda value: read(getattr(value, name))

    return bind


def _refuse(field: str) -> Reader:
    def read(_: Any) -> Any:
        raise NotCovered(field)

    return read
