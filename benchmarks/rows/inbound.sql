-- What the inbound documents are made of: stock orders, their delivery notes, those notes' exception cases (and some on
-- reverse orders), what the cases made (return orders, resupply orders, supplement notes), and tickets about all of them.

-- What all of them have. Each kind's table adds its own, so that this one has the rows of all.
CREATE TABLE bench.documents (
    kind text, n bigint, id uuid, number text, merchant_id uuid, warehouse_id uuid, cargo_owner_id uuid,
    created_ms bigint, pace bigint, actions text[], states text[]
);
CREATE UNLOGGED TABLE bench.stock_orders (
    order_kind text, origin text, source_case_id uuid, notes text[], goods bigint, lines int
) INHERITS (bench.documents);
CREATE UNLOGGED TABLE bench.delivery_notes (
    stock_order_id uuid, order_n bigint, order_kind text, part int, parts int, supplement_of_id uuid, source_case_id uuid
) INHERITS (bench.documents);
CREATE UNLOGGED TABLE bench.exception_cases (
    delivery_note_id uuid, note_n bigint, reverse_order_id uuid, order_kind text, stock_order_id uuid, finding int
) INHERITS (bench.documents);
CREATE UNLOGGED TABLE bench.return_orders (
    source_case_id uuid, delivery_note_id uuid, scope text, method text
) INHERITS (bench.documents);
CREATE UNLOGGED TABLE bench.work_tickets (
    category text, subject_kind text, subject_id uuid
) INHERITS (bench.documents);

-- The time between a document's steps: so short that all of them, and what comes of them, have happened by now.
CREATE FUNCTION bench.pace(created_ms bigint, n bigint, seed bigint) RETURNS bigint STABLE PARALLEL SAFE LANGUAGE sql
    RETURN least(((SELECT now_ms FROM bench.size) - created_ms) / 8, 21600000 + bench.pick(n, seed, 86400000));

CREATE FUNCTION bench.last(states text[]) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN states[cardinality(states)];

-- Ways of a stock order, `share` in a thousand, with the states of its notes.
CREATE TABLE bench.order_courses (n serial, share int, notes text[], actions text[], states text[]);
INSERT INTO bench.order_courses (share, notes, actions, states) VALUES
    (70, '{}', '{CREATE}', '{PENDING_CONFIRMATION}'),
    (40, '{}', '{CREATE,REJECT}', '{PENDING_CONFIRMATION,REJECTED}'),
    (40, '{}', '{CREATE,EXPIRE}', '{PENDING_CONFIRMATION,EXPIRED}'),
    (20, '{}', '{CREATE,CANCEL}', '{PENDING_CONFIRMATION,CANCELLED}'),
    (40, '{}', '{CREATE,ACCEPT}', '{PENDING_CONFIRMATION,ACCEPTED}'),
    (50, '{DRAFT}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE}', '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED}'),
    (20, '{CANCELLED,DRAFT}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,CREATE_DELIVERY_NOTE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,ACCEPTED}'),
    (60, '{IN_TRANSIT,DRAFT}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,CREATE_DELIVERY_NOTE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,PARTIALLY_SHIPPED,PARTIALLY_SHIPPED}'),
    (40, '{PUTAWAY_DONE,DRAFT}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,CREATE_DELIVERY_NOTE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,PARTIALLY_SHIPPED,PARTIALLY_SHIPPED}'),
    (50, '{CONFIRMED}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP}', '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED}'),
    (60, '{IN_TRANSIT}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP}', '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED}'),
    (60, '{ARRIVED}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP}', '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED}'),
    (40, '{RECEIVING}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP}', '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED}'),
    (60, '{QUALITY_CHECK}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED}'),
    (40, '{PUTAWAY_DONE,ARRIVED}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,CREATE_DELIVERY_NOTE,SHIP}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,PARTIALLY_SHIPPED,PARTIALLY_SHIPPED,SHIPPED}'),
    (170, '{PUTAWAY_DONE}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,RECEIVE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED,RECEIVED}'),
    (60, '{PUTAWAY_DONE,PUTAWAY_DONE}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,CREATE_DELIVERY_NOTE,SHIP,RECEIVE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,PARTIALLY_SHIPPED,PARTIALLY_SHIPPED,SHIPPED,RECEIVED}'),
    (40, '{VOIDED}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,RECEIVE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED,RECEIVED}'),
    (40, '{RETURNED}', '{CREATE,ACCEPT,CREATE_DELIVERY_NOTE,SHIP,RECEIVE}',
        '{PENDING_CONFIRMATION,ACCEPTED,ACCEPTED,SHIPPED,RECEIVED}');

-- The way of a note to each state.
CREATE TABLE bench.note_courses (actions text[], states text[]);
INSERT INTO bench.note_courses VALUES
    ('{CREATE}', '{DRAFT}'),
    ('{CREATE,CANCEL}', '{DRAFT,CANCELLED}'),
    ('{CREATE,CONFIRM_SEND}', '{DRAFT,CONFIRMED}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT}', '{DRAFT,CONFIRMED,IN_TRANSIT}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT,VOID}', '{DRAFT,CONFIRMED,IN_TRANSIT,VOIDED}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT,ARRIVE}', '{DRAFT,CONFIRMED,IN_TRANSIT,ARRIVED}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT,ARRIVE,START_RECEIVING}', '{DRAFT,CONFIRMED,IN_TRANSIT,ARRIVED,RECEIVING}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT,ARRIVE,START_RECEIVING,RETURN}',
        '{DRAFT,CONFIRMED,IN_TRANSIT,ARRIVED,RECEIVING,RETURNED}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT,ARRIVE,START_RECEIVING,FINISH_RECEIVING}',
        '{DRAFT,CONFIRMED,IN_TRANSIT,ARRIVED,RECEIVING,QUALITY_CHECK}'),
    ('{CREATE,CONFIRM_SEND,REPORT_IN_TRANSIT,ARRIVE,START_RECEIVING,FINISH_RECEIVING,FINISH_QUALITY_CHECK}',
        '{DRAFT,CONFIRMED,IN_TRANSIT,ARRIVED,RECEIVING,QUALITY_CHECK,PUTAWAY_DONE}');

-- What is found on a note, by its state: `share` in a thousand each of the times that somebody looks, which is twice
-- while goods are counted. `makes`: what its resolution made. NULL is the state of no note, but of a reverse order's case.
CREATE TABLE bench.findings (
    n serial, note text, share int, type text, subtype text, stage text, actions text[], states text[],
    proposed text, resolution text, scheme text, makes text[]
);
INSERT INTO bench.findings
    (note, share, type, subtype, stage, actions, states, proposed, resolution, scheme, makes)
VALUES
    ('IN_TRANSIT', 150, 'PLATFORM_TRANSPORT_TIMEOUT', NULL, 'TRANSPORT', '{CREATE}', '{OPEN}', NULL, NULL, NULL, '{}'),
    ('IN_TRANSIT', 100, 'TRANSIT_DAMAGE', NULL, 'TRANSPORT', '{CREATE,PROPOSE_RESOLUTION}', '{OPEN,PROPOSED}',
        'CONTINUE_SUPPLY', NULL, NULL, '{}'),
    ('ARRIVED', 150, 'CARTON_MARK_UNREADABLE', NULL, 'RECEIVING', '{CREATE}', '{OPEN}', NULL, NULL, NULL, '{}'),
    ('ARRIVED', 100, 'RECEIVING_PARCEL_ANOMALY', NULL, 'RECEIVING', '{CREATE,PROPOSE_RESOLUTION}', '{OPEN,PROPOSED}',
        'TERMINATE_SUPPLY', NULL, NULL, '{}'),
    ('QUALITY_CHECK', 250, 'QTY_SHORT', NULL, 'RECEIVING', '{CREATE}', '{OPEN}', NULL, NULL, NULL, '{}'),
    ('QUALITY_CHECK', 200, 'QUALITY_DEFECT', 'PARTIAL', 'QUALITY_CHECK', '{CREATE,PROPOSE_RESOLUTION}',
        '{OPEN,PROPOSED}', 'RETURN_DEFECTIVE', NULL, NULL, '{}'),
    ('QUALITY_CHECK', 250, 'QTY_OVER', NULL, 'RECEIVING', '{CREATE,RESOLVE}', '{OPEN,AWAITING_MERCHANT}',
        NULL, 'RETURN_PROBLEM_ITEMS', 'RETURN_ONLY', '{RETURN}'),
    ('QUALITY_CHECK', 100, 'PRODUCT_DAMAGED', NULL, 'QUALITY_CHECK', '{CREATE,PROPOSE_RESOLUTION,RESOLVE}',
        '{OPEN,PROPOSED,AWAITING_MERCHANT}', 'REWORK_PROBLEM_ITEMS', 'REWORK_PROBLEM_ITEMS', 'RETURN_AND_RESUPPLY',
        '{RETURN,ORDER}'),
    ('PUTAWAY_DONE', 50, 'BARCODE_DAMAGED', NULL, 'RECEIVING', '{CREATE,DISMISS}', '{OPEN,DISMISSED}',
        NULL, NULL, NULL, '{}'),
    ('PUTAWAY_DONE', 250, 'WRONG_GOODS', NULL, 'RECEIVING', '{CREATE,PROPOSE_RESOLUTION,RESOLVE,CLOSE}',
        '{OPEN,PROPOSED,AWAITING_MERCHANT,CLOSED}', 'RETURN_PROBLEM_ITEMS', 'RETURN_PROBLEM_ITEMS', 'RETURN_ONLY',
        '{RETURN}'),
    ('PUTAWAY_DONE', 100, 'QTY_OVER', NULL, 'RECEIVING', '{CREATE,RESOLVE}', '{OPEN,AWAITING_MERCHANT}',
        NULL, 'RETURN_PROBLEM_ITEMS', 'RETURN_ONLY', '{RETURN}'),
    ('PUTAWAY_DONE', 100, 'QUALITY_DEFECT', 'PARTIAL', 'QUALITY_CHECK', '{CREATE,PROPOSE_RESOLUTION,RESOLVE,CLOSE}',
        '{OPEN,PROPOSED,AWAITING_MERCHANT,CLOSED}', 'RETURN_DEFECTIVE', 'RETURN_DEFECTIVE', 'RETURN_ONLY', '{RETURN}'),
    ('PUTAWAY_DONE', 150, 'QTY_SHORT', NULL, 'RECEIVING', '{CREATE,PROPOSE_RESOLUTION,RESOLVE,CLOSE}',
        '{OPEN,PROPOSED,AWAITING_MERCHANT,CLOSED}', 'CONTINUE_SUPPLY', 'CONTINUE_SUPPLY', 'RESUPPLY_ONLY', '{ORDER}'),
    ('PUTAWAY_DONE', 100, 'BARCODE_WRONG', NULL, 'RECEIVING', '{CREATE,RESOLVE,CLOSE}',
        '{OPEN,AWAITING_WAREHOUSE,CLOSED}', NULL, 'IN_WAREHOUSE_SUPPLEMENT', 'NO_ACTION', '{NOTE}'),
    ('VOIDED', 500, 'TRANSIT_DAMAGE', NULL, 'TRANSPORT', '{CREATE,RESOLVE,CLOSE}', '{OPEN,AWAITING_MERCHANT,CLOSED}',
        NULL, 'CONTINUE_SUPPLY', 'RESUPPLY_ONLY', '{ORDER}'),
    ('VOIDED', 300, 'PLATFORM_TRANSPORT_TIMEOUT', NULL, 'TRANSPORT', '{CREATE,RESOLVE}', '{OPEN,CLOSED}',
        NULL, 'TERMINATE_SUPPLY', 'NO_ACTION', '{}'),
    ('VOIDED', 200, 'CARTON_MARK_MISSING', NULL, 'RECEIVING', '{CREATE,RESOLVE}', '{OPEN,AWAITING_WAREHOUSE}',
        NULL, 'IN_WAREHOUSE_SUPPLEMENT', 'NO_ACTION', '{NOTE}'),
    ('RETURNED', 600, 'QUALITY_DEFECT', 'FULL_REJECT', 'QUALITY_CHECK', '{CREATE,PROPOSE_RESOLUTION,RESOLVE}',
        '{OPEN,PROPOSED,AWAITING_MERCHANT}', 'RETURN_ALL', 'RETURN_ALL', 'RETURN_ONLY', '{RETURN}'),
    ('RETURNED', 400, 'QUALITY_DEFECT', 'FULL_REJECT', 'QUALITY_CHECK', '{CREATE,PROPOSE_RESOLUTION,RESOLVE,CLOSE}',
        '{OPEN,PROPOSED,AWAITING_MERCHANT,CLOSED}', 'RETURN_ALL', 'RETURN_ALL', 'RETURN_ONLY', '{RETURN}'),
    (NULL, 400, 'REVERSE_PARCEL_ANOMALY', NULL, 'HANDOVER', '{CREATE}', '{OPEN}', NULL, NULL, NULL, '{}'),
    (NULL, 600, 'REVERSE_PARCEL_ANOMALY', NULL, 'HANDOVER', '{CREATE,SETTLE}', '{OPEN,CLOSED}', NULL, NULL, NULL, '{}');

-- Ways of a return order, by whether its case is closed.
CREATE TABLE bench.return_courses (closed bool, share int, method text, actions text[], states text[]);
INSERT INTO bench.return_courses VALUES
    (false, 350, NULL, '{CREATE}', '{PENDING_CONFIRMATION}'),
    (false, 200, 'PLATFORM_LOGISTICS', '{CREATE,ENTER_RETURN_METHOD}', '{PENDING_CONFIRMATION,AWAITING_PACKING}'),
    (false, 100, 'SELF_PICKUP', '{CREATE,ENTER_RETURN_METHOD,PACK}',
        '{PENDING_CONFIRMATION,AWAITING_PACKING,AWAITING_PICKUP}'),
    (false, 100, 'PLATFORM_LOGISTICS', '{CREATE,ENTER_RETURN_METHOD,PACK}',
        '{PENDING_CONFIRMATION,AWAITING_PACKING,AWAITING_SHIPMENT}'),
    (false, 150, 'PLATFORM_LOGISTICS', '{CREATE,ENTER_RETURN_METHOD,PACK,SHIP}',
        '{PENDING_CONFIRMATION,AWAITING_PACKING,AWAITING_SHIPMENT,SHIPPED}'),
    (false, 100, 'ABANDON', '{CREATE,ENTER_RETURN_METHOD}', '{PENDING_CONFIRMATION,AWAITING_DISPOSAL}'),
    (true, 450, 'PLATFORM_LOGISTICS', '{CREATE,ENTER_RETURN_METHOD,PACK,SHIP,SIGN}',
        '{PENDING_CONFIRMATION,AWAITING_PACKING,AWAITING_SHIPMENT,SHIPPED,SIGNED}'),
    (true, 350, 'SELF_PICKUP', '{CREATE,ENTER_RETURN_METHOD,PACK,COLLECT}',
        '{PENDING_CONFIRMATION,AWAITING_PACKING,AWAITING_PICKUP,SIGNED}'),
    (true, 150, 'ABANDON', '{CREATE,ENTER_RETURN_METHOD,DISPOSE}', '{PENDING_CONFIRMATION,AWAITING_DISPOSAL,DISPOSED}'),
    (true, 50, NULL, '{CREATE,CANCEL}', '{PENDING_CONFIRMATION,CANCELLED}');

CREATE TABLE bench.ticket_courses (share int, actions text[], states text[]);
INSERT INTO bench.ticket_courses VALUES
    (250, '{OPEN_TICKET}', '{OPEN}'),
    (150, '{OPEN_TICKET,REPLY,REPLY}', '{OPEN,WAITING_MERCHANT,WAITING_PLATFORM}'),
    (200, '{OPEN_TICKET,REPLY}', '{OPEN,WAITING_MERCHANT}'),
    (100, '{OPEN_TICKET,REPLY,CLOSE}', '{OPEN,WAITING_MERCHANT,RESOLVED}'),
    (300, '{OPEN_TICKET,REPLY,REPLY,REPLY,CLOSE}', '{OPEN,WAITING_MERCHANT,WAITING_PLATFORM,WAITING_MERCHANT,CLOSED}');

-- The stock orders, spread as the reverse orders are. Their goods are neighbours in the merchant's list, for a
-- document names none twice.
INSERT INTO bench.stock_orders
SELECT
    'STOCK_ORDER', o.n, bench.id(created_ms, o.n, 310), bench.number('SO', created_ms, o.n, 310), m.id, w.id,
    m.owners[bench.pick(o.n, 311, cardinality(m.owners)) + 1], created_ms, bench.pace(created_ms, o.n, 312),
    c.actions, c.states, ('{FIRST,REPLENISHMENT,REPLENISHMENT,JIT_REPLENISHMENT}'::text[])[bench.pick(o.n, 313, 4) + 1],
    'PLATFORM', NULL, c.notes,
    m.first_product + floor(m.products * bench.fraction(o.n, 314) ^ 2)::bigint,
    least(m.products, ('{1,2,2,3,3,4,5,6}'::int[])[o.n % 8 + 1])
FROM (
    SELECT
        n,
        width_bucket(bench.fraction(n, 301), (SELECT array_agg(up_to ORDER BY n) FROM bench.merchants)) + 1 AS merchant,
        width_bucket(bench.fraction(n, 302), (SELECT array_agg(up_to ORDER BY n) FROM bench.warehouses)) + 1 AS warehouse,
        width_bucket(
            bench.pick(n, 303, 1000),
            (SELECT array_agg(up_to ORDER BY n)
             FROM (SELECT n, sum(share) OVER (ORDER BY n)::int AS up_to FROM bench.order_courses) AS cumulated)
        ) + 1 AS course,
        now_ms - (stock_orders - n) * (730 * 86400000::bigint / stock_orders)
            + bench.pick(n, 304, 730 * 86400000::bigint / stock_orders) AS created_ms
    FROM bench.size, generate_series(0, stock_orders - 1) AS n
) AS o
JOIN bench.order_courses c ON c.n = o.course
JOIN bench.merchants m ON m.n = o.merchant
JOIN bench.warehouses w ON w.n = o.warehouse
ORDER BY created_ms;

CREATE UNLOGGED TABLE bench.stock_order_lines AS
SELECT o.n AS order_n, position, p.goods_item_id, 20 + bench.pick(o.n * 8 + position, 321, 200) AS quantity
FROM bench.stock_orders o
JOIN bench.merchants m ON m.id = o.merchant_id
CROSS JOIN LATERAL generate_series(0, o.lines - 1) AS position
JOIN bench.products p ON p.n = m.first_product + (o.goods - m.first_product + position) % m.products;

-- Their notes. Each of several takes a part of every line.
INSERT INTO bench.delivery_notes
SELECT
    'DELIVERY_NOTE', n, bench.id(created_ms, n, 330), bench.number('DN', created_ms, n, 330), merchant_id, warehouse_id,
    cargo_owner_id, created_ms, bench.pace(created_ms, n, 331), c.actions, c.states,
    id, order_n, order_kind, part, parts, NULL, NULL
FROM (
    SELECT
        o.n * 2 + part - 1 AS n, o.n AS order_n, o.id, o.merchant_id, o.warehouse_id, o.cargo_owner_id, o.order_kind,
        o.created_ms + 2 * part * o.pace AS created_ms, part, cardinality(o.notes) AS parts, o.notes[part] AS state
    FROM bench.stock_orders o
    CROSS JOIN LATERAL generate_series(1, cardinality(o.notes)) AS part
) AS made
JOIN bench.note_courses c ON bench.last(c.states) = made.state
ORDER BY created_ms;

CREATE UNLOGGED TABLE bench.delivery_note_lines AS
SELECT
    d.n AS note_n, l.position, l.goods_item_id, d.order_n, bench.last(d.states) AS state,
    CASE WHEN d.part < d.parts THEN l.quantity / 2 ELSE l.quantity - (d.parts - 1) * (l.quantity / 2) END AS quantity
FROM bench.delivery_notes d
JOIN bench.stock_order_lines l ON l.order_n = d.order_n;

-- Cases: on notes, and on one reverse order of 200.
INSERT INTO bench.exception_cases
SELECT
    'EXCEPTION_CASE', made.n, bench.id(created_ms, made.n, 350), bench.number('EC', created_ms, made.n, 350),
    merchant_id, warehouse_id, cargo_owner_id, created_ms, bench.pace(created_ms, made.n, 351), f.actions, f.states,
    delivery_note_id, note_n, reverse_order_id, order_kind, stock_order_id, f.n
FROM (
    SELECT
        d.n * 2 + look AS n, d.merchant_id, d.warehouse_id, d.cargo_owner_id, d.id AS delivery_note_id, d.n AS note_n,
        NULL::uuid AS reverse_order_id, d.order_kind, d.stock_order_id, bench.last(d.states) AS note,
        d.created_ms + (cardinality(d.actions) - 1) * d.pace + look * 60000 AS created_ms,
        bench.pick(d.n * 2 + look, 352, 1000) AS chance
    FROM bench.delivery_notes d
    CROSS JOIN LATERAL generate_series(
        0, CASE WHEN bench.last(d.states) IN ('QUALITY_CHECK', 'PUTAWAY_DONE') THEN 1 ELSE 0 END
    ) AS look
    UNION ALL
    SELECT
        2000000000 + o.n, m.id, w.id, m.owners[bench.pick(o.n, 10, cardinality(m.owners)) + 1], NULL, NULL,
        o.id, NULL, NULL, NULL, o.created_ms + 3 * o.pace, bench.pick(o.n, 353, 1000)
    FROM bench.orders o
    JOIN bench.merchants m ON m.n = o.merchant
    JOIN bench.warehouses w ON w.n = o.warehouse
    WHERE o.n % 200 = 7
) AS made
JOIN (
    SELECT *, (sum(share) OVER (PARTITION BY note ORDER BY n))::int AS up_to FROM bench.findings
) AS f ON f.note IS NOT DISTINCT FROM made.note AND chance >= f.up_to - f.share AND chance < f.up_to
ORDER BY created_ms;

-- All of a note that goes back, or was lost; else pieces of one line or two.
CREATE UNLOGGED TABLE bench.exception_case_lines AS
SELECT
    c.n AS case_n, l.position, l.goods_item_id,
    CASE WHEN whole THEN l.quantity ELSE 1 + bench.pick(c.n * 8 + l.position, 361, 5) END AS quantity
FROM bench.exception_cases c
JOIN bench.findings f ON f.n = c.finding
CROSS JOIN LATERAL (SELECT f.resolution = 'RETURN_ALL' OR f.note = 'VOIDED' AS whole) AS w
JOIN bench.delivery_note_lines l ON l.note_n = c.note_n
WHERE whole OR l.position <= bench.pick(c.n, 362, 2);

-- What cases made, when they were resolved.
CREATE VIEW bench.made AS
SELECT
    c.n, c.id AS case_id, c.merchant_id, c.warehouse_id, c.cargo_owner_id, c.delivery_note_id, c.stock_order_id,
    c.order_kind, f.makes, f.resolution, bench.last(c.states) = 'CLOSED' AS closed,
    c.created_ms + (array_position(c.actions, 'RESOLVE') - 1) * c.pace AS created_ms
FROM bench.exception_cases c
JOIN bench.findings f ON f.n = c.finding
WHERE f.makes <> '{}';

INSERT INTO bench.return_orders
SELECT
    'RETURN_ORDER', n, bench.id(created_ms, n, 370), bench.number('RT', created_ms, n, 370), merchant_id, warehouse_id,
    cargo_owner_id, created_ms, bench.pace(created_ms, n, 371), c.actions, c.states,
    case_id, delivery_note_id, CASE resolution WHEN 'RETURN_ALL' THEN 'WHOLE_NOTE' ELSE 'PROBLEM_ITEMS' END, c.method
FROM (SELECT *, bench.pick(n, 372, 1000) AS chance FROM bench.made WHERE 'RETURN' = ANY (makes)) AS made
JOIN (
    SELECT *, (sum(share) OVER (PARTITION BY closed ORDER BY actions, states, method))::int AS up_to
    FROM bench.return_courses
) AS c ON c.closed = made.closed AND chance >= c.up_to - c.share AND chance < c.up_to
ORDER BY created_ms;

-- Resupply orders; without notes, as far as this goes.
INSERT INTO bench.stock_orders
SELECT
    'STOCK_ORDER', 1000000000 + n, bench.id(created_ms, 1000000000 + n, 310),
    bench.number('SO', created_ms, 1000000000 + n, 310), merchant_id, warehouse_id, cargo_owner_id, created_ms,
    bench.pace(created_ms, n, 315),
    CASE WHEN closed THEN '{CREATE,REJECT}' ELSE '{CREATE}' END::text[],
    CASE WHEN closed THEN '{PENDING_CONFIRMATION,REJECTED}' ELSE '{PENDING_CONFIRMATION}' END::text[],
    CASE order_kind WHEN 'FIRST' THEN 'REPLENISHMENT' ELSE order_kind END, 'RESUPPLY', case_id, '{}', NULL, NULL
FROM bench.made
WHERE 'ORDER' = ANY (makes)
ORDER BY created_ms;

INSERT INTO bench.stock_order_lines
SELECT 1000000000 + l.case_n, l.position, l.goods_item_id, l.quantity
FROM bench.exception_case_lines l
JOIN bench.made m ON m.n = l.case_n AND 'ORDER' = ANY (m.makes);

-- Supplement notes, of goods that are there already.
INSERT INTO bench.delivery_notes
SELECT
    'DELIVERY_NOTE', 1000000000 + n, bench.id(created_ms, 1000000000 + n, 330),
    bench.number('DN', created_ms, 1000000000 + n, 330), merchant_id, warehouse_id, cargo_owner_id, created_ms,
    bench.pace(created_ms, n, 332),
    CASE WHEN closed THEN '{CREATE,START_RECEIVING,FINISH_RECEIVING,FINISH_QUALITY_CHECK}' ELSE '{CREATE}' END::text[],
    CASE WHEN closed THEN '{ARRIVED,RECEIVING,QUALITY_CHECK,PUTAWAY_DONE}' ELSE '{ARRIVED}' END::text[],
    stock_order_id, NULL, order_kind, 1, 1, delivery_note_id, case_id
FROM bench.made
WHERE 'NOTE' = ANY (makes)
ORDER BY created_ms;

INSERT INTO bench.delivery_note_lines
SELECT
    1000000000 + l.case_n, l.position, l.goods_item_id, NULL,
    CASE WHEN m.closed THEN 'PUTAWAY_DONE' ELSE 'ARRIVED' END, l.quantity
FROM bench.exception_case_lines l
JOIN bench.made m ON m.n = l.case_n AND 'NOTE' = ANY (m.makes);

-- Tickets: a third each about a reverse order, about an inbound document, and about none.
CREATE UNLOGGED TABLE bench.subjects AS
SELECT
    row_number() OVER (ORDER BY created_ms) - 1 AS n, kind, id, merchant_id, warehouse_id, cargo_owner_id,
    created_ms + (cardinality(actions) - 1) * pace AS updated_ms
FROM bench.documents;

INSERT INTO bench.work_tickets
SELECT
    'WORK_TICKET', made.n, bench.id(created_ms, made.n, 400), bench.number('WT', created_ms, made.n, 400), merchant_id,
    warehouse_id, cargo_owner_id, created_ms, bench.pace(created_ms, made.n, 401), c.actions, c.states,
    ('{RETURN_PROGRESS,COMPENSATION_QUERY,DOCUMENT_MISSING,OTHER}'::text[])[bench.pick(made.n, 402, 4) + 1], kind, id
FROM (
    SELECT number AS n, s.merchant_id, s.warehouse_id, s.cargo_owner_id, s.kind, s.id, s.updated_ms AS created_ms
    FROM bench.size
    CROSS JOIN LATERAL generate_series(0, orders / 50 - 1, 3) AS number
    JOIN bench.subjects s ON s.n = bench.pick(number, 403, (SELECT count(*) FROM bench.subjects))
    UNION ALL
    SELECT
        number, m.id, w.id, m.owners[bench.pick(o.n, 10, cardinality(m.owners)) + 1], 'REVERSE_ORDER', o.id,
        o.created_ms + o.pace
    FROM bench.size
    CROSS JOIN LATERAL generate_series(1, orders / 50 - 1, 3) AS number
    JOIN bench.orders o ON o.n = bench.pick(number, 404, orders)
    JOIN bench.merchants m ON m.n = o.merchant
    JOIN bench.warehouses w ON w.n = o.warehouse
    UNION ALL
    SELECT
        number, m.id, NULL, NULL, NULL, NULL, now_ms - (730 * 86400000::bigint * bench.fraction(number, 405))::bigint
    FROM bench.size
    CROSS JOIN LATERAL generate_series(2, orders / 50 - 1, 3) AS number
    JOIN bench.merchants m ON m.n =
        width_bucket(bench.fraction(number, 406), (SELECT array_agg(up_to ORDER BY n) FROM bench.merchants)) + 1
) AS made
JOIN (
    SELECT *, (sum(share) OVER (ORDER BY actions))::int AS up_to FROM bench.ticket_courses
) AS c ON bench.pick(made.n, 407, 1000) >= c.up_to - c.share AND bench.pick(made.n, 407, 1000) < c.up_to
ORDER BY created_ms;
