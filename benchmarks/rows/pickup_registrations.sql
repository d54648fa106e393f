INSERT INTO pickup_registrations (
    merchant_id, id, reverse_order_id, at, method, expected_pickup_at, contact_name, contact_phone, address, remark,
    batch_id, content_hash, actor_id, actor_name, actor_role
)
SELECT
    m.id,
    bench.id(o.created_ms + o.pace, o.n, 140),
    o.id,
    bench.moment(o.created_ms + o.pace),
    c.method,
    CASE c.method WHEN 'SELF_PICKUP' THEN bench.moment(o.created_ms + o.pace) + interval '48 hours' END,
    '陈嘉敏',
    '+86138' || lpad(bench.pick(o.n, 40, 100000000)::text, 8, '0'),
    CASE c.method WHEN 'FORWARD' THEN jsonb_build_object(
        'recipient', '陈嘉敏', 'phone', '+86138' || lpad(bench.pick(o.n, 40, 100000000)::text, 8, '0'),
        'country', 'CN', 'region', '浙江省', 'city', '杭州市', 'district', '余杭区',
        'line1', '示例大道 ' || bench.pick(o.n, 41, 900) || ' 号', 'line2', NULL, 'postalCode', '311100'
    ) END,
    NULL,
    NULL,
    md5(o.n::text) || md5('content ' || o.n),
    a.id, a.name, a.role
FROM bench.orders o
JOIN bench.courses c ON c.n = o.course AND c.method IS NOT NULL
JOIN bench.merchants m ON m.n = o.merchant
JOIN users a ON a.id = m.user_id
