-- By the merchant and by the operator in turns.
INSERT INTO ticket_messages (merchant_id, id, work_ticket_id, position, at, body, actor_id, actor_name, actor_role)
SELECT
    t.merchant_id,
    bench.id(t.created_ms + (version - 1) * t.pace, t.n * 8 + version, 410),
    t.id, version, bench.moment(t.created_ms + (version - 1) * t.pace),
    ('{退货到哪一步了？,"已联系仓库，明天回复。",请补充破损照片和外箱照片。,照片已上传，请核实后尽快处理。,赔付什么时候到账？,收到，谢谢。}'::text[])
        [bench.pick(t.n * 8 + version, 411, 6) + 1],
    u.id, u.name, u.role
FROM bench.work_tickets t
JOIN bench.merchants m ON m.id = t.merchant_id
CROSS JOIN LATERAL generate_series(1, cardinality(t.actions)) AS version
JOIN users u ON u.id = CASE
    WHEN version % 2 = 1 THEN m.user_id
    ELSE (SELECT id FROM users WHERE role = 'PLATFORM_OPERATOR')
END
WHERE t.actions[version] <> 'CLOSE'
ORDER BY t.created_ms, version
