"""When things happened in the demo: everything lies before now, and deadlines stand where they are meant to."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from random import Random

from domain.deadlines import DeadlineStatus, Spans
from domain.documents import Action
from domain.reverse_orders import PickupMethod, ReverseOrderState
from services.demo.courses import Consignment, Course

SHANGHAI = timezone(timedelta(hours=8))
MILLISECOND = timedelta(milliseconds=1)
SYSTEM_CONFIRMS_AFTER = timedelta(days=7)

# Days since the step before; an instruction, since the order came to wait for it.
_DAYS_BEFORE = {
    Action.DECIDE_CUSTOMS_OUTCOME: (0.3, 3),
    Action.REGISTER_PICKUP: (0.1, 10),
    Action.CONFIRM_DESTRUCTION: (0.1, 10),
    Action.REPORT_PICKED_UP: (1.1, 4.5),
    Action.REPORT_FORWARDED: (0.3, 2.5),
    Action.REPORT_DELIVERED: (1.5, 5),
    Action.REPORT_DESTROYED: (1, 6),
    Action.CONFIRM_HANDLING: (0.2, 9),
    Action.CANCEL: (0.2, 8),
}

# Days in a state that no deadline ends.
_DAYS_IN = {
    ReverseOrderState.AWAITING_DECISION: (0.05, 6),
    ReverseOrderState.AWAITING_PICKUP: (0.05, 4),
    ReverseOrderState.AWAITING_DESTRUCTION: (0.05, 6),
    ReverseOrderState.PICKED_UP: (0.05, 6.5),
    ReverseOrderState.FORWARDED: (0.05, 5),
    ReverseOrderState.DELIVERED: (0.05, 6.5),
    ReverseOrderState.DESTROYED: (0.05, 6.5),
    ReverseOrderState.COMPLETED: (0.1, 32),
    ReverseOrderState.CANCELLED: (0.1, 40),
}

_INSTRUCTED_NEXT = {
    ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
    ReverseOrderState.AWAITING_DESTRUCTION_CONFIRMATION,
}

# How much of a deadline's time has run. The last quarter is due soon; the margins leave room for `by_day` and `visiting_hour`.
PARTS = {
    DeadlineStatus.RUNNING: (0.003, 0.65),
    DeadlineStatus.DUE_SOON: (0.81, 0.94),
    DeadlineStatus.OVERDUE: (1.06, 2.5),
}


def since_last_step(random: Random, consignment: Consignment, lead: timedelta, spans: Spans) -> timedelta:
    """How long ago the last step was. `lead` is from a registration to the expected pickup."""
    course = consignment.course
    runs = _runs(course, lead, spans)
    if runs is None:
        return _days(random, *_DAYS_IN[course.state])
    return whole_milliseconds(runs * random.uniform(*PARTS[consignment.urgency]))


def _runs(course: Course, lead: timedelta, spans: Spans) -> timedelta | None:
    """How long the deadline runs that the course's last step began, if it is one."""
    if course.state in _INSTRUCTED_NEXT:
        return spans.instruction
    if course.state is ReverseOrderState.AWAITING_PICKUP and course.method is PickupMethod.SELF_PICKUP:
        return lead + spans.collect
    return None


def leading_to(random: Random, actions: Sequence[Action], last: datetime) -> list[datetime]:
    """The moment of each action, the last one's given."""
    moments = [last]
    for action in reversed(actions[1:]):
        gap = _days(random, *_DAYS_BEFORE[action])
        if action is Action.CONFIRM_HANDLING:
            gap = min(gap, SYSTEM_CONFIRMS_AFTER)
        moments.append(moments[-1] - gap)
    return moments[::-1]


def by_day(moment: datetime, now: datetime) -> datetime:
    """The moment moved to between 8 and 20 o'clock of its day in China; today's are left where they are.

    What came first still comes first, and nothing comes to lie in the future.
    """
    local = moment.astimezone(SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight.date() == now.astimezone(SHANGHAI).date():
        return moment
    return (midnight + timedelta(hours=8) + whole_milliseconds((local - midnight) / 2)).astimezone(UTC)


def visiting_hour(moment: datetime) -> datetime:
    """The whole hour of that day, in China, at which a warehouse would see somebody."""
    local = moment.astimezone(SHANGHAI)
    return local.replace(hour=min(max(local.hour, 9), 17), minute=0, second=0, microsecond=0).astimezone(UTC)


def _days(random: Random, least: float, most: float) -> timedelta:
    return whole_milliseconds(timedelta(days=random.uniform(least, most)))


def whole_milliseconds(span: timedelta) -> timedelta:
    return span // MILLISECOND * MILLISECOND
