INSERT INTO goods_items (
    merchant_id, id, product_id, external_id, name, barcode, created_at, external_id_folded, name_folded
)
SELECT merchant_id, id, product_id, external_id, name, barcode, created_at, lower(external_id), lower(name)
FROM (
    SELECT
        m.id AS merchant_id,
        p.goods_item_id AS id,
        p.id AS product_id,
        'G' || lpad(p.n::text, 8, '0') AS external_id,
        bench.name(p.n) || ' ' || bench.pack(p.n) AS name,
        '69' || lpad(p.n::text, 11, '0') AS barcode,
        bench.moment(p.created_ms) AS created_at
    FROM bench.products p
    JOIN bench.merchants m ON m.n = p.merchant
    ORDER BY p.created_ms
) AS made
