"""What an operation costs, and what is too much of it, before it is validated."""

from contextlib import suppress
from typing import Any

import pytest
from graphql import get_introspection_query, parse
from hypothesis import given
from hypothesis import strategies as st

from schema.bounds import Limits
from schema.execution import NotExecuted, Operation, count
from schema.limits import (
    LARGEST_BATCH,
    LIST,
    MUTATION,
    PAGE,
    TYPES,
    Circular,
    TooComplex,
    check_document,
    check_text,
    check_variables,
    cost,
)
from schema.root import schema
from tests.plan.covering import covering
from tests.plan.served import QUERY

LIMITS = Limits()
BATCH = "mutation($input: RegisterPickupBatchInput!) { registerPickupBatch(input: $input) { batch { %s } } }"


def cost_of(query: str, name: str | None = None, **variables: Any) -> int:
    return cost(schema._schema, query, parse(query), name, variables)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ viewer { name role } }", 1),
        ("{ viewer { merchants { code } } }", 1 + LIST),
        ("{ reverseOrders(first: 20) { totalCount pageInfo { endCursor } nodes { id } } }", 1 + 1 + 20),
        ("{ reverseOrders { nodes { id } } }", 1 + PAGE),
        ("{ reverseOrders(last: 7) { edges { cursor node { id } } } }", 1 + 7 * 2),
        ("{ reverseOrders(first: 10) { nodes { warehouse { code } lines { goodsItem { name } } } } }", 1 + 10 * (2 + LIST * 2)),
        ("{ reverseOrders(first: 10) { facets { states { count } } nodes { id } } }", 1 + 1 + LIST + 10),
        ("{ reverseOrders(first: 10) { nodes { timeline(first: 3) { nodes { at } } } } }", 1 + 10 * (1 + 1 + 3)),
        # More than a page can have is refused when it is executed.
        ("{ reverseOrders(first: 1000000000) { nodes { id } } }", 1 + 100),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 3),
        ("{ a: viewer { name } b: viewer { name } }", 2),
        ("query { ...q } fragment q on Query { viewer { ...v } } fragment v on Viewer { merchants { code } }", 1 + LIST),
        ("{ reverseOrders(first: 4) { ...p } } fragment p on ReverseOrderConnection { nodes { id } edges { cursor } }", 1 + 8),
        ('{ node(id: "x") { ... on ReverseOrder { lines { quantity } } ... { id } } }', 1 + LIST),
        ('mutation { cancelReverseOrder(input: { id: "a", reason: "b" }) { reverseOrder { id } } }', MUTATION + 2),
        # Validation says so.
        ("{ nothing { at { all } } }", 0),
        ("{ __schema { queryType { name } types { fields { name } } } }", 1 + 1 + TYPES * (1 + LIST)),
        ('{ __type(name: "Event") { fields { name } } }', 1 + LIST),
    ],
)  # fmt: skip
def test_what_an_operation_costs(query: str, expected: int) -> None:
    assert cost_of(query) == expected


def test_sizes_come_from_variables_too() -> None:
    query = "query($size: Int = 30) { reverseOrders(first: $size) { nodes { id } } }"
    assert [cost_of(query), cost_of(query, size=5), cost_of(query, size=None)] == [31, 6, 31]
    ids = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert cost_of(ids, ids=["a"] * 8) == 8


def test_the_operation_that_is_meant_counts() -> None:
    query = "query A { viewer { name } } query B { reverseOrders(first: 9) { nodes { id } } }"
    assert [cost_of(query, "A"), cost_of(query, "B"), cost_of(query, "C")] == [1, 10, 0]


@pytest.mark.parametrize(
    ("selection", "rows"), [({"ids": ["x"] * 12}, 12), ({"filter": {}}, LARGEST_BATCH), ({"ids": []}, 0)]
)
def test_a_batch_costs_as_many_as_it_is_about(selection: dict[str, Any], rows: int) -> None:
    query = BATCH % "applied items { reverseOrder { lines { quantity } } }"
    assert cost_of(query, input={"selection": selection}) == MUTATION + 2 + rows * (2 + LIST)
    literal = str(selection).replace("'ids'", "ids").replace("'filter'", "filter").replace("'", '"')
    inlined = query.replace("($input: RegisterPickupBatchInput!)", "").replace("$input", f"{{ selection: {literal} }}")
    assert cost_of(inlined) == cost_of(query, input={"selection": selection})


def test_a_large_page_and_a_large_batch_are_allowed() -> None:
    """As the design asks: 100 orders, and 500 that are answered, with their lines."""
    page = """{ reverseOrders(first: 100) { nodes { number warehouse { code } cargoOwner { code } timeline(first: 10) { nodes { at } }
      lines { quantity goodsItem { name } product { name } } } } }"""
    batch = BATCH % "items { userErrors { code } reverseOrder { number lines { quantity goodsItem { name } } } }"
    assert cost_of(page) <= LIMITS.cost
    assert cost_of(batch, input={"selection": {"ids": ["x"] * 500}}) <= LIMITS.cost


# ───────────────────────── too much ─────────────────────────


def refusal(query: str) -> TooComplex | None:
    try:
        check_text(LIMITS, query)
        check_document(LIMITS, parse(query))
    except TooComplex as error:
        return error
    return None


def too_much(query: str) -> str | None:
    """The limit that the document is over."""
    refused = refusal(query)
    assert refused is None or refused.counted > refused.allowed == getattr(LIMITS, refused.what)
    return refused.what if refused else None


def nested(levels: int) -> str:
    return "{ viewer " + "{ merchants " * levels + "{ code }" + " }" * levels + " }"


BOMB = "{ viewer { ...f0 } } " + "".join(
    f"fragment f{i} on Viewer {{ ...f{i + 1} ...f{i + 1} }} " for i in range(30)
) + "fragment f30 on Viewer { name }"  # fmt: skip
PAIRS = (
    "{ viewer {" + "".join(f"...f{i} " for i in range(30)) + "} } "
    + "".join(f"fragment f{i} on Viewer {{ {'name ' * 10} }} " for i in range(30))
)  # fmt: skip


UNSPREAD = "{ viewer { name } } " + "".join(
    f"fragment f{i} on Viewer {{ a {{ ...f{i + 1} }} b {{ ...f{i + 1} }} }} " for i in range(40)
) + "fragment f40 on Viewer { name }"  # fmt: skip
CHAIN = "".join(f"fragment f{i} on Viewer {{ ...f{i + 1} }} " for i in range(101)) + "{ viewer { ...f0 } }"
WIDE = (
    "{ viewer { name } } fragment b on Viewer { " + " ".join(f"x{i}: name" for i in range(400)) + " } "
    + "".join(f"fragment g{i} on Viewer {{ ...b }} " for i in range(60))
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ viewer { name } }", None),
        (f"{{ viewer {{ name }} }} # {'x' * 100_000}", "characters"),
        ("{ viewer { " + "name " * 5_000 + "} }", "tokens"),
        ("query Q { viewer { name } } " * 51, "operations"),
        (nested(27), None),
        (nested(29), "depth"),
        ("{ a" * 5_000, "depth"),
        ("{ viewer(a: " + "[" * 5_000, "depth"),
        ("{ " + " ".join(f"a{i}: viewer {{ name }}" for i in range(501)) + " }", "aliases"),
        ("{ viewer { name " + "@skip(if: false) " * 201 + "} }", "directives"),
        ("query " + "@skip(if: false) " * 201 + "{ viewer { name } }", "directives"),
        (BOMB, "fields"),
        (PAIRS, "repetitions"),
        # What nothing spreads is validated all the same.
        (UNSPREAD, "fields"),
        (WIDE, "expanded"),
        (CHAIN, "fragments"),
        ("#\n" * 5_001 + "{ viewer { name } }", "tokens"),
        ("{ viewer { name } } #\r{ viewer { " + "name " * 5_000 + "} }", "tokens"),
        ("{ viewer { " + "name " * 100 + "} }", None),
        ("{ viewer { " + "name " * 200 + "} }", "repetitions"),
        ("{ " + "viewer { name } " * 120 + "}", "repetitions"),
        # In strings and comments, brackets are none.
        ('{ node(id: "' + "{" * 200 + '") { id } }', None),
        ("{ viewer { name } } # " + "{" * 200, None),
        ('{ node(id: """' + '{\\"""' * 200 + '""") { id } }', None),
    ],
)
def test_what_is_too_much(query: str, expected: str | None) -> None:
    assert too_much(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }",
        "{ viewer { ...a } } fragment a on Viewer { merchants { ...a } }",
        "{ viewer { name } } fragment a on Viewer { merchants { ...a } }",
    ],
)
def test_fragments_that_spread_each_other_are_no_operation(query: str) -> None:
    with pytest.raises(Circular):
        check_document(LIMITS, parse(query))


_NAMES = st.sampled_from(["a", "b", "c", "d", "e", "nothing"])
_SELECTIONS = st.recursive(
    st.sampled_from(["name", "x: name", "role"]) | _NAMES.map(lambda name: f"...{name}"),
    lambda inner: st.builds(
        lambda head, parts: f"{head} {{ {' '.join(parts)} }}",
        st.sampled_from(["viewer", "y: merchants", "... on Viewer", "...", "__schema"]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=30,
)
_FRAGMENTS = st.dictionaries(_NAMES, st.lists(_SELECTIONS, min_size=1, max_size=3), max_size=5)


@given(st.lists(_SELECTIONS, min_size=1, max_size=3), _FRAGMENTS)
def test_any_document_is_counted_or_refused(selections: list[str], fragments: dict[str, list[str]]) -> None:
    told = [f"fragment {name} on Viewer {{ {' '.join(parts)} }}" for name, parts in fragments.items()]
    query = " ".join([f"{{ {' '.join(selections)} }}", *told])
    with suppress(NotExecuted):
        assert 0 <= count(schema, Operation(query), LIMITS).cost <= LIMITS.cost


def test_values_of_variables() -> None:
    check_variables(LIMITS, {"ids": ["x"] * 10_000})
    many: Any
    for many in (["x"] * 10_001, [["x"] * 6_000, ["x"] * 6_000], {"b": [{}] * 10_001}):
        with pytest.raises(TooComplex, match="values"):
            check_variables(LIMITS, {"a": many})


@pytest.mark.parametrize("name", QUERY.fields)
def test_everything_of_a_document_may_be_asked_for(name: str) -> None:
    """A client that selects all there is stays within the limits of the syntax, and of the cost for a short page."""
    query = covering(name)
    assert too_much(query) is None
    assert cost_of(query, ids=["x"] * 4) <= LIMITS.cost


def test_the_schema_may_be_asked_for() -> None:
    query = get_introspection_query(descriptions=True, input_value_deprecation=True, schema_description=True)
    assert too_much(query) is None
    assert cost_of(query) <= LIMITS.cost
