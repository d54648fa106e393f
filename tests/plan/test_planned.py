"""What is meant to be fast is answered by a plan, not by the ordinary executor."""

from collections import Counter

import pytest
from graphql import GraphQLObjectType

from plan import coverage
from tests.api.test_examples import EXAMPLES, READS
from tests.plan.covering import covering, everything
from tests.plan.pair import Asking, Pair
from tests.plan.pools import Pools, combined
from tests.plan.served import SCHEMA

# Root fields that answer rows of tables; the others answer what is known without any.
ROWS = (
    *("reverseOrder", "reverseOrders", "node", "nodes", "exceptionCase", "exceptionCases"),
    *("returnOrder", "returnOrders", "stockOrder", "stockOrders", "deliveryNote", "deliveryNotes"),
    *("workTicket", "workTickets", "tasks"),
    *("merchants", "warehouses", "cargoOwners", "products", "goodsItems", "addresses"),
)
# These read none.
ROWLESS = {"01-viewer", "20-words-and-rules", "25-rule-matrix"}


def _counted(pair: Pair, asking: Asking) -> tuple[Counter[str], Counter[str]]:
    """What was answered by a plan, and what was not, in one request."""
    planned, ordinary = coverage.planned.copy(), coverage.ordinary.copy()
    answer = pair.planned(asking)
    assert answer.errors == []
    return coverage.planned - planned, coverage.ordinary - ordinary


@pytest.mark.parametrize("name", READS)
def test_every_example_is_planned(pair: Pair, name: str) -> None:
    example = EXAMPLES[name]
    planned, ordinary = _counted(pair, Asking(example.account, example.query, example.variables))
    assert not ordinary
    assert bool(planned) is (name not in ROWLESS)


@pytest.mark.parametrize("name", ROWS)
def test_everything_below_a_root_field_is_planned(pair: Pair, pools: Pools, name: str) -> None:
    counted = [_counted(pair, Asking("operator", covering(name), variables)) for variables in combined(pools, name)]
    # Of an id that nothing has, nothing is read.
    assert any(planned[f"Query.{name}"] for planned, _ in counted)
    assert not any(ordinary for _, ordinary in counted)


PAGES = """
query($size: Int, $shown: Boolean = true) {
  a: reverseOrders(first: $size) { totalCount @include(if: $shown) edges { cursor node { ...shown } } }
  b: reverseOrders(last: 2, filter: { state: { notIn: [CANCELLED] } }) { pageInfo { hasPreviousPage } nodes { ...shown } }
}
fragment shown on Document { number stateLabel(locale: EN) timeline(first: 2) { nodes { action actor { name } } } }
"""


@pytest.mark.parametrize("variables", [{}, {"size": 3}, {"size": 5, "shown": False}, {"size": None}])
def test_whatever_the_variables_are(pair: Pair, variables: dict[str, object]) -> None:
    asking = Asking("merchant-a", PAGES, variables)
    planned, ordinary = _counted(pair, asking)
    assert not ordinary
    assert planned == {"Query.reverseOrders": 2}
    pair.data(asking)


def test_the_order_that_a_mutation_answers_is_planned(pair: Pair, pools: Pools) -> None:
    order = SCHEMA.type_map["ReverseOrder"]
    assert isinstance(order, GraphQLObjectType)
    id = next(iter(pools.values["reverseOrders.id"]))
    # Refused by its version: nothing changes, and the order is shown.
    text = f"""mutation($id: ID!) {{ cancelReverseOrder(input: {{ id: $id, reason: "x", expectedVersion: 99 }}) {{
      reverseOrder {everything(order)} userErrors {{ code }}
    }} }}"""
    planned, ordinary = _counted(pair, Asking("operator", text, {"id": id}))
    assert not ordinary
    assert planned == {"ReverseOrderPayload.reverseOrder": 1}
