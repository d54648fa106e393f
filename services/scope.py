"""What a caller may see, as SQL: every statement that reads a merchant's table carries one of these predicates."""

from collections.abc import Collection, Hashable, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Uuid, and_, bindparam, exists, false, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute

from domain.documents import DocumentKind
from domain.permissions import Grants
from models import (
    Address,
    ApiToken,
    Base,
    Document,
    Event,
    Evidence,
    Merchant,
    PendingTask,
    ReverseOrder,
    StockOrder,
    Task,
    WorkTicket,
)
from models.base import MerchantOwned

Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class GrantParameters:
    """Grants as parameters, for statements that are kept while callers come and go."""

    merchant_ids: BindParameter[Any] | None
    warehouse_ids: BindParameter[Any] | None
    own: bool
    tickets: bool
    user_id: BindParameter[Any]

    @classmethod
    def like(cls, grants: Grants) -> "GrantParameters":
        """Restricted where these grants are; for all of the same `rights`."""
        merchants, warehouses = (None if ids is None else _parameter(name, ids) for name, ids in _named(grants))
        return cls(merchants, warehouses, grants.own, grants.tickets, bindparam("granted_user", type_=Uuid()))


def rights(grants: Grants) -> Hashable:
    """What a statement with GrantParameters depends on."""
    return *(None if ids is None else len(ids) == 1 for _, ids in _named(grants)), grants.own, grants.tickets


def parameters(grants: Grants) -> dict[str, Any]:
    """The values of GrantParameters."""
    given = {name: _alone(ids) or sorted(ids) for name, ids in _named(grants) if ids is not None}
    return given | {"granted_user": grants.user_id}


def _named(grants: Grants) -> list[tuple[str, Set[UUID] | None]]:
    return [("granted_merchants", grants.merchant_ids), ("granted_warehouses", grants.warehouse_ids)]


def _parameter(name: str, ids: Set[UUID]) -> BindParameter[Any]:
    return bindparam(name, expanding=_alone(ids) is None, type_=Uuid())


def _alone(ids: Set[UUID]) -> UUID | None:
    return next(iter(ids)) if len(ids) == 1 else None


def _among(column: Column, ids: Set[UUID] | BindParameter[Any]) -> ColumnElement[bool]:
    # One alone is compared, so that an index that begins with the column also gives the order.
    if isinstance(ids, BindParameter):
        return column.in_(ids) if ids.expanding else column == ids
    return column == next(iter(ids)) if len(ids) == 1 else column.in_(sorted(ids))


def all_hold(predicates: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    if len(predicates) == 1:
        return predicates[0]
    return and_(*predicates) if predicates else true()


def documents(columns: Any, grants: Grants | GrantParameters) -> ColumnElement[bool]:
    """Documents, or events and evidence of documents, of the granted merchants, in the granted warehouses."""
    conditions: list[ColumnElement[bool]] = []
    if grants.merchant_ids is not None:
        conditions.append(_among(columns.merchant_id, grants.merchant_ids))
    if grants.warehouse_ids is not None:
        conditions.append(_among(columns.warehouse_id, grants.warehouse_ids))
    return all_hold(conditions)


def of_kind(model: type[Base], columns: Any, grants: Grants | GrantParameters) -> ColumnElement[bool]:
    """Documents of a model; `columns` are those of its table, or of an alias of it."""
    return false() if model is WorkTicket and not grants.tickets else documents(columns, grants)


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


def key_values(model: type[Base], key: Key) -> dict[str, UUID]:
    """A key as the values of `of_key`: without its merchant where that is not known, or there is none."""
    merchant_id, id = key
    if merchant_id is None or not issubclass(model, MerchantOwned):
        return {"key_id": id}
    return {"key_id": id, "key_merchant": merchant_id}


def of_key(model: type[Base], given: Collection[str]) -> ColumnElement[bool]:
    """The row of a key whose parts are parameters of these names."""
    columns = {"key_id": "id", "key_merchant": "merchant_id"}
    return all_hold([model.__table__.c[columns[name]] == bindparam(name, type_=Uuid()) for name in given])


def granted_merchants(column: Column, grants: Grants) -> ColumnElement[bool]:
    """For what is asked of rows that are scoped themselves: narrows it to the granted merchants, where any are named."""
    return true() if grants.merchant_ids is None else _among(column, grants.merchant_ids)


def parts(model: type[Base], grants: Grants, *, of: type[Base], key: str) -> ColumnElement[bool]:
    """Rows that belong to a visible document: its lines, registration, links."""
    if grants.merchant_ids is None and grants.warehouse_ids is None:
        return true()
    table, owner = model.__table__, of.__table__.c
    belongs = and_(owner.merchant_id == table.c.merchant_id, owner.id == table.c[key])
    return exists(select(1).select_from(of).where(belongs, of_kind(of, owner, grants)))


def merchants(column: Column, grants: Grants | GrantParameters) -> ColumnElement[bool]:
    """Merchants that are granted; for a warehouse's people, those with a document in its warehouses."""
    if grants.merchant_ids is not None:
        return _among(column, grants.merchant_ids)
    if grants.warehouse_ids is not None:
        sources = (ReverseOrder, StockOrder)
        served = (select(model.merchant_id).where(documents(model, grants)).correlate(None) for model in sources)
        return column.in_(union_all(*served))
    return true()


def sees(grants: Grants, event: Any) -> bool:
    """Whether an event that was read already is visible: what `visible` says of events, in Python."""
    return (
        (grants.merchant_ids is None or event.merchant_id in grants.merchant_ids)
        and (grants.warehouse_ids is None or event.warehouse_id in grants.warehouse_ids)
        and (grants.tickets or event.subject_kind is not DocumentKind.WORK_TICKET)
    )


def visible(model: type[Base], grants: Grants | GrantParameters) -> ColumnElement[bool]:
    """The predicate of any table: a document's, a merchant's own, a user's own, or none for what all may see."""
    if issubclass(model, Document):
        return of_kind(model, model, grants)
    if model is Merchant:
        return merchants(Merchant.id, grants)
    if issubclass(model, Event | Evidence):
        about = true() if grants.tickets else model.subject_kind != DocumentKind.WORK_TICKET
        return and_(documents(model, grants), about)
    if model in (Task, PendingTask):
        return documents(model, grants)
    if model is ApiToken:
        return ApiToken.user_id == grants.user_id
    if model is Address and not grants.own:
        return false()
    if issubclass(model, MerchantOwned):
        return merchants(model.merchant_id, grants)
    return true()
