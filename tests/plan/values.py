"""What arguments may be: values of any input type, taken from what the data has."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_required_input_field,
)
from hypothesis import strategies as st

from tests.plan.pools import UNKNOWN_IDS, Pools
from tests.plan.served import nullable

Path = tuple[str, ...]
Write = Callable[[Any, GraphQLInputType, Path], str]

# How often a condition may stand within a condition.
NESTED = 2
WORDS = ["茶", "00", "a"]


class Values:
    """Strategies for JSON values, by input type and by the path of the argument: field, argument, parts of it."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    @cache  # noqa: B019  as many as there are databases
    def of(self, type: GraphQLInputType, path: Path) -> st.SearchStrategy[Any]:
        type = nullable(type)
        if isinstance(type, GraphQLList):
            return st.lists(self.of(type.of_type, path), max_size=4)
        if isinstance(type, GraphQLEnumType):
            return st.sampled_from(list(type.values))
        if isinstance(type, GraphQLInputObjectType):
            return self._objects(type, path)
        return self._scalars(type.name, path)

    def _objects(self, type: GraphQLInputObjectType, path: Path) -> st.SearchStrategy[Any]:
        """What it requires, and one thing more most often."""
        fields = {name: field.type for name, field in type.fields.items()}
        if sum(part in fields for part in path) >= NESTED:  # not conditions within conditions for ever
            fields = {name: part for name, part in fields.items() if get_named_type(part) is not type}
        parts = {name: self.of(part, (*path, name)) for name, part in fields.items()}
        required = {name: parts[name] for name in parts if is_required_input_field(type.fields[name])}
        optional = [name for name in parts if name not in required]
        if not optional:
            return st.fixed_dictionaries(required)
        few = st.lists(st.sampled_from(optional), min_size=1, max_size=1 if type.is_one_of else 2, unique=True)
        return few.flatmap(lambda names: st.fixed_dictionaries(required | {name: parts[name] for name in names}))

    def _scalars(self, name: str, path: Path) -> st.SearchStrategy[Any]:
        known = self._pools.known(path)
        match name:
            case "Int":
                return st.sampled_from([3, 2, 5, 1, 4, 0])
            case "Boolean":
                return st.booleans()
            case "ID":
                return st.sampled_from(known if len(path) > 2 and known else self._pools.ids() + UNKNOWN_IDS)
            case "String":
                return self._texts(known or WORDS, whole=path[-1] not in ("contains", "startsWith", "search"))
            case "DateTime":
                return st.sampled_from(known)
        raise NotImplementedError(f"values of the scalar {name}")

    def _texts(self, known: list[str], whole: bool) -> st.SearchStrategy[str]:
        text = st.sampled_from(known)
        return text if whole else st.builds(lambda text, start: text[start % len(text) :][:3], text, st.integers(0, 3))


def literal(value: Any, type: GraphQLInputType, path: Path, write: Write) -> str:
    """The value as a document has it; `write` says how each part is written."""
    type = nullable(type)
    if value is None:
        return "null"
    if isinstance(type, GraphQLList) and isinstance(value, list):
        return f"[{', '.join(write(part, type.of_type, path) for part in value)}]"
    if isinstance(type, GraphQLInputObjectType):
        written = {name: write(part, _part(type, name), (*path, name)) for name, part in value.items()}
        return f"{{{', '.join(f'{name}: {text}' for name, text in written.items())}}}"
    return value if isinstance(type, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)


def _part(type: GraphQLInputObjectType, name: str) -> GraphQLInputType:
    """A variable for the one field of such an object may not be null."""
    part = type.fields[name].type
    return GraphQLNonNull(part) if type.is_one_of else part


def plain(value: Any, type: GraphQLInputType, path: Path = ()) -> str:
    return literal(value, type, path, plain)
