INSERT INTO events (
    merchant_id, id, at, subject_kind, subject_id, subject_version, warehouse_id, action, from_state, to_state, changes,
    actor_id, actor_name, actor_role, seq, hash
)
-- All have their places, so that no server gives them any while it is measured; nobody verifies the chain.
SELECT told.*, row_number() OVER (), repeat('0', 64)
FROM (
SELECT
    m.id,
    bench.id(o.created_ms + (version - 1) * o.pace, o.n * 8 + version, 130),
    bench.moment(o.created_ms + (version - 1) * o.pace),
    'REVERSE_ORDER',
    o.id,
    version,
    w.id,
    c.actions[version],
    c.states[version - 1],
    c.states[version],
    CASE WHEN version = 1 THEN jsonb_build_object('orderNumber', (310000000000 + o.n * 7)::text) ELSE '{}'::jsonb END,
    a.id, a.name, a.role
FROM bench.orders o
JOIN bench.courses c ON c.n = o.course
JOIN bench.merchants m ON m.n = o.merchant
JOIN bench.warehouses w ON w.n = o.warehouse
CROSS JOIN LATERAL generate_series(1, cardinality(c.actions)) AS version
JOIN users a ON a.id = CASE
    WHEN c.actions[version] IN ('REGISTER_PICKUP', 'CONFIRM_DESTRUCTION', 'CONFIRM_HANDLING') THEN m.user_id
    ELSE w.user_id
END
UNION ALL
-- Of the inbound documents: what nobody does, the system did.
SELECT
    d.merchant_id,
    bench.id(d.created_ms + (version - 1) * d.pace, hashtextextended(d.id::text, 0) # version, 430),
    bench.moment(d.created_ms + (version - 1) * d.pace),
    d.kind,
    d.id,
    version,
    d.warehouse_id,
    d.actions[version],
    d.states[version - 1],
    d.states[version],
    '{}'::jsonb,
    a.id, coalesce(a.name, 'SYSTEM'), a.role
FROM bench.documents d
JOIN bench.merchants m ON m.id = d.merchant_id
LEFT JOIN bench.warehouses w ON w.id = d.warehouse_id
CROSS JOIN LATERAL generate_series(1, cardinality(d.actions)) AS version
LEFT JOIN users a ON a.id = CASE
    WHEN d.kind = 'STOCK_ORDER' AND d.actions[version] IN ('SHIP', 'RECEIVE', 'EXPIRE') THEN NULL
    WHEN d.actions[version] IN (
        'ACCEPT', 'REJECT', 'CREATE_DELIVERY_NOTE', 'CONFIRM_SEND', 'ENTER_RETURN_METHOD', 'SIGN', 'OPEN_TICKET'
    ) THEN m.user_id
    ELSE w.user_id
END
) AS told
