"""A clock that tests set."""

from datetime import UTC, datetime, timedelta


class TestClock:
    """Stands still at `now` until it is moved."""

    __test__ = False

    def __init__(self, now: datetime = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)
