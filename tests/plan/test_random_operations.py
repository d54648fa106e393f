"""Whatever a client may ask: the same answer, in the same order, with the same errors."""

from collections import Counter

from hypothesis import Phase, given

from tests.plan.documents import Operation, operations
from tests.plan.pair import Pair
from tests.plan.pools import Pools
from tests.plan.values import Values
from tests.properties import EFFORT, trying

# A generated document is a right one: it is executed.
UNEXECUTED = {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}


def test_an_operation_answers_the_same_with_the_plan(pair: Pair, pools: Pools) -> None:
    tally: Counter[str] = Counter()

    # The same operations each time, so that a change is to blame for what fails; others with more effort.
    @trying(50, derandomize=EFFORT == 1, phases=[Phase.generate, Phase.shrink])
    @given(operation=operations(pools, Values(pools)))
    def answers_the_same(operation: Operation) -> None:
        for asking in operation.askings:
            answer = pair.agreed(asking)
            assert not UNEXECUTED & answer.codes, f"{answer.errors}\n{asking}"
            tally["answered" if answer.data else "refused"] += 1

    answers_the_same()
    assert tally["answered"] > 4 * tally["refused"], tally
