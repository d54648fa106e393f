"""What an operation asks for, counted before it is validated: a document that would cost too much costs nothing.

One pass over the syntax, in which each fragment is counted once however often it is spread.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    Lexer,
    OperationDefinitionNode,
    OperationType,
    SchemaMetaFieldDef,
    SelectionSetNode,
    Source,
    TokenKind,
    TypeMetaFieldDef,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    value_from_ast_untyped,
)

from models.recent import Recent
from schema.bounds import Limits

KEPT, KEPT_CHARACTERS = 1000, 1_000_000
# A list that nobody bounds, and a page that nobody sized; more than the largest page is refused when it is executed.
LIST, PAGE, LARGEST_PAGE = 5, 25, 100
# What a batch by filter may come to.
LARGEST_BATCH = 500
MUTATION = 10
# The schema's types: as many as let the introspection that all tools do be an operation.
TYPES = 15


class TooComplex(Exception):
    """`what` is the name of the limit that is exceeded."""

    def __init__(self, what: str, counted: int, allowed: int) -> None:
        super().__init__(f"{what}: {counted} of {allowed}")
        self.what = what
        self.counted = counted
        self.allowed = allowed


def check(limits: Limits, **counted: int) -> None:
    """TooComplex names the first that is over its limit."""
    for what, count in counted.items():
        if count > getattr(limits, what):
            raise TooComplex(what, count, getattr(limits, what))


# ───────────────────────── before there is syntax ─────────────────────────


def check_text(limits: Limits, query: str) -> None:
    """How long it is, and how deep its brackets are: a parser takes its time, and calls itself for each bracket."""
    # Comments are no tokens, but somebody has to read past them.
    check(limits, characters=len(query), tokens=query.count("#"))
    lexer = Lexer(Source(query))
    tokens = depth = 0
    while (token := lexer.advance()).kind is not TokenKind.EOF:
        tokens += 1
        depth += (token.kind in _OPENING) - (token.kind in _CLOSING)
        check(limits, tokens=tokens, depth=depth // 2)


_OPENING = {TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L}
_CLOSING = {TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R}


def check_variables(limits: Limits, variables: Mapping[str, Any]) -> None:
    check(limits, values=_values(variables))


def _values(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_values, value.values()))
    if isinstance(value, list):
        return len(value) + sum(_values(item) for item in value if isinstance(item, dict | list))
    return 0


# ───────────────────────── the syntax ─────────────────────────


class _Counts(NamedTuple):
    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0

    def beside(self, other: "_Counts") -> "_Counts":
        return _Counts(
            self.fields + other.fields,
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
        )


class Circular(Exception):
    """Fragments that spread each other, by name."""


class _Document:
    """A document's operations and its fragments: each after those that it spreads, so that nothing counts in circles."""

    def __init__(self, document: DocumentNode) -> None:
        definitions = document.definitions
        self.operations = [part for part in definitions if isinstance(part, OperationDefinitionNode)]
        fragments = {part.name.value: part for part in definitions if isinstance(part, FragmentDefinitionNode)}
        self.spreads = {name: set(_spread(part.selection_set)) & fragments.keys() for name, part in fragments.items()}
        try:
            self.fragments = {name: fragments[name] for name in TopologicalSorter(self.spreads).static_order()}
        except CycleError as error:
            raise Circular(*dict.fromkeys(error.args[1])) from None
        self._counted: dict[str, _Counts] = {}

    @property
    def parts(self) -> list[OperationDefinitionNode | FragmentDefinitionNode]:
        return [*self.operations, *self.fragments.values()]

    def chain(self) -> int:
        """Of how many fragments each spreads the next one, at most: who follows them calls itself as often."""
        lengths: dict[str, int] = {}
        for name in self.fragments:
            lengths[name] = 1 + max((lengths[spread] for spread in self.spreads[name]), default=0)
        return max(lengths.values(), default=0)

    def check_counts(self, limits: Limits) -> None:
        """Of all operations together, and of each fragment: those that nothing spreads are validated too."""
        for name, fragment in self.fragments.items():
            self._counted[name] = self._counts(fragment.selection_set)
            check(limits, **self._counted[name]._asdict())
        total = _Counts(directives=sum(len(part.directives or ()) for part in self.parts))
        for operation in self.operations:
            total = total.beside(self._counts(operation.selection_set))
        check(limits, **total._asdict())

    def _counts(self, selections: SelectionSetNode | None) -> _Counts:
        total = _Counts()
        for selection in selections.selections if selections else ():
            own = _Counts(directives=len(selection.directives or ()))
            match selection:
                case FieldNode():
                    below = self._counts(selection.selection_set)
                    own = own._replace(fields=1, aliases=int(selection.alias is not None))
                    below = below._replace(depth=below.depth + 1)
                case FragmentSpreadNode():
                    below = self._counted.get(selection.name.value, _Counts())
                case InlineFragmentNode():
                    below = self._counts(selection.selection_set)
            total = total.beside(own.beside(below))
        return total


def _spread(selections: SelectionSetNode) -> Iterator[str]:
    """The fragments that are spread within."""
    for selection in selections.selections:
        if isinstance(selection, FragmentSpreadNode):
            yield selection.name.value
        elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
            yield from _spread(selection.selection_set)


class _Repetitions:
    """Pairs of fields of one name in one place, which validation compares; and the fields that were met on the way."""

    def __init__(self, document: _Document, limits: Limits) -> None:
        self._fragments = document.fragments
        self._limits = limits
        self._met = 0

    def check(self, *places: SelectionSetNode) -> None:
        self._check(places, 0)

    def _check(self, places: Iterable[SelectionSetNode], pairs: int) -> int:
        named = self._gathered(places)
        pairs += sum(len(same) * (len(same) - 1) // 2 for same in named.values())
        check(self._limits, repetitions=pairs)
        for same in named.values():
            if below := [field.selection_set for field in same if field.selection_set]:
                pairs = self._check(below, pairs)
        return pairs

    def _gathered(self, places: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        named: dict[str, list[FieldNode]] = {}
        for place in places:
            spread: set[str] = set()
            left = list(place.selections)
            while left:
                match left.pop():
                    case FieldNode() as field:
                        named.setdefault((field.alias or field.name).value, []).append(field)
                    case InlineFragmentNode(selection_set=inner):
                        left.extend(inner.selections)
                    case FragmentSpreadNode(name=name) if name.value in self._fragments and name.value not in spread:
                        spread.add(name.value)
                        left.extend(self._fragments[name.value].selection_set.selections)
        self._met += sum(map(len, named.values()))
        check(self._limits, expanded=self._met)
        return named


def check_document(limits: Limits, document: DocumentNode) -> None:
    """Whatever does not depend on the variables, of all operations together; raises Circular too."""
    parts = _Document(document)
    check(limits, operations=len(parts.operations), fragments=parts.chain())
    parts.check_counts(limits)
    repetitions = _Repetitions(parts, limits)
    for part in parts.parts:
        repetitions.check(part.selection_set)


# ───────────────────────── the cost ─────────────────────────


class _Cost(NamedTuple):
    """`fixed`, and as much again as `rows` for each row of the page or batch around it."""

    fixed: int = 0
    rows: int = 0

    def beside(self, other: "_Cost") -> "_Cost":
        return _Cost(self.fixed + other.fixed, self.rows + other.rows)


class _Costing:
    """The cost of one operation with its variables' sizes; notes which variables it asked for."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, sizes: Mapping[str, int | None]) -> None:
        self._schema = schema
        self._parts = _Document(document)
        self._sizes = sizes
        self._defaults: dict[str, int | None] = {}
        self._fragments: dict[str, _Cost] = {}
        self.asked: dict[str, None] = {}

    def of(self, name: str | None) -> int:
        named = [op for op in self._parts.operations if name is None or (op.name and op.name.value == name)]
        if not named:
            return 0
        operation = named[0]
        for declared in operation.variable_definitions or ():
            if declared.default_value:
                default = size_of(value_from_ast_untyped(declared.default_value))
                self._defaults[declared.variable.name.value] = default
        for name_, fragment in self._parts.fragments.items():
            type = self._schema.get_type(fragment.type_condition.name.value)
            self._fragments[name_] = self._below(fragment.selection_set, type)
        root = self._schema.get_root_type(operation.operation)
        below = self._below(operation.selection_set, root)
        is_mutation = operation.operation is OperationType.MUTATION
        return below.fixed + (MUTATION * len(operation.selection_set.selections) if is_mutation else 0)

    def _below(self, selections: SelectionSetNode | None, parent: GraphQLNamedType | None) -> _Cost:
        total = _Cost()
        for selection in selections.selections if selections else ():
            match selection:
                case FieldNode():
                    total = total.beside(self._field(selection, parent))
                case InlineFragmentNode(type_condition=condition):
                    type = self._schema.get_type(condition.name.value) if condition else parent
                    total = total.beside(self._below(selection.selection_set, type))
                case FragmentSpreadNode():
                    total = total.beside(self._fragments.get(selection.name.value, _Cost()))
        return total

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> _Cost:
        field = _field_of(parent, node.name.value)
        # What there is not, validation refuses.
        if field is None or parent is None or is_leaf_type(get_named_type(field.type)):
            return _Cost()
        below = self._below(node.selection_set, get_named_type(field.type))
        if is_list_type(get_nullable_type(field.type)):
            if _is_of_page(parent, node.name.value):
                return _Cost(0, 1 + below.fixed)
            size = TYPES if (parent.name, node.name.value) == ("__Schema", "types") else LIST
            return _Cost(self._given(node, field, size) * (1 + below.fixed))
        if below.rows and (_is_connection(field) or parent is self._schema.mutation_type):
            default = PAGE if _is_connection(field) else LARGEST_BATCH
            return _Cost(1 + below.fixed + self._given(node, field, default) * below.rows)
        return _Cost(1 + below.fixed, below.rows)

    def _given(self, node: FieldNode, field: GraphQLField, default: int) -> int:
        """How many rows the arguments ask for."""
        for argument in node.arguments or ():
            if argument.name.value in _SIZING and argument.name.value in field.args:
                size = self._size(argument.value)
                if size is not None:
                    return size
        return default

    def _size(self, value: ValueNode) -> int | None:
        if isinstance(value, VariableNode):
            name = value.name.value
            self.asked[name] = None
            size = self._sizes.get(name)
            return self._defaults.get(name) if size is None else size
        if isinstance(value, IntValueNode):
            return size_of(int(value.value[:9]))
        inner = [item.value for item in getattr(value, "fields", ()) if item.name.value in _WITHIN]
        if inner:
            return self._size(inner[0])
        return size_of(value_from_ast_untyped(value))


_SIZING = {"first", "last", "ids", "input"}
_WITHIN = {"selection", "ids"}


def size_of(value: Any) -> int | None:
    """How many rows a value of an argument means: a page's size, or ids; None where it does not say."""
    match value:
        case bool():
            return None
        case int():
            return min(max(value, 0), LARGEST_PAGE)
        case list():
            return len(value)
        case {"selection": inner} | {"ids": inner}:
            return size_of(inner)
    return None


def _field_of(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        return None
    fields: dict[str, GraphQLField] = parent.fields
    return fields.get(name) or _META_FIELDS.get(name)


_META_FIELDS = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


def _is_connection(field: GraphQLField) -> bool:
    return get_named_type(field.type).name.endswith("Connection")


def _is_of_page(parent: GraphQLNamedType, name: str) -> bool:
    """A list whose rows are those of the page, or of the batch, that the field above asked for."""
    return (parent.name.endswith("Connection") and name in {"nodes", "edges"}) or (parent.name, name) == (
        "BatchResult",
        "items",
    )


_asked: Recent[tuple[str, ...]] = Recent(KEPT, KEPT_CHARACTERS, lambda key, _: len(key[0]))
_costs: Recent[int] = Recent(KEPT, KEPT_CHARACTERS, lambda key, _: len(key[0]))


def cost(
    schema: GraphQLSchema, query: str, document: DocumentNode, name: str | None, variables: Mapping[str, Any]
) -> int:
    """What the operation costs: an object 1, a list its size times what is below it, a mutation 10 more."""

    def asked() -> tuple[str, ...]:
        costing = _Costing(schema, document, {})
        costing.of(name)
        return tuple(costing.asked)

    names = _asked.get((query, name), asked)
    sizes = {variable: size_of(variables.get(variable)) for variable in names}
    return _costs.get((query, name, *sizes.values()), lambda: _Costing(schema, document, sizes).of(name))
