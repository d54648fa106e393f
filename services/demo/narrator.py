"""Tells the demo's orders, one consignment after the other: when each step happened, and to which orders."""

from datetime import datetime, timedelta
from itertools import count
from random import Random

from domain.documents import Action
from models import ReverseOrder
from services.demo.courses import INSTRUCTIONS, Consignment, Origin
from services.demo.exhibits import Exhibits
from services.demo.moments import by_day, leading_to, since_last_step, visiting_hour
from services.demo.parties import Cast
from services.demo.scene import Scene, plan_pickup
from services.work import Work

# Whoever works through a pile reports one order after the other.
_BETWEEN_REPORTS = timedelta(seconds=40)


class Narrator:
    """Each step at its moment, and by who takes it."""

    def __init__(self, work: Work, cast: Cast, random: Random, exhibits: Exhibits) -> None:
        self._work = work
        self._cast = cast
        self._random = random
        self._exhibits = exhibits
        self._now = work.now
        self._serials = count(1)

    def tell(self, consignment: Consignment) -> None:
        actions = consignment.course.actions
        lead = timedelta(days=self._random.randint(1, 4))
        last = self._now - since_last_step(self._random, consignment, lead, self._work.spans)
        moments = leading_to(self._random, actions, last) if actions else []
        # The same for all orders of a batch; what came before is each one's own.
        waited_until = moments[0] if moments else last
        scene = self._scene(consignment, by_day(waited_until, self._now), lead)
        for position, origin in enumerate(consignment.origins):
            order = self._arrive(scene, origin, [*actions[:1]], waited_until)
            for action, at in zip(actions, moments, strict=True):
                delay = timedelta(0) if action in INSTRUCTIONS else position * _BETWEEN_REPORTS
                scene.act(order, action, by_day(at + delay, self._now))

    def _scene(self, consignment: Consignment, instructed_at: datetime, lead: timedelta) -> Scene:
        self._work.now = instructed_at
        shop, method = self._cast.shops[consignment.shop], consignment.course.method
        return Scene(
            work=self._work,
            random=self._random,
            shop=shop,
            site=self._cast.sites[consignment.site],
            operator=self._cast.operator,
            pickup=plan_pickup(self._random, shop, method, visiting_hour(instructed_at + lead)),
            batch_id=self._work.new_id() if len(consignment.origins) > 1 else None,
            exhibits=self._exhibits,
        )

    def _arrive(self, scene: Scene, origin: Origin, ended_by: list[Action], waited_until: datetime) -> ReverseOrder:
        before = [Action.CREATE, Action.DECIDE_CUSTOMS_OUTCOME] if origin.outcome else [Action.CREATE]
        moments = leading_to(self._random, before + ended_by, waited_until)
        order = scene.create(origin, by_day(moments[0], self._now), next(self._serials))
        if origin.outcome:
            scene.decide(order, origin.outcome, by_day(moments[1], self._now))
        return order
