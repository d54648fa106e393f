"""Where graphql-core hands reading over: a field whose resolver answers what it wants read."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLOutputType, GraphQLResolveInfo
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from domain.errors import DomainError, RequestError
from plan import coverage, reading
from plan.selection import NotCovered, Selected, Selection, variables_below
from services.queries.wanted import Wanted

KEPT = 1000


class PlanningExecutor(StrawberryGraphQLCoreExecutionContext):
    """Completes what is wanted by a plan, everything else as ever."""

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        if isinstance(result, Wanted):
            return self._read(return_type, field_details_list, info, path, result, position_context)
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)

    async def _read(
        self,
        return_type: GraphQLOutputType,
        details: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        wanted: Wanted,
        position: Any,
    ) -> Any:
        field = f"{info.parent_type.name}.{info.field_name}"
        try:
            if not self.context_value.planned:
                raise NotCovered("plans are switched off")
            answer = await reading.read(wanted, Selections(self, return_type, details))
        except NotCovered as reason:
            coverage.ordinary[f"{field}: {reason}"] += 1
        else:
            coverage.planned[field] += 1
            return answer
        rows = await reading.ordinary(wanted, self.context_value)
        completed = super().complete_value(return_type, details, info, path, rows, position)
        return await completed if self.is_awaitable(completed) else completed


@dataclass(frozen=True)
class _Kept:
    """A plan, or why there is none. The syntax is kept with it, so that its identity stays its own."""

    syntax: Any
    made: Any


_plans: OrderedDict[Hashable, _Kept] = OrderedDict()
_variables: OrderedDict[Hashable, _Kept] = OrderedDict()


class Selections:
    """What one field selects, and the plans that were made for it."""

    def __init__(self, executor: PlanningExecutor, type: GraphQLOutputType, details: FieldDetailsList) -> None:
        self._executor = executor
        self.context = executor.context_value
        self.type = type
        self.details = details

    def of(self, selected: Selected) -> "Selections":
        """What is selected below this."""
        return Selections(self._executor, selected.type, selected.details)

    def plan(self, about: Hashable, compile: Callable[[GraphQLOutputType, FieldDetailsList, Selection], Any]) -> Any:
        """The plan of this selection for `about`, compiled when it is first asked for; raises NotCovered."""
        grants = self.context.viewer.grants
        restricted = (grants.merchant_ids is None, grants.warehouse_ids is None)
        syntax = tuple(id(detail.node) for detail in self.details)
        key = (about, syntax, restricted, self._values(syntax))
        made = _kept(_plans, key, self.details, lambda: self._compile(compile))
        if isinstance(made, NotCovered):
            raise NotCovered(*made.args)
        return made

    def _compile(self, compile: Callable[[GraphQLOutputType, FieldDetailsList, Selection], Any]) -> Any:
        try:
            return compile(self.type, self.details, Selection(self._executor))
        except NotCovered as reason:
            return reason
        except (DomainError, RequestError) as error:
            # Wrong arguments below: the ordinary executor says so at their place.
            return NotCovered(type(error).__name__)

    def _values(self, syntax: Hashable) -> str:
        names = _kept(
            _variables,
            syntax,
            self.details,
            lambda: variables_below(self.details, self._executor.fragments),
        )
        given = self._executor.variable_values.coerced
        return repr([(name, given[name]) for name in names if name in given]) if names else ""


def _kept(kept: OrderedDict[Hashable, _Kept], key: Hashable, syntax: Any, make: Callable[[], Any]) -> Any:
    """What was made for the key; what was longest unused is forgotten."""
    if key in kept:
        kept.move_to_end(key)
    else:
        kept[key] = _Kept(syntax, make())
        if len(kept) > KEPT:
            kept.popitem(last=False)
    return kept[key].made
