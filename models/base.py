"""The declarative base and the column types that every table shares."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from domain.permissions import Actor, Role
from domain.text import fold
from domain.words import Word


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite keeps none of the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def word(enumeration: type[Word]) -> Enum:
    """A column of an enumeration: its values as text, so that a new value needs no migration."""
    return Enum(
        enumeration,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda values: [value.value for value in values],
    )


def folded(source: str) -> Mapped[str]:
    """A column that holds another one as it is compared: without case and width."""

    def fold_source(context: DefaultExecutionContext) -> str | None:
        text = context.get_current_parameters()[source]  # type: ignore[no-untyped-call]
        return None if text is None else fold(text)

    return mapped_column(String(400), insert_default=fold_source, init=False)


Json = JSON().with_variant(JSONB(), "postgresql")
Id = Annotated[UUID, mapped_column(Uuid)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Text100 = Annotated[str, mapped_column(String(100))]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


class MerchantOwned(MappedAsDataclass, kw_only=True):
    """A merchant's table: distributed by merchant one day, so its key begins with the merchant."""

    merchant_id: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)


class ByActor(MappedAsDataclass, kw_only=True):
    """Who wrote the row, as they were named then."""

    actor_id: Mapped[Id | None]
    actor_name: Mapped[Text100]
    actor_role: Mapped[Role | None] = mapped_column(word(Role))

    @property
    def actor(self) -> Actor:
        return Actor(id=self.actor_id, name=self.actor_name, role=self.actor_role)


def actor_columns(actor: Actor) -> dict[str, Any]:
    return {"actor_id": actor.id, "actor_name": actor.name, "actor_role": actor.role}


class Named(MappedAsDataclass, kw_only=True):
    """A party or place that people know by code and name."""

    code: Mapped[Text100]
    name: Mapped[Text100]
    created_at: Mapped[Moment]

    @declared_attr
    def code_folded(cls) -> Mapped[str]:
        return folded("code")

    @declared_attr
    def name_folded(cls) -> Mapped[str]:
        return folded("name")
