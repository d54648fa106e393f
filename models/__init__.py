"""The tables. Importing this package registers all of them on `Base.metadata`."""

from models.addresses import Address
from models.base import Base
from models.catalogue import GoodsItem, Product
from models.delivery_notes import DeliveryNote, DeliveryNoteLine
from models.documents import Document, DocumentLink
from models.events import Event, EventChain
from models.evidence import Evidence, Upload
from models.exception_cases import ExceptionCase, ExceptionCaseLine
from models.installation import IdempotencyRecord, Installation
from models.parties import CargoOwner, Merchant, ServiceProvider, Warehouse, WarehouseKind
from models.return_orders import ReturnMethodEntry, ReturnOrder, ReturnOrderLine
from models.reverse_orders import (
    DestructionConfirmation,
    Handover,
    PickupRegistration,
    ReverseOrder,
    ReverseOrderLine,
)
from models.sessions import Session
from models.stock_orders import Penalty, StockOrder, StockOrderLine
from models.tasks import PendingTask, Task
from models.users import ApiToken, User, UserMerchant, UserWarehouse
from models.work_tickets import TicketMessage, WorkTicket

__all__ = [
    "Address",
    "ApiToken",
    "Base",
    "CargoOwner",
    "DeliveryNote",
    "DeliveryNoteLine",
    "DestructionConfirmation",
    "Document",
    "DocumentLink",
    "Event",
    "EventChain",
    "Evidence",
    "ExceptionCase",
    "ExceptionCaseLine",
    "GoodsItem",
    "Handover",
    "IdempotencyRecord",
    "Installation",
    "Merchant",
    "Penalty",
    "PendingTask",
    "PickupRegistration",
    "Product",
    "ReturnMethodEntry",
    "ReturnOrder",
    "ReturnOrderLine",
    "ReverseOrder",
    "ReverseOrderLine",
    "ServiceProvider",
    "Session",
    "StockOrder",
    "StockOrderLine",
    "Task",
    "TicketMessage",
    "Upload",
    "User",
    "UserMerchant",
    "UserWarehouse",
    "Warehouse",
    "WarehouseKind",
    "WorkTicket",
]
