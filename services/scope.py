"""What a caller may see, as SQL: every statement that reads a merchant's table carries one of these predicates."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Uuid, and_, bindparam, exists, false, select, true
from sqlalchemy.orm import InstrumentedAttribute

from domain.permissions import Grants
from models import Address, Base, Event, Merchant, ReverseOrder
from models.base import MerchantOwned

Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class GrantParameters:
    """Grants as parameters, for statements that are kept while callers come and go."""

    merchant_ids: BindParameter[Any] | None
    warehouse_ids: BindParameter[Any] | None

    @classmethod
    def like(cls, grants: Grants) -> "GrantParameters":
        """Restricted where these grants are."""
        return cls(*(None if ids is None else _parameter(name) for name, ids in _named(grants)))


def parameters(grants: Grants) -> dict[str, list[UUID]]:
    """The values of GrantParameters."""
    return {name: sorted(ids) for name, ids in _named(grants) if ids is not None}


def _named(grants: Grants) -> list[tuple[str, Set[UUID] | None]]:
    return [("granted_merchants", grants.merchant_ids), ("granted_warehouses", grants.warehouse_ids)]


def _parameter(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True, type_=Uuid())


def _among(column: Column, ids: Set[UUID] | BindParameter[Any]) -> ColumnElement[bool]:
    if isinstance(ids, BindParameter):
        return column.in_(ids)
    # One alone is compared, so that an index that begins with the column also gives the order.
    return column == next(iter(ids)) if len(ids) == 1 else column.in_(sorted(ids))


def all_hold(predicates: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    if len(predicates) == 1:
        return predicates[0]
    return and_(*predicates) if predicates else true()


def documents(columns: Any, grants: Grants | GrantParameters) -> ColumnElement[bool]:
    """Documents of the granted merchants, in the granted warehouses; `columns` are those of a document's table."""
    conditions: list[ColumnElement[bool]] = []
    if grants.merchant_ids is not None:
        conditions.append(_among(columns.merchant_id, grants.merchant_ids))
    if grants.warehouse_ids is not None:
        conditions.append(_among(columns.warehouse_id, grants.warehouse_ids))
    return all_hold(conditions)


Key = tuple[UUID | None, UUID]
"""Of a row: its merchant's id, where that is known, and its own."""


def keyed(model: type[Base], keys: Collection[Key]) -> ColumnElement[bool]:
    """The rows of these keys, looked for within their merchants where all of those are known."""
    columns = model.__table__.c
    those = columns.id.in_(sorted({id for _, id in keys}))
    merchant_ids = {merchant_id for merchant_id, _ in keys}
    if not issubclass(model, MerchantOwned) or None in merchant_ids:
        return those
    return and_(columns.merchant_id.in_(sorted(merchant_ids)), those)


def granted_merchants(column: Column, grants: Grants) -> ColumnElement[bool]:
    """For what is asked of rows that are scoped themselves: narrows it to the granted merchants, where any are named."""
    return true() if grants.merchant_ids is None else _among(column, grants.merchant_ids)


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


def merchants(column: Column, grants: Grants) -> ColumnElement[bool]:
    """Merchants that are granted; for a warehouse's people, those with a document in its warehouses."""
    if grants.merchant_ids is not None:
        return _among(column, grants.merchant_ids)
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
