"""Where graphql-core hands reading over: a field whose resolver answers what it wants read."""

from typing import Any

from graphql import GraphQLOutputType, GraphQLResolveInfo, OperationType
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from plan import coverage, reading
from plan.kept import Selections
from plan.selection import NotCovered
from services.queries.wanted import Wanted


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
            answer = await reading.read(wanted, Selections(self, return_type, details), alone=self._is_alone(path))
        except NotCovered as reason:
            coverage.count(field, reason)
        else:
            coverage.count(field)
            return answer
        rows = await reading.ordinary(wanted, self.context_value)
        completed = super().complete_value(return_type, details, info, path, rows, position)
        return await completed if self.is_awaitable(completed) else completed

    def _is_alone(self, path: Path) -> bool:
        """No item of a list, nor one of several events: nothing else is wanted in the same way at once."""
        told = self.operation.operation is OperationType.SUBSCRIPTION
        return not told and not any(isinstance(key, int) for key in path.as_list())
