-- Received is counted once receiving is done, passed and problem at the quality check.
INSERT INTO delivery_note_lines (
    merchant_id, id, delivery_note_id, position, goods_item_id, declared_quantity, received_quantity, passed_quantity,
    problem_quantity
)
SELECT
    merchant_id, id, delivery_note_id, position, goods_item_id, quantity, received,
    CASE WHEN state = 'PUTAWAY_DONE' THEN received - problem ELSE 0 END,
    CASE WHEN state = 'PUTAWAY_DONE' THEN problem ELSE 0 END
FROM (
    SELECT
        d.merchant_id, bench.id(d.created_ms, d.n * 8 + l.position, 340) AS id, d.id AS delivery_note_id, d.created_ms,
        l.position, l.goods_item_id, l.quantity, l.state,
        CASE WHEN l.state IN ('QUALITY_CHECK', 'PUTAWAY_DONE', 'RETURNED') THEN l.quantity ELSE 0 END AS received,
        least(l.quantity, greatest(0, bench.pick(d.n * 8 + l.position, 341, 12) - 8)) AS problem
    FROM bench.delivery_note_lines l
    JOIN bench.delivery_notes d ON d.n = l.note_n
) AS made
ORDER BY created_ms, position
