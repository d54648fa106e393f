"""event chain"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'

SEQUENCED, WAITING = sa.text('seq IS NOT NULL'), sa.text('seq IS NULL')


def upgrade() -> None:
    chain = op.create_table('event_chain',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_chain'))
    )
    op.bulk_insert(chain, [{'id': 1, 'seq': 0, 'hash': '0' * 64}])
    op.add_column('events', sa.Column('seq', sa.BigInteger(), nullable=True))
    op.add_column('events', sa.Column('hash', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_events_merchant_id_seq'), 'events', ['merchant_id', 'seq'], unique=False, sqlite_where=SEQUENCED, postgresql_where=SEQUENCED)
    op.create_index(op.f('ix_events_seq'), 'events', ['seq'], unique=False, sqlite_where=SEQUENCED, postgresql_where=SEQUENCED)
    op.create_index('ix_events_unsequenced', 'events', ['id'], unique=False, sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(op.f('ix_events_warehouse_id_seq'), 'events', ['warehouse_id', 'seq'], unique=False, sqlite_where=SEQUENCED, postgresql_where=SEQUENCED)
