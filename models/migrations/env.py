"""Alembic's entry: runs on the connection that `models.migrate` hands over.

A new migration, against an embedded database at the head:
    python -m models.migrations.autogenerate "what it does"
"""

from typing import Literal

import sqlalchemy as sa
from alembic import context

from models import Base
from models.base import Json, UtcDateTime
from models.migrate import is_modelled

connection = context.config.attributes["connection"]


def render(kind: str, item: object, _: object) -> str | Literal[False]:
    """Migrations must not change when the models do: our own types are written as what they are."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    if item is Json:
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return "sa.JSON()" if isinstance(item, sa.JSON) else False


context.configure(connection=connection, target_metadata=Base.metadata, render_item=render, include_name=is_modelled)
with context.begin_transaction():
    context.run_migrations()
