"""Work tickets (工单), with what they are about and all that was written. Their list knows no filter."""

from benchmarks.documents.kind import Kind
from benchmarks.documents.sql import CARGO_OWNER, WAREHOUSE, any_document, id_of, moment, one, rows
from services.queries import inbound

_MESSAGES = rows(f"""
    SELECT {moment("m.at")} AS at, m.body, author
    FROM ticket_messages m
    CROSS JOIN LATERAL (
        SELECT 'us_' || encode(uuid_send(m.actor_id), 'hex') AS id, m.actor_name AS name, m.actor_role AS role
    ) AS author
    WHERE m.merchant_id = o.merchant_id AND m.work_ticket_id = o.id
    ORDER BY m.position
""")

WORK_TICKETS = Kind(
    listing=inbound.WORK_TICKETS,
    field="workTicket",
    selection="""
        id number category state createdAt updatedAt
        warehouse { id code name }
        cargoOwner { id code name }
        subject { __typename id number }
        messages { at body author { id name role } }
    """,
    columns=f"""
        {id_of("wt", "o")} AS "id",
        o.number,
        o.category,
        o.state,
        {moment("o.created_at")} AS "createdAt",
        {moment("o.updated_at")} AS "updatedAt",
        {one(WAREHOUSE)} AS "warehouse",
        {one(CARGO_OWNER)} AS "cargoOwner",
        {one(any_document("o.subject_kind", "o.subject_id"))} AS "subject",
        {_MESSAGES} AS "messages"
    """,
)
