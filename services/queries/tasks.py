"""What is due: tasks by their deadlines, and how many there are of each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true

from domain.deadlines import DeadlineStatus
from domain.documents import Action
from domain.permissions import Role, Viewer
from models import Task
from services.queries.filters import At
from services.queries.listing import Listing
from services.queries.paging import Fetch
from services.scope import visible

TASKS: Listing[Any] = Listing("tasks", Task, {}, sorts={"DUE": Task.sort_at}, unsorted=("DUE", False))


def own(role: Role) -> ColumnElement[bool]:
    """What the role has to do; for an operator, what anybody has."""
    return true() if role is Role.PLATFORM_OPERATOR else Task.role == role


def wanted(role: Role, action: Action | None, status: DeadlineStatus | None) -> Callable[[At], ColumnElement[bool]]:
    """What the role has to do, of one kind and with one status where these are given."""

    def condition(at: At) -> ColumnElement[bool]:
        of_kind = true() if action is None else Task.action == action
        return and_(own(role), of_kind, true() if status is None else with_status(status, at.now))

    return condition


def overdue(now: datetime) -> ColumnElement[bool]:
    return and_(Task.due_at.is_not(None), Task.due_at < now)


def due_soon(now: datetime) -> ColumnElement[bool]:
    return and_(Task.due_at.is_not(None), Task.due_at >= now, Task.due_soon_at <= now)


def with_status(status: DeadlineStatus, now: datetime) -> ColumnElement[bool]:
    """The same distinction as `domain.deadlines.status_of`; what has no deadline runs on, what is done is no task."""
    match status:
        case DeadlineStatus.OVERDUE:
            return overdue(now)
        case DeadlineStatus.DUE_SOON:
            return due_soon(now)
        case DeadlineStatus.RUNNING:
            return or_(Task.due_at.is_(None), and_(Task.due_at >= now, Task.due_soon_at > now))
    return false()


@dataclass(frozen=True)
class Summary:
    action: Action
    total: int
    due_soon: int
    overdue: int
    penalty_risk: int


async def summary(fetch: Fetch, viewer: Viewer, now: datetime) -> list[Summary]:
    """Of each action that waits for the viewer, in the order of the actions."""

    def counted(condition: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    statement = (
        select(Task.action, func.count(), counted(due_soon(now)), counted(overdue(now)), counted(Task.penalty_risk))
        .where(visible(Task, viewer.grants), own(viewer.role))
        .group_by(Task.action)
    )
    found = {row[0]: Summary(*row) for row in await fetch(statement)}
    return [found[action] for action in Action if action in found]
