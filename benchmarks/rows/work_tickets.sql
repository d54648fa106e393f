INSERT INTO work_tickets (
    merchant_id, id, number, number_folded, version, warehouse_id, cargo_owner_id, created_at, updated_at, state, category,
    subject_kind, subject_id
)
SELECT
    merchant_id, id, number, lower(number), cardinality(actions), warehouse_id, cargo_owner_id,
    bench.moment(created_ms), bench.moment(created_ms + (cardinality(actions) - 1) * pace), bench.last(states), category,
    subject_kind, subject_id
FROM bench.work_tickets
ORDER BY created_ms
