"""Inputs of the mutations on work tickets, and the commands that they stand for."""

import strawberry
from strawberry import ID, UNSET

from domain.work_tickets import TicketCategory
from schema.fields import given
from schema.inputs.addresses import KEY, VERSION
from schema.inputs.plain import plain
from services import work_tickets
from services.documents import Step

_TICKET = "The work ticket (工单 ID)."


@strawberry.input(
    description="Ask something (提交工单). `subjectId` or (for an operator) `merchantCode` says whose ticket it is; a merchant's "
    "own is the default."
)
class OpenTicketInput:
    category: TicketCategory = given("What it is about (工单类型).")
    subject_id: ID | None = given("The document that it is about (单据 ID).", default=UNSET)
    merchant_code: str | None = given("The merchant, where it is about no document (商家编码).", default=UNSET)
    body: str = given("At most 4,000 characters (内容).")
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> work_tickets.Open:
        return work_tickets.Open(**plain(self))


@strawberry.input(description="Answer (回复工单).")
class ReplyTicketInput:
    id: ID = given(_TICKET)
    body: str = given("At most 4,000 characters (内容).")
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> work_tickets.Reply:
        return work_tickets.Reply(**plain(self))


@strawberry.input(description="Nothing more is to be said (关闭工单).")
class CloseTicketInput:
    id: ID = given(_TICKET)
    expected_version: int | None = given(VERSION, default=UNSET)
    idempotency_key: str | None = given(KEY, default=UNSET)

    def command(self) -> Step:
        return Step(**plain(self))
