INSERT INTO return_orders (
    merchant_id, id, number, number_folded, version, cargo_owner_id, warehouse_id, created_at, updated_at, state,
    source_case_id, scope, method, enter_due_soon_at, enter_due_at, entered_at, scheduled_pickup_at, carrier,
    tracking_number, verified_name, signed_at
)
SELECT
    merchant_id, id, number, lower(number), cardinality(actions), cargo_owner_id, warehouse_id, created_at, updated_at,
    bench.last(states), source_case_id, scope, method,
    created_at + interval '270 hours', created_at + interval '360 hours',
    CASE WHEN method IS NOT NULL THEN bench.moment(created_ms + pace) END,
    CASE WHEN method = 'SELF_PICKUP' AND 'PACK' = ANY (actions)
        THEN bench.moment(created_ms + 2 * pace) + interval '2 days'
    END,
    CASE WHEN 'SHIP' = ANY (actions) THEN '中通快递' END,
    CASE WHEN 'SHIP' = ANY (actions) THEN 'ZT' || lpad(bench.pick(n, 373, 1000000000)::text, 12, '0') END,
    CASE WHEN 'COLLECT' = ANY (actions) THEN '陈嘉敏' END,
    CASE WHEN bench.last(states) = 'SIGNED' THEN updated_at END
FROM (
    SELECT
        *, bench.moment(created_ms) AS created_at,
        bench.moment(created_ms + (cardinality(actions) - 1) * pace) AS updated_at
    FROM bench.return_orders
) AS r
ORDER BY created_ms
