"""Statements for the driver's own connection: compiled once for each shape, whatever values they carry."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, Dialect, SelectBase
from sqlalchemy.sql.compiler import SQLCompiler

from models.recent import Recent

Processor = Callable[[Any], Any]

SHAPES = 1000


class Planning(Enum):
    """How PostgreSQL plans a statement that comes again: what `plan_cache_mode` is set to.

    By itself it compares what it guesses that the plans cost, and may plan anew each time what is planned the same each
    time, or keep a plan that is good for some values alone.
    """

    AUTO = "auto"
    # One plan is as good as another, whatever the values: an index leads to the rows, or gives them in order.
    ONCE = "force_generic_plan"
    # The values decide: how common a text is that is looked for.
    ANEW = "force_custom_plan"


@dataclass(frozen=True)
class Prepared:
    """SQL text with its values, in the driver's form. `planning` None: it does not matter."""

    sql: str
    values: list[Any]
    # What makes of each column's value what its type says; None where it is that already.
    readers: Sequence[Processor | None]
    planning: Planning | None = None


class Statements:
    """The compiled statements of one dialect; the shapes that were longest unused are forgotten."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._shapes: Recent[_Fixed | _Varying] = Recent(SHAPES)

    def prepare(
        self,
        varying: ClauseElement | None,
        build: Callable[[], Any],
        *,
        name: Hashable = None,
        parameters: Mapping[str, Any] | None = None,
        planning: Planning | None = None,
    ) -> Prepared:
        """The statement that `build` makes of the `varying` part, which alone holds values that differ between calls.

        `name` tells apart what `build` adds to it; `parameters` are values for its named parameters.
        """
        cache_key = None if varying is None else varying._generate_cache_key()
        shape = self._shapes.get((name, cache_key and cache_key.key), lambda: self._compile(build(), cache_key))
        return shape.filled(cache_key.bindparams if cache_key else None, parameters, planning)

    def _compile(self, statement: SelectBase, cache_key: Any) -> "_Fixed | _Varying":
        compiled = statement.compile(dialect=self.dialect, cache_key=cache_key)
        processors = {
            name: processor
            for name, bind in compiled.binds.items()
            if (processor := bind.type.dialect_impl(self.dialect).bind_processor(self.dialect))
        }
        readers = [
            column.type.dialect_impl(self.dialect).result_processor(self.dialect, None)
            for column in statement.selected_columns
        ]
        if cache_key is not None or compiled.post_compile_params:
            return _Varying(compiled, processors, readers)
        constants = {name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required}
        return _Fixed(compiled.string, tuple(compiled.positiontup or ()), constants, processors, readers)


_BY_DIALECT: dict[str, Statements] = {}


def statements_of(dialect: Dialect) -> Statements:
    """Compiled once in a process, however many databases of a kind there are in it."""
    return _BY_DIALECT.setdefault(dialect.name, Statements(dialect))


@dataclass(frozen=True)
class _Fixed:
    """A statement that is the same each time, but for parameters. What SQLAlchemy made it of is let go."""

    sql: str
    names: Sequence[str]
    constants: Mapping[str, Any]
    processors: Mapping[str, Processor]
    readers: Sequence[Processor | None]

    def filled(self, _: object, parameters: Mapping[str, Any] | None, planning: Planning | None) -> Prepared:
        values = {**self.constants, **(parameters or {})}
        return Prepared(self.sql, _positional(self.names, values, self.processors), self.readers, planning)


@dataclass(frozen=True)
class _Varying:
    """One with values that SQLAlchemy knows where to find, or with lists, which each time may have another length."""

    compiled: SQLCompiler
    processors: Mapping[str, Processor]
    readers: Sequence[Processor | None]

    def filled(
        self,
        binds: Sequence[BindParameter[Any]] | None,
        parameters: Mapping[str, Any] | None,
        planning: Planning | None,
    ) -> Prepared:
        compiled = self.compiled
        values = compiled.construct_params(parameters, extracted_parameters=binds, escape_names=False)
        if not compiled.post_compile_params:
            arguments = _positional(compiled.positiontup or (), values, self.processors)
            return Prepared(compiled.string, arguments, self.readers, planning)
        state = compiled.construct_expanded_state(values, escape_names=False)
        processors = {**self.processors, **state.processors}
        arguments = _positional(state.positiontup or (), state.parameters, processors)
        return Prepared(state.statement, arguments, self.readers, planning)


def _positional(names: Any, values: Mapping[str, Any], processors: Mapping[str, Processor]) -> list[Any]:
    return [processors[name](values[name]) if name in processors else values[name] for name in names]
