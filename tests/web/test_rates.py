"""Buckets of cost, restored as time passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.bounds import Rates
from tests.properties import trying
from web.rates import REMEMBERED, Meter, Strangers
from web.refusals import Refused

RATES = Rates(bucket=100, restored=10, strangers=3)


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_is_emptied_and_restored() -> None:
    time = Time()
    meter = Meter(RATES, time)
    assert (meter.charge("a", 70).available, meter.charge("b", 10).available) == (30, 90)
    refused = meter.charge("a", 71)
    assert (refused.available, refused.wait) == (30, 5)
    time.now += 5
    assert (meter.charge("a", 71).wait, meter.charge("a", 9).available) == (0, 0)
    time.now += 1000
    assert meter.charge("a", 1).available == 99


@trying(100)
@given(st.lists(st.tuples(st.integers(1, 120), st.floats(0, 5)), max_size=40))
def test_nobody_gets_more_than_the_bucket_and_what_was_restored(steps: list[tuple[int, float]]) -> None:
    time = Time()
    meter = Meter(RATES, time)
    spent = 0
    for cost, pause in steps:
        bucket = meter.charge("a", cost)
        spent += 0 if bucket.wait else cost
        assert spent <= RATES.bucket + time.now * RATES.restored + 1e-6
        assert 0 <= bucket.available <= bucket.capacity
        time.now += pause


def test_what_a_refusal_says_is_enough() -> None:
    time = Time()
    meter = Meter(RATES, time)
    meter.charge("a", 95)
    time.now += meter.charge("a", 42).wait
    assert meter.charge("a", 42).wait == 0


def test_who_was_not_seen_for_longest_is_forgotten() -> None:
    meter = Meter(RATES, Time())
    for number in range(REMEMBERED + 1):
        meter.charge(str(number), 100)
    assert (meter.charge("0", 1).wait, meter.charge("9", 1).wait > 0) == (0, True)


def test_strangers_are_counted_by_address() -> None:
    strangers = Strangers(RATES)
    for _ in range(3):
        strangers.turn_away("a")
    with pytest.raises(Refused) as refused:
        strangers.turn_away("a")
    assert refused.value.wait > 0
    strangers.turn_away("b")
