"""Single rows, by id or number, within what the caller may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import Invalid
from domain.ids import decode_as, decode_id
from domain.permissions import Grants
from models import Base, ReverseOrder
from services.queries.paging import MOST
from services.queries.reverse_orders import PREFIX, by_number
from services.scope import documents, visible


async def reverse_order(session: AsyncSession, grants: Grants, by: Mapping[str, str]) -> ReverseOrder | None:
    """By `id` or `number`, whichever is given."""
    if "number" in by:
        condition = by_number(by["number"], grants)
    else:
        condition = (ReverseOrder.id == decode_as(PREFIX, by["id"])) & documents(ReverseOrder, grants)
    order: ReverseOrder | None = await session.scalar(select(ReverseOrder).where(condition).limit(1))
    return order


async def nodes(
    session: AsyncSession, grants: Grants, models: Mapping[str, type[Base]], ids: Sequence[str]
) -> list[Base | None]:
    """The row of each id, None for what is not there to see: one statement for each kind asked for."""
    if len(ids) > MOST:
        raise Invalid(field=("ids",), reason="TOO_MANY_IDS", most=MOST, count=len(ids))
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for prefix, value in filter(None, map(decode_id, ids)):
        wanted[prefix].add(value)
    found: dict[tuple[str, UUID], Any] = {}
    for prefix in wanted.keys() & models.keys():
        model = models[prefix]
        id = model.__table__.c.id
        rows = await session.scalars(select(model).where(visible(model, grants), id.in_(sorted(wanted[prefix]))))
        found |= {(prefix, row.id): row for row in rows}  # type: ignore[attr-defined]
    return [found.get(decoded) if (decoded := decode_id(id)) else None for id in ids]
