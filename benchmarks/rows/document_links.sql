-- Each in both directions.
INSERT INTO document_links (merchant_id, id, from_id, relation, to_kind, to_id)
SELECT
    l.merchant_id, bench.id(l.created_ms, hashtextextended(l.from_id::text || l.to_id, 0), 420 + 2 * way.n),
    CASE way.n WHEN 0 THEN l.from_id ELSE l.to_id END,
    CASE way.n WHEN 0 THEN l.relation ELSE l.back END,
    CASE way.n WHEN 0 THEN l.to_kind ELSE l.from_kind END,
    CASE way.n WHEN 0 THEN l.to_id ELSE l.from_id END
FROM (
    SELECT d.merchant_id, d.created_ms, 'EXCEPTION_CASE' AS from_kind, m.case_id AS from_id, 'SPAWNED' AS relation,
        'SPAWNED_BY' AS back, d.kind AS to_kind, d.id AS to_id
    FROM (
        SELECT merchant_id, created_ms, kind, id, source_case_id FROM bench.return_orders
        UNION ALL SELECT merchant_id, created_ms, kind, id, source_case_id FROM bench.stock_orders
        UNION ALL SELECT merchant_id, created_ms, kind, id, source_case_id FROM bench.delivery_notes
    ) AS d
    JOIN bench.made m ON m.case_id = d.source_case_id
    UNION ALL
    SELECT merchant_id, created_ms, kind, id, 'RETURNS', 'RETURNED_BY', 'DELIVERY_NOTE', delivery_note_id
    FROM bench.return_orders
    UNION ALL
    SELECT o.merchant_id, o.created_ms, o.kind, o.id, 'RESUPPLIES', 'RESUPPLIED_BY', 'STOCK_ORDER', m.stock_order_id
    FROM bench.stock_orders o
    JOIN bench.made m ON m.case_id = o.source_case_id
    UNION ALL
    SELECT merchant_id, created_ms, kind, id, 'SUPPLEMENTS', 'SUPPLEMENTED_BY', 'DELIVERY_NOTE', supplement_of_id
    FROM bench.delivery_notes
    WHERE supplement_of_id IS NOT NULL
    UNION ALL
    SELECT merchant_id, created_ms, kind, id, 'CONCERNS', 'CONCERNS', subject_kind, subject_id
    FROM bench.work_tickets
    WHERE subject_id IS NOT NULL
) AS l
CROSS JOIN (VALUES (0), (1)) AS way (n)
ORDER BY l.created_ms
