"""The plans that were made, by what they were made for."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLOutputType
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor import Executor

from domain.errors import DomainError, RequestError
from models.recent import Recent
from plan.selection import NotCovered, Selected, Selection, variables_below
from schema.context import Context
from services.scope import rights

Compile = Callable[[GraphQLOutputType, FieldDetailsList, Selection], Any]

# And of the documents that they are made for, which are kept as long.
KEPT, KEPT_CHARACTERS = 1000, 2_000_000


@dataclass(frozen=True)
class _Made:
    """Of a piece of syntax, which is kept with it so that its identity stays its own."""

    syntax: FieldDetailsList
    value: Any

    @property
    def characters(self) -> int:
        """Of the document that the syntax is a piece of."""
        place = self.syntax[0].node.loc
        return len(place.source.body) if place else 0


# Plans, or why there is none; and the variables that a selection depends on.
_plans: Recent[_Made] = Recent(KEPT, KEPT_CHARACTERS, lambda _, made: made.characters)
_variables: Recent[_Made] = Recent(KEPT, KEPT_CHARACTERS, lambda _, made: made.characters)


class Selections:
    """What one field selects, and the plans that were made for it."""

    def __init__(self, executor: Executor[Any], type: GraphQLOutputType, details: FieldDetailsList) -> None:
        self._executor = executor
        self.context: Context = executor.context_value
        self.type = type
        self.details = details

    def of(self, selected: Selected) -> "Selections":
        """What is selected below this."""
        return Selections(self._executor, selected.type, selected.details)

    def plan(self, about: Hashable, compile: Compile) -> Any:
        """The plan of this selection for `about`, compiled when it is first asked for; raises NotCovered."""
        context = self.context
        syntax = tuple(id(detail.node) for detail in self.details)
        key = (about, syntax, rights(context.viewer.grants), context.audience, self._values(syntax))
        made = _plans.get(key, lambda: _Made(self.details, self._compile(compile))).value
        if isinstance(made, NotCovered):
            raise NotCovered(*made.args)
        return made

    def _compile(self, compile: Compile) -> Any:
        try:
            return compile(self.type, self.details, Selection(self._executor))
        except NotCovered as reason:
            return reason
        except (DomainError, RequestError) as error:
            # Wrong arguments below: the ordinary executor says so at their place.
            return NotCovered(type(error).__name__)

    def _values(self, syntax: Hashable) -> str:
        """Of the variables that the selection depends on."""
        made = _variables.get(
            syntax, lambda: _Made(self.details, variables_below(self.details, self._executor.fragments))
        )
        given = self._executor.variable_values.coerced
        return repr([(name, given[name]) for name in made.value if name in given]) if made.value else ""
