"""Paths of fields, as the contract spells them."""

from strawberry.utils.str_converters import to_camel_case

from domain.errors import Path


def contract_path(path: Path) -> list[str]:
    """("pickup", "self_pickup", 0) as ["pickup", "selfPickup", "0"]."""
    return [to_camel_case(step) if isinstance(step, str) else str(step) for step in path]
