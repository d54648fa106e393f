INSERT INTO handovers (
    merchant_id, id, reverse_order_id, at, verified_name, carrier, tracking_number, actor_id, actor_name, actor_role
)
SELECT
    m.id,
    bench.id(o.created_ms + 2 * o.pace, o.n, 160),
    o.id,
    bench.moment(o.created_ms + 2 * o.pace),
    CASE c.method WHEN 'SELF_PICKUP' THEN '陈嘉敏' END,
    CASE c.method WHEN 'FORWARD' THEN '中通快递' END,
    CASE c.method WHEN 'FORWARD' THEN 'ZT' || lpad(bench.pick(o.n, 60, 1000000000)::text, 12, '0') END,
    a.id, a.name, a.role
FROM bench.orders o
JOIN bench.courses c ON c.n = o.course AND c.actions[3] IN ('REPORT_PICKED_UP', 'REPORT_FORWARDED')
JOIN bench.merchants m ON m.n = o.merchant
JOIN bench.warehouses w ON w.n = o.warehouse
JOIN users a ON a.id = w.user_id
