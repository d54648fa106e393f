"""A kind of document as the benchmark asks for it."""

from dataclasses import dataclass
from typing import Any

from domain.documents import PREFIXES
from services.queries.listing import Listing


@dataclass(frozen=True, eq=False, repr=False)
class Kind:
    """`selection` is what a page shows of each document in GraphQL; `columns` the same in SQL, of a row named o, in the
    same order. What a detail shows beside it is the same for all kinds: the timeline, and links where `linked`.
    """

    listing: Listing[Any]
    field: str
    selection: str
    columns: str
    states: tuple[str, ...] = ()
    joins: str = ""
    linked: bool = True

    def __repr__(self) -> str:
        return self.table

    @property
    def list(self) -> str:
        """The list's root field."""
        return self.listing.name

    @property
    def table(self) -> str:
        return str(self.listing.model.__tablename__)

    @property
    def type(self) -> str:
        return str(self.listing.model.__name__)

    @property
    def prefix(self) -> str:
        return PREFIXES[self.listing.model.kind]

    @property
    def words(self) -> str:
        return self.table.replace("_", " ")
