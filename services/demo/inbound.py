"""Tells the inbound stories: when each step was, and then the use case itself, as if it were called then.

The use cases do what a resolution does to many documents; what they write, nothing else could write the same.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from domain.deadlines import Spans
from domain.documents import DocumentKind
from domain.ids import encode_id
from domain.reverse_orders import ReverseOrderState
from models import ReverseOrder
from services.demo.beats import DISMISS, FIND_ANOMALY, SETTLE
from services.demo.exhibits import Exhibits
from services.demo.moments import PARTS, by_day, whole_milliseconds
from services.demo.parties import Cast
from services.demo.plots import Plot, plots
from services.demo.tales import Beat, Tale
from services.work import Work

# Goods are kept in the bonded warehouse and in the platform's; the other two only forward parcels.
_SITES = (1, 3, 1)
_ANOMALIES: Sequence[tuple[ReverseOrderState, tuple[Beat, ...]]] = (
    (ReverseOrderState.AWAITING_PICKUP, (FIND_ANOMALY,)),
    (ReverseOrderState.PICKED_UP, (FIND_ANOMALY, DISMISS)),
    (ReverseOrderState.FORWARDED, (FIND_ANOMALY, SETTLE)),
    (ReverseOrderState.DELIVERED, (FIND_ANOMALY,)),
)
_SHOPS = (0, 1)
STORIES = sum(len([*plots(shop)]) + len(_ANOMALIES) for shop in _SHOPS)


async def tell(work: Work, cast: Cast, random: Random, exhibits: Exhibits, advance: Callable[[int], object]) -> None:
    """All stories of both merchants."""
    now = work.now
    for shop in _SHOPS:
        for position, plot in enumerate(plots(shop)):
            tale = _tale(work, cast, random, exhibits, plot, shop, _SITES[position % len(_SITES)])
            for beat, at in zip(plot.beats, moments(random, plot, now, work.spans), strict=True):
                await tale.take(beat, at)
            await tale.write()
            advance(1)
        for state, beats in _ANOMALIES:
            await _anomaly(_tale(work, cast, random, exhibits, Plot(beats), shop, 0), cast, state, beats, now)
            advance(1)
    work.now = now


def _tale(work: Work, cast: Cast, random: Random, exhibits: Exhibits, plot: Plot, shop: int, site: int) -> Tale:
    return Tale(work, random, cast.shops[shop], cast.sites[site], cast.operator, exhibits, plot.kind, plot.finding)


async def _anomaly(tale: Tale, cast: Cast, state: ReverseOrderState, beats: Sequence[Beat], now: datetime) -> None:
    """Something is wrong with a parcel of those that were told before, since its last step; if there is one."""
    ours = (ReverseOrder.merchant_id == tale.shop.merchant.id, ReverseOrder.state == state)
    found = select(ReverseOrder).where(*ours).order_by(ReverseOrder.order_number).limit(1)
    order = await tale.work.session.scalar(found)
    if order is None:
        return
    tale.site = next(site for site in cast.sites if site.warehouse.id == order.warehouse_id)
    tale.made[DocumentKind.REVERSE_ORDER].append(encode_id("ro", order.id))
    since = order.updated_at
    for position, beat in enumerate(beats, start=1):
        await tale.take(beat, since + whole_milliseconds((now - since) * position / (len(beats) + 1)))


def moments(random: Random, plot: Plot, now: datetime, spans: Spans) -> list[datetime]:
    """When each step was. Where deadlines matter, to the minute; else by day."""
    after = _after(random, plot, spans)
    rest = timedelta(hours=random.uniform(*plot.rests))
    if plot.stands:
        since, status = plot.stands
        elapsed = since.span(plot.kind, spans) * random.uniform(*PARTS[status])
        rest = max(elapsed - (after[-1] - after[_last(plot.beats, since.beat)]), timedelta(minutes=10))
    exact = [now - whole_milliseconds(rest + after[-1] - each) for each in after]
    to_the_minute = plot.stands or any(beat.waits for beat in plot.beats)
    return exact if to_the_minute else [by_day(at, now) for at in exact]


def _after(random: Random, plot: Plot, spans: Spans) -> list[timedelta]:
    """How long after the first step each one was."""
    found: list[timedelta] = []
    for beat in plot.beats:
        before = found[-1] if found else timedelta(0)
        after = before + timedelta(hours=random.uniform(*beat.hours))
        if beat.waits:
            start = found[_last(plot.beats[: len(found)], beat.waits.beat)]
            after = max(start + beat.waits.span(plot.kind, spans), before) + timedelta(minutes=random.uniform(1, 9))
        found.append(after)
    return found


def _last(beats: Sequence[Beat], beat: Beat) -> int:
    """Where a step was taken last."""
    return len(beats) - 1 - beats[::-1].index(beat)
