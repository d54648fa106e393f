"""reverse orders"""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('installation',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('secret_key', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_installation'))
    )
    op.create_table('merchants',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('code_folded', sa.String(length=400), nullable=False),
    sa.Column('name_folded', sa.String(length=400), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merchants')),
    sa.UniqueConstraint('code', name=op.f('uq_merchants_code'))
    )
    op.create_table('service_providers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('code_folded', sa.String(length=400), nullable=False),
    sa.Column('name_folded', sa.String(length=400), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_providers')),
    sa.UniqueConstraint('code', name=op.f('uq_service_providers_code'))
    )
    op.create_table('users',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('name', name=op.f('uq_users_name'))
    )
    op.create_table('addresses',
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('label', sa.String(length=100), nullable=False),
    sa.Column('is_default', sa.Boolean(), nullable=False),
    sa.Column('address', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_addresses_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_addresses'))
    )
    op.create_index(op.f('ix_addresses_id'), 'addresses', ['id'], unique=False)
    op.create_table('api_tokens',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('prefix', sa.String(length=20), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('scopes', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_api_tokens_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_tokens')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_api_tokens_secret_hash'))
    )
    op.create_index(op.f('ix_api_tokens_user_id'), 'api_tokens', ['user_id'], unique=False)
    op.create_table('cargo_owners',
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('code_folded', sa.String(length=400), nullable=False),
    sa.Column('name_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_cargo_owners_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_cargo_owners')),
    sa.UniqueConstraint('merchant_id', 'code', name=op.f('uq_cargo_owners_merchant_id_code'))
    )
    op.create_index(op.f('ix_cargo_owners_id'), 'cargo_owners', ['id'], unique=False)
    op.create_table('events',
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('subject_version', sa.Integer(), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=True),
    sa.Column('to_state', sa.String(length=40), nullable=True),
    sa.Column('changes', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_events_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_events'))
    )
    op.create_index(op.f('ix_events_id'), 'events', ['id'], unique=False)
    op.create_index(op.f('ix_events_merchant_id_subject_id_subject_version_id'), 'events', ['merchant_id', 'subject_id', 'subject_version', 'id'], unique=False)
    op.create_table('idempotency_records',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('mutation', sa.String(length=60), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('input_hash', sa.String(length=64), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_idempotency_records_user_id')),
    sa.PrimaryKeyConstraint('user_id', 'mutation', 'key', name=op.f('pk_idempotency_records'))
    )
    op.create_table('products',
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('external_id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('external_id_folded', sa.String(length=400), nullable=False),
    sa.Column('name_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_products_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_products')),
    sa.UniqueConstraint('merchant_id', 'external_id', name=op.f('uq_products_merchant_id_external_id'))
    )
    op.create_index(op.f('ix_products_id'), 'products', ['id'], unique=False)
    op.create_table('user_merchants',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_user_merchants_merchant_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_merchants_user_id')),
    sa.PrimaryKeyConstraint('user_id', 'merchant_id', name=op.f('pk_user_merchants'))
    )
    op.create_table('warehouses',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('service_provider_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('code_folded', sa.String(length=400), nullable=False),
    sa.Column('name_folded', sa.String(length=400), nullable=False),
    sa.ForeignKeyConstraint(['service_provider_id'], ['service_providers.id'], name=op.f('fk_warehouses_service_provider_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_warehouses')),
    sa.UniqueConstraint('code', name=op.f('uq_warehouses_code'))
    )
    op.create_table('goods_items',
    sa.Column('barcode', sa.String(length=100), nullable=True),
    sa.Column('product_id', sa.Uuid(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('external_id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('external_id_folded', sa.String(length=400), nullable=False),
    sa.Column('name_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'product_id'], ['products.merchant_id', 'products.id'], name=op.f('fk_goods_items_merchant_id_product_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_goods_items_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_goods_items')),
    sa.UniqueConstraint('merchant_id', 'external_id', name=op.f('uq_goods_items_merchant_id_external_id'))
    )
    op.create_index(op.f('ix_goods_items_id'), 'goods_items', ['id'], unique=False)
    op.create_table('reverse_orders',
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('cargo_owner_id', sa.Uuid(), nullable=False),
    sa.Column('warehouse_id', sa.Uuid(), nullable=False),
    sa.Column('service_provider_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('order_number', sa.String(length=100), nullable=False),
    sa.Column('sales_return_number', sa.String(length=100), nullable=True),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('cause', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('business_model', sa.String(length=40), nullable=False),
    sa.Column('pickup_method', sa.String(length=40), nullable=True),
    sa.Column('total_quantity', sa.Integer(), nullable=False),
    sa.Column('forward_tracking_number', sa.String(length=100), nullable=True),
    sa.Column('reverse_tracking_number', sa.String(length=100), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('instruction_due_soon_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('instruction_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('instructed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('collect_due_soon_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('collect_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('collected_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('destroyed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('number_folded', sa.String(length=400), nullable=False),
    sa.Column('order_number_folded', sa.String(length=400), nullable=False),
    sa.Column('sales_return_number_folded', sa.String(length=400), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'cargo_owner_id'], ['cargo_owners.merchant_id', 'cargo_owners.id'], name=op.f('fk_reverse_orders_merchant_id_cargo_owner_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_reverse_orders_merchant_id')),
    sa.ForeignKeyConstraint(['service_provider_id'], ['service_providers.id'], name=op.f('fk_reverse_orders_service_provider_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_reverse_orders_warehouse_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_reverse_orders')),
    sa.UniqueConstraint('merchant_id', 'number', name=op.f('uq_reverse_orders_merchant_id_number')),
    sa.UniqueConstraint('merchant_id', 'sales_return_number', name=op.f('uq_reverse_orders_merchant_id_sales_return_number'))
    )
    op.create_index(op.f('ix_reverse_orders_id'), 'reverse_orders', ['id'], unique=False)
    op.create_index(op.f('ix_reverse_orders_merchant_id_created_at_id'), 'reverse_orders', ['merchant_id', 'created_at', 'id'], unique=False)
    op.create_index(op.f('ix_reverse_orders_merchant_id_order_number_folded'), 'reverse_orders', ['merchant_id', 'order_number_folded'], unique=False)
    op.create_index(op.f('ix_reverse_orders_merchant_id_sales_return_number_folded'), 'reverse_orders', ['merchant_id', 'sales_return_number_folded'], unique=False)
    op.create_index(op.f('ix_reverse_orders_number_folded'), 'reverse_orders', ['number_folded'], unique=False)
    op.create_index(op.f('ix_reverse_orders_warehouse_id_created_at_id'), 'reverse_orders', ['warehouse_id', 'created_at', 'id'], unique=False)
    op.create_index('uq_reverse_orders_open_order_number', 'reverse_orders', ['merchant_id', 'order_number', 'cause'], unique=True, sqlite_where=sa.text("state <> 'CANCELLED'"), postgresql_where=sa.text("state <> 'CANCELLED'"))
    op.create_table('user_warehouses',
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('warehouse_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_warehouses_user_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_user_warehouses_warehouse_id')),
    sa.PrimaryKeyConstraint('user_id', 'warehouse_id', name=op.f('pk_user_warehouses'))
    )
    op.create_table('destruction_confirmations',
    sa.Column('batch_id', sa.Uuid(), nullable=True),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=True),
    sa.Column('reverse_order_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'reverse_order_id'], ['reverse_orders.merchant_id', 'reverse_orders.id'], name=op.f('fk_destruction_confirmations_merchant_id_reverse_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_destruction_confirmations')),
    sa.UniqueConstraint('merchant_id', 'reverse_order_id', name=op.f('uq_destruction_confirmations_merchant_id_reverse_order_id'))
    )
    op.create_table('handovers',
    sa.Column('verified_name', sa.String(length=100), nullable=True),
    sa.Column('carrier', sa.String(length=100), nullable=True),
    sa.Column('tracking_number', sa.String(length=100), nullable=True),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=True),
    sa.Column('reverse_order_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'reverse_order_id'], ['reverse_orders.merchant_id', 'reverse_orders.id'], name=op.f('fk_handovers_merchant_id_reverse_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_handovers')),
    sa.UniqueConstraint('merchant_id', 'reverse_order_id', name=op.f('uq_handovers_merchant_id_reverse_order_id'))
    )
    op.create_table('pickup_registrations',
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('expected_pickup_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_name', sa.String(length=100), nullable=False),
    sa.Column('contact_phone', sa.String(length=20), nullable=False),
    sa.Column('address', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
    sa.Column('remark', sa.String(length=500), nullable=True),
    sa.Column('batch_id', sa.Uuid(), nullable=True),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=True),
    sa.Column('reverse_order_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'reverse_order_id'], ['reverse_orders.merchant_id', 'reverse_orders.id'], name=op.f('fk_pickup_registrations_merchant_id_reverse_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_pickup_registrations')),
    sa.UniqueConstraint('merchant_id', 'reverse_order_id', name=op.f('uq_pickup_registrations_merchant_id_reverse_order_id'))
    )
    op.create_table('reverse_order_lines',
    sa.Column('reverse_order_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Uuid(), nullable=False),
    sa.Column('goods_item_id', sa.Uuid(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('lot_number', sa.String(length=100), nullable=True),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'goods_item_id'], ['goods_items.merchant_id', 'goods_items.id'], name=op.f('fk_reverse_order_lines_merchant_id_goods_item_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'product_id'], ['products.merchant_id', 'products.id'], name=op.f('fk_reverse_order_lines_merchant_id_product_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'reverse_order_id'], ['reverse_orders.merchant_id', 'reverse_orders.id'], name=op.f('fk_reverse_order_lines_merchant_id_reverse_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_reverse_order_lines')),
    sa.UniqueConstraint('merchant_id', 'reverse_order_id', 'position', name=op.f('uq_reverse_order_lines_merchant_id_reverse_order_id_position'))
    )
    op.create_index(op.f('ix_reverse_order_lines_merchant_id_goods_item_id'), 'reverse_order_lines', ['merchant_id', 'goods_item_id'], unique=False)
    op.create_index(op.f('ix_reverse_order_lines_merchant_id_product_id'), 'reverse_order_lines', ['merchant_id', 'product_id'], unique=False)
    installation = sa.table('installation', sa.column('id', sa.Integer), sa.column('secret_key', sa.String))
    op.bulk_insert(installation, [{'id': 1, 'secret_key': secrets.token_hex(32)}])
