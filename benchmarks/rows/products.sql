INSERT INTO products (merchant_id, id, external_id, name, created_at, external_id_folded, name_folded)
SELECT merchant_id, id, external_id, name, created_at, lower(external_id), lower(name)
FROM (
    SELECT
        m.id AS merchant_id,
        p.id,
        'P' || lpad(p.n::text, 8, '0') AS external_id,
        bench.name(p.n) AS name,
        bench.moment(p.created_ms) AS created_at
    FROM bench.products p
    JOIN bench.merchants m ON m.n = p.merchant
    ORDER BY p.created_ms
) AS made
