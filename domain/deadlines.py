"""Deadlines: until when something is to be done. A passed one is shown and counted; nothing happens by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import auto

from domain.words import Word

LATEST = datetime.max.replace(tzinfo=UTC, microsecond=0)


class DeadlineKind(Word):
    REGISTER_PICKUP = auto()
    CONFIRM_DESTRUCTION = auto()
    COLLECT = auto()
    ENTER_RETURN_METHOD = auto()
    ACCEPT = auto()
    SHIP = auto()
    ARRIVE = auto()


class DeadlineStatus(Word):
    RUNNING = auto()
    DUE_SOON = auto()
    OVERDUE = auto()
    MET = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class Spans:
    """How long each deadline runs (domain.md); settings may say otherwise."""

    instruction: timedelta = timedelta(days=15)
    collect: timedelta = timedelta(days=7)
    confirm_handling: timedelta = timedelta(days=7)
    return_method: timedelta = timedelta(days=15)
    stock_accept: timedelta = timedelta(hours=48)
    stock_ship: timedelta = timedelta(days=7)
    jit_accept: timedelta = timedelta(hours=24)
    jit_arrive: timedelta = timedelta(hours=72)
    penalty_grace: timedelta = timedelta(hours=24)
    # How long a link to a file is good.
    link: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Term:
    """The two moments that a document stores of a deadline: when it becomes due soon, and when it is due."""

    due_soon_at: datetime
    due_at: datetime


def term(since: datetime, until: datetime) -> Term:
    """Due soon in the last quarter of the time between."""
    return Term(due_soon_at=until - (until - since) / 4, due_at=until)


def after(moment: datetime, span: timedelta) -> datetime:
    """`moment + span`, kept within what a date can say."""
    return LATEST if LATEST - moment < span else moment + span


@dataclass(frozen=True, slots=True)
class Deadline:
    kind: DeadlineKind
    due_at: datetime
    status: DeadlineStatus
    penalty_risk: bool = False


def term_after(now: datetime, span: timedelta) -> Term:
    return term(now, after(now, span))


Columns = tuple[DeadlineKind, str, str, str]
"""Of a deadline, and where a document keeps it: when it is due soon, when it is due, when it was met."""


def deadlines_of(
    document: object, columns: Iterable[Columns], *, ended: bool, now: datetime, penalty_risk: bool = False
) -> list["Deadline"]:
    """Every deadline that the document has or had."""
    found = []
    for kind, *names in columns:
        due_soon_at, due_at, met_at = (getattr(document, name) for name in names)
        if due_at is not None:
            status = status_of(Term(due_soon_at, due_at), met_at, ended, now)
            found.append(Deadline(kind, due_at, status, penalty_risk))
    return found


def status_of(term: Term, met_at: datetime | None, ended: bool, now: datetime) -> DeadlineStatus:
    """Done is MET, also when it was late; what its document's end overtook is CANCELLED."""
    if met_at is not None:
        return DeadlineStatus.MET
    if ended:
        return DeadlineStatus.CANCELLED
    if now > term.due_at:
        return DeadlineStatus.OVERDUE
    return DeadlineStatus.DUE_SOON if now >= term.due_soon_at else DeadlineStatus.RUNNING
