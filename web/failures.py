"""Sign-ins that failed: who tries many passwords is made to wait, whether or not there is such a name.

In the memory of this process: of several server processes, each counts its own.
"""

import hashlib
import ipaddress

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from schema.bounds import Attempts
from web.rates import wait

MINUTES = 15


class Failures:
    def __init__(self, most: Attempts) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._name = RateLimitItemPerMinute(most.name, MINUTES)
        self._address = RateLimitItemPerMinute(most.address, MINUTES)

    def expect(self, name: str, address: str) -> int:
        """The seconds to wait; 0 where it may be tried, which with this name counts as failed until it succeeds."""
        name, network = _names(name, address)
        if not self._limiter.test(self._address, network):
            return wait(self._limiter, self._address, network)
        if not self._limiter.hit(self._name, name, network):
            return wait(self._limiter, self._name, name, network)
        return 0

    def failed(self, address: str) -> None:
        self._limiter.hit(self._address, _network(address))

    def succeeded(self, name: str, address: str) -> None:
        self._limiter.clear(self._name, *_names(name, address))


def _names(name: str, address: str) -> tuple[str, str]:
    """Hashed, because nobody says how long a name is that somebody tries."""
    return hashlib.sha256(name.encode()).hexdigest(), _network(address)


def _network(address: str) -> str:
    """Of IPv6, whoever has one address has all 2⁶⁴ of its network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
