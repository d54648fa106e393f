"""Return orders (退货单), with their case and what the merchant entered."""

from benchmarks.documents.kind import Kind
from benchmarks.documents.sql import PLACED, document, id_of, lines, moment, one
from services.queries import inbound

_QUANTITIES = 'l.quantity, l.packed_quantity AS "packedQuantity", l.signed_quantity AS "signedQuantity"'
_ENTRY = one(f"""
    SELECT
        e.method, {moment("e.expected_pickup_at")} AS "expectedPickupAt", e.contact_name AS "contactName",
        e.contact_phone AS "contactPhone", {moment("e.at")} AS "submittedAt"
    FROM return_method_entries e
    WHERE e.merchant_id = o.merchant_id AND e.return_order_id = o.id
""")

RETURN_ORDERS = Kind(
    listing=inbound.RETURN_ORDERS,
    field="returnOrder",
    selection="""
        id number scope state method scheduledPickupAt carrier trackingNumber signedAt createdAt updatedAt
        warehouse { id code name }
        cargoOwner { id code name }
        sourceCase { id number type state }
        lines {
          quantity packedQuantity signedQuantity
          goodsItem { id externalId name }
        }
        entry { method expectedPickupAt contactName contactPhone submittedAt }
    """,
    joins=PLACED,
    columns=f"""
        {id_of("rt", "o")} AS "id",
        o.number,
        o.scope,
        o.state,
        o.method,
        {moment("o.scheduled_pickup_at")} AS "scheduledPickupAt",
        o.carrier,
        o.tracking_number AS "trackingNumber",
        {moment("o.signed_at")} AS "signedAt",
        {moment("o.created_at")} AS "createdAt",
        {moment("o.updated_at")} AS "updatedAt",
        wh AS "warehouse",
        co AS "cargoOwner",
        {document("ec", "exception_cases", "source_case_id", "type", "state")} AS "sourceCase",
        {lines("return_order_lines", "return_order_id", _QUANTITIES)} AS "lines",
        {_ENTRY} AS "entry"
    """,
    states=("PENDING_CONFIRMATION", "SIGNED"),
)
