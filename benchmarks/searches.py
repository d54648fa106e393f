"""Two characters of Chinese among all products' names, common and rare ones: how long the database takes.

Measured is an API request's time less that of one that asks the database for no list: `{ __typename }`. Parsing,
executing and writing the few rows are still in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks import operations, parties
from benchmarks.contenders import Backhaul
from benchmarks.drive import Request, drive
from benchmarks.stage import Stage

# From a kind of goods that thousands of listings are of to half a brand's name, and one that nothing is called.
WORDS = ("咖啡", "面膜", "抹茶", "奶粉", "曲奇", "帐篷", "香薰", "鲸屿", "禾麦", "海盐", "蓝莓")
_TIMES = 9


@dataclass(frozen=True)
class Search:
    """Milliseconds of the slowest word's middle request, and of the middle word's."""

    word: str
    worst: float
    typical: float


def products(stage: Stage, backhaul: Backhaul) -> Search:
    """By an operator, who sees all of them."""
    return _measure(stage, backhaul, operations.PRODUCTS, stage.token_for(backhaul, parties.OPERATOR))


def orders(stage: Stage, backhaul: Backhaul) -> Search:
    """By a merchant, among its orders."""
    return _measure(stage, backhaul, operations.ORDERS_WITH_PRODUCT, stage.token_for(backhaul, parties.MERCHANT))


def _measure(stage: Stage, backhaul: Backhaul, query: str, token: str) -> Search:
    stage.say(f"two characters in names: {backhaul.name}")
    nothing = _time(backhaul, [backhaul.operation(operations.NOTHING, token=token)])
    times = {word: _time(backhaul, [backhaul.operation(query, {"search": word}, token)]) - nothing for word in WORDS}
    slowest = max(times, key=times.__getitem__)
    return Search(slowest, times[slowest], median(times.values()))


def _time(backhaul: Backhaul, requests: Sequence[Request]) -> float:
    backhaul.answer(requests[0])
    return 1000 * median(drive(backhaul.port, requests, count=_TIMES).latencies)
