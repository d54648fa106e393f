"""Anything by its id; and who is asking."""

from typing import Annotated, Any

import strawberry
from strawberry import ID

from schema.context import Info
from schema.types.nodes import NODES
from services.queries import lookup


async def node(info: Info, id: Annotated[ID, strawberry.argument(description="An id of any kind (ID).")]) -> Any:
    return (await _nodes(info, [id]))[0]


async def nodes(
    info: Info, ids: Annotated[list[ID], strawberry.argument(description="At most 100 ids of any kind (ID).")]
) -> Any:
    return await _nodes(info, ids)


async def _nodes(info: Info, ids: list[ID]) -> list[Any]:
    async with info.context.read() as session:
        return await lookup.nodes(session, info.context.viewer.grants, NODES, list(ids))


def viewer(info: Info) -> Any:
    return info.context.viewer
