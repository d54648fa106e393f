"""Inputs as plain data: what was given, by name."""

from dataclasses import fields, is_dataclass
from typing import Any

from strawberry import UNSET


def plain(value: Any) -> Any:
    """Nested mappings of the given fields, names in snake case; what was left out is left out."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not is_dataclass(value):
        return value
    given = {field.name.rstrip("_"): getattr(value, field.name) for field in fields(value)}
    return {name: plain(item) for name, item in given.items() if item is not UNSET}


def optional(value: Any) -> Any:
    """None for what was left out."""
    return None if value is UNSET else value
