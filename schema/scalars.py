"""The contract's scalars."""

from datetime import UTC, datetime
from typing import Any, NewType

import strawberry
from strawberry.scalars import JSON
from strawberry.types.scalar import ScalarDefinition

from domain.text import write_moment

PhoneNumber = NewType("PhoneNumber", str)


def read_moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None or "T" not in value.upper():
            raise ValueError
        return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError, AttributeError):
        raise ValueError("give a moment as RFC 3339, with its offset: 2026-11-22T08:30:00Z") from None


def read_phone(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("give a phone number as text")
    return value


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="RFC 3339 timestamp; always answered in UTC with a Z (时间).",
        serialize=write_moment,
        parse_value=read_moment,
    ),
    PhoneNumber: strawberry.scalar(
        name="PhoneNumber",
        description="E.164 phone number (电话号码), e.g. +8613800138000. As input also national formats: they are checked "
        "with a phone-number library and normalised; a bad one is a userError INVALID with its path.",
        serialize=str,
        parse_value=read_phone,
    ),
}
__all__ = ["JSON", "SCALARS", "PhoneNumber"]
