"""search and lists"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'

ITEMS = ('products', 'goods_items')

# Every character of a text, and every pair of neighbours.
POSTGRESQL_FUNCTION = """
CREATE FUNCTION backhaul_grams(a text, b text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT array_agg(DISTINCT substr(t, place, size))
  FROM unnest(ARRAY[a, b]) AS t, generate_series(1, length(t)) AS place, unnest(ARRAY[1, 2]) AS size
$$
"""

# SQLite has no loops in triggers: as many zeros as the text has characters give the places to cut it at.
PLACES = "json_each('[' || replace(hex(zeroblob(length({0}))), '00', '0,') || '0]')"
GRAMS = (
    "(SELECT group_concat(hex(substr({0}, key + 1, 1)) || ' ' || hex(substr({0}, key + 1, 2)), ' ') "
    f"FROM {PLACES} WHERE key < length({{0}}))"
)


def sqlite_grams(row: str) -> str:
    return f"{GRAMS.format(row + 'external_id_folded')} || ' ' || {GRAMS.format(row + 'name_folded')}"


OWNERS = ('merchant_id', 'warehouse_id')
PAGES = [[owner, moment, 'id', 'state'] for owner in OWNERS for moment in ('created_at', 'updated_at')]


def upgrade() -> None:
    for owner in OWNERS:
        op.drop_index(op.f(f'ix_reverse_orders_{owner}_created_at_id'), table_name='reverse_orders')
    for columns in (*PAGES, ['created_at', 'id', 'state']):
        name = op.f(f"ix_reverse_orders_{'_'.join(columns)}")
        op.create_index(name, 'reverse_orders', columns)
    for table in ITEMS:
        for columns in (['merchant_id', 'created_at', 'id'], ['created_at', 'id']):
            op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(POSTGRESQL_FUNCTION)
        for table in ITEMS:
            columns = sa.text('backhaul_grams(external_id_folded, name_folded)')
            op.create_index(f'ix_{table}_grams', table, [columns], postgresql_using='gin')
    else:
        for table in ITEMS:
            search_on_sqlite(table)


def search_on_sqlite(table: str) -> None:
    grams = f'{table}_grams'
    op.execute(f"CREATE VIRTUAL TABLE {grams} USING fts5(id UNINDEXED, grams, tokenize = 'ascii', detail = none)")
    insert = f"INSERT INTO {grams} (id, grams)"
    op.execute(f"{insert} SELECT id, {sqlite_grams('')} FROM {table}")
    forget = f"DELETE FROM {grams} WHERE id = old.id"
    remember = f"{insert} VALUES (new.id, {sqlite_grams('new.')})"
    op.execute(f"CREATE TRIGGER {grams}_insert AFTER INSERT ON {table} BEGIN {remember}; END")
    op.execute(f"CREATE TRIGGER {grams}_delete AFTER DELETE ON {table} BEGIN {forget}; END")
    changed = 'external_id_folded, name_folded'
    op.execute(f"CREATE TRIGGER {grams}_update AFTER UPDATE OF {changed} ON {table} BEGIN {forget}; {remember}; END")
