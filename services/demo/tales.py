"""One story of inbound documents while it is told: what it is about, what it has made so far, and who acts in it."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Result, ScalarResult
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.ext.asyncio import AsyncSession

from domain.deadlines import Spans
from domain.documents import PREFIXES, DocumentKind
from domain.exception_cases import SURPLUS, ExceptionSubtype, ExceptionType
from domain.ids import encode_id
from domain.permissions import SYSTEM, Actor, Role
from domain.resolutions import Resolution, Rule
from domain.stock_orders import OrderKind
from models import (
    CargoOwner,
    DeliveryNote,
    DeliveryNoteLine,
    Evidence,
    ExceptionCase,
    GoodsItem,
    Merchant,
    ReturnOrder,
    StockOrder,
    StockOrderLine,
    Warehouse,
    WorkTicket,
)
from services.demo.exhibits import Exhibits
from services.demo.parties import Shop, Site
from services.work import Work

QUANTITIES = (12, 24, 36, 48, 60, 96, 120, 200, 300)
# Pieces that are not there at all; of other findings, the pieces are there.
MISSING = (ExceptionType.QTY_SHORT, ExceptionType.RECEIVING_PARCEL_ANOMALY)
_DOCUMENTS: tuple[Any, ...] = (StockOrder, DeliveryNote, ExceptionCase, ReturnOrder, WorkTicket)
_LINES: tuple[tuple[Any, str, str], ...] = (
    (StockOrderLine, "stock_order_id", "ordered_quantity"),
    (DeliveryNoteLine, "delivery_note_id", "declared_quantity"),
)


@dataclass(frozen=True)
class Finding:
    """What a case is about, and the resolution that is in view."""

    type: ExceptionType
    subtype: ExceptionSubtype | None = None
    resolution: Resolution | None = None
    # Whether it concerns the whole note.
    whole: bool = False

    @classmethod
    def under(cls, rule: Rule) -> "Finding":
        whole = not rule.is_partial and rule.type is not ExceptionType.TRANSIT_DAMAGE
        return cls(rule.type, rule.subtype, rule.resolution, whole)


@dataclass
class Tale:
    """The latest document of each kind is what the next step is about."""

    work: Work
    random: Random
    shop: Shop
    site: Site
    operator: Actor
    exhibits: Exhibits
    kind: OrderKind
    finding: Finding | None
    owner: CargoOwner = field(init=False)
    ordered: dict[str, int] = field(init=False)
    # What the merchant calls its goods.
    names: dict[UUID, str] = field(init=False)
    unwritten: "Unwritten" = field(init=False)
    found: dict[str, int] = field(default_factory=dict)
    made: defaultdict[DocumentKind, list[str]] = field(default_factory=lambda: defaultdict(list))
    # The pieces of each goods item, by the document that they are on.
    lines: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    # The certificate that was attached last.
    certificate: UUID | None = None
    # Whether the database knows of it already.
    written: bool = False

    def __post_init__(self) -> None:
        self.owner = self.random.choice(self.shop.owners)
        self.names = {item.id: item.external_id for item in self.shop.goods}
        goods = self.random.sample(self.shop.goods, self.random.choice((1, 2, 2, 3)))
        self.ordered = {item.external_id: self.random.choice(QUANTITIES) for item in goods}
        if self.finding and not self.finding.whole:
            self.found = self._found(self.finding.type)
        self.unwritten = Unwritten(self)

    def _found(self, type: ExceptionType) -> dict[str, int]:
        name, quantity = next(iter(self.ordered.items()))
        if type is ExceptionType.WRONG_GOODS:
            name = self.random.choice([other for other in self.names.values() if other not in self.ordered])
        return {name: self.random.randint(1, max(2, quantity // 6))}

    def latest(self, kind: DocumentKind) -> str:
        return self.made[kind][-1]

    def received(self, note: str) -> dict[str, int]:
        """What the warehouse counts of a note: as announced, but for what is missing on the first one."""
        missing = self._lacking(note, self.finding is not None and self.finding.type in MISSING)
        return {name: quantity - missing.get(name, 0) for name, quantity in self.lines[note].items()}

    def problems(self, note: str) -> dict[str, int]:
        surplus_or_missing = self.finding is None or self.finding.type in (*MISSING, *SURPLUS)
        return self._lacking(note, not surplus_or_missing)

    def _lacking(self, note: str, holds: bool) -> dict[str, int]:
        return self.found if holds and note == self.made[DocumentKind.DELIVERY_NOTE][0] else {}

    async def take(self, beat: "Beat", at: datetime) -> None:
        """Call the use case of a step, as if it were then."""
        work, session = self.work, self.work.session
        work.now, work.actor = at, self._actor(beat.who)
        if beat.early and not self.written:
            work.session = cast(AsyncSession, self.unwritten)
        elif not self.written:
            await self.write()
        await beat.use_case(work, beat.command(self))
        work.session = session
        made = self._notice()
        if any(len(ids) > 1 for ids in self.made.values()):
            self.written = True
        if self.written:
            await session.flush()
            # Events can wait: nothing reads them.
            if made or beat.who is None or self.work.added(Evidence):
                await work.flush()

    async def write(self) -> None:
        self.written = True
        await self.work.flush()

    def _actor(self, who: Role | None) -> Actor:
        match who:
            case Role.MERCHANT:
                return self.shop.actor
            case Role.SERVICE_PROVIDER:
                return self.site.staff
            case Role.PLATFORM_OPERATOR:
                return self.operator
        return SYSTEM

    def _notice(self) -> bool:
        """Remember the documents that are about to be inserted; whether there are new ones."""
        known = sum(map(len, self.made.values()))
        for model in _DOCUMENTS:
            for row in self.work.added(model):
                id = encode_id(PREFIXES[model.kind], row.id)
                if id not in self.made[model.kind]:
                    self.made[model.kind].append(id)
        for model, key, quantity in _LINES:
            prefix = "so" if model is StockOrderLine else "dn"
            for row in self.work.added(model):
                document = encode_id(prefix, getattr(row, key))
                self.lines[document][self.names[row.goods_item_id]] = getattr(row, quantity)
        return sum(map(len, self.made.values())) > known


class Unwritten:
    """Answers what a use case asks while a story has made one document of a kind at most, from what it is to insert.

    The first steps of all stories would ask the database ten thousand times, about rows that are known here. Nothing is
    selected by its conditions, so this serves `early` steps only; a test has the database answer, and compares.
    """

    def __init__(self, tale: Tale) -> None:
        goods = {*tale.ordered, *tale.found}
        self._added = tale.work.added
        self._known: dict[Any, Sequence[Any]] = {
            Merchant: [tale.shop.merchant],
            CargoOwner: [tale.owner],
            Warehouse: [tale.site.warehouse],
            GoodsItem: [item for item in tale.shop.goods if item.external_id in goods],
        }

    async def execute(self, statement: Any) -> Result[Any]:
        asked = statement.column_descriptions
        models = list(dict.fromkeys(column["entity"] for column in asked))
        found = product(*(self._known.get(model) or self._added(model) for model in models))
        rows = [tuple(_value(row[models.index(column["entity"])], column) for column in asked) for row in found]
        return IteratorResult(SimpleResultMetaData([column["name"] for column in asked]), iter(rows))

    async def scalars(self, statement: Any) -> ScalarResult[Any]:
        return (await self.execute(statement)).scalars()

    async def scalar(self, statement: Any) -> Any:
        return (await self.execute(statement)).scalar()


def _value(row: Any, column: Any) -> Any:
    return row if column["expr"] is column["entity"] else getattr(row, column["name"])


@dataclass(frozen=True)
class Since:
    """A step that time takes: so long after another one."""

    beat: "Beat"
    span: Callable[[OrderKind, Spans], timedelta]


@dataclass(frozen=True)
class Beat:
    """A step: whose it is, how many hours after the step before, and the use case with its command.

    `early`: it concerns one document of each kind at most, as long as it comes before all others.
    """

    who: Role | None
    hours: tuple[float, float]
    use_case: Callable[[Work, Any], Awaitable[Any]]
    command: Callable[[Tale], Any]
    waits: Since | None = None
    early: bool = False
