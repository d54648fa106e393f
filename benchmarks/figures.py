"""The figures of the design that a benchmark tells, each against what it must reach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from benchmarks import batches, searches
from benchmarks.contenders import Contender
from benchmarks.documents import INBOUND, REVERSE_ORDERS, Kind
from benchmarks.drive import Request
from benchmarks.measure import CONNECTIONS, Turns, in_turns, middle, ratio
from benchmarks.places import Place
from benchmarks.processes import largest_memory
from benchmarks.searches import Search
from benchmarks.stage import Stage


@dataclass(frozen=True)
class Measured:
    """`note` says what stands behind the value."""

    value: float
    note: str = ""


@dataclass(frozen=True)
class Figure:
    name: str
    description: str
    target: float
    measure: Callable[["Bench"], Measured]
    at_least: bool = False
    unit: str = ""
    kind: Kind = REVERSE_ORDERS

    def reached(self, value: float) -> bool:
        return value >= self.target if self.at_least else value <= self.target


def _pages(stage: Stage, kind: Kind = REVERSE_ORDERS) -> Callable[[Contender], list[Request]]:
    return lambda contender: [contender.page(place) for place in stage.places(kind).pages]


def _details(stage: Stage, kind: Kind = REVERSE_ORDERS) -> Callable[[Contender], list[Request]]:
    return lambda contender: [contender.detail(kind, id) for id in stage.places(kind).ids]


@dataclass
class Bench:
    """What several figures share is measured once."""

    stage: Stage
    tables: dict[str, Turns] = field(default_factory=dict)

    @cached_property
    def page(self) -> Turns:
        stage = self.stage
        contenders = [stage.backhaul, stage.floor, stage.postgraphile]
        stage.say("the page of 50")
        return self._kept("page of 50", in_turns(stage.postgres, contenders, _pages(stage), stage.effort))

    @cached_property
    def crowd(self) -> Turns:
        stage = self.stage
        contenders = [stage.backhaul, stage.floor, stage.postgraphile]
        stage.say(f"the page of 50 at {CONNECTIONS} connections")
        turns = in_turns(stage.postgres, contenders, _pages(stage), stage.effort, CONNECTIONS)
        return self._kept(f"page of 50, {CONNECTIONS} connections", turns)

    @cached_property
    def detail(self) -> Turns:
        stage = self.stage
        contenders = [stage.backhaul, stage.floor, stage.postgraphile]
        stage.say("one order with lines and timeline")
        return self._kept("one order", in_turns(stage.postgres, contenders, _details(stage), stage.effort))

    @cached_property
    def ordinary(self) -> Turns:
        stage = self.stage
        stage.say("the page of 50 without plans")
        contenders = [stage.ordinary, stage.postgraphile]
        turns = in_turns(stage.postgres, contenders, _pages(stage), stage.effort)
        return self._kept("page of 50, ordinary executor", turns)

    @cached_property
    def sqlite(self) -> Turns:
        stage = self.stage
        stage.say("the page of 50 on SQLite")
        turns = in_turns(stage.postgres, [stage.on_sqlite, stage.backhaul], _pages(stage), stage.effort)
        return self._kept("page of 50, SQLite and PostgreSQL", turns)

    def flat(self, what: str, requests: Callable[[Contender], list[Request]]) -> Measured:
        """The same at both numbers of rows."""
        stage = self.stage
        stage.say(f"{what} at both sizes")
        many, few = stage.backhaul, stage.on_small
        turns = self._kept(f"{what}, many and few rows", in_turns(stage.postgres, [many, few], requests, stage.effort))
        value = ratio(turns, many.name, few.name, lambda turn: turn.p50)
        times = [middle(turns, name, lambda turn: turn.p50) for name in (many.name, few.name)]
        return Measured(value, f"{times[0]:.2f} ms and {times[1]:.2f} ms")

    def to_floor(self, what: str, requests: Callable[[Contender], list[Request]]) -> Measured:
        stage = self.stage
        stage.say(what)
        turns = in_turns(stage.postgres, [stage.backhaul, stage.floor], requests, stage.effort)
        return _cpu(self._kept(what, turns), "Backhaul", "floor")

    def _kept(self, title: str, turns: Turns) -> Turns:
        self.tables[title] = turns
        return turns


def _cpu(turns: Turns, name: str, other: str) -> Measured:
    value = ratio(turns, name, other, lambda turn: turn.cpu)
    ours, theirs = (middle(turns, one, lambda turn: turn.cpu) for one in (name, other))
    return Measured(value, f"{ours:.2f} ms and {theirs:.2f} ms CPU a request")


def _throughput(bench: Bench) -> Measured:
    turns = bench.crowd
    ours, theirs = (middle(turns, name, lambda turn: turn.rate) for name in ("Backhaul", "PostGraphile"))
    value = ratio(turns, "Backhaul", "PostGraphile", lambda turn: turn.rate)
    return Measured(value, f"{ours:.0f} and {theirs:.0f} requests a second")


def _sqlite(bench: Bench) -> Measured:
    turns = bench.sqlite
    ours, theirs = (middle(turns, name, lambda turn: turn.p50) for name in ("Backhaul on SQLite", "Backhaul"))
    value = ratio(turns, "Backhaul on SQLite", "Backhaul", lambda turn: turn.p50)
    return Measured(value, f"{ours:.2f} ms and {theirs:.2f} ms")


def _first_page(bench: Bench) -> Measured:
    return bench.flat("first page", lambda contender: [contender.page(Place(REVERSE_ORDERS, None, 0))])


def _deep_page(bench: Bench) -> Measured:
    many, few = bench.stage.deep, bench.stage.small_deep
    measured = bench.flat(
        "deep page", lambda contender: [contender.page(few if contender is bench.stage.on_small else many)]
    )
    return Measured(measured.value, f"{measured.note}, {many.depth} and {few.depth} pages deep")


def _detail(bench: Bench) -> Measured:
    stage = bench.stage
    return bench.flat(
        "detail",
        lambda contender: [
            contender.detail(REVERSE_ORDERS, id)
            for id in (stage.small_places() if contender is stage.on_small else stage.places()).ids
        ],
    )


def _search(search: Search) -> Measured:
    return Measured(search.worst, f"{search.word} is slowest; the middle word {search.typical:.1f} ms")


def _batch(bench: Bench) -> Measured:
    bench.stage.say(f"batches of {batches.ORDERS}")
    measured = batches.measure(bench.stage)
    return Measured(measured.milliseconds, f"of {measured.batches} batches")


def _memory(bench: Bench) -> Measured:
    """After whatever else was measured; at least after the page at many connections."""
    _ = bench.crowd
    return Measured(largest_memory(bench.stage.backhaul.process))


def _to_floor(kind: Kind) -> tuple[Figure, Figure]:
    """A page and a document of one kind, against what the same need with SQL by hand."""
    name = kind.table.replace("_", "-")
    page, detail = f"{kind.words}: the page of 50", f"{kind.words}: one"

    def figure(part: str, what: str, requests: Callable[[Stage, Kind], Callable[[Contender], list[Request]]]) -> Figure:
        return Figure(
            f"{name}-{part}",
            f"{what}: CPU to the floor's",
            1.3,
            lambda bench: bench.to_floor(what, requests(bench.stage, kind)),
            kind=kind,
        )

    return figure("page", page, _pages), figure("detail", detail, _details)


FIGURES = (
    Figure("page-cpu", "the page of 50: CPU to PostGraphile's", 0.45, lambda b: _cpu(b.page, "Backhaul", "PostGraphile")),
    Figure("page-floor", "the page of 50: CPU to the floor's", 1.3, lambda b: _cpu(b.page, "Backhaul", "floor")),
    Figure("detail-cpu", "one order: CPU to PostGraphile's", 0.45, lambda b: _cpu(b.detail, "Backhaul", "PostGraphile")),
    Figure("page-throughput", f"the page at {CONNECTIONS} connections: requests/s to PostGraphile's", 2.5, _throughput,
           at_least=True),
    Figure("flat-first-page", "first page: time at all rows to that at a twentieth", 1.3, _first_page),
    Figure("flat-deep-page", "deep page: the same", 1.3, _deep_page),
    Figure("flat-detail", "one order: the same", 1.3, _detail),
    Figure("product-search", "two-character product search, PostgreSQL", 20,
           lambda b: _search(searches.products(b.stage, b.stage.backhaul)), unit="ms"),
    Figure("order-search", "orders by two characters of a product, PostgreSQL", 20,
           lambda b: _search(searches.orders(b.stage, b.stage.backhaul)), unit="ms"),
    Figure("product-search-sqlite", "two-character product search, SQLite", 20,
           lambda b: _search(searches.products(b.stage, b.stage.on_sqlite)), unit="ms"),
    Figure("order-search-sqlite", "orders by two characters of a product, SQLite", 20,
           lambda b: _search(searches.orders(b.stage, b.stage.on_sqlite)), unit="ms"),
    Figure("pickup-batch", "registerPickupBatch of 100, PostgreSQL", 60, _batch, unit="ms"),
    Figure("ordinary-page", "the page without plans: CPU to PostGraphile's", 2,
           lambda b: _cpu(b.ordinary, "ordinary executor", "PostGraphile")),
    Figure("sqlite-page", "the page: time on SQLite to that on PostgreSQL", 1.0, _sqlite),
    *(figure for kind in INBOUND for figure in _to_floor(kind)),
    Figure("memory", "one server process after the load", 120, _memory, unit="MB"),
)  # fmt: skip
BY_NAME: Mapping[str, Figure] = {figure.name: figure for figure in FIGURES}
