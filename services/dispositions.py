"""What a merchant says becomes of goods: who takes them, or where they go. Checked, kept, and proved by its hash."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from domain.errors import Path
from domain.ids import decode_as
from domain.reverse_orders import PostalAddress
from domain.text import write_moment
from domain.words import Word
from services.validation import REMARK, Problems


@dataclass(frozen=True)
class SelfPickup:
    expected_pickup_at: datetime
    contact_name: str
    contact_phone: str
    remark: str | None = None


@dataclass(frozen=True)
class Disposition:
    """As it will be kept, but for an address of the book that is still to be looked up."""

    method: Word
    contact_name: str | None = None
    contact_phone: str | None = None
    expected_pickup_at: datetime | None = None
    address: PostalAddress | None = None
    address_id: UUID | None = None
    remark: str | None = None

    def is_past(self, now: datetime) -> bool:
        return self.expected_pickup_at is not None and self.expected_pickup_at <= now

    def with_address(self, entry: dict[str, Any] | None) -> Self | None:
        """With the book's address copied in; None where the book has no such entry."""
        if self.address_id is None:
            return self
        if entry is None:
            return None
        address = PostalAddress.from_json(entry)
        return replace(self, address=address, contact_name=address.recipient, contact_phone=address.phone)

    def columns(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {
            "method": self.method,
            "expected_pickup_at": self.expected_pickup_at,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
            "address": self.address.as_json() if self.address else None,
            "remark": self.remark,
        }

    def submission(self) -> dict[str, Any]:
        """What was submitted, in the contract's names: what the content hash proves."""
        return {
            "method": self.method.value,
            "expectedPickupAt": write_moment(self.expected_pickup_at) if self.expected_pickup_at else None,
            "contactName": self.contact_name,
            "contactPhone": self.contact_phone,
            "address": self.address.as_json() if self.address else None,
            "remark": self.remark,
        }


def fetched(problems: Problems, path: Path, pickup: SelfPickup, method: Word) -> Disposition:
    """Somebody comes."""
    at = pickup.expected_pickup_at
    return Disposition(
        method,
        contact_name=problems.text((*path, "contact_name"), pickup.contact_name),
        contact_phone=problems.phone((*path, "contact_phone"), pickup.contact_phone),
        expected_pickup_at=at.replace(microsecond=at.microsecond // 1000 * 1000),
        remark=problems.optional_text((*path, "remark"), pickup.remark, REMARK),
    )


def sent(
    problems: Problems, path: Path, method: Word, address_id: str | None, address: PostalAddress | None
) -> Disposition:
    """To an entry of the merchant's address book, or to a new address, which stands at the path."""
    if address is None:
        # No id of an address at all: looked up all the same, so that it answers as a foreign one does.
        return Disposition(method, address_id=decode_as("ad", address_id or "") or UUID(int=0))
    address = problems.address(path, address)
    return Disposition(method, address.recipient, address.phone, address=address)
