"""Reverse orders (直邮逆向管理单)."""

from benchmarks.documents.kind import Kind
from benchmarks.documents.sql import GOODS_ITEM, PLACED, id_of, moment, rows
from services.queries.reverse_orders import LISTING

_LINES = rows(f"""
    SELECT l.quantity, l.lot_number AS "lotNumber", gi AS "goodsItem", pr AS "product"
    FROM reverse_order_lines l {GOODS_ITEM}
    CROSS JOIN LATERAL (
        SELECT {id_of("pr", "p")} AS id, p.external_id AS "externalId", p.name
        FROM products p WHERE p.merchant_id = l.merchant_id AND p.id = l.product_id
    ) AS pr
    WHERE l.merchant_id = o.merchant_id AND l.reverse_order_id = o.id
    ORDER BY l.position
""")

REVERSE_ORDERS = Kind(
    listing=LISTING,
    field="reverseOrder",
    selection="""
        id number orderNumber salesReturnNumber type cause state businessModel pickupMethod totalQuantity
        forwardTrackingNumber reverseTrackingNumber createdAt updatedAt
        warehouse { id code name }
        cargoOwner { id code name }
        lines {
          quantity lotNumber
          goodsItem { id externalId name }
          product { id externalId name }
        }
    """,
    joins=PLACED,
    columns=f"""
        {id_of("ro", "o")} AS "id",
        o.number,
        o.order_number AS "orderNumber",
        o.sales_return_number AS "salesReturnNumber",
        o.type,
        o.cause,
        o.state,
        o.business_model AS "businessModel",
        o.pickup_method AS "pickupMethod",
        o.total_quantity AS "totalQuantity",
        o.forward_tracking_number AS "forwardTrackingNumber",
        o.reverse_tracking_number AS "reverseTrackingNumber",
        {moment("o.created_at")} AS "createdAt",
        {moment("o.updated_at")} AS "updatedAt",
        wh AS "warehouse",
        co AS "cargoOwner",
        {_LINES} AS "lines"
    """,
    states=("AWAITING_DECISION", "AWAITING_PICKUP_REGISTRATION", "AWAITING_PICKUP", "COMPLETED", "CANCELLED"),
    # Another one that is measured knows no links.
    linked=False,
)
