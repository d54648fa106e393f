INSERT INTO exception_cases (
    merchant_id, id, number, number_folded, version, cargo_owner_id, warehouse_id, created_at, updated_at, state,
    delivery_note_id, reverse_order_id, stage, type, subtype, order_kind, detail, proposed_resolution, resolution, scheme,
    outcome, compensation_state, compensation_basis, resolver_id, resolver_name, resolver_role, resolved_at, closed_at
)
SELECT
    c.merchant_id, c.id, c.number, lower(c.number), cardinality(c.actions), c.cargo_owner_id, c.warehouse_id,
    bench.moment(c.created_ms), c.updated_at, bench.last(c.states),
    c.delivery_note_id, c.reverse_order_id, f.stage, f.type, f.subtype, c.order_kind,
    ('{实收比送货单多,外箱压坏 2 箱,箱唛缺失,"条码无法扫描,已拍照",抽检不合格,NULL}'::text[])[bench.pick(c.n, 354, 6) + 1],
    f.proposed, f.resolution, f.scheme,
    CASE WHEN 'SETTLE' = ANY (c.actions) THEN '已与商家协商一致，按原地址再次寄出' END,
    CASE WHEN f.type = 'TRANSIT_DAMAGE' AND f.resolution IS NOT NULL THEN 'DUE' END,
    CASE WHEN f.type = 'TRANSIT_DAMAGE' AND f.resolution IS NOT NULL THEN 1 + bench.pick(c.n, 355, 40) END,
    u.id, u.name, u.role, c.resolved_at,
    CASE WHEN bench.last(c.states) = 'CLOSED' THEN c.updated_at END
FROM (
    SELECT
        *,
        bench.moment(created_ms + (cardinality(actions) - 1) * pace) AS updated_at,
        bench.moment(
            created_ms + (coalesce(array_position(actions, 'RESOLVE'), array_position(actions, 'SETTLE')) - 1) * pace
        ) AS resolved_at
    FROM bench.exception_cases
) AS c
JOIN bench.findings f ON f.n = c.finding
LEFT JOIN users u ON u.role = 'PLATFORM_OPERATOR' AND c.resolved_at IS NOT NULL
ORDER BY c.created_ms
