"""`make bench`: load, check that all answer the same, measure, and say what falls short. Exit 1 when a figure does."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import asyncpg
from rich.console import Console

from benchmarks import agreement, datasets, report
from benchmarks.contenders import ROOT
from benchmarks.datasets import SIZES, Size
from benchmarks.documents import KINDS, REVERSE_ORDERS, Kind
from benchmarks.figures import BY_NAME, FIGURES, Bench
from benchmarks.measure import Effort
from benchmarks.report import Line
from benchmarks.stage import Stage
from models import migrate
from models.database import Database

output = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
progress = Console(stderr=True, highlight=False, soft_wrap=True)
_EFFORTS = {"full": Effort(rounds=5, seconds=4), "small": Effort(rounds=3, seconds=1.5)}
_CHECKED = 20


def main() -> int:
    arguments = _arguments()
    size = SIZES[arguments.size]
    folder = Path(os.environ.get("BENCH_DIR", ROOT / ".bench")).resolve()
    started = time.monotonic()

    def say(step: str) -> None:
        progress.print(f"{time.monotonic() - started:7.1f} s  {step}")

    try:
        large, small = datasets.ensure(folder, size, say)
        if arguments.load:
            return 0
        with Stage(folder, large, small, _EFFORTS[size.name], say) as stage:
            return _run(stage, size, arguments.only, arguments.write)
    except KeyboardInterrupt:
        return 130


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default=os.environ.get("SIZE") or "full", help="how many rows")
    parser.add_argument("--only", action="append", choices=list(BY_NAME), metavar="NAME", help="one figure; repeatable")
    parser.add_argument("--load", action="store_true", help="only load the databases")
    parser.add_argument("--write", action="store_true", help="write the result to docs/performance.md")
    parser.epilog = "Figures: " + ", ".join(BY_NAME) + ". The databases are kept in $BENCH_DIR (default .bench)."
    return parser.parse_args()


def _run(stage: Stage, size: Size, only: Sequence[str] | None, write: bool) -> int:
    figures = [figure for figure in FIGURES if not only or figure.name in only]
    _check(stage, {figure.kind for figure in figures}, everyone=not only)
    bench = Bench(stage)
    lines = [Line(figure, figure.measure(bench)) for figure in figures]
    report.show(output, bench.tables, lines)
    if write:
        report.write(bench.tables, lines, size, asyncio.run(_postgres_version(stage)))
    return 0 if all(line.reached for line in lines) else 1


def _check(stage: Stage, kinds: Collection[Kind], *, everyone: bool) -> None:
    for url in (stage.url(stage.large), stage.url(stage.small), f"sqlite+aiosqlite:///{stage.large.file}"):
        if asyncio.run(_differs(url)):
            stage.say(f"a migration was changed since {url.rpartition('/')[2]} got it: delete it to load it again")
    stage.say("do all answer the same?")
    others = [stage.floor, *([stage.ordinary, stage.on_sqlite] if everyone else [])]
    for kind in (kind for kind in KINDS if kind in kinds):
        found = stage.places(kind)
        compared, pages = others, found.pages
        if kind is REVERSE_ORDERS:
            compared, pages = [*others, stage.postgraphile], [*pages, stage.deep]
        agreement.check(stage.backhaul, compared, pages, kind, found.ids[:_CHECKED])


async def _differs(url: str) -> bool:
    database = Database(url, durable=False)
    try:
        return bool(await migrate.differences(database))
    finally:
        await database.close()


async def _postgres_version(stage: Stage) -> str:
    connection = await asyncpg.connect(stage.postgres.url())
    try:
        return str(await connection.fetchval("SHOW server_version")).partition(" ")[0]
    finally:
        await connection.close()


if __name__ == "__main__":
    sys.exit(main())
