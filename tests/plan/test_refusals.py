"""What is refused is refused alike: the same errors at the same places, and the same left over of the answer."""

import json

import pytest

from tests.plan.pair import Asking, Pair
from tests.plan.pools import Pools

LIST = "nodes { id } totalCount pageInfo { endCursor } edges { cursor }"
DEEP = "{ and: [{ or: [{ not: { and: [{ or: [{}] }] } }] }] }"

INVALID = {
    "too many": f"{{ reverseOrders(first: 101) {{ {LIST} }} }}",
    "less than none": f"{{ reverseOrders(last: -1) {{ {LIST} }} }}",
    "both ends": f"{{ reverseOrders(first: 1, last: 1) {{ {LIST} }} }}",
    "nothing asked of a wrong page": "{ reverseOrders(first: 101) { __typename } }",
    "too many, counted only": "{ reverseOrders(first: 101) { totalCount } }",
    "too many to choose from": f"{{ products(first: 101) {{ {LIST} }} }}",
    "too deep": f"{{ reverseOrders(filter: {DEEP}) {{ {LIST} }} }}",
    "too deep, counted only": f"{{ reverseOrders(filter: {DEEP}) {{ facets {{ types {{ count }} }} }} }}",
    "a null operator": f"{{ reverseOrders(filter: {{ state: {{ eq: null }} }}) {{ {LIST} }} }}",
    "blank": f'{{ reverseOrders(filter: {{ product: {{ name: {{ contains: " " }} }} }}) {{ {LIST} }} }}',
    "too many numbers": f"{{ reverseOrders(filter: {{ numbers: {{ in: {json.dumps(['x'] * 201)} }} }}) {{ {LIST} }} }}",
    "too many ids": f"{{ nodes(ids: {json.dumps(['x'] * 101)}) {{ id }} }}",
    "too much history": "{ reverseOrders(first: 1) { nodes { timeline(first: 101) { nodes { id } } } } }",
    "too much of every history": "{ reverseOrders(first: 3) { nodes { number timeline(first: -1) { totalCount } } } }",
    "one of two": "{ viewer { name } a: reverseOrders(first: 101) { totalCount } }",
}
INVALID_CURSOR = {
    "broken": f'{{ reverseOrders(after: "broken") {{ {LIST} }} }}',
    "empty": f'{{ reverseOrders(last: 3, before: "") {{ {LIST} }} }}',
    "to choose from": f'{{ merchants(after: "游标") {{ {LIST} }} }}',
    "of a history": '{ reverseOrders(first: 2) { nodes { timeline(after: "x") { nodes { id } } } } }',
}
NOT_EXECUTED = {
    "no such field": "{ reverseOrders { nodes { nothing } } }",
    "nothing selected": "{ reverseOrders }",
    "no such argument": "{ reverseOrders(firsts: 1) { totalCount } }",
    "clashing": "{ reverseOrders { nodes { a: id a: number } } }",
    "clashing arguments": "{ reverseOrders { nodes { stateLabel(locale: EN) stateLabel(locale: ZH_CN) } } }",
    "no such type": "{ node(id: 1) { ... on Nothing { id } } }",
    "not an enum value": "{ stateMachine(kind: NOTHING) { kind } }",
    "a variable too few": "query($id: ID!) { node(id: $id) { id } }",
    "a variable too many": "query($id: ID!) { viewer { id } }",
    "two ways at once": '{ reverseOrder(by: { id: "x", number: "y" }) { id } }',
    "not even a document": "{ viewer ",
    "two operations": "query A { viewer { id } } query B { viewer { name } }",
}


@pytest.mark.parametrize("account", ["merchant-a", "partner"])
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_what_is_wrong_is_wrong_alike(pair: Pair, account: str, accept: str) -> None:
    for code, documents in (("INVALID", INVALID), ("INVALID_CURSOR", INVALID_CURSOR)):
        for name, query in documents.items():
            assert pair.agreed(Asking(account, query, accept=accept)).codes == {code}, name


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
@pytest.mark.parametrize("name", NOT_EXECUTED)
def test_what_cannot_be_executed_is_not(pair: Pair, name: str, accept: str) -> None:
    answer = pair.agreed(Asking("merchant-a", NOT_EXECUTED[name], accept=accept))
    assert answer.codes <= {"GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"}
    assert answer.data is None
    assert answer.status == (200 if accept == "application/json" else 400)


def test_a_nullable_field_fails_alone(pair: Pair, pools: Pools) -> None:
    query = "query($id: ID!) { order: reverseOrder(by: { id: $id }) { timeline(first: 101) { totalCount } } viewer { name } }"
    id = next(id for id in pools.known(("reverseOrders", "id")) if id.startswith("ro_"))
    answer = pair.agreed(Asking("operator", query, {"id": id}))
    assert answer.codes == {"INVALID"}
    assert answer.data == {"order": None, "viewer": {"name": "operator"}}


@pytest.mark.parametrize(
    "name", ["node(id: 1) { id }", "reverseOrders { totalCount }", "viewer { name }", "glossary { zh }"]
)
def test_who_may_not_read_is_refused_alike(pair: Pair, name: str) -> None:
    answer = pair.agreed(Asking("write-only", f"{{ {name} }}"))
    assert len(answer.errors) == 1


INTROSPECTION = (
    '{ __schema { queryType { name } } __type(name: "ReverseOrder") { fields { name } } viewer { __typename name } }'
)


def test_introspection_beside_what_is_read(pair: Pair) -> None:
    assert pair.data(Asking("merchant-a", INTROSPECTION))["viewer"]


DIFFERING = """
query($ids: [ID!]!) { nodes(ids: $ids) {
  ... on ReverseOrder { name: number code: stateLabel(locale: EN) of: merchant { name: code } }
  ... on Merchant { name code }
  ... on Event { of: actor { name } subject { id ... on ReverseOrder { code: number } } }
} }
"""


def test_one_key_means_another_field_on_another_type(pair: Pair, pools: Pools) -> None:
    for account in ("operator", "merchant-a", "partner"):
        nodes = pair.data(Asking(account, DIFFERING, {"ids": pools.ids()}))["nodes"]
        assert any(node and "of" in node for node in nodes)
