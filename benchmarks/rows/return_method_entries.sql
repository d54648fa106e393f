INSERT INTO return_method_entries (
    merchant_id, id, return_order_id, at, method, expected_pickup_at, contact_name, contact_phone, address, remark,
    content_hash, actor_id, actor_name, actor_role
)
SELECT
    r.merchant_id, bench.id(r.created_ms + r.pace, r.n, 390), r.id, bench.moment(r.created_ms + r.pace), r.method,
    CASE r.method WHEN 'SELF_PICKUP' THEN bench.moment(r.created_ms + r.pace) + interval '48 hours' END,
    CASE WHEN r.method <> 'ABANDON' THEN '陈嘉敏' END,
    CASE WHEN r.method <> 'ABANDON' THEN '+86138' || lpad(bench.pick(r.n, 391, 100000000)::text, 8, '0') END,
    CASE r.method WHEN 'PLATFORM_LOGISTICS' THEN jsonb_build_object(
        'recipient', '陈嘉敏', 'phone', '+86138' || lpad(bench.pick(r.n, 391, 100000000)::text, 8, '0'),
        'country', 'CN', 'region', '浙江省', 'city', '杭州市', 'district', '余杭区',
        'line1', '示例大道 ' || bench.pick(r.n, 392, 900) || ' 号', 'line2', NULL, 'postalCode', '311100'
    ) END,
    NULL,
    md5(r.n::text) || md5('return ' || r.n),
    u.id, u.name, u.role
FROM bench.return_orders r
JOIN bench.merchants m ON m.id = r.merchant_id
JOIN users u ON u.id = m.user_id
WHERE r.method IS NOT NULL
ORDER BY r.created_ms
