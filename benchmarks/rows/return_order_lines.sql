INSERT INTO return_order_lines (
    merchant_id, id, return_order_id, position, goods_item_id, quantity, packed_quantity, signed_quantity
)
SELECT
    r.merchant_id, bench.id(r.created_ms, r.n * 8 + l.position, 380), r.id, l.position, l.goods_item_id, l.quantity,
    CASE WHEN 'PACK' = ANY (r.actions) THEN l.quantity END,
    CASE WHEN bench.last(r.states) = 'SIGNED' THEN l.quantity END
FROM bench.return_orders r
JOIN bench.exception_case_lines l ON l.case_n = r.n
ORDER BY r.created_ms, l.position
