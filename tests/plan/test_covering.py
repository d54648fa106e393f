"""Every field of every type that a query reaches, as everybody, with the plan and without."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from graphql import (
    FieldNode,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    validate,
    visit,
)

from tests.plan.covering import covering, emptied
from tests.plan.pair import ACCOUNTS, Asking, Pair
from tests.plan.pools import Pools, combined
from tests.plan.served import QUERY, SCHEMA, all_fields, reachable

READERS = [*ACCOUNTS, "merchant-b", "read-only"]
# What is null for everybody as yet, or belongs to a document that is not served yet.
NEVER_SHOWN = {
    "UserError.field",
    # These have none.
    *("ExceptionCase.deadlines", "DeliveryNote.deadlines", "WorkTicket.deadlines"),
    # Entered later.
    *("Compensation.amount", "Compensation.currency"),
}
# A preview belongs to one case and one resolution of it: tests/api/test_resolutions.py plays all of them.
NOT_SERVED = {"Query", "ResolutionPreview", "PlannedAction"}


class _Selected(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.fields: set[tuple[str, str]] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self.types.get_parent_type()
        if parent is not None and not node.name.value.startswith("__"):
            self.fields.add((parent.name, node.name.value))


def _selected(query: str) -> set[tuple[str, str]]:
    types = TypeInfo(SCHEMA)
    selected = _Selected(types)
    visit(parse(query), TypeInfoVisitor(types, selected))
    return selected.fields


def askings(name: str, pools: Pools) -> Iterator[Asking]:
    """A root field with everything below it, for a few values of what it requires, by each reader in turn."""
    chosen = combined(pools, name)
    for number in range(max(len(READERS), len(chosen))):
        reader, variables = READERS[number % len(READERS)], chosen[number % len(chosen)]
        yield Asking(reader, covering(name), variables, locale=("en", "zh-CN")[number % 2])


def test_no_field_is_left_out() -> None:
    selected: set[tuple[str, str]] = set().union(*(_selected(covering(name)) for name in QUERY.fields))
    assert set(all_fields()) <= selected | {("Query", name) for name in QUERY.fields}


@pytest.mark.parametrize("name", QUERY.fields)
def test_the_covering_operation_is_valid(name: str) -> None:
    assert validate(SCHEMA, parse(covering(name))) == []


@pytest.mark.parametrize("name", QUERY.fields)
def test_everything_answers_the_same(pair: Pair, pools: Pools, name: str) -> None:
    answers = [pair.agreed(asking) for asking in askings(name, pools)]
    assert any(answer.data for answer in answers)


@pytest.mark.parametrize("name", QUERY.fields)
def test_objects_without_a_key_answer_the_same(pair: Pair, pools: Pools, name: str) -> None:
    for asking in list(askings(name, pools))[:2]:
        pair.agreed(replace(asking, query=emptied(asking.query)))


def test_every_field_shows_something_to_compare(pools: Pools) -> None:
    """Where all answers are null, a comparison says nothing."""
    objects = [type for type in reachable() if isinstance(type, GraphQLObjectType) and type.name not in NOT_SERVED]
    places = {f"{type.name}.{name}" for type in objects for name in type.fields}
    empty = {place for place in places if not pools.shown[place]}
    assert sorted(empty ^ NEVER_SHOWN) == []
