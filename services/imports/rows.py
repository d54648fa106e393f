"""One row of a file: what it says of its order and of its goods, and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar

from domain.errors import Failure
from domain.reverse_orders import BusinessModel, ReverseType
from domain.text import fold
from domain.texts import Locale, label
from domain.words import Word
from services.imports.files import BadFile, Record
from services.imports.layout import Layout
from services.reverse_orders import MOST_PIECES
from services.validation import FOLDED, NUMBER, Problems

W = TypeVar("W", bound=Word)

ITEM_NAME = 200
# Excel's way to show, and to save as CSV, a number of many digits: 1.23457E+17.
_SHORTENED = re.compile(r"\d(\.\d+)?E\+\d+")
_WHOLE = re.compile(r"([+-]?\d{1,20})(\.0*)?")
_NUMBERS = (
    "order_number",
    "sales_return_number",
    "goods_id",
    "product_id",
    "forward_tracking_number",
    "reverse_tracking_number",
    "lot_number",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What all rows of an order share. A word that is not understood is None, and a problem of its row."""

    merchant_code: str
    cargo_owner_code: str
    warehouse_code: str
    order_number: str
    type: ReverseType | None
    business_model: BusinessModel | None
    sales_return_number: str | None
    reason: str | None
    forward_tracking_number: str | None
    reverse_tracking_number: str | None

    def differences(self, other: "Head") -> list[str]:
        return [f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name)]


@dataclass(slots=True)
class Row:
    line: int
    head: Head
    goods_id: str
    goods_name: str | None
    product_id: str | None
    product_name: str | None
    quantity: int
    lot_number: str | None
    failures: list[Failure] = field(default_factory=list)


def words_by_text(enumeration: type[W]) -> Mapping[str, W]:
    """The words by their names and labels, in either language."""
    return {
        fold(text): word
        for word in enumeration
        for text in (word.value, label(word, Locale.EN), label(word, Locale.ZH_CN))
    }


class RowReader:
    """Reads records laid out in one way into rows."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._types = words_by_text(ReverseType)
        self._models = words_by_text(BusinessModel)
        self._sound: set[tuple[str, int]] = set()
        self._check_constants()

    def read(self, record: Record) -> Row:
        problems = Problems()
        cells = self._layout.cells(record)
        self._check_cells(problems, record, cells)

        def optional(column: str) -> str | None:
            return cells.get(column) or None

        # What is looked up in the catalogue, or becomes a row of it, is checked here; `create` checks all the rest.
        head = Head(
            merchant_code=self._text(problems, "merchant_code", cells.get("merchant_code", ""), NUMBER),
            cargo_owner_code=_required(problems, "cargo_owner_code", cells),
            warehouse_code=_required(problems, "warehouse_code", cells),
            order_number=_required(problems, "order_number", cells),
            type=_word(problems, "type", cells, self._types),
            business_model=_word(problems, "business_model", cells, self._models),
            sales_return_number=optional("sales_return_number"),
            reason=optional("reason"),
            forward_tracking_number=optional("forward_tracking_number"),
            reverse_tracking_number=optional("reverse_tracking_number"),
        )
        row = Row(
            line=record.line,
            head=head,
            goods_id=self._text(problems, "goods_id", cells.get("goods_id", ""), NUMBER),
            goods_name=self._optional_text(problems, "goods_name", optional("goods_name"), ITEM_NAME),
            product_id=self._optional_text(problems, "product_id", optional("product_id"), NUMBER),
            product_name=self._optional_text(problems, "product_name", optional("product_name"), ITEM_NAME),
            quantity=_quantity(problems, cells.get("quantity", "")),
            lot_number=optional("lot_number"),
        )
        row.failures.extend(error.failure for error in problems.found)
        return row

    def _text(self, problems: Problems, column: str, cell: str, longest: int) -> str:
        """The catalogue's texts come again and again in a file: each is checked once."""
        if (cell, longest) not in self._sound:
            found = len(problems.found)
            problems.text((column,), cell, longest)
            if longest == ITEM_NAME and len(folded := fold(cell)) > FOLDED:
                problems.add((column,), "TOO_LONG", longest=FOLDED, length=len(folded))
            if len(problems.found) == found:
                self._sound.add((cell, longest))
        return cell

    def _optional_text(self, problems: Problems, column: str, cell: str | None, longest: int) -> str | None:
        return None if cell is None else self._text(problems, column, cell, longest)

    def _check_cells(self, problems: Problems, record: Record, cells: Mapping[str, str]) -> None:
        width = len(self._layout.headers)
        if any(cell.strip() for cell in record.cells[width:]):
            problems.add((), "MORE_CELLS", count=len(record.cells), headers=width)
        for column in _NUMBERS:
            rounded = bool(record.rounded) and self._layout.places.get(column) in record.rounded
            if rounded or _SHORTENED.fullmatch(cells.get(column, "")):
                problems.add((column,), "DIGITS_LOST")

    def _check_constants(self) -> None:
        """A constant that no row could be entered with is the mapping's fault, told once."""
        for column, words in (("type", self._types), ("business_model", self._models)):
            constant = self._layout.constants.get(column)
            if constant is not None and fold(constant) not in words:
                known = ", ".join(sorted({word.value for word in words.values()}))
                raise BadFile(f'the mapping\'s constant {column}: "{constant}" is none of {known}')


def _required(problems: Problems, column: str, cells: Mapping[str, str]) -> str:
    cell = cells.get(column, "")
    if not cell:
        problems.add((column,), "BLANK")
    return cell


def _word(problems: Problems, column: str, cells: Mapping[str, str], words: Mapping[str, W]) -> W | None:
    cell = _required(problems, column, cells)
    word = words.get(fold(cell))
    if cell and word is None:
        known = ", ".join(dict.fromkeys(word.value for word in words.values()))
        problems.add((column,), "UNKNOWN_WORD", value=shortened(cell), known=known)
    return word


def _quantity(problems: Problems, cell: str) -> int:
    match = _WHOLE.fullmatch(cell)
    if not cell:
        problems.add(("quantity",), "BLANK")
    elif match is None:
        problems.add(("quantity",), "NOT_WHOLE", value=shortened(cell))
    elif (number := int(match[1])) > MOST_PIECES:
        problems.add(("quantity",), "TOO_LARGE", most=MOST_PIECES, value=number)
    else:
        return problems.whole_number(("quantity",), number)
    return 0


def shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
