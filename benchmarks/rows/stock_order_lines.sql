-- Shipped is what is on notes that were sent, received what of it was put away.
INSERT INTO stock_order_lines (
    merchant_id, id, stock_order_id, position, goods_item_id, ordered_quantity, shipped_quantity, received_quantity
)
SELECT
    o.merchant_id, bench.id(o.created_ms, o.n * 8 + l.position, 320), o.id, l.position, l.goods_item_id, l.quantity,
    coalesce(d.shipped, 0), coalesce(d.received, 0)
FROM bench.stock_order_lines l
JOIN bench.stock_orders o ON o.n = l.order_n
LEFT JOIN (
    SELECT
        order_n, position,
        sum(quantity) FILTER (WHERE state NOT IN ('DRAFT', 'CANCELLED')) AS shipped,
        sum(quantity) FILTER (WHERE state = 'PUTAWAY_DONE') AS received
    FROM bench.delivery_note_lines
    GROUP BY order_n, position
) AS d ON d.order_n = l.order_n AND d.position = l.position
ORDER BY o.created_ms, l.position
