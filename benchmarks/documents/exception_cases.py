"""Exception cases (异常单), with the document that they are about."""

from benchmarks.documents.kind import Kind
from benchmarks.documents.sql import PLACED, document, id_of, lines, moment
from services.queries import inbound

EXCEPTION_CASES = Kind(
    listing=inbound.EXCEPTION_CASES,
    field="exceptionCase",
    selection="""
        id number stage type orderKind detail state resolution scheme outcome createdAt updatedAt resolvedAt closedAt
        warehouse { id code name }
        cargoOwner { id code name }
        deliveryNote { id number state }
        reverseOrder { id number state }
        affectedLines {
          quantity
          goodsItem { id externalId name }
        }
    """,
    joins=PLACED,
    columns=f"""
        {id_of("ec", "o")} AS "id",
        o.number,
        o.stage,
        o.type,
        o.order_kind AS "orderKind",
        o.detail,
        o.state,
        o.resolution,
        o.scheme,
        o.outcome,
        {moment("o.created_at")} AS "createdAt",
        {moment("o.updated_at")} AS "updatedAt",
        {moment("o.resolved_at")} AS "resolvedAt",
        {moment("o.closed_at")} AS "closedAt",
        wh AS "warehouse",
        co AS "cargoOwner",
        {document("dn", "delivery_notes", "delivery_note_id", "state")} AS "deliveryNote",
        {document("ro", "reverse_orders", "reverse_order_id", "state")} AS "reverseOrder",
        {lines("exception_case_lines", "exception_case_id", "l.quantity")} AS "affectedLines"
    """,
    states=("OPEN", "AWAITING_MERCHANT", "CLOSED"),
)
