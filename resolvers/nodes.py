"""Anything by its id; and who is asking."""

from typing import Annotated, Any

import strawberry
from strawberry import ID

from schema.context import Info
from schema.types.nodes import NODES
from services.queries import lookup


def node(id: Annotated[ID, strawberry.argument(description="An id of any kind (ID).")]) -> Any:
    return lookup.node(NODES, id)


def nodes(
    ids: Annotated[list[ID], strawberry.argument(description="At most 100 ids of any kind (ID).")],
) -> Any:
    return lookup.nodes(NODES, list(ids))


def viewer(info: Info) -> Any:
    return info.context.viewer
