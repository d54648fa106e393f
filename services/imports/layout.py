"""Where each column of the import format is found in a file: by its header, or as a mapping says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.text import fold
from services.imports.columns import HEADERS, REQUIRED
from services.imports.files import BadFile, Record
from services.imports.mapping import Mapping, Skip


@dataclass(frozen=True, slots=True)
class Layout:
    """`places`: the index of each column's cell; `skips`: rules, each with the index of its cell."""

    headers: list[str]
    places: dict[str, int]
    constants: dict[str, str]
    skips: list[tuple[int, Skip]]

    def cells(self, record: Record) -> dict[str, str]:
        """What the record says, by column, without outer blanks."""
        cells, width = record.cells, len(record.cells)
        found = {column: cells[i].strip() for column, i in self.places.items() if i < width}
        return found | self.constants

    def skipped(self, record: Record) -> bool:
        cells = record.cells
        return any(skip.matches(cells[i].strip() if i < len(cells) else "") for i, skip in self.skips)

    def name(self, column: str) -> str:
        """A column as people find it: its name, and the file's header where that is another one."""
        if column in self.constants:
            return f"{column} (a constant of the mapping)"
        header = self.headers[self.places[column]] if column in self.places else column
        return column if fold(header) == column else f"{column} ({header})"


def lay_out(headers: list[str], mapping: Mapping) -> Layout:
    """Find every column, or say what is wrong with the headers or the mapping."""
    folded = [fold(header) for header in headers]
    if repeated := [headers[folded.index(header)] for header, n in Counter(filter(None, folded)).items() if n > 1]:
        raise BadFile(f"headers that stand twice: {_listed(repeated)}")
    usual = ((column, _usual_place(column, headers, folded)) for column in HEADERS if not mapping.has(column))
    places = {column: place for column, place in usual if place is not None}
    for column, header in mapping.columns.items():
        places[column] = _place(header, headers, folded, f"[columns] {column}")
    if missing := [column for column in REQUIRED if column not in places and column not in mapping.constants]:
        wanted = ", ".join(f"{column} ({HEADERS[column]})" for column in missing)
        raise BadFile(f"columns that are missing: {wanted}; headers that were found: {_listed(headers)}")
    return Layout(headers, places, mapping.constants, [_skip(skip, headers, folded, places) for skip in mapping.skips])


def _usual_place(column: str, headers: list[str], folded: list[str]) -> int | None:
    found = [i for i, header in enumerate(folded) if header in {column, fold(HEADERS[column])}]
    if len(found) > 1:
        raise BadFile(f"two headers for the same column: {_listed([headers[i] for i in found])}")
    return found[0] if found else None


def _skip(skip: Skip, headers: list[str], folded: list[str], places: dict[str, int]) -> tuple[int, Skip]:
    """A rule names a header of the file, or a column of the import format."""
    if fold(skip.column) not in folded and skip.column in places:
        return places[skip.column], skip
    return _place(skip.column, headers, folded, "[[skip]]"), skip


def _place(header: str, headers: list[str], folded: list[str], where: str) -> int:
    try:
        return folded.index(fold(header.strip()))
    except ValueError:
        raise BadFile(f'the mapping\'s {where}: the file has no "{header}"; it has {_listed(headers)}') from None


def _listed(headers: Sequence[str]) -> str:
    return ", ".join(f'"{header}"' for header in headers if header)
