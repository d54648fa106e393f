"""Stock orders and delivery notes: one resolver a root field."""

from models import DeliveryNote, StockOrder
from resolvers.common import filtered, one, performs
from schema.inputs import stock_orders as inputs
from schema.inputs.filters import DeliveryNoteFilter, StockOrderFilter
from schema.inputs.reverse_orders import CancelInput
from services import delivery_notes as notes
from services import stock_orders as orders
from services.queries import inbound

stock_order = one(StockOrder)
stock_orders = filtered(inbound.STOCK_ORDERS, StockOrderFilter)
delivery_note = one(DeliveryNote)
delivery_notes = filtered(inbound.DELIVERY_NOTES, DeliveryNoteFilter)

create_stock_order = performs(orders.create, inputs.CreateStockOrderInput)
accept_stock_order = performs(orders.accept, inputs.AcceptStockOrderInput)
reject_stock_order = performs(orders.reject, inputs.RejectStockOrderInput)
cancel_stock_order = performs(orders.cancel, CancelInput)
create_delivery_note = performs(notes.create, inputs.CreateDeliveryNoteInput)
confirm_send = performs(notes.confirm_send, inputs.ConfirmSendInput)
cancel_delivery_note = performs(notes.cancel, CancelInput)
advance_delivery_note = performs(notes.advance, inputs.AdvanceDeliveryNoteInput)
