"""What a resolver wants read. How it is read, whoever executes the operation decides."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, true

from models import Base
from services.queries.paging import Ordering


class Wanted:
    """Something to be read within the viewer's scope."""


@dataclass(frozen=True)
class Keyed(Wanted):
    """The row of an id; several that are asked for at once are read together."""

    model: type[Base]
    id: UUID
    merchant_id: UUID | None = None


class Together(tuple[Keyed, ...]):
    """Rows that a subscription tells of one after the other, and that can be read at once."""


@dataclass(frozen=True)
class First(Wanted):
    """A row that fulfils a condition."""

    model: type[Base]
    condition: ColumnElement[bool]


@dataclass(frozen=True)
class All(Wanted):
    """All rows of a table, which are few."""

    model: type[Base]
    ordering: Ordering

    @property
    def condition(self) -> ColumnElement[bool]:
        return true()
