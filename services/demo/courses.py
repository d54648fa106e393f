"""What becomes of the demo's parcels: which ways lead to which state, how often, and for whose parcels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from domain.deadlines import DeadlineStatus
from domain.documents import Action
from domain.reverse_orders import CustomsOutcome, PickupMethod, ReverseOrderState, ReverseType


@dataclass(frozen=True)
class Origin:
    """As what an order was entered, and what customs decided about it."""

    type: ReverseType
    outcome: CustomsOutcome | None = None


@dataclass(frozen=True)
class Course:
    """A way to a state, `share` in a thousand of all: what was done since the order waited for an instruction."""

    share: int
    state: ReverseOrderState
    origins: Sequence[Origin]
    actions: tuple[Action, ...] = ()
    method: PickupMethod | None = None


@dataclass(frozen=True)
class Consignment:
    """Orders of one merchant in one warehouse, instructed together if there are several.

    `urgency` is where the running deadline stands, if the course ends with one.
    """

    shop: int
    site: int
    course: Course
    origins: tuple[Origin, ...]
    urgency: DeadlineStatus


_S, _A = ReverseOrderState, Action
_UNDECIDED = (Origin(ReverseType.CUSTOMS_CLEARANCE_FAILED),)
_TO_RETURN = (
    Origin(ReverseType.RETURN_SHIPMENT),
    Origin(ReverseType.INTERCEPT_REJECTED),
    Origin(ReverseType.CUSTOMS_CLEARANCE_FAILED, CustomsOutcome.RETURN_SHIPMENT),
    Origin(ReverseType.WAREHOUSE_INTERCEPTED),
)
_TO_DESTROY = (
    Origin(ReverseType.DESTRUCTION),
    Origin(ReverseType.CUSTOMS_CLEARANCE_FAILED, CustomsOutcome.DESTRUCTION),
)
_SELF, _FORWARD = PickupMethod.SELF_PICKUP, PickupMethod.FORWARD
_REGISTERED = (_A.REGISTER_PICKUP,)
_PICKED_UP = (*_REGISTERED, _A.REPORT_PICKED_UP)
_FORWARDED = (*_REGISTERED, _A.REPORT_FORWARDED)
_DELIVERED = (*_FORWARDED, _A.REPORT_DELIVERED)
_CONFIRMED = (_A.CONFIRM_DESTRUCTION,)
_DESTROYED = (*_CONFIRMED, _A.REPORT_DESTROYED)

COURSES = (
    Course(70, _S.AWAITING_DECISION, _UNDECIDED),
    Course(200, _S.AWAITING_PICKUP_REGISTRATION, _TO_RETURN),
    Course(80, _S.AWAITING_DESTRUCTION_CONFIRMATION, _TO_DESTROY),
    Course(70, _S.AWAITING_PICKUP, _TO_RETURN, _REGISTERED, _SELF),
    Course(50, _S.AWAITING_PICKUP, _TO_RETURN, _REGISTERED, _FORWARD),
    Course(50, _S.AWAITING_DESTRUCTION, _TO_DESTROY, _CONFIRMED),
    Course(50, _S.PICKED_UP, _TO_RETURN, _PICKED_UP, _SELF),
    Course(60, _S.FORWARDED, _TO_RETURN, _FORWARDED, _FORWARD),
    Course(40, _S.DELIVERED, _TO_RETURN, _DELIVERED, _FORWARD),
    Course(30, _S.DESTROYED, _TO_DESTROY, _DESTROYED),
    Course(120, _S.COMPLETED, _TO_RETURN, (*_PICKED_UP, _A.CONFIRM_HANDLING), _SELF),
    Course(90, _S.COMPLETED, _TO_RETURN, (*_DELIVERED, _A.CONFIRM_HANDLING), _FORWARD),
    Course(50, _S.COMPLETED, _TO_DESTROY, (*_DESTROYED, _A.CONFIRM_HANDLING)),
    Course(20, _S.CANCELLED, _TO_RETURN, (_A.CANCEL,)),
    Course(10, _S.CANCELLED, _TO_RETURN, (*_REGISTERED, _A.CANCEL), _SELF),
    Course(5, _S.CANCELLED, _TO_DESTROY, (*_CONFIRMED, _A.CANCEL)),
    Course(5, _S.CANCELLED, _UNDECIDED, (_A.CANCEL,)),
)

# What a merchant can say to many orders at once.
INSTRUCTIONS = frozenset({Action.REGISTER_PICKUP, Action.CONFIRM_DESTRUCTION})
URGENCIES = (DeadlineStatus.RUNNING, DeadlineStatus.DUE_SOON, DeadlineStatus.OVERDUE)
_URGENCY_SHARES = (60, 22, 18)
_SHOPS, _SHOP_SHARES = (0, 1), (60, 40)
_SITES, _SITE_SHARES = (0, 1, 2, 3), (35, 25, 25, 15)
_LARGEST = 9


def consignments(random: Random, orders: int) -> Iterator[Consignment]:
    """So many orders: first one in every state for each merchant in each warehouse, then as the shares say."""
    left = orders
    for consignment in chain(_of_each(), _everyday(random)):
        if left <= 0:
            return
        yield replace(consignment, origins=consignment.origins[:left])
        left -= len(consignment.origins)


def _of_each() -> Iterator[Consignment]:
    for site in _SITES:
        for state in ReverseOrderState:
            courses = [course for course in COURSES if course.state is state]
            for shop in _SHOPS:
                # Neighbours differ, so that few orders already show much.
                turn = site + shop
                course = courses[turn % len(courses)]
                origins = (course.origins[turn % len(course.origins)],)
                yield Consignment(shop, site, course, origins, URGENCIES[turn % len(URGENCIES)])


def _everyday(random: Random) -> Iterator[Consignment]:
    while True:
        (course,) = random.choices(COURSES, [course.share for course in COURSES])
        together = course.actions and course.actions[0] in INSTRUCTIONS and random.random() < 0.12
        yield Consignment(
            shop=random.choices(_SHOPS, _SHOP_SHARES)[0],
            site=random.choices(_SITES, _SITE_SHARES)[0],
            course=course,
            origins=tuple(random.choices(course.origins, k=random.randint(2, _LARGEST) if together else 1)),
            urgency=random.choices(URGENCIES, _URGENCY_SHARES)[0],
        )
