"""Delivery notes (送货单), with their order and what was found on them."""

from benchmarks.documents.kind import Kind
from benchmarks.documents.sql import PLACED, document, documents, id_of, lines, moment
from services.queries import inbound

_QUANTITIES = """
    l.declared_quantity AS "declaredQuantity", l.received_quantity AS "receivedQuantity",
    l.passed_quantity AS "passedQuantity", l.problem_quantity AS "problemQuantity"
"""

DELIVERY_NOTES = Kind(
    listing=inbound.DELIVERY_NOTES,
    field="deliveryNote",
    selection="""
        id number state logistics trackingNumbers createdAt updatedAt
        cartons { mark relabelled }
        warehouse { id code name }
        cargoOwner { id code name }
        stockOrder { id number state }
        lines {
          declaredQuantity receivedQuantity passedQuantity problemQuantity
          goodsItem { id externalId name }
        }
        supplementOf { id number }
        exceptionCases { id number type state }
    """,
    joins=PLACED,
    # The cartons are kept as they are shown.
    columns=f"""
        {id_of("dn", "o")} AS "id",
        o.number,
        o.state,
        o.logistics,
        o.tracking_numbers AS "trackingNumbers",
        {moment("o.created_at")} AS "createdAt",
        {moment("o.updated_at")} AS "updatedAt",
        o.cartons,
        wh AS "warehouse",
        co AS "cargoOwner",
        {document("so", "stock_orders", "stock_order_id", "state")} AS "stockOrder",
        {lines("delivery_note_lines", "delivery_note_id", _QUANTITIES)} AS "lines",
        {document("dn", "delivery_notes", "supplement_of_id")} AS "supplementOf",
        {documents("ec", "exception_cases", "delivery_note_id", "type", "state")} AS "exceptionCases"
    """,
    states=("DRAFT", "ARRIVED", "PUTAWAY_DONE"),
)
