"""A pickup (登记提货) as the merchant wrote it, and as it will be registered."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from domain.reverse_orders import PickupMethod, PostalAddress
from models import Address, PickupRegistration, ReverseOrder
from services.dispositions import Disposition, SelfPickup, fetched, sent
from services.reverse_orders.locking import once
from services.validation import REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class Forward:
    """To an entry of the order's merchant's address book, or to a new address: exactly one of the two."""

    address_id: str | None = None
    address: PostalAddress | None = None
    remark: str | None = None


def check_pickup(problems: Problems, pickup: SelfPickup | Forward) -> Disposition:
    if isinstance(pickup, SelfPickup):
        return fetched(problems, ("pickup", "self_pickup"), pickup, PickupMethod.SELF_PICKUP)
    path = ("pickup", "forward")
    remark = problems.optional_text((*path, "remark"), pickup.remark, REMARK)
    to = sent(problems, (*path, "address", "address"), PickupMethod.FORWARD, pickup.address_id, pickup.address)
    return replace(to, remark=remark)


def book_entry(address_id: UUID | None) -> ColumnElement[Any] | None:
    """The book's entry, of each order's own merchant, read along with the orders."""
    if address_id is None:
        return None
    own = select(Address.address).where(Address.merchant_id == ReverseOrder.merchant_id, Address.id == address_id)
    return own.correlate(ReverseOrder).scalar_subquery()


def registration(
    work: Work, order: ReverseOrder, pickup: Disposition, *, digest: str, batch_id: UUID | None
) -> PickupRegistration:
    """The row that keeps what was submitted, whose content hash is `digest`."""
    return PickupRegistration(batch_id=batch_id, content_hash=digest, **pickup.columns(), **once(work, order))
