INSERT INTO exception_case_lines (merchant_id, id, exception_case_id, position, goods_item_id, quantity)
SELECT c.merchant_id, bench.id(c.created_ms, c.n * 8 + l.position, 360), c.id, l.position, l.goods_item_id, l.quantity
FROM bench.exception_case_lines l
JOIN bench.exception_cases c ON c.n = l.case_n
ORDER BY c.created_ms, l.position
