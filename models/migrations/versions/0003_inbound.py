"""inbound: stock orders to return orders, tickets, links"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('document_links',
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('from_id', sa.Uuid(), nullable=False),
    sa.Column('relation', sa.String(length=40), nullable=False),
    sa.Column('to_kind', sa.String(length=40), nullable=False),
    sa.Column('to_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_document_links_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_document_links'))
    )
    op.create_index(op.f('ix_document_links_merchant_id_from_id_id'), 'document_links', ['merchant_id', 'from_id', 'id'], unique=False)
    op.create_table('stock_orders',
    sa.Column('order_kind', sa.String(length=40), nullable=False),
    sa.Column('mode', sa.String(length=40), nullable=False),
    sa.Column('origin', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('accept_due_soon_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accept_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ship_due_soon_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ship_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shipped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('arrive_due_soon_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('arrive_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('arrived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('source_case_id', sa.Uuid(), nullable=True),
    sa.Column('warehouse_id', sa.Uuid(), nullable=False),
    sa.Column('cargo_owner_id', sa.Uuid(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'cargo_owner_id'], ['cargo_owners.merchant_id', 'cargo_owners.id'], name=op.f('fk_stock_orders_merchant_id_cargo_owner_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_stock_orders_merchant_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_stock_orders_warehouse_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_stock_orders')),
    sa.UniqueConstraint('merchant_id', 'number', name=op.f('uq_stock_orders_merchant_id_number'))
    )
    op.create_index('ix_stock_orders_arriving', 'stock_orders', ['arrive_by'], unique=False, sqlite_where=sa.text('arrived_at IS NULL'), postgresql_where=sa.text('arrived_at IS NULL'))
    op.create_index(op.f('ix_stock_orders_created_at_id_state'), 'stock_orders', ['created_at', 'id', 'state'], unique=False)
    op.create_index('ix_stock_orders_due', 'stock_orders', ['accept_by'], unique=False, sqlite_where=sa.text("state = 'PENDING_CONFIRMATION'"), postgresql_where=sa.text("state = 'PENDING_CONFIRMATION'"))
    op.create_index(op.f('ix_stock_orders_id'), 'stock_orders', ['id'], unique=False)
    op.create_index(op.f('ix_stock_orders_merchant_id_created_at_id_state'), 'stock_orders', ['merchant_id', 'created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_stock_orders_merchant_id_source_case_id'), 'stock_orders', ['merchant_id', 'source_case_id'], unique=False)
    op.create_index(op.f('ix_stock_orders_number_folded'), 'stock_orders', ['number_folded'], unique=False)
    op.create_index(op.f('ix_stock_orders_warehouse_id_created_at_id_state'), 'stock_orders', ['warehouse_id', 'created_at', 'id', 'state'], unique=False)
    op.create_table('work_tickets',
    sa.Column('warehouse_id', sa.Uuid(), nullable=True),
    sa.Column('cargo_owner_id', sa.Uuid(), nullable=True),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=True),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'cargo_owner_id'], ['cargo_owners.merchant_id', 'cargo_owners.id'], name=op.f('fk_work_tickets_merchant_id_cargo_owner_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_work_tickets_merchant_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_work_tickets_warehouse_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_work_tickets')),
    sa.UniqueConstraint('merchant_id', 'number', name=op.f('uq_work_tickets_merchant_id_number'))
    )
    op.create_index(op.f('ix_work_tickets_created_at_id_state'), 'work_tickets', ['created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_work_tickets_id'), 'work_tickets', ['id'], unique=False)
    op.create_index(op.f('ix_work_tickets_merchant_id_created_at_id_state'), 'work_tickets', ['merchant_id', 'created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_work_tickets_number_folded'), 'work_tickets', ['number_folded'], unique=False)
    op.create_index(op.f('ix_work_tickets_warehouse_id_created_at_id_state'), 'work_tickets', ['warehouse_id', 'created_at', 'id', 'state'], unique=False)
    op.create_table('delivery_notes',
    sa.Column('stock_order_id', sa.Uuid(), nullable=False),
    sa.Column('logistics', sa.String(length=40), nullable=False),
    sa.Column('tracking_numbers', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('cartons', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('supplement_of_id', sa.Uuid(), nullable=True),
    sa.Column('source_case_id', sa.Uuid(), nullable=True),
    sa.Column('warehouse_id', sa.Uuid(), nullable=False),
    sa.Column('cargo_owner_id', sa.Uuid(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'cargo_owner_id'], ['cargo_owners.merchant_id', 'cargo_owners.id'], name=op.f('fk_delivery_notes_merchant_id_cargo_owner_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'stock_order_id'], ['stock_orders.merchant_id', 'stock_orders.id'], name=op.f('fk_delivery_notes_merchant_id_stock_order_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_delivery_notes_merchant_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_delivery_notes_warehouse_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_delivery_notes')),
    sa.UniqueConstraint('merchant_id', 'number', name=op.f('uq_delivery_notes_merchant_id_number'))
    )
    op.create_index(op.f('ix_delivery_notes_created_at_id_state'), 'delivery_notes', ['created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_delivery_notes_id'), 'delivery_notes', ['id'], unique=False)
    op.create_index(op.f('ix_delivery_notes_merchant_id_created_at_id_state'), 'delivery_notes', ['merchant_id', 'created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_delivery_notes_merchant_id_source_case_id'), 'delivery_notes', ['merchant_id', 'source_case_id'], unique=False)
    op.create_index(op.f('ix_delivery_notes_merchant_id_stock_order_id'), 'delivery_notes', ['merchant_id', 'stock_order_id'], unique=False)
    op.create_index(op.f('ix_delivery_notes_number_folded'), 'delivery_notes', ['number_folded'], unique=False)
    op.create_index(op.f('ix_delivery_notes_warehouse_id_created_at_id_state'), 'delivery_notes', ['warehouse_id', 'created_at', 'id', 'state'], unique=False)
    op.create_table('penalties',
    sa.Column('stock_order_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'stock_order_id'], ['stock_orders.merchant_id', 'stock_orders.id'], name=op.f('fk_penalties_merchant_id_stock_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_penalties')),
    sa.UniqueConstraint('merchant_id', 'stock_order_id', 'reason', name=op.f('uq_penalties_merchant_id_stock_order_id_reason'))
    )
    op.create_index('ix_penalties_warned', 'penalties', ['at'], unique=False, sqlite_where=sa.text("state = 'WARNED'"), postgresql_where=sa.text("state = 'WARNED'"))
    op.create_table('stock_order_lines',
    sa.Column('stock_order_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('goods_item_id', sa.Uuid(), nullable=False),
    sa.Column('ordered_quantity', sa.Integer(), nullable=False),
    sa.Column('shipped_quantity', sa.Integer(), nullable=False),
    sa.Column('received_quantity', sa.Integer(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'goods_item_id'], ['goods_items.merchant_id', 'goods_items.id'], name=op.f('fk_stock_order_lines_merchant_id_goods_item_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'stock_order_id'], ['stock_orders.merchant_id', 'stock_orders.id'], name=op.f('fk_stock_order_lines_merchant_id_stock_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_stock_order_lines')),
    sa.UniqueConstraint('merchant_id', 'stock_order_id', 'goods_item_id', name=op.f('uq_stock_order_lines_merchant_id_stock_order_id_goods_item_id'))
    )
    op.create_index(op.f('ix_stock_order_lines_merchant_id_goods_item_id'), 'stock_order_lines', ['merchant_id', 'goods_item_id'], unique=False)
    op.create_table('ticket_messages',
    sa.Column('work_ticket_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=True),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'work_ticket_id'], ['work_tickets.merchant_id', 'work_tickets.id'], name=op.f('fk_ticket_messages_merchant_id_work_ticket_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_ticket_messages'))
    )
    op.create_index(op.f('ix_ticket_messages_merchant_id_work_ticket_id_position'), 'ticket_messages', ['merchant_id', 'work_ticket_id', 'position'], unique=False)
    op.create_table('delivery_note_lines',
    sa.Column('delivery_note_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('goods_item_id', sa.Uuid(), nullable=False),
    sa.Column('declared_quantity', sa.Integer(), nullable=False),
    sa.Column('received_quantity', sa.Integer(), nullable=False),
    sa.Column('passed_quantity', sa.Integer(), nullable=False),
    sa.Column('problem_quantity', sa.Integer(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'delivery_note_id'], ['delivery_notes.merchant_id', 'delivery_notes.id'], name=op.f('fk_delivery_note_lines_merchant_id_delivery_note_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'goods_item_id'], ['goods_items.merchant_id', 'goods_items.id'], name=op.f('fk_delivery_note_lines_merchant_id_goods_item_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_delivery_note_lines')),
    sa.UniqueConstraint('merchant_id', 'delivery_note_id', 'goods_item_id', name=op.f('uq_delivery_note_lines_merchant_id_delivery_note_id_goods_item_id'))
    )
    op.create_index(op.f('ix_delivery_note_lines_merchant_id_goods_item_id'), 'delivery_note_lines', ['merchant_id', 'goods_item_id'], unique=False)
    op.create_table('exception_cases',
    sa.Column('delivery_note_id', sa.Uuid(), nullable=True),
    sa.Column('reverse_order_id', sa.Uuid(), nullable=True),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('subtype', sa.String(length=40), nullable=True),
    sa.Column('order_kind', sa.String(length=40), nullable=True),
    sa.Column('detail', sa.String(length=500), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('proposed_resolution', sa.String(length=40), nullable=True),
    sa.Column('resolution', sa.String(length=40), nullable=True),
    sa.Column('scheme', sa.String(length=40), nullable=True),
    sa.Column('outcome', sa.String(length=500), nullable=True),
    sa.Column('compensation_state', sa.String(length=40), nullable=True),
    sa.Column('compensation_basis', sa.Integer(), nullable=True),
    sa.Column('compensation_amount', sa.String(length=20), nullable=True),
    sa.Column('compensation_currency', sa.String(length=3), nullable=True),
    sa.Column('resolver_id', sa.Uuid(), nullable=True),
    sa.Column('resolver_name', sa.String(length=100), nullable=True),
    sa.Column('resolver_role', sa.String(length=40), nullable=True),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('warehouse_id', sa.Uuid(), nullable=False),
    sa.Column('cargo_owner_id', sa.Uuid(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'cargo_owner_id'], ['cargo_owners.merchant_id', 'cargo_owners.id'], name=op.f('fk_exception_cases_merchant_id_cargo_owner_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'delivery_note_id'], ['delivery_notes.merchant_id', 'delivery_notes.id'], name=op.f('fk_exception_cases_merchant_id_delivery_note_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'reverse_order_id'], ['reverse_orders.merchant_id', 'reverse_orders.id'], name=op.f('fk_exception_cases_merchant_id_reverse_order_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_exception_cases_merchant_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_exception_cases_warehouse_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_exception_cases')),
    sa.UniqueConstraint('merchant_id', 'number', name=op.f('uq_exception_cases_merchant_id_number'))
    )
    op.create_index(op.f('ix_exception_cases_created_at_id_state'), 'exception_cases', ['created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_exception_cases_id'), 'exception_cases', ['id'], unique=False)
    op.create_index(op.f('ix_exception_cases_merchant_id_created_at_id_state'), 'exception_cases', ['merchant_id', 'created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_exception_cases_merchant_id_delivery_note_id'), 'exception_cases', ['merchant_id', 'delivery_note_id'], unique=False)
    op.create_index(op.f('ix_exception_cases_merchant_id_reverse_order_id'), 'exception_cases', ['merchant_id', 'reverse_order_id'], unique=False)
    op.create_index(op.f('ix_exception_cases_number_folded'), 'exception_cases', ['number_folded'], unique=False)
    op.create_index(op.f('ix_exception_cases_warehouse_id_created_at_id_state'), 'exception_cases', ['warehouse_id', 'created_at', 'id', 'state'], unique=False)
    op.create_table('exception_case_lines',
    sa.Column('exception_case_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('goods_item_id', sa.Uuid(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'exception_case_id'], ['exception_cases.merchant_id', 'exception_cases.id'], name=op.f('fk_exception_case_lines_merchant_id_exception_case_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'goods_item_id'], ['goods_items.merchant_id', 'goods_items.id'], name=op.f('fk_exception_case_lines_merchant_id_goods_item_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_exception_case_lines')),
    sa.UniqueConstraint('merchant_id', 'exception_case_id', 'goods_item_id', name=op.f('uq_exception_case_lines_merchant_id_exception_case_id_goods_item_id'))
    )
    op.create_index(op.f('ix_exception_case_lines_merchant_id_goods_item_id'), 'exception_case_lines', ['merchant_id', 'goods_item_id'], unique=False)
    op.create_table('return_orders',
    sa.Column('source_case_id', sa.Uuid(), nullable=False),
    sa.Column('scope', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=True),
    sa.Column('enter_due_soon_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('enter_due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('scheduled_pickup_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('carrier', sa.String(length=100), nullable=True),
    sa.Column('tracking_number', sa.String(length=100), nullable=True),
    sa.Column('verified_name', sa.String(length=100), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('warehouse_id', sa.Uuid(), nullable=False),
    sa.Column('cargo_owner_id', sa.Uuid(), nullable=False),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number_folded', sa.String(length=400), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'cargo_owner_id'], ['cargo_owners.merchant_id', 'cargo_owners.id'], name=op.f('fk_return_orders_merchant_id_cargo_owner_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'source_case_id'], ['exception_cases.merchant_id', 'exception_cases.id'], name=op.f('fk_return_orders_merchant_id_source_case_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_return_orders_merchant_id')),
    sa.ForeignKeyConstraint(['warehouse_id'], ['warehouses.id'], name=op.f('fk_return_orders_warehouse_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_return_orders')),
    sa.UniqueConstraint('merchant_id', 'number', name=op.f('uq_return_orders_merchant_id_number'))
    )
    op.create_index(op.f('ix_return_orders_created_at_id_state'), 'return_orders', ['created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_return_orders_id'), 'return_orders', ['id'], unique=False)
    op.create_index(op.f('ix_return_orders_merchant_id_created_at_id_state'), 'return_orders', ['merchant_id', 'created_at', 'id', 'state'], unique=False)
    op.create_index(op.f('ix_return_orders_merchant_id_source_case_id'), 'return_orders', ['merchant_id', 'source_case_id'], unique=False)
    op.create_index(op.f('ix_return_orders_number_folded'), 'return_orders', ['number_folded'], unique=False)
    op.create_index(op.f('ix_return_orders_warehouse_id_created_at_id_state'), 'return_orders', ['warehouse_id', 'created_at', 'id', 'state'], unique=False)
    op.create_table('return_method_entries',
    sa.Column('return_order_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('expected_pickup_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contact_name', sa.String(length=100), nullable=True),
    sa.Column('contact_phone', sa.String(length=20), nullable=True),
    sa.Column('address', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
    sa.Column('remark', sa.String(length=500), nullable=True),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=True),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'return_order_id'], ['return_orders.merchant_id', 'return_orders.id'], name=op.f('fk_return_method_entries_merchant_id_return_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_return_method_entries')),
    sa.UniqueConstraint('merchant_id', 'return_order_id', name=op.f('uq_return_method_entries_merchant_id_return_order_id'))
    )
    op.create_table('return_order_lines',
    sa.Column('return_order_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('goods_item_id', sa.Uuid(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('packed_quantity', sa.Integer(), nullable=True),
    sa.Column('signed_quantity', sa.Integer(), nullable=True),
    sa.Column('merchant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id', 'goods_item_id'], ['goods_items.merchant_id', 'goods_items.id'], name=op.f('fk_return_order_lines_merchant_id_goods_item_id')),
    sa.ForeignKeyConstraint(['merchant_id', 'return_order_id'], ['return_orders.merchant_id', 'return_orders.id'], name=op.f('fk_return_order_lines_merchant_id_return_order_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'id', name=op.f('pk_return_order_lines')),
    sa.UniqueConstraint('merchant_id', 'return_order_id', 'goods_item_id', name=op.f('uq_return_order_lines_merchant_id_return_order_id_goods_item_id'))
    )
    op.create_index(op.f('ix_return_order_lines_merchant_id_goods_item_id'), 'return_order_lines', ['merchant_id', 'goods_item_id'], unique=False)
    op.create_index(op.f('ix_idempotency_records_created_at'), 'idempotency_records', ['created_at'], unique=False)
    op.add_column('events', sa.Column('warehouse_id', sa.Uuid(), nullable=True))
    with op.batch_alter_table('events') as events:
        events.alter_column('action', existing_type=sa.VARCHAR(length=40), nullable=True)
    op.execute(
        "UPDATE events SET warehouse_id = (SELECT o.warehouse_id FROM reverse_orders AS o "
        "WHERE o.merchant_id = events.merchant_id AND o.id = events.subject_id)"
    )
    op.add_column('reverse_orders', sa.Column('handling_due_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        'reverse_orders',
        sa.Column('exception_status', sa.String(length=40), nullable=False, server_default='NONE'),
    )
    week_later = (
        "updated_at + interval '7 days'"
        if op.get_bind().dialect.name == 'postgresql'
        else "strftime('%Y-%m-%d %H:%M:%f000', updated_at, '+7 days')"
    )
    handled = "('PICKED_UP', 'DELIVERED', 'DESTROYED')"
    op.execute(f"UPDATE reverse_orders SET handling_due_at = {week_later} WHERE state IN {handled}")
    op.create_index('ix_reverse_orders_handled', 'reverse_orders', ['handling_due_at'], unique=False, sqlite_where=sa.text("state IN ('PICKED_UP', 'DELIVERED', 'DESTROYED')"), postgresql_where=sa.text("state IN ('PICKED_UP', 'DELIVERED', 'DESTROYED')"))
