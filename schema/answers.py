"""Answers to what happens, made once for all who would be told the same."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from graphql import ExecutionResult, FieldNode
from graphql.execution.executor import Executor

from models.recent import Recent
from plan.selection import variables_within
from schema.context import Context

KEPT = 500


@dataclass
class Answers:
    """The last ones. Who asks for one that is being made waits for it; who is gone meanwhile takes nothing away."""

    _made: OrderedDict[Hashable, asyncio.Future[ExecutionResult]] = field(default_factory=OrderedDict)
    _numbers: Recent[int] = field(default_factory=lambda: Recent(KEPT))
    _counter: Iterator[int] = field(default_factory=count)

    def number(self, likeness: Hashable) -> int:
        """Stands for it: comparing numbers costs less."""
        return self._numbers.get(likeness, lambda: next(self._counter))

    async def get(self, key: Hashable, make: Callable[[], Awaitable[ExecutionResult]]) -> ExecutionResult:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = asyncio.ensure_future(make())
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made.result() if made.done() else await asyncio.shield(made)


def likeness(executor: Executor[Any], query: str, context: Context) -> Hashable:
    """What an answer depends on beside what happened: the document, its variables, and whatever one's rights show.

    Not the arguments of the subscription itself: they say which events there are, and from where on.
    """
    fragments, given = executor.fragments, executor.variable_values.coerced
    asked: set[str] = set()
    for selection in executor.operation.selection_set.selections:
        inside = selection.selection_set if isinstance(selection, FieldNode) else executor.operation.selection_set
        if inside is not None:
            asked.update(variables_within(inside, fragments))
    viewer = context.viewer
    variables = repr([(name, given[name]) for name in sorted(asked) if name in given])
    name = executor.operation.name and executor.operation.name.value
    rights = (viewer.role, frozenset(viewer.scopes), replace(viewer.grants, user_id=None))
    return (query, name, variables, rights, context.locale, context.planned)
