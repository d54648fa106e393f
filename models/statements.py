"""Statements for the driver's own connection: compiled once for each shape, whatever values they carry."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import BindParameter, ClauseElement, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Processor = Callable[[Any], Any]

SHAPES = 1000


@dataclass(frozen=True)
class Prepared:
    """SQL text with its values, in the driver's form."""

    sql: str
    values: list[Any]


class Statements:
    """The compiled statements of one dialect; the shapes that were longest unused are forgotten."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._shapes: OrderedDict[Hashable, _Shape] = OrderedDict()

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
        key = (name, cache_key and cache_key.key)
        if key in self._shapes:
            self._shapes.move_to_end(key)
        else:
            self._shapes[key] = self._compile(build(), cache_key)
            if len(self._shapes) > SHAPES:
                self._shapes.popitem(last=False)
        return self._shapes[key].filled(cache_key.bindparams if cache_key else None, parameters)

    def _compile(self, statement: ClauseElement, cache_key: Any) -> "_Shape":
        compiled = cast(SQLCompiler, statement.compile(dialect=self.dialect, cache_key=cache_key))
        processors = {
            name: processor
            for name, bind in compiled.binds.items()
            if (processor := bind.type.dialect_impl(self.dialect).bind_processor(self.dialect))
        }
        return _Shape(compiled, processors)


@dataclass(frozen=True)
class _Shape:
    compiled: SQLCompiler
    processors: Mapping[str, Processor]

    def filled(self, binds: Sequence[BindParameter[Any]] | None, parameters: Mapping[str, Any] | None) -> Prepared:
        compiled = self.compiled
        values = compiled.construct_params(parameters, extracted_parameters=binds, escape_names=False)
        if compiled.post_compile_params:
            # A list, which each time may have another length.
            state = compiled.construct_expanded_state(values, escape_names=False)
            processors = {**self.processors, **state.processors}
            return Prepared(state.statement, _positional(state.positiontup or (), state.parameters, processors))
        return Prepared(compiled.string, _positional(compiled.positiontup or (), values, self.processors))


def _positional(names: Any, values: Mapping[str, Any], processors: Mapping[str, Processor]) -> list[Any]:
    return [processors[name](values[name]) if name in processors else values[name] for name in names]
