INSERT INTO destruction_confirmations (
    merchant_id, id, reverse_order_id, at, batch_id, actor_id, actor_name, actor_role
)
SELECT
    m.id, bench.id(o.created_ms + o.pace, o.n, 150), o.id, bench.moment(o.created_ms + o.pace), NULL, a.id, a.name, a.role
FROM bench.orders o
JOIN bench.courses c ON c.n = o.course AND 'CONFIRM_DESTRUCTION' = ANY (c.actions)
JOIN bench.merchants m ON m.n = o.merchant
JOIN users a ON a.id = m.user_id
