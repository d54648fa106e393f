"""Reading a file: its bytes become records of cells, each with the line that it starts on."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

SHEET_SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
SHEET_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
DELIMITERS = ",;\t"
# A spreadsheet's numbers have 15 digits: what is longer was rounded before we see it.
EXACT = 10**15

Value = int | float | str | bool | time | date | datetime | timedelta


class BadFile(Exception):
    """The file, or its mapping, cannot be read at all: why, in one line."""

    def __init__(self, text: str) -> None:
        super().__init__(one_line(text))


@dataclass(frozen=True, slots=True)
class Record:
    """`rounded`: the cells that a spreadsheet keeps as numbers of more digits than it can hold."""

    line: int
    cells: list[str]
    rounded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    headers: list[str]
    records: Iterator[Record]


def one_line(text: str) -> str:
    """On one line of a terminal: what a cell holds may not start another one, nor steer the screen."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def read(file: Path) -> Table:
    """The table in a CSV or spreadsheet file; the first record that is not blank is its header."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadFile(f"{file} cannot be read: {error.strerror}") from None
    if not data.strip():
        raise BadFile(f"{file.name} is empty")
    if data.startswith(SHEET_BEGINNINGS):
        records = _sheet_records(file.name, data)
    elif file.suffix.lower() in SHEET_SUFFIXES:
        raise BadFile(f"{file.name} is not a spreadsheet, whatever its name says")
    else:
        records = _csv_records(file.name, _decode(file.name, data))
    filled = (record for record in records if any(cell and not cell.isspace() for cell in record.cells))
    header = next(filled, None)
    if header is None:
        raise BadFile(f"{file.name} is empty")
    return Table([cell.strip() for cell in header.cells], filled)


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(codecs.BOM_UTF8) or _is_mostly_utf8(data):
            raise BadFile(f"{name} is not all UTF-8: line {_line_of(error)} holds a wrong byte") from None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        place = _line_of(error)
        raise BadFile(f"{name} is neither UTF-8 nor GBK: see line {place}; save it as CSV UTF-8") from None


def _is_mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a wrong byte, which might pass for nonsense in GBK: Chinese in GBK is hardly ever valid as UTF-8."""
    text = data.decode("utf-8", "replace")
    wide = sum(character >= "\u0800" for character in text)
    wrong = text.count("\ufffd")
    return wide - wrong > wrong


def _line_of(error: UnicodeDecodeError) -> int:
    return len(error.object[: error.start + 1].splitlines())


def _csv_records(name: str, text: str) -> Iterator[Record]:
    delimiter = max(DELIMITERS, key=lambda delimiter: _header_width(text, delimiter))
    reader = _reader(text, delimiter)
    line = 1
    try:
        for cells in reader:
            yield Record(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(f"{name} is no valid CSV: {error}, in the record that starts on line {line}") from None


def _reader(text: str, delimiter: str) -> "CsvReader":
    # Strict, because a quote that is never closed would otherwise swallow the rest of the file in silence.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _header_width(text: str, delimiter: str) -> int:
    try:
        return len(next((cells for cells in _reader(text, delimiter) if "".join(cells).strip(DELIMITERS + " ")), []))
    except csv.Error:
        return 0


def _sheet_records(name: str, data: bytes) -> Iterator[Record]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheet = _first_filled(workbook)
    except PasswordError:
        raise BadFile(f"{name} is protected by a password") from None
    except CalamineError as error:
        raise BadFile(f"{name} is not a spreadsheet that can be read: {error}") from None
    if sheet is None:
        raise BadFile(f"{name} is empty")
    for line, values in enumerate(sheet.iter_rows(), start=1):
        rounded = frozenset(i for i, value in enumerate(values) if isinstance(value, float) and abs(value) >= EXACT)
        yield Record(line, [_written(value) for value in values], rounded)


def _first_filled(workbook: CalamineWorkbook) -> CalamineSheet | None:
    sheets = (workbook.get_sheet_by_name(name) for name in workbook.sheet_names)
    return next((sheet for sheet in sheets if sheet.height), None)


def _written(value: Value) -> str:
    """As a person would write it: the id that a spreadsheet keeps as 536365.0 is 536365."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
