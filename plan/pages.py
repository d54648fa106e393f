"""A connection's selection: nodes, edges, where the page lies, counts and facets. Only what is selected is read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphql import get_named_type
from graphql.execution.collect_fields import FieldDetailsList

from plan.selection import TYPENAME, NotCovered, Selected, Selection
from plan.types import Binder, Reader, object_of
from schema.context import Context
from schema.fields import Facet

# What is wanted of a page that its rows' places tell.
PLACED = {"cursors", "behind", "before"}

Nodes = Callable[[FieldDetailsList], Binder]
"""Makes the binder of the rows, for what is selected of them."""


@dataclass
class Page:
    """What was read of a page; what nobody selected is left as it is here."""

    rows: list[Any]
    cursor: Callable[[Any], str]
    behind: bool = False
    before: bool = False
    total: int = 0
    facets: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class FacetPart:
    """One selected facet: the keys under which each count's fields are answered, and what is selected of its value."""

    source: Facet
    type: str
    fields: list[Selected]


@dataclass
class PagePlan:
    """`wants` names what is to be read beside the rows: cursors, behind, before, total."""

    selection: Selection
    nodes: Nodes
    wants: set[str] = field(default_factory=set)
    facets: list[FacetPart] = field(default_factory=list)

    def binder(self, type: Any, details: FieldDetailsList) -> Binder:
        """For a connection, or an object within it: makes its JSON of a Page."""
        type = get_named_type(type)
        return object_of((s.key, self._field(type.name, s)) for s in self.selection.fields(type, details))

    def _field(self, type: str, selected: Selected) -> Binder:
        match selected.name:
            case "nodes":
                return _each(self.nodes(selected.details))
            case "edges":
                return self._edges(selected)
            case "pageInfo" | "facets":
                return self.binder(selected.type, selected.details)
            case "totalCount":
                self.wants.add("total")
                return _of_page(lambda page: page.total)
            case "hasNextPage":
                self.wants.add("behind")
                return _of_page(lambda page: page.behind)
            case "hasPreviousPage":
                self.wants.add("before")
                return _of_page(lambda page: page.before)
            case "startCursor":
                return self._cursor(0)
            case "endCursor":
                return self._cursor(-1)
            case name if name == TYPENAME:
                return _of_page(lambda _: type)
        if isinstance(selected.source, Facet):
            return self._facet(selected, selected.source)
        raise NotCovered(f"{type}.{selected.name}")

    def _cursor(self, place: int) -> Binder:
        self.wants.add("cursors")
        return _of_page(lambda page: page.cursor(page.rows[place]) if page.rows else None)

    def _facet(self, selected: Selected, source: Facet) -> Binder:
        type: Any = get_named_type(selected.type)
        number = len(self.facets)
        self.facets.append(FacetPart(source, type.name, self.selection.fields(type, selected.details)))
        return _of_page(lambda page: page.facets[number])

    def _edges(self, selected: Selected) -> Binder:
        type: Any = get_named_type(selected.type)
        fields = self.selection.fields(type, selected.details)
        edge = object_of((field.key, self._edge_field(type.name, field)) for field in fields)

        def bind(context: Context) -> Reader:
            read = edge(context)
            return lambda page: [read((page, row)) for row in page.rows]

        return bind

    def _edge_field(self, type: str, selected: Selected) -> Binder:
        if selected.name == TYPENAME:
            return lambda _: lambda _: type
        if selected.name == "cursor":
            self.wants.add("cursors")
            return lambda _: lambda edge: edge[0].cursor(edge[1])
        node = self.nodes(selected.details)

        def bind(context: Context) -> Reader:
            read = node(context)
            return lambda edge: read(edge[1])

        return bind


def _of_page(read: Callable[[Page], Any]) -> Binder:
    return lambda _: read


def _each(node: Binder) -> Binder:
    def bind(context: Context) -> Reader:
        read = node(context)
        return lambda page: [read(row) for row in page.rows]

    return bind
