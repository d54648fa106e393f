"""Entering the orders of one transaction: who is entered, who is there already, and what is wrong with the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from domain.batches import Key
from domain.errors import AlreadySubmitted, Failure, Rejected
from domain.reverse_orders import CAUSES, ReverseType
from domain.texts import Locale, message
from models import ReverseOrder
from services.imports.catalogue import Additions, Item
from services.imports.columns import HEADERS
from services.imports.contents import Order
from services.imports.layout import Layout
from services.imports.report import Refusal, Report
from services.imports.rows import Head, Row
from services.reverse_orders import Create, Known, create
from services.work import Work

Failures = dict[int, list[Failure]]


@dataclass
class Entry:
    work: Work
    layout: Layout
    additions: Additions
    known: Known
    report: Report = field(default_factory=Report)
    used: set[Item] = field(default_factory=set)
    claims: dict[Key, int] = field(default_factory=dict)

    async def enter(self, cluster: list[Order]) -> None:
        """Orders that may clash with one another, in the order in which they are to be entered."""
        for order in cluster:
            # What was looked up for all orders at once does not tell of those that this transaction enters.
            failures = await self._enter_or_refuse(order, self.known if len(cluster) == 1 else None)
            self.report.refusals += [refusal(self.layout, line, found) for line, found in failures.items()]
            if len(cluster) > 1:
                # The next order of the cluster must see this one; orders of other clusters have no need to.
                await self.work.flush()

    async def _enter_or_refuse(self, order: Order, known: Known | None) -> Failures:
        """Enter an order, or find what is wrong with each of its rows."""
        failures = self._known_failures(order)
        sound = not failures and not order.torn
        work = self.work if sound else _scratch(self.work)
        while rows := [row for row in order.rows if row.line not in failures]:
            try:
                command = order.command(rows)
                key = await create(work, command, known or await look_up(self.work, [command]))
            except Rejected as rejected:
                if rejected.document is not None:
                    clash = await self._clash(order, rejected.document, rejected.failures[0]) if sound else None
                    return failures if clash is None else {order.line: [clash]}
                for line, failure in _located(rejected.failures, order, rows):
                    failures.setdefault(line, []).append(failure)
                if any(not _is_of_line(failure) for failure in rejected.failures):
                    break
                # Again without those rows, to hear what is wrong with the others.
                sound, work, known = False, _scratch(self.work), None
            else:
                if sound:
                    self._created(order, key)
                break
        return failures

    def _known_failures(self, order: Order) -> Failures:
        found = {row.line: [*row.failures] for row in order.rows}
        for row in order.rows:
            if failure := self.additions.failure(row):
                found[row.line].append(failure)
        return {line: failures for line, failures in found.items() if failures}

    def _created(self, order: Order, key: Key) -> None:
        self.report.created += 1
        self.claims[key] = order.line
        self.used.update((row.head.merchant_code, row.goods_id) for row in order.rows)

    async def _clash(self, order: Order, key: Key, failure: Failure) -> Failure | None:
        """None when the order that exists is the one that the file tells of."""
        if key in self.claims:
            return AlreadySubmitted(reason="SAME_PARCEL", line=self.claims[key]).failure
        existing = await self.work.session.get(ReverseOrder, {"merchant_id": key[0], "id": key[1]})
        if existing is None or not _is_same(existing, order.head):
            return failure
        self.report.unchanged += 1
        self.claims[key] = order.line
        return None


async def look_up(work: Work, commands: Iterable[Create]) -> Known:
    """A file that is read again changes nothing, also where somebody has cancelled what it entered."""
    return await Known.load(work, commands, cancelled_too=True)


def _scratch(work: Work) -> Work:
    """Where `create` can say what it thinks of an order, and what it adds is never written."""
    return Work(session=work.session, actor=work.actor, grants=work.grants, now=work.now, spans=work.spans)


def _is_same(existing: ReverseOrder, head: Head) -> bool:
    """A customs failure may have been decided since it was entered."""
    return (
        head.type is not None
        and existing.order_number == head.order_number
        and existing.cause is CAUSES[head.type]
        and head.type in {existing.type, ReverseType.CUSTOMS_CLEARANCE_FAILED}
    )


# ───────────────────────── what was refused ─────────────────────────

_COLUMNS = {"goods_external_id": "goods_id"}


def _is_of_line(failure: Failure) -> bool:
    return len(failure.field) == 3 and failure.field[0] == "lines"


def _located(failures: Iterable[Failure], order: Order, rows: list[Row]) -> Iterator[tuple[int, Failure]]:
    """The line of the file that each failure of `create` speaks of: a row's, or the order's first."""
    for failure in failures:
        row = rows[int(failure.field[1])] if _is_of_line(failure) else None
        yield (row.line if row else order.line), failure


def refusal(layout: Layout, line: int, failures: list[Failure]) -> Refusal:
    code = failures[0].code
    return Refusal(line, code.value, " ".join(_worded(layout, failure) for failure in failures if failure.code is code))


def _worded(layout: Layout, failure: Failure) -> str:
    last = str(failure.field[-1]) if failure.field else ""
    column = _COLUMNS.get(last, last)
    text = message(failure, Locale.EN)
    return f"{layout.name(column)}: {text}" if column in HEADERS else text
