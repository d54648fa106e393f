"""How text is compared, and how moments are written."""

import unicodedata
from datetime import UTC, datetime


def fold(text: str) -> str:
    """What two texts have in common when they differ in case or width only: ＡＢＣ, abc and ABC are one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def write_moment(value: datetime) -> str:
    """2026-11-22T08:30:00.000Z: whole milliseconds where there is nothing finer, so that it reads back the same."""
    precision = "microseconds" if value.microsecond % 1000 else "milliseconds"
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=precision) + "Z"
