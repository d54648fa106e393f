"""What an id's prefix stands for."""

from models import (
    Address,
    Base,
    CargoOwner,
    Event,
    GoodsItem,
    Merchant,
    Product,
    ReverseOrder,
    ServiceProvider,
    Warehouse,
)

NODES: dict[str, type[Base]] = {
    "ro": ReverseOrder,
    "ev": Event,
    "mc": Merchant,
    "co": CargoOwner,
    "sp": ServiceProvider,
    "wh": Warehouse,
    "pr": Product,
    "gi": GoodsItem,
    "ad": Address,
}
