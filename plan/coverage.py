"""How reads were answered, for whoever debugs, tests or measures: by a plan, or by the ordinary executor and why."""

from collections import Counter
from collections.abc import Callable

planned: Counter[str] = Counter()
"""By field."""

ordinary: Counter[str] = Counter()
"""By field and reason."""

listeners: list[Callable[[bool], object]] = []
"""Told of each read whether a plan answered it."""


def count(field: str, why_not: object = None) -> None:
    if why_not is None:
        planned[field] += 1
    else:
        ordinary[f"{field}: {why_not}"] += 1
    for listen in listeners:
        listen(why_not is None)
