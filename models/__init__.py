"""The tables. Importing this package registers all of them on `Base.metadata`."""

from models.addresses import Address
from models.base import Base
from models.catalogue import GoodsItem, Product
from models.events import Event
from models.installation import IdempotencyRecord, Installation
from models.parties import CargoOwner, Merchant, ServiceProvider, Warehouse, WarehouseKind
from models.reverse_orders import (
    DestructionConfirmation,
    Handover,
    PickupRegistration,
    ReverseOrder,
    ReverseOrderLine,
)
from models.users import ApiToken, User, UserMerchant, UserWarehouse

__all__ = [
    "Address",
    "ApiToken",
    "Base",
    "CargoOwner",
    "DestructionConfirmation",
    "Event",
    "GoodsItem",
    "Handover",
    "IdempotencyRecord",
    "Installation",
    "Merchant",
    "PickupRegistration",
    "Product",
    "ReverseOrder",
    "ReverseOrderLine",
    "ServiceProvider",
    "User",
    "UserMerchant",
    "UserWarehouse",
    "Warehouse",
    "WarehouseKind",
]
