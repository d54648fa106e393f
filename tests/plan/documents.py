"""Operations at random, made by walking the schema: whatever a later feature adds is walked too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isqrt
from typing import Any

from graphql import GraphQLArgument, GraphQLField, GraphQLNonNull, is_required_argument
from hypothesis import strategies as st

from tests.plan.pair import ACCOUNTS, Asking
from tests.plan.pools import Pools
from tests.plan.served import (
    QUERY,
    Composite,
    conditions,
    family,
    fields,
    is_leaf,
    nullable,
    possible,
    reachable,
    target,
)
from tests.plan.values import Values
from tests.plan.variables import ASKINGS, Strategy, Variables

DEEPEST = 7
FIELDS = 45
PARTS = ["field"] * 8 + ["again", "again", "inline", "fragment", "fragment", "typename"]
# Where a value may be of several types, most fields are behind a condition.
OF_SEVERAL = [*PARTS, *["inline"] * 6, *["fragment"] * 4]
# Now and then one argument is wrong.
FAULTS: dict[str, Any] = {"first": 101, "last": -1, "after": "broken", "before": ""}
READERS = [*ACCOUNTS, *ACCOUNTS, "merchant-b", "read-only"]


@dataclass(frozen=True)
class Operation:
    """One document, and the requests that are made with it."""

    askings: tuple[Asking, ...]
    faulty: bool

    def __repr__(self) -> str:
        return "\n\n".join(map(str, self.askings))


@dataclass(frozen=True)
class Fragment:
    name: str
    on: Composite
    text: str


@st.composite
def operations(draw: st.DrawFn, pools: Pools, values: Values) -> Operation:
    return Writer(draw, pools, values).operation()


class Writer:
    """Writes one document, with its fragments and variables."""

    def __init__(self, draw: Callable[[Strategy], Any], pools: Pools, values: Values) -> None:
        self._draw = draw
        self._pools = pools
        self._variables = Variables(draw, values)
        self._fragments: list[Fragment] = []
        # What each key means, in each family of types that can meet.
        self._keys: dict[tuple[str, str], tuple[str, str]] = {}
        self._left = FIELDS
        self._fault = self._among([*FAULTS, *[""] * 30])
        self._faulty = False

    def operation(self) -> Operation:
        body = self._selections(QUERY, self._among(range(2, DEEPEST + 1)))
        name = self._among(["", "Named"])
        others = self._among(["", "", "query Other { viewer { name } } "]) if name else ""
        declared = f"({self._variables.declarations})" if self._variables.declarations else ""
        kind = "query " if name or declared or self._fragments else self._among(["", "query "])
        parts = [f"fragment {f.name} on {f.on.name} {f.text}" for f in self._fragments]
        text = "\n".join([*parts, f"{others}{kind}{name}{declared} {body}"][:: self._among([1, -1])])
        said = name if others else self._among([name or None, None])
        return Operation(tuple(self._asking(text, said, number) for number in range(ASKINGS)), self._faulty)

    def _asking(self, text: str, name: str | None, number: int) -> Asking:
        account, locale = self._among(READERS), self._among(["en", "zh-CN"])
        return Asking(account, text, self._variables.sent(number), name, locale)

    # ───────────────────────── selections ─────────────────────────

    def _selections(self, parent: Composite, levels: int) -> str:
        said: dict[str, str] = {}
        count = self._among([1, 2, 3] if parent is QUERY else [1, 2, 3, 4, 5])
        return f"{{ {' '.join(self._selection(parent, levels, said) for _ in range(count))} }}"

    def _selection(self, parent: Composite, levels: int, said: dict[str, str]) -> str:
        self._left -= 1
        match self._among(PARTS if len(possible(parent)) == 1 else OF_SEVERAL):
            case "again" if said:
                head = self._among(list(said))
                return self._with_selection(head, fields(parent)[said[head]], levels)
            case "inline" if self._left > 0:
                on = self._among([None, *_rich(conditions(parent))])
                head = f"... on {on.name}" if on else "..."
                return f"{head}{self._directives()} {self._selections(on or parent, levels)}"
            case "fragment" if self._left > 0:
                return f"...{self._fragment(parent, levels)}{self._directives()}"
            case "typename":
                return self._key(parent, "__typename", "", "String!") + self._directives()
        return self._field(parent, levels, said)

    def _fragment(self, parent: Composite, levels: int) -> str:
        """One that is there already, or a new one; only what is finished can be spread, so none holds itself."""
        fitting = [fragment.name for fragment in self._fragments if fragment.on in conditions(parent)]
        if fitting and self._draw(st.booleans()):
            return str(self._among(fitting))
        on = self._among(_rich(conditions(parent)))
        text = self._selections(on, levels)
        made = Fragment(f"f{len(self._fragments)}", on, text)
        self._fragments.append(made)
        return made.name

    # ───────────────────────── fields ─────────────────────────

    def _field(self, parent: Composite, levels: int, said: dict[str, str]) -> str:
        new = {name: field for name, field in fields(parent).items() if name not in said.values()}
        leaves = [name for name, field in new.items() if is_leaf(field)]
        deeper = _often(new) if levels > 1 and self._left > 0 else []
        if not leaves and not deeper:
            return self._key(parent, "__typename", "", "String!")
        name = self._among(self._among([choice for choice in (leaves, deeper, deeper) if choice]))
        field = new[name]
        head = self._key(parent, name, self._arguments(name, field.args), str(field.type))
        said[head] = name
        return self._with_selection(head, field, levels)

    def _with_selection(self, head: str, field: GraphQLField, levels: int) -> str:
        selected = "" if is_leaf(field) else f" {self._selections(target(field), levels - 1)}"
        return f"{head}{self._directives()}{selected}"

    def _key(self, parent: Composite, name: str, arguments: str, type: str) -> str:
        """Under its name or an alias, such that whatever meets it under this key is the same field."""
        others = [key for key, field in fields(parent).items() if is_leaf(field)]
        wanted = self._among([name] * 5 + [f"{name.strip('_')}Again", "a", "b", self._among([*others, name])])
        meaning, number = (f"{name}{arguments}", type), 0
        key = "kindOf" if wanted == "__typename" and self._draw(st.booleans()) else wanted
        while self._keys.setdefault((family(parent), key), meaning) != meaning:
            number += 1
            key = f"{wanted.strip('_')}{number}"
        return f"{'' if key == name else f'{key}: '}{name}{arguments}"

    def _directives(self) -> str:
        names = self._among([[]] * 27 + [["skip"], ["include"], ["include"], ["include"], ["skip", "include"]])
        return "".join(f" @{name}(if: {self._directive(name)})" for name in names)

    def _directive(self, name: str) -> str:
        return self._variables.condition() if name == "include" else self._among(["false", "false", "true"])

    # ───────────────────────── arguments ─────────────────────────

    def _arguments(self, field: str, given: Mapping[str, GraphQLArgument]) -> str:
        chosen = [
            name for name, argument in given.items() if is_required_argument(argument) or self._draw(st.booleans())
        ]
        values: dict[str, Strategy] = {}
        if {"after", "before"} & set(chosen):
            chosen = self._place(field, chosen, values, "sort" in given)
        if {"first", "last"} <= set(chosen):
            chosen.remove(self._among(["first", "last"]))
        self._spoil(chosen, values)
        types = {name: given[name].type for name in chosen}
        if "sort" in values and "sort" in types:
            types["sort"] = GraphQLNonNull(nullable(types["sort"]))  # or a cursor would stand without it
        written = [
            f"{name}: {self._variables.argument(type, (field, name), values.get(name))}" for name, type in types.items()
        ]
        return f"({', '.join(written)})" if written else ""

    def _place(self, field: str, chosen: list[str], values: dict[str, Strategy], sortable: bool) -> list[str]:
        """Cursors belong to a sort: both are chosen together."""
        sort, cursors = self._among(self._pools.cursors[field])
        values |= {name: st.sampled_from(cursors) for name in ("after", "before")}
        values["sort"] = st.just(sort)
        return [name for name in chosen if name != "sort"] + (["sort"] if sortable and sort else [])

    def _spoil(self, chosen: list[str], values: dict[str, Strategy]) -> None:
        if self._fault in chosen:
            values[self._fault] = st.just(FAULTS[self._fault])
            self._fault, self._faulty = "", True

    def _among(self, choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))


def _often(among: Mapping[str, GraphQLField]) -> list[str]:
    """The fields with something below them, those oftener that have many types below."""
    deeper = {name: field for name, field in among.items() if not is_leaf(field)}
    return [name for name, field in deeper.items() for _ in range(_richness(target(field)))]


def _rich(types: Sequence[Composite]) -> list[Composite]:
    """Those oftener that have many types below."""
    return [type for type in types for _ in range(_richness(type))]


@cache
def _richness(type: Composite) -> int:
    return isqrt(len(reachable(type)))
