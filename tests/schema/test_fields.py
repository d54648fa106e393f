"""How declared fields are read."""

import pytest

from models import Base, Evidence, ReverseOrderLine, StockOrderLine
from schema.fields import ToMany


@pytest.mark.parametrize(
    ("model", "key", "order_by", "order"),
    [
        # No two lines of an order have one place: the index of that gives them in order.
        (ReverseOrderLine, "reverse_order_id", "position", ("position",)),
        (StockOrderLine, "stock_order_id", "position", ("position", "id")),
        # Two files may come at one moment.
        (Evidence, "subject_id", "at", ("at", "id")),
    ],
)
def test_rows_stand_in_one_order(model: type[Base], key: str, order_by: str, order: tuple[str, ...]) -> None:
    assert ToMany(model, key, order_by).order == order
