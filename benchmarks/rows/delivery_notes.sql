INSERT INTO delivery_notes (
    merchant_id, id, number, number_folded, version, cargo_owner_id, warehouse_id, created_at, updated_at, state,
    stock_order_id, logistics, tracking_numbers, cartons, supplement_of_id, source_case_id
)
SELECT
    merchant_id, id, number, lower(number), cardinality(actions), cargo_owner_id, warehouse_id,
    bench.moment(created_ms), bench.moment(created_ms + (cardinality(actions) - 1) * pace), bench.last(states),
    stock_order_id,
    CASE WHEN bench.pick(n, 333, 3) = 0 THEN 'SELF' ELSE 'PLATFORM' END,
    CASE WHEN supplement_of_id IS NULL
        THEN jsonb_build_array('SF' || lpad((bench.fraction(n, 334) * 1000000000000)::bigint::text, 12, '0'))
        ELSE '[]'::jsonb
    END,
    CASE WHEN supplement_of_id IS NULL
        THEN (
            SELECT jsonb_agg(jsonb_build_object('mark', 'BX' || lpad((n % 1000000)::text, 6, '0') || '-' || box,
                'relabelled', bench.pick(n * 4 + box, 335, 20) = 0))
            FROM generate_series(1, 1 + bench.pick(n, 336, 3)) AS box
        )
        ELSE jsonb_build_array(jsonb_build_object('mark', NULL, 'relabelled', true))
    END,
    supplement_of_id, source_case_id
FROM bench.delivery_notes
ORDER BY created_ms
