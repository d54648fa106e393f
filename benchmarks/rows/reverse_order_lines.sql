INSERT INTO reverse_order_lines (
    merchant_id, id, reverse_order_id, position, product_id, goods_item_id, quantity, lot_number
)
SELECT
    l.merchant_id,
    bench.id(l.created_ms, l.number, 120),
    l.order_id,
    l.position,
    p.id,
    p.goods_item_id,
    1 + bench.pick(l.number, 20, 3),
    CASE WHEN bench.pick(l.number, 21, 2) = 0 THEN 'L' || lpad(bench.pick(l.number, 22, 1000000)::text, 6, '0') END
FROM (
    -- A merchant's first products sell best.
    SELECT
        m.id AS merchant_id, o.id AS order_id, o.created_ms, position, o.n * 8 + position AS number,
        m.first_product + floor(m.products * bench.fraction(o.n * 8 + position, 23) ^ 2)::bigint AS product
    FROM bench.orders o
    JOIN bench.merchants m ON m.n = o.merchant
    CROSS JOIN LATERAL generate_series(0, o.lines - 1) AS position
) AS l
JOIN bench.products p ON p.n = l.product
