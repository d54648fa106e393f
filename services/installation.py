"""The installation's own row."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Installation


async def secret_key(session: AsyncSession) -> str:
    """The key made at migration, shared by all server processes of this database."""
    key: str | None = await session.scalar(select(Installation.secret_key))
    if key is None:
        raise LookupError("the database has no installation row; run `backhaul migrate`")
    return key
