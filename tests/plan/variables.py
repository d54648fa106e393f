"""The variables of an operation that is being written, with what they are in each of its askings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from graphql import GraphQLBoolean, GraphQLInputType, GraphQLNonNull
from hypothesis import strategies as st

from tests.plan.served import nullable
from tests.plan.values import Path, Values, literal, plain

# The same document is asked twice, with other values: what is kept of a document must not depend on them.
ASKINGS = 2
LEFT_OUT: Final = object()
Strategy = st.SearchStrategy[Any]


@dataclass(frozen=True)
class Variable:
    name: str
    type: str
    default: str
    values: tuple[Any, ...]
    path: Path

    @property
    def declaration(self) -> str:
        return f"${self.name}: {self.type}{self.default}"


class Variables:
    def __init__(self, draw: Callable[[Strategy], Any], values: Values) -> None:
        self._draw = draw
        self._values = values
        self._made: list[Variable] = []

    @property
    def declarations(self) -> str:
        return ", ".join(variable.declaration for variable in self._made)

    def sent(self, asking: int) -> dict[str, Any]:
        return {v.name: v.values[asking] for v in self._made if v.values[asking] is not LEFT_OUT}

    def argument(self, type: GraphQLInputType, path: Path, values: Strategy | None = None) -> str:
        """An argument's value: written out, with variables in it, or a variable."""
        if self._among("literal", "literal", "variable") == "variable":
            return self._variable(type, path, values, may_be_null=True)
        if not isinstance(type, GraphQLNonNull) and self._rarely():
            return "null"
        if values is not None:
            return plain(self._draw(values), type)
        return literal(self._draw(self._values.of(type, path)), type, path, self._part)

    def condition(self) -> str:
        """What @skip and @include depend on."""
        if self._among("literal", "variable", "variable") == "literal":
            return self._among("true", "true", "true", "false")
        return self._variable(GraphQLNonNull(GraphQLBoolean), ("if",), st.booleans(), may_be_null=True)

    def _part(self, value: Any, type: GraphQLInputType, path: Path) -> str:
        # A null within an input is refused nearly everywhere: that is for the tests of what is refused.
        if self._rarely():
            return self._variable(type, path, None, may_be_null=False)
        return literal(value, type, path, self._part)

    def _variable(self, type: GraphQLInputType, path: Path, values: Strategy | None, *, may_be_null: bool) -> str:
        known = [v for v in self._made if values is None and (v.path, v.type) == (path, str(type))]
        if known and self._draw(st.booleans()):
            return f"${self._draw(st.sampled_from(known)).name}"
        made = self._declare(type, path, values, may_be_null)
        self._made.append(made)
        return f"${made.name}"

    def _declare(self, type: GraphQLInputType, path: Path, given: Strategy | None, may_be_null: bool) -> Variable:
        """Just the type; stricter than that; or one that may be left out because of a default."""
        values = self._values.of(type, path) if given is None else given
        bare, name = nullable(type), f"v{len(self._made)}"
        required = isinstance(type, GraphQLNonNull)
        kind = (
            self._among("as it is", "default", "default") if required else self._among("as it is", "strict", "default")
        )
        default = f" = {plain(self._draw(values), bare)}" if kind == "default" else ""
        strict = kind == "strict" or (required and (not may_be_null or kind == "as it is" or self._draw(st.booleans())))
        optional = [st.just(LEFT_OUT)] if default or not strict else []
        if may_be_null and not required and not strict:
            optional.append(st.none())
        chosen = tuple(self._draw(st.one_of(values, values, *optional)) for _ in range(ASKINGS))
        # One with values of its own place is used there alone.
        return Variable(name, f"{bare}{'!' * strict}", default, chosen, path if given is None else ())

    def _among(self, *choices: str) -> str:
        return str(self._draw(st.sampled_from(choices)))

    def _rarely(self) -> bool:
        return bool(self._draw(st.integers(0, 9)) == 9)
