"""The documents in what mutations answer: read by a plan, as a query reads them right after."""

import json
from typing import Any

import pytest

from tests.plan.covering import everything
from tests.plan.difference import difference
from tests.plan.pair import ACCOUNTS, Asking, Pair
from tests.plan.served import SCHEMA, Composite


def _all_of(name: str) -> str:
    type = SCHEMA.type_map[name]
    assert isinstance(type, Composite)
    return everything(type)


RICH = _all_of("ReverseOrder")
ERRORS = "userErrors { code message field }"
BATCH = f"batch {{ dryRun requested applied items {{ id number outcome reverseOrder {RICH} {ERRORS} }} }} {ERRORS}"
READ = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on ReverseOrder {RICH} }} }}"
SELF_PICKUP = """{ selfPickup: {
  expectedPickupAt: "2035-06-01T02:00:00Z", contactName: "王敏", contactPhone: "13800138000", remark: "请先电话联系"
} }"""
# mutation, the rest of its input, by whom, in which state
STEPS = [
    ("registerPickup", f"pickup: {SELF_PICKUP}", "merchant-a", "AWAITING_PICKUP_REGISTRATION"),
    ("confirmDestruction", "confirm: true", "merchant-a", "AWAITING_DESTRUCTION_CONFIRMATION"),
    ("confirmHandling", "", "merchant-a", "PICKED_UP"),
    ("decideCustomsOutcome", "outcome: DESTRUCTION", "provider", "AWAITING_DECISION"),
    ("reportDelivered", "", "provider", "FORWARDED"),
    ("cancelReverseOrder", 'reason: "重复录入"', "operator", "AWAITING_PICKUP"),
]
BATCHES = [
    ("registerPickupBatch", f"pickup: {SELF_PICKUP}", "AWAITING_PICKUP_REGISTRATION"),
    ("confirmDestructionBatch", "confirm: true", "AWAITING_DESTRUCTION_CONFIRMATION"),
]


def _step(mutation: str, given: str, id: str) -> str:
    return f'mutation {{ {mutation}(input: {{ id: "{id}" {given} }}) {{ reverseOrder {RICH} {ERRORS} }} }}'


def _batch(mutation: str, given: str, ids: list[str], dry_run: bool) -> str:
    selection = f"selection: {{ ids: {json.dumps(ids)} }}"
    options = f"policy: SKIP_INVALID dryRun: {str(dry_run).lower()}"
    return f"mutation {{ {mutation}(input: {{ {selection} {given} {options} }}) {{ {BATCH} }} }}"


def _in_state(pair: Pair, account: str, state: str) -> list[str]:
    query = "query($state: ReverseOrderState) { reverseOrders(filter: { state: { eq: $state } }) { nodes { id warehouse { code } } } }"
    nodes = pair.data(Asking(account, query, {"state": state}))["reverseOrders"]["nodes"]
    return [node["id"] for node in nodes if node["warehouse"] == nodes[0]["warehouse"]]


def _read(pair: Pair, account: str, ids: list[str]) -> list[Any]:
    nodes: list[Any] = pair.data(Asking(account, READ, {"ids": ids}))["nodes"]
    return nodes


def _done(pair: Pair, account: str, mutation: str, text: str) -> Any:
    answer = pair.planned(Asking(account, text))
    assert answer.errors == []
    payload = answer.data[mutation]
    assert payload["userErrors"] == []
    return payload


@pytest.mark.parametrize(("mutation", "given", "account", "state"), STEPS)
def test_a_step_answers_the_order_as_it_is_then(
    own_pair: Pair, mutation: str, given: str, account: str, state: str
) -> None:
    id = _in_state(own_pair, account, state)[0]
    shown = _done(own_pair, account, mutation, _step(mutation, given, id))["reverseOrder"]
    assert difference([shown], _read(own_pair, account, [id])) is None
    assert shown["state"] != state
    assert len(shown["timeline"]["edges"]) == shown["version"]


@pytest.mark.parametrize(("mutation", "given", "state"), BATCHES)
def test_a_batch_answers_its_orders_as_they_are_then(own_pair: Pair, mutation: str, given: str, state: str) -> None:
    ids = _in_state(own_pair, "merchant-a", state)[:5]
    batch = _done(own_pair, "merchant-a", mutation, _batch(mutation, given, ids, dry_run=False))["batch"]
    assert batch["applied"] == len(ids)
    shown = [item["reverseOrder"] for item in batch["items"]]
    assert difference(shown, _read(own_pair, "merchant-a", ids)) is None


def test_each_of_several_steps_answers_its_own_moment(own_pair: Pair) -> None:
    id = _in_state(own_pair, "operator", "AWAITING_DECISION")[0]
    shown = "{ reverseOrder { version state timeline { totalCount nodes { toState } } } }"
    text = f"""mutation($id: ID!) {{
      first: decideCustomsOutcome(input: {{ id: $id, outcome: RETURN_SHIPMENT }}) {shown}
      then: cancelReverseOrder(input: {{ id: $id, reason: "重复录入" }}) {shown}
    }}"""
    data = own_pair.planned(Asking("operator", text, {"id": id})).data
    first, then = data["first"]["reverseOrder"], data["then"]["reverseOrder"]
    assert [first["state"], then["state"]] == ["AWAITING_PICKUP_REGISTRATION", "CANCELLED"]
    assert then["version"] == first["version"] + 1
    assert then["timeline"]["totalCount"] == first["timeline"]["totalCount"] + 1


@pytest.mark.parametrize(("mutation", "given", "account", "state"), STEPS)
def test_what_is_refused_shows_the_order_that_stands_in_the_way(
    pair: Pair, mutation: str, given: str, account: str, state: str
) -> None:
    """A completed order cannot be moved: nothing changes, so everybody can be asked, with the plan and without."""
    for id in (_in_state(pair, account, "COMPLETED")[0], "ro_00000000000000000000000000000000"):
        for reader in ACCOUNTS:
            answer = pair.agreed(Asking(reader, _step(mutation, given, id)))
            assert answer.codes or answer.data[mutation]["userErrors"]


@pytest.mark.parametrize(("mutation", "given", "state"), BATCHES)
def test_a_dry_run_answers_the_same(pair: Pair, mutation: str, given: str, state: str) -> None:
    some = [*_in_state(pair, "merchant-a", state)[:3], *_in_state(pair, "merchant-a", "COMPLETED")[:2], "ro_0"]
    for reader in ACCOUNTS:
        answer = pair.agreed(Asking(reader, _batch(mutation, given, some, dry_run=True)))
        assert answer.codes or answer.data[mutation]
