"""What a caller may see, as SQL: every statement that reads a merchant's table carries one of these predicates."""

from sqlalchemy import ColumnElement, and_, exists, false, select, true
from sqlalchemy.orm import InstrumentedAttribute

from domain.permissions import Grants
from models import Address, Base, Event, Merchant, ReverseOrder
from models.base import MerchantOwned


def documents(model: type[ReverseOrder], grants: Grants) -> ColumnElement[bool]:
    """Documents of the granted merchants, in the granted warehouses."""
    conditions: list[ColumnElement[bool]] = [true()]
    if grants.merchant_ids is not None:
        conditions.append(model.merchant_id.in_(sorted(grants.merchant_ids)))
    if grants.warehouse_ids is not None:
        conditions.append(model.warehouse_id.in_(sorted(grants.warehouse_ids)))
    return and_(*conditions)


def parts(model: type[Base], grants: Grants, *, of: type[ReverseOrder], key: str) -> ColumnElement[bool]:
    """Rows that belong to a visible document: its lines, registration, events."""
    if grants.merchant_ids is None and grants.warehouse_ids is None:
        return true()
    table = model.__table__
    return exists(
        select(1)
        .select_from(of)
        .where(of.merchant_id == table.c.merchant_id, of.id == table.c[key], documents(of, grants))
    )


def merchants(column: InstrumentedAttribute[object], grants: Grants) -> ColumnElement[bool]:
    """Merchants that are granted; for a warehouse's people, those with a document in its warehouses."""
    if grants.merchant_ids is not None:
        return column.in_(sorted(grants.merchant_ids))
    if grants.warehouse_ids is not None:
        return column.in_(select(ReverseOrder.merchant_id).where(documents(ReverseOrder, grants)).correlate(None))
    return true()


def visible(model: type[Base], grants: Grants) -> ColumnElement[bool]:
    """The predicate of any table: a document's, a merchant's own, or none for what all may see."""
    if model is ReverseOrder:
        return documents(ReverseOrder, grants)
    if model is Merchant:
        return merchants(Merchant.id, grants)
    if model is Event:
        return parts(Event, grants, of=ReverseOrder, key="subject_id")
    if model is Address and not grants.own:
        return false()
    if issubclass(model, MerchantOwned):
        return merchants(model.merchant_id, grants)
    return true()
