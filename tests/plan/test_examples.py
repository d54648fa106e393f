"""Every example operation, as everybody, with the plan and without."""

from dataclasses import replace
from typing import Any

import pytest
from graphql import OperationType

from tests.api.test_examples import CHANGES, DRY_RUNS, EXAMPLES, READS, WALKS, WANT_IDS, Step
from tests.plan.pair import ACCOUNTS, Asking, Pair

HARMLESS = [(name, EXAMPLES[name].steps[0]) for name in (*READS, *DRY_RUNS, *WANT_IDS)]
# Where an id is to be copied, nothing is found.
HARMLESS += [(name, step) for name in WALKS for step in EXAMPLES[name].steps if step.type is OperationType.QUERY]


def asking(name: str, account: str, **variables: Any) -> Asking:
    return Asking(account, EXAMPLES[name].query, EXAMPLES[name].variables | variables)


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize(("name", "step"), [pytest.param(*each, id=f"{each[0]}-{each[1].name}") for each in HARMLESS])
def test_an_example_answers_the_same(pair: Pair, name: str, step: Step, account: str) -> None:
    answer = pair.agreed(replace(asking(name, account), name=step.name))
    if account == step.account:
        assert answer.errors == []
        assert answer.data


def test_each_number_of_the_list_finds_the_same(pair: Pair) -> None:
    for node in pair.data(asking("10-by-number", "merchant-a"))["reverseOrders"]["nodes"]:
        order = pair.data(asking("10-by-number", "merchant-a", number=node["number"]))["reverseOrder"]
        assert order["number"] == node["number"]


def test_the_same_pages_follow_each_other(pair: Pair) -> None:
    page: dict[str, Any] = {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        after = page["pageInfo"]["endCursor"]
        page = pair.data(asking("08-next-page", "merchant-a", after=after))["reverseOrders"]


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_done_is_answered_again_the_same(own_pair: Pair, name: str) -> None:
    """Its idempotency key makes the second answer that of the first, whoever is asked first."""
    first = own_pair.planned(asking(name, EXAMPLES[name].account))
    assert first.errors == []
    assert own_pair.agreed(asking(name, EXAMPLES[name].account)).compared() == first.compared()
