"""Importing reverse orders, some of them a transaction.

Every rule of entering is `services.reverse_orders.create`'s. What is added here: which row it speaks of, which goods
the file adds to the catalogue, and when an order that exists is the very one that the file tells of.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.deadlines import Spans
from domain.permissions import SYSTEM
from models.database import Database, analyze
from services.imports.catalogue import add_named
from services.imports.contents import Contents, Order, read_contents
from services.imports.entry import Entry, look_up, refusal
from services.imports.report import Report
from services.work import Work, perform

ORDERS_AT_ONCE = 200
ROWS_AT_ONCE = 2000

# Orders that share a mark, directly or through others, in the file's order.
Cluster = list[Order]


async def reverse_orders(
    database: Database,
    file: Path,
    *,
    mapping: Path | None,
    dry_run: bool,
    spans: Spans,
    progress: Callable[[int, int], object],
) -> Report:
    """Enter the orders of a file; raises BadFile when it, or its mapping, cannot be read."""
    contents = await asyncio.to_thread(read_contents, file, mapping)
    report = Report(skipped=contents.skipped)
    report.refusals += [refusal(contents.layout, row.line, row.failures) for row in contents.strays]
    total = contents.rows
    done = contents.skipped + len(contents.strays)
    progress(done, total)
    for number, clusters in enumerate(_transactions(contents.orders)):
        task = _Task(contents, clusters, dry_run, first=number == 0)
        try:
            report.add(await perform(database, _enter_all, task, actor=SYSTEM, spans=spans))
        except _Undone as undone:
            report.add(undone.report)
        done += sum(len(order.rows) for cluster in clusters for order in cluster)
        progress(done, total)
    report.refusals.sort()
    return report


@dataclass(frozen=True)
class _Task:
    contents: Contents
    clusters: list[Cluster]
    dry_run: bool
    first: bool


class _Undone(Exception):
    """Raised at the end of a dry run, so that its transaction is rolled back."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


async def _enter_all(work: Work, task: _Task) -> Report:
    """One transaction. It may be tried again from its start, so it keeps nothing but what it answers."""
    rows = [row for cluster in task.clusters for order in cluster for row in order.rows if not row.failures]
    additions = await add_named(work, rows, task.contents.names)
    alone = [cluster[0] for cluster in task.clusters if len(cluster) == 1]
    known = await look_up(work, [order.command(order.sound_rows) for order in alone])
    entry = Entry(work, task.contents.layout, additions, known)
    for cluster in task.clusters:
        await entry.enter(cluster)
    await additions.keep_only(work, entry.used)
    await work.flush()
    if task.dry_run:
        raise _Undone(entry.report)
    if task.first:
        await analyze(work.session)
    return entry.report


def _transactions(orders: list[Order]) -> Iterator[list[Cluster]]:
    """Clusters together in numbers that are good to write at once."""
    some: list[Cluster] = []
    number = rows = 0
    for cluster in _clusters(orders):
        some.append(cluster)
        number += len(cluster)
        rows += sum(len(order.rows) for order in cluster)
        if number >= ORDERS_AT_ONCE or rows >= ROWS_AT_ONCE:
            yield some
            some, number, rows = [], 0, 0
    if some:
        yield some


def _clusters(orders: list[Order]) -> Iterable[Cluster]:
    """Orders that may clash with one another stay in one transaction, so that also a dry run sees them clash."""
    by_mark: dict[tuple[str, str, str], Cluster] = {}
    for order in orders:
        marks = order.marks
        joined: dict[int, Cluster] = {id(by_mark[mark]): by_mark[mark] for mark in marks if mark in by_mark}
        cluster = max(joined.values(), key=len, default=[])
        for other in joined.values():
            if other is not cluster:
                cluster += other
                by_mark.update((mark, cluster) for moved in other for mark in moved.marks)
        cluster.append(order)
        by_mark.update((mark, cluster) for mark in marks)
    distinct = {id(cluster): cluster for cluster in by_mark.values()}
    return [sorted(cluster, key=lambda order: order.line) for cluster in distinct.values()]
