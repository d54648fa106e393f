"""The schema is fit for Citus from the first day (operations.md, "Databases: the ladder"), and the migrations make it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    func,
    text,
)

from models import Base, migrate, revision
from models.database import Database

REFERENCE_TABLES = {"merchants", "service_providers", "warehouses"}
# Which merchants an account may see: a fact about the account, stored with it.
ACCOUNT_TABLES = {"user_merchants"}


def owned_by_merchant(table: Table) -> bool:
    """A merchant's table: distributed by merchant one day."""
    return "merchant_id" in table.columns and table.name not in ACCOUNT_TABLES


def faults(metadata: MetaData) -> list[str]:
    """What a Citus distributed by merchant, or a server that makes no ids, would stumble over."""
    return [f"{table.name}: {fault}" for table in metadata.tables.values() for fault in _faults(table)]


def _faults(table: Table) -> Iterator[str]:
    yield from _made_by_the_server(table)
    for constraint in table.foreign_key_constraints:
        yield from _foreign_key_faults(table, constraint)
    if owned_by_merchant(table):
        yield from _key_faults(table)


def _made_by_the_server(table: Table) -> Iterator[str]:
    if table.autoincrement_column is not None:
        yield f"{table.autoincrement_column.name} counts up by itself"
    for column in table.columns:
        if isinstance(column.default, Sequence) or column.identity is not None:
            yield f"{column.name} is a sequence"
        elif column.primary_key and (column.server_default is not None or column.computed is not None):
            yield f"{column.name} is made by the server"


def _key_faults(table: Table) -> Iterator[str]:
    if [column.name for column in table.primary_key.columns] != ["merchant_id", "id"]:
        yield "its primary key is not (merchant_id, id)"
    unique = [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
    unique += [index.columns for index in table.indexes if index.unique]
    for columns in unique:
        if "merchant_id" not in columns:
            yield f"unique {sorted(columns.keys())} goes over all merchants"


def _foreign_key_faults(table: Table, constraint: ForeignKeyConstraint) -> Iterator[str]:
    target = constraint.referred_table
    if "SET NULL" in (constraint.ondelete or "").upper():
        yield f"{constraint.column_keys} is set to null by the server"
    if not owned_by_merchant(target):
        if owned_by_merchant(table) and target.name not in REFERENCE_TABLES:
            yield f"{constraint.column_keys} refers to {target.name}, which is on one node only"
    elif not owned_by_merchant(table):
        yield f"{constraint.column_keys} refers to {target.name}, which is spread over the nodes"
    elif ("merchant_id", "merchant_id") not in [(key.parent.name, key.column.name) for key in constraint.elements]:
        yield f"{constraint.column_keys} refers to {target.name} of any merchant"


def test_the_schema_is_fit_to_be_distributed_by_merchant() -> None:
    assert faults(Base.metadata) == []


def test_the_tables_that_the_rules_speak_of_are_there() -> None:
    owned = {table.name for table in Base.metadata.tables.values() if owned_by_merchant(table)}
    assert owned >= {"reverse_orders", "reverse_order_lines", "events", "cargo_owners", "products", "goods_items"}
    assert Base.metadata.tables.keys() >= REFERENCE_TABLES | ACCOUNT_TABLES
    assert not owned & REFERENCE_TABLES


# ───────────────────────── the check itself ─────────────────────────


def _good() -> MetaData:
    """Two merchants' tables and what they refer to, as they should be."""
    metadata = MetaData()
    Table("merchants", metadata, Column("id", Uuid, primary_key=True))
    Table("users", metadata, Column("id", Uuid, primary_key=True))
    Table(
        "orders",
        metadata,
        Column("merchant_id", Uuid, ForeignKey("merchants.id"), primary_key=True),
        Column("id", Uuid, primary_key=True),
        Column("number", String),
        UniqueConstraint("merchant_id", "number"),
        Index("by_number", "number"),
    )
    return metadata


def _parts(metadata: MetaData, *items: Column[object] | ForeignKeyConstraint | UniqueConstraint | Index) -> None:
    key = Column("merchant_id", Uuid, primary_key=True), Column("id", Uuid, primary_key=True)
    columns = Column("order_id", Uuid), Column("owner_id", Uuid), Column("user_id", Uuid)
    Table("parts", metadata, *key, *columns, *items)


def _references(*columns: str, to: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    names = ["merchant_id", "id"] if len(columns) == 2 else ["id"]
    return ForeignKeyConstraint(list(columns), [f"{to}.{name}" for name in names], ondelete=ondelete)


def _swapped() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["order_id", "merchant_id"], ["orders.merchant_id", "orders.id"])


def _id_first(metadata: MetaData) -> None:
    names = ("id", "merchant_id")
    Table("parts", metadata, *(Column(name, Uuid) for name in names), PrimaryKeyConstraint(*names))


def _id_alone(metadata: MetaData) -> None:
    Table("parts", metadata, Column("merchant_id", Uuid), Column("id", Uuid, primary_key=True))


def _counting(metadata: MetaData) -> None:
    Table("jobs", metadata, Column("id", Integer, primary_key=True))


def _from_a_sequence(metadata: MetaData) -> None:
    Table("jobs", metadata, Column("id", Uuid, primary_key=True), Column("seq", Integer, Sequence("seqs")))


def _identity(metadata: MetaData) -> None:
    Table("jobs", metadata, Column("id", Integer, Identity(), primary_key=True))


def _made_by_server(metadata: MetaData) -> None:
    Table("jobs", metadata, Column("id", Uuid, primary_key=True, server_default=func.gen_random_uuid()))


def _reference_to_merchants_table(metadata: MetaData) -> None:
    columns = Column("id", Uuid, primary_key=True), Column("merchant_id_of_last", Uuid), Column("last", Uuid)
    Table("warehouses", metadata, *columns, _references("merchant_id_of_last", "last", to="orders"))


GOOD: list[Callable[[MetaData], None]] = [
    lambda metadata: None,
    lambda metadata: _parts(metadata, _references("merchant_id", "order_id", to="orders")),
    lambda metadata: _parts(metadata, _references("merchant_id", to="merchants")),
    lambda metadata: _parts(metadata, Index("once", "merchant_id", "order_id", unique=True)),
    lambda metadata: _parts(metadata, Index("many", "order_id")),
]
BAD: list[tuple[str, Callable[[MetaData], None]]] = [
    ("primary key", _id_first),
    ("primary key", _id_alone),
    ("over all merchants", lambda metadata: _parts(metadata, UniqueConstraint("order_id"))),
    ("over all merchants", lambda metadata: _parts(metadata, Index("once", "order_id", unique=True))),
    (
        "over all merchants",
        lambda metadata: _parts(
            metadata, Index("once", "order_id", unique=True, postgresql_where=text("owner_id IS NULL"))
        ),
    ),
    ("of any merchant", lambda metadata: _parts(metadata, _references("order_id", to="orders"))),
    ("of any merchant", lambda metadata: _parts(metadata, _references("owner_id", "order_id", to="orders"))),
    ("of any merchant", lambda metadata: _parts(metadata, _swapped())),
    ("on one node only", lambda metadata: _parts(metadata, _references("user_id", to="users"))),
    (
        "set to null",
        lambda metadata: _parts(metadata, _references("merchant_id", "order_id", to="orders", ondelete="set null")),
    ),
    ("spread over the nodes", _reference_to_merchants_table),
    ("counts up", _counting),
    ("a sequence", _from_a_sequence),
    ("a sequence", _identity),
    ("made by the server", _made_by_server),
]


@pytest.mark.parametrize("build", GOOD)
def test_the_check_lets_good_tables_pass(build: Callable[[MetaData], None]) -> None:
    metadata = _good()
    build(metadata)
    assert faults(metadata) == []


@pytest.mark.parametrize(("fault", "build"), BAD)
def test_the_check_finds_bad_tables(fault: str, build: Callable[[MetaData], None]) -> None:
    metadata = _good()
    build(metadata)
    assert any(fault in found for found in faults(metadata)), faults(metadata)


# ───────────────────────── migrations ─────────────────────────


async def test_migrations_make_what_the_models_say(database: Database) -> None:
    assert await migrate.differences(database) == []
    assert await revision.current(database) == revision.HEAD


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await migrate.upgrade(database)
    assert await migrate.differences(database) == []


@pytest.mark.parametrize(
    "change", ["ALTER TABLE users ADD COLUMN nickname TEXT", "ALTER TABLE users DROP COLUMN password_hash"]
)
async def test_a_missing_migration_is_noticed(database: Database, change: str) -> None:
    async with database.connect() as connection:
        await connection.exec_driver_sql(change)
    assert await migrate.differences(database) != []


async def test_no_server_side_machinery_is_left_behind(database: Database) -> None:
    """What Citus does not distribute. SQLite, which it does not concern, fills its search index by triggers."""
    machinery = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE '%\\_grams\\_%' ESCAPE '\\' "
        "OR name = 'sqlite_sequence'"
        if database.is_sqlite
        else "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE relkind = 'S' AND nspname = 'public' UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    async with database.connect() as connection:
        assert (await connection.exec_driver_sql(machinery)).all() == []


async def test_the_database_has_the_partial_unique_index_that_the_models_declare(database: Database) -> None:
    """Which autogenerate does not compare: an order number may be used again once its order is cancelled."""
    definition = (
        "SELECT sql FROM sqlite_master WHERE name = 'uq_reverse_orders_open_order_number'"
        if database.is_sqlite
        else "SELECT indexdef FROM pg_indexes WHERE indexname = 'uq_reverse_orders_open_order_number'"
    )
    async with database.connect() as connection:
        found = str((await connection.exec_driver_sql(definition)).scalar_one())
    assert "UNIQUE" in found
    assert "CANCELLED" in found.partition("WHERE")[2]
