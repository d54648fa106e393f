"""How much one caller may ask for: a bucket of cost, which is restored as time passes.

In the memory of this process: of several server processes, each has its own.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import RateLimiter, SlidingWindowCounterRateLimiter

from schema.bounds import Rates
from web.refusals import Refused

# Callers whose buckets are remembered; whoever was not seen for longest has a full one again.
REMEMBERED = 10_000


@dataclass(frozen=True)
class Bucket:
    """A caller's bucket after a charge. `wait`: whole seconds until there is enough, where there was too little."""

    capacity: int
    available: int
    restored: int
    wait: int = 0


class Meter:
    """A bucket for each caller. (`limits` has windows, which restore nothing until they end.)"""

    def __init__(self, rates: Rates, seconds: Callable[[], float] = time.monotonic) -> None:
        self._rates = rates
        self._seconds = seconds
        # What is left of each, and when that was.
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def charge(self, caller: str, cost: int) -> Bucket:
        """Take the cost out of the caller's bucket; nothing is taken where there is too little."""
        rates, now = self._rates, self._seconds()
        left, since = self._left.pop(caller, (float(rates.bucket), now))
        available = min(rates.bucket, left + (now - since) * rates.restored)
        wait = math.ceil(max(0.0, cost - available) / rates.restored)
        available -= 0 if wait else cost
        self._left[caller] = available, now
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return Bucket(rates.bucket, int(available), rates.restored, wait)


class PerMinute:
    """Counts what each does."""

    def __init__(self, most: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._most = RateLimitItemPerMinute(most)

    def one_more(self, who: str) -> None:
        """Refused where there were too many by the same."""
        if not self._limiter.hit(self._most, who):
            raise Refused(429, "RATE_LIMITED", wait(self._limiter, self._most, who))


class Strangers:
    """Counts who was not let in, by address."""

    def __init__(self, rates: Rates) -> None:
        self._counted = PerMinute(rates.strangers)

    def turn_away(self, address: str) -> None:
        """Count one; Refused where there were too many from there."""
        self._counted.one_more(address)


def wait(limiter: RateLimiter, most: RateLimitItem, *who: str) -> int:
    """The seconds until a window that is full has room again."""
    return max(1, math.ceil(limiter.get_window_stats(most, *who).reset_time - time.time()))
