"""What was made at some cost and is likely to be wanted again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """At most so many values by their keys, and no more weight of both together; those longest unused are forgotten."""

    def __init__(self, most: int, heaviest: int | None = None, weigh: Callable[[Any, V], int] = lambda *_: 1) -> None:
        self._most = most
        self._heaviest = heaviest or most
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The key's value, made when it is not there."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = make()
        self._weight += self._weigh(key, value)
        while len(self._values) > self._most or (self._weight > self._heaviest and len(self._values) > 1):
            self._weight -= self._weigh(*self._values.popitem(last=False))
        return value
