INSERT INTO reverse_orders (
    merchant_id, id, number, version, cargo_owner_id, warehouse_id, service_provider_id, created_at, updated_at,
    order_number, sales_return_number, type, cause, state, business_model, pickup_method, total_quantity,
    forward_tracking_number, reverse_tracking_number, reason,
    instruction_due_soon_at, instruction_due_at, instructed_at,
    collect_due_soon_at, collect_due_at, collected_at, destroyed_at, handling_due_at, exception_status,
    number_folded, order_number_folded, sales_return_number_folded
)
SELECT
    merchant_id, id, number, version, cargo_owner_id, warehouse_id, service_provider_id, created_at, updated_at,
    order_number, sales_return_number, type,
    CASE type
        WHEN 'INTERCEPT_REJECTED' THEN 'INTERCEPTION'
        WHEN 'WAREHOUSE_INTERCEPTED' THEN 'WAREHOUSE_INTERCEPTION'
        ELSE 'CUSTOMS'
    END,
    state, business_model, method, total_quantity, forward_tracking_number, reverse_tracking_number, reason,
    CASE WHEN destroyed IS NOT NULL THEN created_at + interval '270 hours' END,
    CASE WHEN destroyed IS NOT NULL THEN created_at + interval '360 hours' END,
    CASE WHEN 'REGISTER_PICKUP' = ANY (actions) OR 'CONFIRM_DESTRUCTION' = ANY (actions) THEN second_at END,
    -- Somebody comes two days after the registration, and has seven more; due soon in the last quarter.
    CASE WHEN method = 'SELF_PICKUP' THEN second_at + interval '162 hours' END,
    CASE WHEN method = 'SELF_PICKUP' THEN second_at + interval '216 hours' END,
    CASE WHEN 'REPORT_PICKED_UP' = ANY (actions) THEN third_at END,
    CASE WHEN 'REPORT_DESTROYED' = ANY (actions) THEN third_at END,
    CASE WHEN state IN ('PICKED_UP', 'DELIVERED', 'DESTROYED') THEN updated_at + interval '7 days' END,
    exception_status,
    lower(number), order_number, lower(sales_return_number)
FROM (
    SELECT
        m.id AS merchant_id,
        o.id,
        bench.number('RO', o.created_ms, o.n, 110) AS number,
        cardinality(c.actions) AS version,
        m.owners[bench.pick(o.n, 10, cardinality(m.owners)) + 1] AS cargo_owner_id,
        w.id AS warehouse_id,
        w.service_provider_id,
        bench.moment(o.created_ms) AS created_at,
        bench.moment(o.created_ms + (cardinality(c.actions) - 1) * o.pace) AS updated_at,
        bench.moment(o.created_ms + o.pace) AS second_at,
        bench.moment(o.created_ms + 2 * o.pace) AS third_at,
        (310000000000 + o.n * 7)::text AS order_number,
        CASE WHEN bench.pick(o.n, 11, 10) < 7
            THEN 'XT' || to_char(bench.moment(o.created_ms), 'YYMMDD') || lpad(o.n::text, 7, '0')
        END AS sales_return_number,
        CASE c.destroyed
            WHEN true THEN 'DESTRUCTION'
            WHEN false THEN ('{RETURN_SHIPMENT,INTERCEPT_REJECTED,WAREHOUSE_INTERCEPTED}'::text[])
                [bench.pick(o.n, 12, 3) + 1]
            ELSE 'CUSTOMS_CLEARANCE_FAILED'
        END AS type,
        c.states[cardinality(c.states)] AS state,
        c.destroyed, c.method, c.actions,
        ('{POP,POP,AGENCY_SALE,CONSIGNMENT}'::text[])[bench.pick(o.n, 13, 4) + 1] AS business_model,
        (
            SELECT sum(1 + bench.pick(o.n * 8 + position, 20, 3)) FROM generate_series(0, o.lines - 1) AS position
        ) AS total_quantity,
        'SF' || lpad((bench.fraction(o.n, 14) * 1000000000000)::bigint::text, 12, '0') AS forward_tracking_number,
        CASE WHEN bench.pick(o.n, 15, 10) < 6
            THEN 'YT' || lpad((bench.fraction(o.n, 16) * 1000000000000)::bigint::text, 12, '0')
        END AS reverse_tracking_number,
        ('{申报信息不符,收件人拒收,地址不详,包裹破损,超出限值,NULL}'::text[])[bench.pick(o.n, 17, 6) + 1] AS reason,
        -- As `inbound` finds cases on reverse orders; joined to them, the rows would lose their order.
        CASE WHEN o.n % 200 <> 7 THEN 'NONE' WHEN bench.pick(o.n, 353, 1000) < 400 THEN 'PENDING' ELSE 'CLOSED' END
            AS exception_status
    FROM bench.orders o
    JOIN bench.courses c ON c.n = o.course
    JOIN bench.merchants m ON m.n = o.merchant
    JOIN bench.warehouses w ON w.n = o.warehouse
) AS made
