"""What a file holds: its rows, put together into orders."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from domain.errors import Invalid
from domain.reverse_orders import BusinessModel, ReverseType
from services.imports.catalogue import Names
from services.imports.files import read
from services.imports.layout import Layout, lay_out
from services.imports.mapping import Mapping
from services.imports.rows import Head, Row, RowReader
from services.reverse_orders import Create, NewLine


@dataclass
class Order:
    """`torn`: a row that cannot be told apart may belong to it too, so that it is not entered without that one."""

    rows: list[Row]
    torn: bool = False

    @property
    def line(self) -> int:
        return self.rows[0].line

    @property
    def head(self) -> Head:
        """As the first row that is sound says; the others are compared with it."""
        return next((row for row in self.rows if not row.failures), self.rows[0]).head

    @property
    def sound_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.failures]

    @property
    def marks(self) -> list[tuple[str, str, str]]:
        """What another order of the same file would share with it if it told of the same parcel."""
        head = self.head
        marks = [(head.merchant_code, "order", head.order_number)]
        if head.sales_return_number is not None:
            marks.append((head.merchant_code, "return", head.sales_return_number))
        return marks

    def command(self, rows: list[Row]) -> Create:
        head = self.head
        return Create(
            merchant_code=head.merchant_code,
            cargo_owner_code=head.cargo_owner_code,
            warehouse_code=head.warehouse_code,
            order_number=head.order_number,
            sales_return_number=head.sales_return_number,
            # Rows whose words are not understood are not sound, so never part of a command.
            type=cast(ReverseType, head.type),
            business_model=cast(BusinessModel, head.business_model),
            reason=head.reason,
            forward_tracking_number=head.forward_tracking_number,
            reverse_tracking_number=head.reverse_tracking_number,
            lines=tuple(NewLine(row.goods_id, row.quantity, row.lot_number) for row in rows),
        )


@dataclass
class Contents:
    """What a file holds: its orders, and the rows whose order cannot be told."""

    layout: Layout
    orders: list[Order] = field(default_factory=list)
    strays: list[Row] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    skipped: int = 0

    @property
    def rows(self) -> int:
        return self.skipped + len(self.strays) + sum(len(order.rows) for order in self.orders)


def read_contents(file: Path, mapping: Path | None) -> Contents:
    table = read(file)
    layout = lay_out(table.headers, Mapping.read(mapping) if mapping else Mapping.empty())
    reader = RowReader(layout)
    contents = Contents(layout)
    orders: dict[tuple[str, str, ReverseType], Order] = {}
    for record in table.records:
        if layout.skipped(record):
            contents.skipped += 1
            continue
        row = reader.read(record)
        if not row.failures:
            contents.names.note(row)
        if (key := _key(row)) is None:
            contents.strays.append(row)
        elif key in orders:
            orders[key].rows.append(row)
        else:
            orders[key] = Order([row])
    contents.orders = list(orders.values())
    _tear(contents)
    for order in contents.orders:
        _unite(order)
    return contents


def _key(row: Row) -> tuple[str, str, ReverseType] | None:
    """By what rows belong together; None where the row does not say all of it."""
    head = row.head
    if not head.merchant_code or not head.order_number or head.type is None or _has_lost(row, "order_number"):
        return None
    return (head.merchant_code, head.order_number, head.type)


def _has_lost(row: Row, column: str) -> bool:
    return any(failure.reason == "DIGITS_LOST" and failure.field == (column,) for failure in row.failures)


def _tear(contents: Contents) -> None:
    strays = {(row.head.merchant_code, row.head.order_number) for row in contents.strays}
    for order in contents.orders:
        head = order.head
        order.torn = not strays.isdisjoint({(head.merchant_code, head.order_number), ("", head.order_number)})


def _unite(order: Order) -> None:
    """All rows of an order must say the same of it."""
    head, line = order.head, next((row.line for row in order.rows if not row.failures), order.line)
    for row in order.rows:
        if row.failures or row.head == head:
            # Equal heads of all rows of a file are many: one of them is enough to keep.
            row.head = head
            continue
        for column in row.head.differences(head):
            value, first = getattr(row.head, column) or "", getattr(head, column) or ""
            error = Invalid(field=(column,), reason="DIFFERS", value=value, first=first, line=line)
            row.failures.append(error.failure)
