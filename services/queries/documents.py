"""What the lists of all kinds of documents share."""

from typing import Any

from sqlalchemy import and_, select

from domain.documents import PREFIXES
from domain.machines import RULES
from models import CargoOwner, GoodsItem, Merchant, Product, ServiceProvider, Warehouse
from services.queries import filters
from services.queries.filters import Conditions


def party(model: type[Merchant | Warehouse | ServiceProvider | CargoOwner], prefix: str) -> Conditions:
    return {
        "id": filters.ids(model.id, prefix),
        "code": filters.text(model.code_folded),
        "name": filters.text(model.name_folded),
    }


def item(model: type[Product | GoodsItem], prefix: str) -> Conditions:
    return {
        "id": filters.ids(model.id, prefix),
        "external_id": filters.text(model.external_id_folded),
        "name": filters.text(model.name_folded),
    }


def with_lines(lines: Any, key: str, model: type[Product | GoodsItem], column: Any) -> Any:
    """The keys of documents, with the products or goods of their lines."""
    keys = select(lines.merchant_id, getattr(lines, key))
    return keys.join(model, and_(model.merchant_id == lines.merchant_id, model.id == column))


def common(model: Any) -> Conditions:
    """Of every document in a warehouse."""
    return {
        "id": filters.ids(model.id, PREFIXES[model.kind]),
        "state": filters.values(model.state),
        "warehouse": filters.related(model.warehouse_id, Warehouse, party(Warehouse, "wh")),
        "cargo_owner": filters.related(model.cargo_owner_id, CargoOwner, party(CargoOwner, "co")),
        "merchant": filters.related(model.merchant_id, Merchant, party(Merchant, "mc")),
        "created_at": filters.moments(model.created_at),
        "updated_at": filters.moments(model.updated_at),
    }


def of_lines(model: Any, lines: Any, key: str) -> Conditions:
    """By number, and by the goods of any line."""
    goods = with_lines(lines, key, GoodsItem, lines.goods_item_id)
    return {
        "number": filters.text(model.number_folded),
        "goods_item": filters.any_row(model, goods, item(GoodsItem, "gi")),
    }


def deadline_status(model: Any, *deadlines: tuple[str, str, str]) -> filters.Condition:
    """`deadlines`: the columns of the moments when each is due soon, due, and was met."""
    machine = RULES[model.kind].machine
    terminal = [state for state in machine.states if machine.terminal(state)]
    columns = [filters.DeadlineColumns(*(getattr(model, name) for name in names)) for names in deadlines]
    return filters.deadline_status(columns, ended=model.state.in_(terminal))
