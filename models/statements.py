"""Statements for the driver's own connection: compiled once for each shape, whatever values they carry."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, Dialect, SelectBase
from sqlalchemy.sql.compiler import SQLCompiler

from models.recent import Recent

Processor = Callable[[Any], Any]

SHAPES = 1000


@dataclass(frozen=True)
class Prepared:
    """SQL text with its values, in the driver's form."""

    sql: str
    values: list[Any]
    # What makes of each column's value what its type says; None where it is that already.
    readers: Sequence[Processor | None]


class Statements:
    """The compiled statements of one dialect; the shapes that were longest unused are forgotten."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._shapes: Recent[_Shape] = Recent(SHAPES)

    def prepare(
        self,
        varying: ClauseElement | None,
        build: Callable[[], Any],
        *,
        name: Hashable = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> Prepared:
        """The statement that `build` makes of the `varying` part, which alone holds values that differ between calls.

        `name` tells apart what `build` adds to it; `parameters` are values for its named parameters.
        """
        cache_key = None if varying is None else varying._generate_cache_key()
        shape = self._shapes.get((name, cache_key and cache_key.key), lambda: self._compile(build(), cache_key))
        return shape.filled(cache_key.bindparams if cache_key else None, parameters)

    def _compile(self, statement: SelectBase, cache_key: Any) -> "_Shape":
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
        return _Shape(compiled, processors, readers)


_BY_DIALECT: dict[str, Statements] = {}


def statements_of(dialect: Dialect) -> Statements:
    """Compiled once in a process, however many databases of a kind there are in it."""
    return _BY_DIALECT.setdefault(dialect.name, Statements(dialect))


@dataclass(frozen=True)
class _Shape:
    compiled: SQLCompiler
    processors: Mapping[str, Processor]
    readers: Sequence[Processor | None]

    def filled(self, binds: Sequence[BindParameter[Any]] | None, parameters: Mapping[str, Any] | None) -> Prepared:
        compiled = self.compiled
        values = compiled.construct_params(parameters, extracted_parameters=binds, escape_names=False)
        if compiled.post_compile_params:
            # A list, which each time may have another length.
            state = compiled.construct_expanded_state(values, escape_names=False)
            processors = {**self.processors, **state.processors}
            arguments = _positional(state.positiontup or (), state.parameters, processors)
            return Prepared(state.statement, arguments, self.readers)
        return Prepared(compiled.string, _positional(compiled.positiontup or (), values, self.processors), self.readers)


def _positional(names: Any, values: Mapping[str, Any], processors: Mapping[str, Processor]) -> list[Any]:
    return [processors[name](values[name]) if name in processors else values[name] for name in names]
