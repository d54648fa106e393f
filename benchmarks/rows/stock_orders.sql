INSERT INTO stock_orders (
    merchant_id, id, number, number_folded, version, cargo_owner_id, warehouse_id, created_at, updated_at, state,
    order_kind, mode, origin, accept_due_soon_at, accept_by, accepted_at, ship_due_soon_at, ship_by, shipped_at,
    arrive_due_soon_at, arrive_by, arrived_at, source_case_id
)
SELECT
    merchant_id, id, number, lower(number), cardinality(actions), cargo_owner_id, warehouse_id, created_at,
    bench.moment(created_ms + (cardinality(actions) - 1) * pace), state, order_kind,
    CASE WHEN jit THEN 'JIT' ELSE 'STOCK' END, origin,
    created_at + CASE WHEN jit THEN interval '18 hours' ELSE interval '36 hours' END,
    created_at + CASE WHEN jit THEN interval '24 hours' ELSE interval '48 hours' END,
    accepted_at,
    CASE WHEN NOT jit THEN accepted_at + interval '126 hours' END,
    CASE WHEN NOT jit THEN accepted_at + interval '168 hours' END,
    CASE WHEN state IN ('SHIPPED', 'RECEIVED') THEN bench.moment(created_ms + 3 * pace) END,
    CASE WHEN jit THEN accepted_at + interval '54 hours' END,
    CASE WHEN jit THEN accepted_at + interval '72 hours' END,
    CASE WHEN state = 'RECEIVED' THEN bench.moment(created_ms + 4 * pace) END,
    source_case_id
FROM (
    SELECT
        *, bench.moment(created_ms) AS created_at, bench.last(states) AS state,
        order_kind = 'JIT_REPLENISHMENT' AS jit,
        CASE WHEN 'ACCEPT' = ANY (actions) THEN bench.moment(created_ms + pace) END AS accepted_at
    FROM bench.stock_orders
) AS o
ORDER BY created_ms
