-- What all rows are made of. Everything follows from a row's number and a seed, so that two loads differ in nothing but
-- when they were made. `bench.size` holds one row: orders, products, stock_orders, now_ms.

CREATE FUNCTION bench.fraction(n bigint, seed bigint) RETURNS float8 IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN (hashint8extended(n, seed) & 4503599627370495) / 4503599627370496::float8;

CREATE FUNCTION bench.pick(n bigint, seed bigint, choices bigint) RETURNS int IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN ((hashint8extended(n, seed) & 9223372036854775807) % choices)::int;

CREATE FUNCTION bench.moment(ms bigint) RETURNS timestamptz IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN to_timestamp(ms / 1000::float8);

-- A UUIDv7: 48 bits of milliseconds, the version, 12 bits, the variant, 62 bits.
CREATE FUNCTION bench.id(ms bigint, n bigint, seed bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN (
        lpad(to_hex((ms << 16) | 28672 | (hashint8extended(n, seed + 1) & 4095)), 16, '0')
        || to_hex((hashint8extended(n, seed) & 4611686018427387903) | (-9223372036854775808))
    )::uuid;

-- The last 50 bits of such an id, in Crockford's base 32.
CREATE FUNCTION bench.digit(five_bits bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', five_bits::int + 1, 1);

CREATE FUNCTION bench.digits(bits bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN bench.digit(bits >> 45 & 31) || bench.digit(bits >> 40 & 31) || bench.digit(bits >> 35 & 31)
        || bench.digit(bits >> 30 & 31) || bench.digit(bits >> 25 & 31) || bench.digit(bits >> 20 & 31)
        || bench.digit(bits >> 15 & 31) || bench.digit(bits >> 10 & 31) || bench.digit(bits >> 5 & 31)
        || bench.digit(bits & 31);

-- A document's number; n and seed are those of its id.
CREATE FUNCTION bench.number(prefix text, ms bigint, n bigint, seed bigint) RETURNS text
    STABLE PARALLEL SAFE LANGUAGE sql
    RETURN prefix || to_char(bench.moment(ms), 'YYMMDD')
        || bench.digits(hashint8extended(n, seed) & 1125899906842623);

-- Ways of an order, `share` in a thousand: what was done, and the state after each step.
CREATE TABLE bench.courses (n serial, share int, destroyed bool, method text, actions text[], states text[]);
INSERT INTO bench.courses (share, destroyed, method, actions, states) VALUES
    (55, NULL, NULL, '{CREATE}', '{AWAITING_DECISION}'),
    (100, false, NULL, '{CREATE}', '{AWAITING_PICKUP_REGISTRATION}'),
    (60, true, NULL, '{CREATE}', '{AWAITING_DESTRUCTION_CONFIRMATION}'),
    (55, false, 'SELF_PICKUP', '{CREATE,REGISTER_PICKUP}', '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP}'),
    (50, false, 'FORWARD', '{CREATE,REGISTER_PICKUP}', '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP}'),
    (40, true, NULL, '{CREATE,CONFIRM_DESTRUCTION}', '{AWAITING_DESTRUCTION_CONFIRMATION,AWAITING_DESTRUCTION}'),
    (65, false, 'SELF_PICKUP', '{CREATE,REGISTER_PICKUP,REPORT_PICKED_UP}',
        '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP,PICKED_UP}'),
    (60, false, 'FORWARD', '{CREATE,REGISTER_PICKUP,REPORT_FORWARDED}',
        '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP,FORWARDED}'),
    (50, false, 'FORWARD', '{CREATE,REGISTER_PICKUP,REPORT_FORWARDED,REPORT_DELIVERED}',
        '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP,FORWARDED,DELIVERED}'),
    (40, true, NULL, '{CREATE,CONFIRM_DESTRUCTION,REPORT_DESTROYED}',
        '{AWAITING_DESTRUCTION_CONFIRMATION,AWAITING_DESTRUCTION,DESTROYED}'),
    (175, false, 'SELF_PICKUP', '{CREATE,REGISTER_PICKUP,REPORT_PICKED_UP,CONFIRM_HANDLING}',
        '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP,PICKED_UP,COMPLETED}'),
    (160, false, 'FORWARD', '{CREATE,REGISTER_PICKUP,REPORT_FORWARDED,REPORT_DELIVERED,CONFIRM_HANDLING}',
        '{AWAITING_PICKUP_REGISTRATION,AWAITING_PICKUP,FORWARDED,DELIVERED,COMPLETED}'),
    (60, true, NULL, '{CREATE,CONFIRM_DESTRUCTION,REPORT_DESTROYED,CONFIRM_HANDLING}',
        '{AWAITING_DESTRUCTION_CONFIRMATION,AWAITING_DESTRUCTION,DESTROYED,COMPLETED}'),
    (30, false, NULL, '{CREATE,CANCEL}', '{AWAITING_PICKUP_REGISTRATION,CANCELLED}');

-- The n-th merchant has 1/n of the first one's orders and products.
CREATE TABLE bench.merchants AS
WITH shares AS (
    SELECT row_number() OVER (ORDER BY code) AS n, id FROM merchants
), cumulated AS (
    SELECT n, id, sum(1 / n::float8) OVER (ORDER BY n) / sum(1 / n::float8) OVER () AS up_to FROM shares
)
SELECT
    n, id, up_to,
    (SELECT array_agg(o.id ORDER BY o.code) FROM cargo_owners o WHERE o.merchant_id = cumulated.id) AS owners,
    (SELECT u.user_id FROM user_merchants u WHERE u.merchant_id = cumulated.id) AS user_id,
    floor(products * coalesce(lag(up_to) OVER (ORDER BY n), 0))::bigint AS first_product,
    floor(products * up_to)::bigint - floor(products * coalesce(lag(up_to) OVER (ORDER BY n), 0))::bigint AS products
FROM cumulated, bench.size;

-- The n-th warehouse has 1/n of the first one's, too.
CREATE TABLE bench.warehouses AS
WITH shares AS (
    SELECT row_number() OVER (ORDER BY code) AS n, id, service_provider_id FROM warehouses
)
SELECT
    n, id, service_provider_id,
    (SELECT u.user_id FROM user_warehouses u WHERE u.warehouse_id = shares.id) AS user_id,
    sum(1 / n::float8) OVER (ORDER BY n) / sum(1 / n::float8) OVER () AS up_to
FROM shares;

-- The products' numbers, moments and ids: a year and more before the first order, the merchants' mixed.
CREATE UNLOGGED TABLE bench.products AS
SELECT n, merchant, created_ms, bench.id(created_ms, n, 100) AS id, bench.id(created_ms, n, 102) AS goods_item_id
FROM (
    SELECT
        n,
        width_bucket(n, (SELECT array_agg(m.first_product + m.products ORDER BY m.n) FROM bench.merchants m)) + 1 AS merchant,
        now_ms - 1200 * 86400000::bigint + (n * 7919 % products) * (400 * 86400000::bigint / products) AS created_ms
    FROM bench.size, generate_series(0, products - 1) AS n
) AS numbered;

-- The orders: two years of them, one after the other. `pace` is the time between two steps.
CREATE UNLOGGED TABLE bench.orders AS
SELECT
    placed.*,
    bench.id(created_ms, n, 110) AS id,
    least((now_ms - created_ms) / 6, 43200000 + bench.pick(n, 4, 172800000)) AS pace
FROM (
    SELECT
        n, now_ms,
        width_bucket(bench.fraction(n, 1), (SELECT array_agg(up_to ORDER BY n) FROM bench.merchants)) + 1 AS merchant,
        width_bucket(bench.fraction(n, 2), (SELECT array_agg(up_to ORDER BY n) FROM bench.warehouses)) + 1 AS warehouse,
        width_bucket(
            bench.pick(n, 3, 1000),
            (SELECT array_agg(up_to ORDER BY n)
             FROM (SELECT n, sum(share) OVER (ORDER BY n)::int AS up_to FROM bench.courses) AS cumulated)
        ) + 1 AS course,
        ('{1,1,1,1,2,2,2,3,3,4}'::int[])[n % 10 + 1] AS lines,
        now_ms - (orders - n) * (730 * 86400000::bigint / orders)
            + bench.pick(n, 5, 730 * 86400000::bigint / orders) AS created_ms
    FROM bench.size, generate_series(0, orders - 1) AS n
) AS placed;
