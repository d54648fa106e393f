"""Work tickets (工单) and tasks (待办) as the contract shows them."""

from datetime import datetime
from typing import Any

import strawberry

from domain.deadlines import DeadlineStatus, Term, status_of
from domain.documents import Action
from domain.work_tickets import TicketCategory, TicketState
from models import Task as TaskRow
from models import TicketMessage as TicketMessageRow
from models import WorkTicket as WorkTicketRow
from models.kinds import MODELS
from schema.context import Context
from schema.fields import column, computed, identifier, object_type, to_document, to_many
from schema.types.documents import Actor, Document, actor


@object_type(TicketMessageRow, "One message of a ticket (工单消息).")
class TicketMessage:
    author: Actor = actor("actor", "Who wrote it (发送人).")
    body: str = column("What was written (内容).")
    at: datetime = column("When (时间).")


@object_type(WorkTicketRow, "What people ask each other, about a document or about none (工单).")
class WorkTicket(Document):
    id: strawberry.ID = identifier("wt")
    category: TicketCategory = column("What it is about (工单类型).")
    state: TicketState = column("Where it stands (工单状态).")
    subject: Document | None = to_document(
        "subject_kind", "subject_id", MODELS, "The document that it is about (单据)."
    )
    messages: list[TicketMessage] = to_many(
        TicketMessageRow, "work_ticket_id", "position", "What was written, the oldest first (工单消息)."
    )


def _status(task: Any, context: Context) -> DeadlineStatus:
    """What has no deadline runs on."""
    if task.due_at is None:
        return DeadlineStatus.RUNNING
    return status_of(Term(task.due_soon_at, task.due_at), None, False, context.now)


@object_type(TaskRow, "One thing that the viewer (or, for an operator, somebody) has to do (待办).")
class Task:
    action: Action = column("What is to be done (操作).")
    document: Document = to_document("kind", "id", MODELS, "To which document (单据).")
    due_at: datetime | None = column("Until when (截止时间).")
    status: DeadlineStatus = computed("Where the deadline stands (时限状态).", ["due_at", "due_soon_at"], _status)
    penalty_risk: bool = column("Whether being late can bring a penalty (有处罚风险).")


@strawberry.type(description="How much there is to do of one kind (待办汇总).")
class TaskSummary:
    action: Action = column("What is to be done (操作).")
    total: int = column("How often (总数).")
    due_soon: int = column("Of these: in the last quarter of their time (即将到期).")
    overdue: int = column("Of these: late (已逾期).")
    penalty_risk: int = column("Of these: being late can bring a penalty (有处罚风险).")
