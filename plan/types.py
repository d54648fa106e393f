"""What plans are made of."""

from collections.abc import Callable, Iterable
from typing import Any

from schema.context import Context

Reader = Callable[[Any], Any]
"""Makes JSON of a row's values, or of a Python value."""

Binder = Callable[[Context], Reader]
"""Makes the reader for one request: its language, its moment, who asks."""


def object_of(fields: Iterable[tuple[str, Binder]]) -> Binder:
    """A JSON object, each field of which is made of the same value."""
    binders = list(fields)

    def bind(context: Context) -> Reader:
        readers = [(key, binder(context)) for key, binder in binders]
        return lambda value: {key: read(value) for key, read in readers}

    return bind


def unless_none(binder: Binder) -> Binder:
    def bind(context: Context) -> Reader:
        read = binder(context)
        return lambda value: None if value is None else read(value)

    return bind
