"""The mapping file, which adapts other files to the import format."""

import tomllib
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from services.imports.columns import HEADERS
from services.imports.files import BadFile


@dataclass(frozen=True, slots=True)
class Skip:
    """A rule for rows that are no goods of a parcel: by a column's values, its beginning, or its number."""

    column: str
    values: frozenset[str] | None = None
    prefix: str | None = None
    most: float | None = None

    def matches(self, cell: str) -> bool:
        if self.values is not None:
            return cell in self.values
        if self.prefix is not None:
            return cell.startswith(self.prefix)
        number = _number(cell)
        return number is not None and self.most is not None and number <= self.most


@dataclass(frozen=True, slots=True)
class Mapping:
    columns: dict[str, str]
    constants: dict[str, str]
    skips: tuple[Skip, ...]

    def has(self, column: str) -> bool:
        return column in self.columns or column in self.constants

    @classmethod
    def empty(cls) -> "Mapping":
        return cls({}, {}, ())

    @classmethod
    def read(cls, file: Path) -> "Mapping":
        try:
            document = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        except OSError as error:
            raise BadFile(f"{file} cannot be read: {error.strerror}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadFile(f"{file.name} is no valid TOML: {error}") from None
        try:
            return _mapping(document)
        except _Wrong as error:
            raise BadFile(f"{file.name}: {error}") from None


class _Wrong(Exception):
    """What is wrong in a mapping file."""


def _mapping(document: dict[str, Any]) -> Mapping:
    _require_known("the file", document, {"columns", "constants", "skip"})
    columns = {column: _text(f"[columns] {column}", value) for column, value in _table(document, "columns").items()}
    constants = {
        column: _text(f"[constants] {column}", value) for column, value in _table(document, "constants").items()
    }
    if both := columns.keys() & constants.keys():
        raise _Wrong(f"both in [columns] and in [constants]: {', '.join(sorted(both))}")
    rules = document.get("skip", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise _Wrong("rules are written [[skip]], in double brackets")
    return Mapping(columns, constants, tuple(_skip(rule) for rule in rules))


def _table(document: dict[str, Any], name: str) -> dict[str, Any]:
    table = document.get(name, {})
    if not isinstance(table, dict):
        raise _Wrong(f"[{name}] is not a table")
    _require_known(f"[{name}]", table, set(HEADERS))
    return table


def _skip(rule: dict[str, Any]) -> Skip:
    _require_known("[[skip]]", rule, {"column", "in", "starts_with", "at_most"})
    if "column" not in rule or len(rule) != 2:
        raise _Wrong("[[skip]] takes a column, and one of in, starts_with and at_most")
    column = _text("[[skip]] column", rule["column"])
    if "in" in rule:
        if not isinstance(rule["in"], list):
            raise _Wrong("[[skip]] in is not a list")
        return Skip(column, values=frozenset(_written("[[skip]] in", value) for value in rule["in"]))
    if "starts_with" in rule:
        return Skip(column, prefix=_text("[[skip]] starts_with", rule["starts_with"]))
    most = rule["at_most"]
    if isinstance(most, bool) or not isinstance(most, int | float):
        raise _Wrong("[[skip]] at_most is not a number")
    return Skip(column, most=most)


def _require_known(where: str, table: dict[str, Any], known: set[str]) -> None:
    if unknown := [key for key in table if key not in known]:
        raise _Wrong(f"{where} has no {', '.join(unknown)}; it may have {', '.join(sorted(known))}")


def _text(where: str, value: object) -> str:
    text = _written(where, value)
    if not text:
        raise _Wrong(f"{where} is empty")
    return text


def _written(where: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Wrong(f"{where} is not a text")
    return str(value).strip()


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if isfinite(number) else None
