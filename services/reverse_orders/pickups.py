"""A pickup (登记提货) as the merchant wrote it, and as it will be registered."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from domain.errors import Invalid
from domain.ids import decode_as
from domain.reverse_orders import PickupMethod, PostalAddress
from domain.text import write_moment
from models import Address, PickupRegistration, ReverseOrder
from services.reverse_orders.locking import once
from services.validation import REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class SelfPickup:
    expected_pickup_at: datetime
    contact_name: str
    contact_phone: str
    remark: str | None = None


@dataclass(frozen=True)
class Forward:
    """To an entry of the order's merchant's address book, or to a new address: exactly one of the two."""

    address_id: str | None = None
    address: PostalAddress | None = None
    remark: str | None = None


@dataclass(frozen=True)
class Pickup:
    """A pickup as it will be registered, but for an address that is still to be looked up."""

    method: PickupMethod
    contact_name: str
    contact_phone: str
    expected_pickup_at: datetime | None = None
    address: PostalAddress | None = None
    address_id: UUID | None = None
    remark: str | None = None

    def refuse_past(self, now: datetime) -> Invalid | None:
        if self.expected_pickup_at is None or self.expected_pickup_at > now:
            return None
        return Invalid(field=("pickup", "self_pickup", "expected_pickup_at"), reason="PAST")


def check_pickup(problems: Problems, pickup: SelfPickup | Forward) -> Pickup:
    if isinstance(pickup, SelfPickup):
        path = ("pickup", "self_pickup")
        return Pickup(
            method=PickupMethod.SELF_PICKUP,
            expected_pickup_at=pickup.expected_pickup_at.replace(
                microsecond=pickup.expected_pickup_at.microsecond // 1000 * 1000
            ),
            contact_name=problems.text((*path, "contact_name"), pickup.contact_name),
            contact_phone=problems.phone((*path, "contact_phone"), pickup.contact_phone),
            remark=problems.optional_text((*path, "remark"), pickup.remark, REMARK),
        )
    path = ("pickup", "forward")
    remark = problems.optional_text((*path, "remark"), pickup.remark, REMARK)
    if pickup.address is None:
        entry = decode_as("ad", pickup.address_id or "")
        # No id of an address at all: looked up all the same, so that it answers as a foreign one does.
        return Pickup(PickupMethod.FORWARD, "", "", address_id=entry or UUID(int=0), remark=remark)
    address = problems.address((*path, "address", "address"), pickup.address)
    return Pickup(PickupMethod.FORWARD, address.recipient, address.phone, address=address, remark=remark)


def book_entry(address_id: UUID | None) -> ColumnElement[Any] | None:
    """The book's entry, of each order's own merchant, read along with the orders."""
    if address_id is None:
        return None
    own = select(Address.address).where(Address.merchant_id == ReverseOrder.merchant_id, Address.id == address_id)
    return own.correlate(ReverseOrder).scalar_subquery()


def with_address(checked: Pickup, entry: dict[str, Any] | None) -> Pickup | None:
    """The pickup with the book's address copied in; None where the book has no such entry."""
    if checked.address_id is None:
        return checked
    if entry is None:
        return None
    address = PostalAddress.from_json(entry)
    return replace(checked, address=address, contact_name=address.recipient, contact_phone=address.phone)


def registration(
    work: Work, order: ReverseOrder, plan: Pickup, *, digest: str, batch_id: UUID | None
) -> PickupRegistration:
    """The row that keeps what was submitted, whose content hash is `digest`."""
    return PickupRegistration(
        method=plan.method,
        expected_pickup_at=plan.expected_pickup_at,
        contact_name=plan.contact_name,
        contact_phone=plan.contact_phone,
        address=plan.address.as_json() if plan.address else None,
        remark=plan.remark,
        batch_id=batch_id,
        content_hash=digest,
        **once(work, order),
    )


def submission_of(plan: Pickup) -> dict[str, Any]:
    """What was submitted, in the contract's names: what the content hash proves."""
    return {
        "method": plan.method.value,
        "expectedPickupAt": write_moment(plan.expected_pickup_at) if plan.expected_pickup_at else None,
        "contactName": plan.contact_name,
        "contactPhone": plan.contact_phone,
        "address": plan.address.as_json() if plan.address else None,
        "remark": plan.remark,
    }
