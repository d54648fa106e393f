"""Work tickets, and what is due: one short function a root field."""

from typing import Annotated, Any

import strawberry

from domain.deadlines import DeadlineStatus
from domain.documents import Action
from models import WorkTicket
from resolvers.common import After, Before, First, Last, listed, one, paged, performs
from schema.context import Info
from schema.inputs import work_tickets as inputs
from schema.inputs.plain import optional
from services import work_tickets as use_cases
from services.queries import inbound, tasks

work_ticket = one(WorkTicket)
open_ticket = performs(use_cases.open, inputs.OpenTicketInput)
reply_ticket = performs(use_cases.reply, inputs.ReplyTicketInput)
close_ticket = performs(use_cases.close, inputs.CloseTicketInput)


def work_tickets(
    info: Info,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> Any:
    page = paged(first, after, last, before)
    return listed(info.context, inbound.WORK_TICKETS, page)


def due_tasks(
    info: Info,
    action: Annotated[Action | None, strawberry.argument(description="Of this kind (操作).")] = strawberry.UNSET,
    status: Annotated[
        DeadlineStatus | None, strawberry.argument(description="Whose deadline stands so (时限状态).")
    ] = strawberry.UNSET,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
) -> Any:
    page = paged(first, after)
    wanted = tasks.wanted(info.context.viewer.role, optional(action), optional(status))
    return listed(info.context, tasks.TASKS, page, restricted=wanted)


async def task_summary(info: Info) -> Any:
    context = info.context
    return await tasks.summary(context.fetch, context.viewer, context.now)
