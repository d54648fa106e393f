"""Stock orders (备货订单), with what caused them and what delivers them."""

from benchmarks.documents.kind import Kind
from benchmarks.documents.sql import PLACED, document, documents, id_of, lines, moment
from services.queries import inbound

_QUANTITIES = """
    l.ordered_quantity AS "orderedQuantity", l.shipped_quantity AS "shippedQuantity",
    l.received_quantity AS "receivedQuantity"
"""

STOCK_ORDERS = Kind(
    listing=inbound.STOCK_ORDERS,
    field="stockOrder",
    selection="""
        id number orderKind mode origin state acceptBy shipBy arriveBy createdAt updatedAt
        warehouse { id code name }
        cargoOwner { id code name }
        lines {
          orderedQuantity shippedQuantity receivedQuantity
          goodsItem { id externalId name }
        }
        sourceCase { id number state }
        deliveryNotes { id number state }
    """,
    joins=PLACED,
    columns=f"""
        {id_of("so", "o")} AS "id",
        o.number,
        o.order_kind AS "orderKind",
        o.mode,
        o.origin,
        o.state,
        {moment("o.accept_by")} AS "acceptBy",
        {moment("o.ship_by")} AS "shipBy",
        {moment("o.arrive_by")} AS "arriveBy",
        {moment("o.created_at")} AS "createdAt",
        {moment("o.updated_at")} AS "updatedAt",
        wh AS "warehouse",
        co AS "cargoOwner",
        {lines("stock_order_lines", "stock_order_id", _QUANTITIES)} AS "lines",
        {document("ec", "exception_cases", "source_case_id", "state")} AS "sourceCase",
        {documents("dn", "delivery_notes", "stock_order_id", "state")} AS "deliveryNotes"
    """,
    states=("PENDING_CONFIRMATION", "SHIPPED", "RECEIVED"),
)
