"""Exception cases (异常单). Not served yet: no value of this type exists until they are."""

import strawberry

from domain.exception_cases import ExceptionCaseState, ExceptionType, InboundStage
from models import Warehouse as WarehouseRow
from schema.fields import column, identifier, object_type, to_one
from schema.types.documents import Document
from schema.types.parties import Warehouse


class _NoCase:
    """The rows of a table that comes with exception cases."""


@object_type(_NoCase, "Goods that failed on their way, or an anomaly of a reverse parcel (异常单).")
class ExceptionCase(Document):
    id: strawberry.ID = identifier("ec")
    warehouse: Warehouse = to_one(WarehouseRow, "warehouse_id", "Where it was found (仓库).")
    stage: InboundStage = column("Where it was found (环节).")
    type: ExceptionType = column("What was found (异常类型).")
    state: ExceptionCaseState = column("Where it stands (异常单状态).")
    detail: str | None = column("The finding in words (异常说明).")
