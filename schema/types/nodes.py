"""What an id's prefix stands for."""

from domain.documents import PREFIXES
from models import (
    Address,
    ApiToken,
    Base,
    CargoOwner,
    Event,
    Evidence,
    GoodsItem,
    Merchant,
    Product,
    ServiceProvider,
    Warehouse,
)
from models.kinds import MODELS
from services.evidence import EVIDENCE_IDS
from services.users import TOKEN_IDS

NODES: dict[str, type[Base]] = {
    **{PREFIXES[kind]: model for kind, model in MODELS.items()},
    "ev": Event,
    EVIDENCE_IDS: Evidence,
    "mc": Merchant,
    "co": CargoOwner,
    "sp": ServiceProvider,
    "wh": Warehouse,
    "pr": Product,
    "gi": GoodsItem,
    "ad": Address,
    TOKEN_IDS: ApiToken,
}
