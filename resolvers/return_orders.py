"""Return orders: one resolver a root field."""

from models import ReturnOrder
from resolvers.common import filtered, one, performs
from schema.inputs import return_orders as inputs
from schema.inputs.filters import ReturnOrderFilter
from schema.inputs.reverse_orders import CancelInput
from services import return_orders as use_cases
from services.queries import inbound

return_order = one(ReturnOrder)
return_orders = filtered(inbound.RETURN_ORDERS, ReturnOrderFilter)

enter_return_method = performs(use_cases.enter_method, inputs.EnterReturnMethodInput)
pack_return = performs(use_cases.pack, inputs.PackReturnInput)
ship_return = performs(use_cases.ship, inputs.ShipReturnInput)
collect_return = performs(use_cases.collect, inputs.CollectReturnInput)
dispose_return = performs(use_cases.dispose, inputs.DisposeReturnInput)
sign_return = performs(use_cases.sign, inputs.SignReturnInput)
force_abandon = performs(use_cases.force_abandon, inputs.ForceAbandonInput)
cancel_return_order = performs(use_cases.cancel, CancelInput)
