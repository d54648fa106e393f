"""Values that the data has, for arguments: ids, cursors, and what was answered for each field."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle, product
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    get_named_type,
)

from tests.plan.covering import covering, required
from tests.plan.pair import Asking, Pair
from tests.plan.served import QUERY, nullable

# What an argument is called that takes the values of fields called otherwise.
MEANT = {
    "ids": ["id"],
    "numbers": ["number", "orderNumber", "salesReturnNumber"],
    "search": ["code", "externalId", "name"],
}
# Parts of an argument's path that say how its values are compared, not what they are.
NOT_NAMES = {
    "filter",
    "by",
    "and",
    "or",
    "not",
    "eq",
    "in",
    "notIn",
    "contains",
    "startsWith",
    "gte",
    "gt",
    "lte",
    "lt",
}
# Parts of an answer's path that say where it stands in a list.
PLACES = {"nodes", "edges", "node"}
# Who looks around, and how many rows each sees; the operator as many as a page can have, of many kinds.
READERS = {"merchant-a": 5, "operator": 100}
UNKNOWN_IDS = ["ro_00000000000000000000000000000000", "zz_00000000000000000000000000000000", "x", ""]


class Pools:
    def __init__(self) -> None:
        # By "field" and by "parent.field", as answered.
        self.values: dict[str, dict[str, None]] = defaultdict(dict)
        # By the name of a list: each sort with cursors that belong to it.
        self.cursors: dict[str, list[tuple[Any, list[str]]]] = defaultdict(list)
        # How often each "Type.field" was answered with anything at all.
        self.shown: Counter[str] = Counter()

    def known(self, path: Sequence[str]) -> list[str]:
        """Values for the argument, or part of one, at this path: those of its own place, of its list, or any."""
        *_, parent, name = ["", "", *(part for part in path if part not in NOT_NAMES)]
        names = MEANT.get(name, [name])
        for place in (f"{parent}.", f"{parent}s.", ""):
            found = [value for name in names for value in self.values.get(place + name, ())]
            if found:
                return found
        return []

    def ids(self, most: int = 6) -> list[str]:
        """Ids of every kind, a few of each, new ones and old ones; and one that nothing has."""
        kinds: dict[str, list[str]] = defaultdict(list)
        for id in self.values["id"]:
            kinds[id[:2]].append(id)
        return [id for known in kinds.values() for id in known[:: len(known) // most + 1]] + [UNKNOWN_IDS[0]]

    def examples(self, type: GraphQLInputType, path: tuple[str, ...]) -> list[Any]:
        """A few fixed values: every kind of id, every enum value, every way of an input."""
        type = nullable(type)
        if isinstance(type, GraphQLList):
            return [self.ids()]
        if isinstance(type, GraphQLEnumType):
            return list(type.values)
        if isinstance(type, GraphQLInputObjectType):
            parts = {name: self.examples(field.type, (*path, name)) for name, field in type.fields.items()}
            return [{name: value} for name, values in parts.items() for value in values]
        return self.ids(2) if get_named_type(type).name == "ID" else self.known(path)[:3]

    def take(self, answer: Any, parent: str = "") -> None:
        """Keep what an answer shows, whose keys are the fields' names."""
        kind = answer.get("__typename", "")
        for name, value in answer.items():
            self.shown[f"{kind}.{name.removesuffix(f'Of{kind}')}"] += value not in (None, [])
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    self.take(one, parent if name in PLACES else name)
                elif isinstance(one, str):
                    self.values[name][one] = self.values[f"{parent}.{name}"][one] = None


def harvest(pair: Pair) -> Pools:
    """From every list and value that can be had without knowing anything, then from the others.

    Read with the plan, which is faster; the tests say whether it reads right.
    """
    pools = Pools()
    free = [name for name in QUERY.fields if not required(name)]
    for name, (account, size) in product(free, READERS.items()):
        first = {"first": size} if "first" in QUERY.fields[name].args else {}
        pools.take(pair.planned(Asking(account, covering(name), first)).data)
    # Others are of no warehouse.
    pools.take(pair.planned(Asking("provider", covering("viewer"))).data)
    for name in QUERY.fields.keys() - free:
        for variables in combined(pools, name)[:5]:
            pools.take(pair.planned(Asking("operator", covering(name), variables)).data or {})
    for name, known in list(pools.values.items()):
        parent, _, last = name.rpartition(".")
        if last == "cursor" and parent not in QUERY.fields:
            pools.cursors[parent].append((None, list(known)))
    for name, root in QUERY.fields.items():
        if "after" in root.args:
            pools.cursors[name] = list(_sorted_cursors(pair, name, root))
    return pools


def combined(pools: Pools, name: str) -> list[dict[str, Any]]:
    """Values of everything that a root field requires, as many as there are of one."""
    chosen = {arg: pools.examples(type, (name, arg)) for arg, type in required(name).items()}
    turns = {arg: cycle(known) for arg, known in chosen.items()}
    return [{arg: next(turn) for arg, turn in turns.items()} for _ in range(max(map(len, chosen.values()), default=1))]


def _sorted_cursors(pair: Pair, name: str, root: GraphQLField) -> Iterator[tuple[Any, list[str]]]:
    for sort in [None, *sorts(root.args["sort"])] if "sort" in root.args else [None]:
        declared, given = (f"($sort: {root.args['sort'].type})", "sort: $sort, ") if sort else ("", "")
        query = f"query{declared} {{ {name}({given}first: 40) {{ edges {{ cursor }} }} }}"
        data = pair.planned(Asking("operator", query, {"sort": sort} if sort else {})).data
        yield sort, [edge["cursor"] for edge in data[name]["edges"]]


def sorts(argument: GraphQLArgument) -> list[Any]:
    """Each way to sort by one key, and one by two."""
    key = get_named_type(nullable(argument.type))
    assert isinstance(key, GraphQLInputObjectType)
    choices = {name: get_named_type(part.type) for name, part in key.fields.items()}
    enums = {name: list(type.values) for name, type in choices.items() if isinstance(type, GraphQLEnumType)}
    keys = [dict(zip(enums, values, strict=True)) for values in product(*enums.values())]
    return [[key] for key in keys] + [[keys[-1], keys[0]]]
