"""Which table holds which document, and what an id's prefix stands for."""

from domain.documents import DocumentKind
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

MODELS: dict[DocumentKind, type[Base]] = {DocumentKind.REVERSE_ORDER: ReverseOrder}

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
