"""The demo data: everything is there, everything is as the use cases would have written it, and all or nothing is loaded."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import timedelta
from itertools import pairwise, product
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from domain.batches import Key
from domain.deadlines import DeadlineStatus, Spans
from domain.documents import Action, DocumentKind
from domain.errors import Rejected
from domain.evidence import EvidenceKind
from domain.ids import encode_id, new_id
from domain.machines import RULES as KIND_RULES
from domain.permissions import Actor, Role
from domain.resolutions import RULES
from domain.return_orders import ReturnMethod, ReturnOrderState
from domain.return_orders import deadlines as return_deadlines
from domain.reverse_orders import (
    DECIDED_TYPES,
    MACHINE,
    WAITING_STATES,
    BusinessModel,
    CustomsOutcome,
    PickupMethod,
    PostalAddress,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
    deadlines,
)
from domain.stock_orders import FulfilmentMode, OrderKind, PenaltyReason, PenaltyState, StockOrderState
from domain.stock_orders import deadlines as stock_deadlines
from domain.work_tickets import TicketCategory, TicketState
from models import (
    Address,
    Base,
    CargoOwner,
    DeliveryNote,
    DeliveryNoteLine,
    DestructionConfirmation,
    DocumentLink,
    Event,
    Evidence,
    ExceptionCase,
    ExceptionCaseLine,
    GoodsItem,
    Handover,
    Merchant,
    Penalty,
    PickupRegistration,
    Product,
    ReturnMethodEntry,
    ReturnOrder,
    ReturnOrderLine,
    ReverseOrder,
    ReverseOrderLine,
    StockOrder,
    StockOrderLine,
    TicketMessage,
    User,
    UserMerchant,
    UserWarehouse,
    Warehouse,
    WorkTicket,
    migrate,
)
from models.database import Database
from services import demo, evidence, reverse_orders, schedule
from services.batch import Selection
from services.demo import inbound
from services.demo.catalogue import ean13
from services.demo.courses import COURSES, Course
from services.documents import Step, WithReason
from services.objects import Objects
from services.validation import Problems
from services.verify import verify
from services.work import perform
from tests.clock import TestClock
from tests.files import object_store
from tests.templates import Contents, Fill, demo_data, nothing

NOW = TestClock()
INSTRUCTED_NEXT = {
    ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
    ReverseOrderState.AWAITING_DESTRUCTION_CONFIRMATION,
}


async def load(database: Database, orders: int = 150, **given: Any) -> str:
    """The reverse orders alone, where nothing else is said."""
    chosen: dict[str, Any] = {"stories": False, "seed": 1, "spans": Spans(), "password": None, "clock": NOW, **given}
    with object_store() as url:
        return await demo.load(database, Objects(url), orders=orders, **chosen)


async def orders_alone(database: Database) -> Contents:
    await load(database)
    return Contents()


@pytest.fixture
def filling(request: pytest.FixtureRequest) -> Fill:
    """What a test only looks at need not be loaded for it."""
    fills = {"full": demo_data, "loaded": orders_alone}
    return next((fill for name, fill in fills.items() if name in request.fixturenames), nothing)


@pytest.fixture
def full(database: Database) -> Database:
    """Everything that a demo has."""
    return database


@pytest.fixture
def loaded(database: Database) -> Database:
    """The reverse orders alone."""
    return database


async def rows(database: Database, model: type[Any]) -> list[Any]:
    async with database.read(primary=True) as session:
        return list(await session.scalars(select(model)))


async def codes(database: Database, model: type[Merchant | Warehouse | CargoOwner]) -> dict[Any, str]:
    return {row.id: row.code for row in await rows(database, model)}


async def statuses(database: Database) -> set[DeadlineStatus]:
    return {deadline.status for order in await rows(database, ReverseOrder) for deadline in deadlines(order, NOW())}


# ───────────────────────── what is there ─────────────────────────


async def test_both_merchants_have_every_state_in_each_warehouse_of_the_provider(database: Database) -> None:
    await load(database, 44)
    merchants, warehouses = await codes(database, Merchant), await codes(database, Warehouse)
    found = {
        (merchants[order.merchant_id], warehouses[order.warehouse_id], order.state)
        for order in await rows(database, ReverseOrder)
    }
    assert found >= set(product(("M001", "M002"), ("W001", "W002"), ReverseOrderState))


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_orders_differ_in_occurs(database: Database, seed: int) -> None:
    await load(database, 300, seed=seed)
    orders = await rows(database, ReverseOrder)
    assert len(orders) == 300
    assert {order.type for order in orders} == set(ReverseType)
    assert {order.pickup_method for order in orders} == {None, *PickupMethod}
    assert {order.business_model for order in orders} == set(BusinessModel)
    assert {order.warehouse_id for order in orders} == set(await codes(database, Warehouse))
    assert {order.cargo_owner_id for order in orders} == set(await codes(database, CargoOwner))
    assert await statuses(database) == set(DeadlineStatus)

    lines: dict[Any, int] = defaultdict(int)
    for line in await rows(database, ReverseOrderLine):
        lines[line.reverse_order_id] += 1
    assert set(lines.values()) == {1, 2, 3, 4, 5}


async def test_everything_happened_by_now_and_in_order(loaded: Database) -> None:
    assert await verify(loaded) == []
    orders = {order.id: order for order in await rows(loaded, ReverseOrder)}
    assert min(order.created_at for order in orders.values()) > NOW() - timedelta(days=70)
    histories: dict[Any, list[Event]] = defaultdict(list)
    for event in sorted(await rows(loaded, Event), key=attrgetter("subject_version", "at")):
        histories[event.subject_id].append(event)
    for id, history in histories.items():
        assert history[0].at == orders[id].created_at
        assert history[-1].at == orders[id].updated_at <= NOW()
        assert all(earlier.at < later.at for earlier, later in pairwise(history))
    assert all(
        registration.expected_pickup_at > registration.at
        for registration in await rows(loaded, PickupRegistration)
        if registration.method is PickupMethod.SELF_PICKUP
    )


async def test_everything_was_done_by_whom_it_belongs_to(loaded: Database) -> None:
    done: dict[Action | None, set[Role | None]] = defaultdict(set)
    for event in await rows(loaded, Event):
        done[event.action].add(event.actor_role)
    merchant, provider = {Role.MERCHANT}, {Role.SERVICE_PROVIDER}
    assert done == {
        Action.CREATE: provider,
        Action.DECIDE_CUSTOMS_OUTCOME: provider,
        Action.REGISTER_PICKUP: merchant,
        Action.CONFIRM_DESTRUCTION: merchant,
        Action.REPORT_PICKED_UP: provider,
        Action.REPORT_FORWARDED: provider,
        Action.REPORT_DELIVERED: provider,
        Action.REPORT_DESTROYED: provider,
        Action.CONFIRM_HANDLING: {Role.MERCHANT, None},
        Action.CANCEL: {Role.PLATFORM_OPERATOR},
        # Evidence came.
        None: provider,
    }


async def test_some_orders_were_instructed_together(database: Database) -> None:
    await load(database, 300)
    orders = {order.id: order for order in await rows(database, ReverseOrder)}
    for model in (PickupRegistration, DestructionConfirmation):
        batches: dict[Any, list[Any]] = defaultdict(list)
        for instruction in await rows(database, model):
            batches[instruction.batch_id].append(instruction)
        assert batches.pop(None)
        assert batches
        for batch in batches.values():
            assert len(batch) > 1
            assert len({(row.at, row.merchant_id, orders[row.reverse_order_id].warehouse_id) for row in batch}) == 1
            assert len({getattr(row, "content_hash", None) for row in batch}) == 1


async def test_the_merchants_have_nothing_in_common(loaded: Database) -> None:
    a, b = (await codes(loaded, Merchant)).keys()
    for model, name in [
        (CargoOwner, "code"),
        (CargoOwner, "name"),
        (Product, "external_id"),
        (Product, "name"),
        (GoodsItem, "external_id"),
        (GoodsItem, "barcode"),
        (Address, "label"),
        (ReverseOrder, "order_number"),
        (ReverseOrder, "number"),
    ]:
        values: dict[Any, set[str]] = defaultdict(set)
        for row in await rows(loaded, model):
            values[row.merchant_id].add(getattr(row, name))
        assert values[a]
        assert values[b]
        assert not values[a] & values[b], (model, name)


async def test_goods_and_addresses_would_pass_the_checks(database: Database) -> None:
    await load(database, 0)
    goods = await rows(database, GoodsItem)
    assert 120 <= len(goods) <= 300
    for item in goods:
        assert len(item.barcode) == 13
        assert ean13(item.barcode[:12]) == item.barcode
    addresses = await rows(database, Address)
    problems = Problems()
    for entry in addresses:
        given = PostalAddress.from_json(entry.address)
        assert problems.address((), given) == given
    assert problems.found == []
    assert len({entry.merchant_id for entry in addresses if entry.is_default}) == 2
    assert sum(entry.is_default for entry in addresses) == 2


async def test_the_accounts_share_the_password_and_see_what_is_theirs(database: Database) -> None:
    password = await load(database, 0, password="correct horse")
    assert password == "correct horse"
    users = {user.name: user for user in await rows(database, User)}
    merchants, warehouses = await codes(database, Merchant), await codes(database, Warehouse)
    granted = {
        name: (
            {merchants[row.merchant_id] for row in await rows(database, UserMerchant) if row.user_id == user.id},
            {warehouses[row.warehouse_id] for row in await rows(database, UserWarehouse) if row.user_id == user.id},
        )
        for name, user in users.items()
    }
    assert granted == {
        "merchant-a": ({"M001"}, set()),
        "merchant-b": ({"M002"}, set()),
        "provider": (set(), {"W001", "W002"}),
        "provider-2": (set(), {"W003", "W004"}),
        "operator": (set(), set()),
        "partner": ({"M001"}, set()),
    }
    assert {name: users[name].role for name in granted if name != "provider-2"} == demo.ACCOUNTS
    assert users["provider-2"].password_hash is None
    (hashed,) = {users[name].password_hash for name in demo.ACCOUNTS}
    assert PasswordHasher().verify(hashed, password)


async def test_a_password_is_made_where_none_is_given(database: Database) -> None:
    assert len(await load(database, 0)) >= 12


async def test_a_short_password_is_refused(database: Database) -> None:
    with pytest.raises(Rejected):
        await load(database, 0, password="short")
    assert await demo.is_empty(database)


@pytest.mark.parametrize("orders", [0, 1, 87, 90])
async def test_just_as_many_orders_as_asked_for(database: Database, orders: int) -> None:
    told: list[int] = []
    await load(database, orders, advance=told.append)
    assert len(await rows(database, ReverseOrder)) == sum(told) == orders


@pytest.mark.parametrize("days", [0.01, 3650])
async def test_deadlines_follow_the_settings(database: Database, days: float) -> None:
    span = timedelta(days=days)
    await load(database, spans=Spans(instruction=span, collect=span))
    assert await verify(database) == []
    waiting = [order for order in await rows(database, ReverseOrder) if order.state in INSTRUCTED_NEXT]
    found = {deadline.status for order in waiting for deadline in deadlines(order, NOW())}
    assert found == {DeadlineStatus.RUNNING, DeadlineStatus.DUE_SOON, DeadlineStatus.OVERDUE}


# ───────────────────────── all or nothing, once ─────────────────────────


async def test_nothing_is_loaded_a_second_time(database: Database) -> None:
    assert await demo.is_empty(database)
    await load(database, 0)
    assert not await demo.is_empty(database)
    with pytest.raises(demo.NotEmpty):
        await load(database)
    assert await rows(database, ReverseOrder) == []


async def test_of_two_loads_at_once_one_is_refused(database: Database) -> None:
    outcomes = await asyncio.gather(load(database, 20), load(database, 20), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {demo.NotEmpty, str}
    assert len(await rows(database, ReverseOrder)) == 20


class BrokenOff(Exception):
    pass


async def test_a_load_that_breaks_off_leaves_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "CHUNK", 10)
    written = 0

    def break_off(number: int) -> None:
        nonlocal written
        written += number
        if written > 50:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        await load(database, advance=break_off)
    assert await demo.is_empty(database)
    await load(database, 20)
    assert len(await rows(database, ReverseOrder)) == 20


@pytest.mark.parametrize("backend", ["postgresql"])
async def test_postgresql_knows_how_much_was_loaded(database: Database) -> None:
    await load(database, 50)
    async with database.read(primary=True) as session:
        known = await session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'reverse_orders'"))
    assert known == 50


# ───────────────────────── the same again ─────────────────────────


@pytest.fixture
async def another_database(tmp_path: Path) -> AsyncIterator[Database]:
    """On SQLite, whatever the first one is on: they must not differ either."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'another.db'}", durable=False)
    await migrate.upgrade(database)
    yield database
    await database.close()


IDS = {"id", "merchant_id", "cargo_owner_id", "warehouse_id", "service_provider_id", "reverse_order_id", "subject_id"}
MADE_OF_IDS = {*IDS, "actor_id", "product_id", "goods_item_id", "batch_id", "number", "number_folded", "certificate_id"}
CHANGED_IDS = {"batchId", "evidenceId", "certificateEvidenceId"}
PARTS: dict[Any, tuple[str, str]] = {
    ReverseOrderLine: ("reverse_order_id", "position"),
    PickupRegistration: ("reverse_order_id", "at"),
    DestructionConfirmation: ("reverse_order_id", "at"),
    Handover: ("reverse_order_id", "at"),
    Evidence: ("subject_id", "at"),
    Event: ("subject_id", "at"),
}


def told(row: Base, made_of_ids: set[str] = MADE_OF_IDS) -> dict[str, Any]:
    """A row without ids and what is made of them."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in made_of_ids}
    if "changes" in values:
        values["changes"] = {key: value for key, value in values["changes"].items() if key not in CHANGED_IDS}
    return values


async def documents(database: Database) -> dict[Any, dict[str, Any]]:
    """Everything about each order, by its id."""
    found: dict[Any, dict[str, Any]] = {row.id: {"order": told(row)} for row in await rows(database, ReverseOrder)}
    for model, (order_id, sort) in PARTS.items():
        for row in sorted(await rows(database, model), key=attrgetter(sort)):
            found[getattr(row, order_id)].setdefault(model.__name__, []).append(told(row))
    return found


async def told_in(database: Database) -> list[Any]:
    return sorted((await documents(database)).values(), key=lambda document: document["order"]["order_number"])


async def test_the_same_seed_tells_the_same(loaded: Database, another_database: Database) -> None:
    await load(another_database)
    assert await told_in(loaded) == await told_in(another_database)


async def test_another_seed_tells_something_else(loaded: Database, another_database: Database) -> None:
    await load(another_database, seed=2)
    assert await told_in(loaded) != await told_in(another_database)


# ───────────────────────── the use cases write the same ─────────────────────────


class Replay:
    """Has the use cases do what the demo says was done to an order, to another order with another number."""

    def __init__(self, database: Database, history: list[Event]) -> None:
        self.database = database
        self.history = history
        self.key: Key | None = None
        self.certificate = UUID(int=0)

    @property
    def id(self) -> str:
        assert self.key is not None  # created first
        return encode_id("ro", self.key[1])

    async def run(self, create: reverse_orders.Create, pickup: PickupRegistration | None) -> Key:
        for event in self.history:
            await self._do(event, create, pickup)
        assert self.key is not None
        return self.key

    async def _do(self, event: Event, create: reverse_orders.Create, pickup: PickupRegistration | None) -> None:
        changes = event.changes
        match event.action:
            case Action.CREATE:
                self.key = await self._perform(event, reverse_orders.create, create)
            case Action.DECIDE_CUSTOMS_OUTCOME:
                decide = reverse_orders.DecideCustomsOutcome(self.id, outcome=CustomsOutcome(changes["outcome"]))
                await self._perform(event, reverse_orders.decide_customs_outcome, decide)
            case Action.REGISTER_PICKUP:
                assert pickup is not None
                await self._perform(event, reverse_orders.register_pickup, self._registration(pickup))
            case Action.CONFIRM_DESTRUCTION:
                confirm = reverse_orders.ConfirmDestruction("", Selection((self.id,)), single=True, confirm=True)
                await self._perform(event, reverse_orders.confirm_destruction, confirm)
            case Action.REPORT_PICKED_UP:
                picked_up = reverse_orders.ReportPickedUp(self.id, verified_name=changes["verifiedName"])
                await self._perform(event, reverse_orders.report_picked_up, picked_up)
            case Action.REPORT_FORWARDED:
                forwarded = reverse_orders.ReportForwarded(
                    self.id, carrier=changes["carrier"], tracking_number=changes["trackingNumber"]
                )
                await self._perform(event, reverse_orders.report_forwarded, forwarded)
            case Action.REPORT_DELIVERED:
                await self._perform(event, reverse_orders.report_delivered, Step(self.id))
            case Action.CONFIRM_HANDLING:
                await self._perform(event, reverse_orders.confirm_handling, Step(self.id))
            case Action.CANCEL:
                cancel = WithReason(self.id, reason=changes["reason"])
                await self._perform(event, reverse_orders.cancel, cancel)
            case None:
                self.certificate = await self._perform(event, evidence.attach, self._evidence(event))
            case Action.REPORT_DESTROYED:
                proof = encode_id(evidence.EVIDENCE_IDS, self.certificate)
                destroyed = reverse_orders.ReportDestroyed(self.id, certificate_evidence_id=proof)
                await self._perform(event, reverse_orders.report_destroyed, destroyed)
            case _:
                raise AssertionError(event.action)

    def _evidence(self, event: Event) -> evidence.Attach:
        told = event.changes
        content = evidence.Content(told["mimeType"], told["sizeBytes"], told["sha256"])
        return evidence.Attach(self.id, EvidenceKind(told["evidenceKind"]), told["fileName"], content, new_id(event.at))

    def _registration(self, pickup: PickupRegistration) -> reverse_orders.RegisterPickup:
        how: reverse_orders.SelfPickup | reverse_orders.Forward
        if pickup.expected_pickup_at:
            how = reverse_orders.SelfPickup(
                pickup.expected_pickup_at, pickup.contact_name, pickup.contact_phone, pickup.remark
            )
        else:
            assert pickup.address is not None
            how = reverse_orders.Forward(address=PostalAddress.from_json(pickup.address), remark=pickup.remark)
        return reverse_orders.RegisterPickup("", Selection((self.id,)), single=True, pickup=how)

    async def _perform(self, event: Event, use_case: Any, command: Any) -> Any:
        actor = Actor(event.actor_id, event.actor_name, event.actor_role)
        return await perform(self.database, use_case, command, actor=actor, clock=TestClock(event.at))


async def entries(database: Database) -> dict[Any, reverse_orders.Create]:
    """What each order was entered as, under another number."""
    merchants, owners = await codes(database, Merchant), await codes(database, CargoOwner)
    warehouses = await codes(database, Warehouse)
    goods = {item.id: item.external_id for item in await rows(database, GoodsItem)}
    lines: dict[Any, list[reverse_orders.NewLine]] = defaultdict(list)
    for line in sorted(await rows(database, ReverseOrderLine), key=lambda line: line.position):
        new = reverse_orders.NewLine(goods[line.goods_item_id], line.quantity, line.lot_number)
        lines[line.reverse_order_id].append(new)
    types = {e.subject_id: e.changes["type"] for e in await rows(database, Event) if e.action is Action.CREATE}
    return {
        order.id: reverse_orders.Create(
            merchant_code=merchants[order.merchant_id],
            cargo_owner_code=owners[order.cargo_owner_id],
            warehouse_code=warehouses[order.warehouse_id],
            order_number=f"{order.order_number}-again",
            type=ReverseType(types[order.id]),
            business_model=order.business_model,
            lines=tuple(lines[order.id]),
            reason=order.reason,
            forward_tracking_number=order.forward_tracking_number,
            reverse_tracking_number=order.reverse_tracking_number,
        )
        for order in await rows(database, ReverseOrder)
    }


NUMBERS = {"order_number", "order_number_folded", "sales_return_number", "sales_return_number_folded"}


async def test_the_use_cases_would_have_written_the_same(database: Database) -> None:
    await load(database, 66)
    pickups = {row.reverse_order_id: row for row in await rows(database, PickupRegistration)}
    histories: dict[Any, list[Event]] = defaultdict(list)
    for event in sorted(await rows(database, Event), key=attrgetter("subject_version", "at")):
        histories[event.subject_id].append(event)
    again = {}
    for id, create in (await entries(database)).items():
        _, again[id] = await Replay(database, histories[id]).run(create, pickups.get(id))
    written = await documents(database)
    for document in written.values():
        document["Event"][0]["changes"].pop("orderNumber")
        document["order"] = {key: value for key, value in document["order"].items() if key not in NUMBERS}
    for original, replayed in again.items():
        assert written[original] == written[replayed]
    assert {written[id]["order"]["state"] for id in again} == set(ReverseOrderState)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: f"{course.state}-{len(course.actions)}-{course.method}")
def test_every_course_ends_where_it_says(course: Course) -> None:
    for origin in course.origins:
        state = WAITING_STATES[DECIDED_TYPES[origin.outcome] if origin.outcome else origin.type]
        for action in course.actions:
            state = MACHINE.next(action, state)
        assert state is course.state


def test_the_shares_of_all_courses_make_a_whole() -> None:
    assert sum(course.share for course in COURSES) == 1000


# ───────────────────────── the inbound stories ─────────────────────────

KINDS: tuple[Any, ...] = (StockOrder, DeliveryNote, ExceptionCase, ReturnOrder, WorkTicket)
CURRENT = {DeadlineStatus.RUNNING, DeadlineStatus.DUE_SOON, DeadlineStatus.OVERDUE}


async def by_merchant(database: Database, model: type[Any]) -> dict[str, list[Any]]:
    merchants = await codes(database, Merchant)
    found: dict[str, list[Any]] = {code: [] for code in merchants.values()}
    for row in await rows(database, model):
        found[merchants[row.merchant_id]].append(row)
    return found


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
async def test_each_merchant_has_every_document_in_every_state(full: Database, model: Any) -> None:
    states = {transition.to_state for transition in KIND_RULES[model.kind].machine.transitions}
    found = {code: {row.state for row in documents} for code, documents in (await by_merchant(full, model)).items()}
    assert found == {"M001": states, "M002": states}


async def test_each_merchant_has_a_case_of_every_rule(full: Database) -> None:
    kinds: set[Any] = set()
    for found in (await by_merchant(full, ExceptionCase)).values():
        decided = [case for case in found if case.resolution or case.proposed_resolution]
        assert {(case.type, case.subtype, case.resolution or case.proposed_resolution) for case in decided} == {
            (rule.type, rule.subtype, rule.resolution) for rule in RULES
        }
        assert {case.compensation_basis is not None for case in found} == {True, False}
        at_risk = {(rule.type, rule.resolution) for rule in RULES if rule.jit_penalty_risk}
        kinds |= {case.order_kind for case in found if (case.type, case.resolution) in at_risk}
    assert kinds == set(OrderKind)


async def test_whatever_stories_differ_in_occurs_with_each_merchant(full: Database) -> None:
    orders, returns = await by_merchant(full, StockOrder), await by_merchant(full, ReturnOrder)
    penalties, tickets = await by_merchant(full, Penalty), await by_merchant(full, WorkTicket)
    reverse = await by_merchant(full, ReverseOrder)
    for code in ("M001", "M002"):
        assert {deadline.status for row in orders[code] for deadline in stock_deadlines(row, NOW())} >= CURRENT
        assert {deadline.status for row in returns[code] for deadline in return_deadlines(row, NOW())} >= CURRENT
        pending = [row for row in orders[code] if row.state is StockOrderState.PENDING_CONFIRMATION]
        assert {row.mode for row in pending} == set(FulfilmentMode)
        assert {row.method for row in returns[code]} == {None, *ReturnMethod}
        assert {(row.reason, row.state) for row in penalties[code]} == {
            (reason, state)
            for reason in (PenaltyReason.JIT_ACCEPT_LATE, PenaltyReason.JIT_ARRIVAL_LATE)
            for state in (PenaltyState.WARNED, PenaltyState.APPLIED)
        }
        assert {(row.category, row.state) for row in tickets[code]} == set(product(TicketCategory, TicketState))
        assert {row.exception_status for row in reverse[code]} == set(ReverseExceptionStatus)


async def test_nothing_is_left_to_time_when_the_demo_is_loaded(full: Database) -> None:
    assert await verify(full) == []
    assert await schedule.run(full, Spans(), NOW) == 0
    histories: dict[Any, list[Event]] = defaultdict(list)
    for event in sorted(await rows(full, Event), key=attrgetter("subject_version", "at")):
        histories[event.subject_id].append(event)
    for model in (ReverseOrder, *KINDS):
        for document in await rows(full, model):
            history = histories[document.id]
            assert history[0].at == document.created_at
            # Evidence that comes later changes nothing.
            changes = [event for event in history if "evidenceId" not in event.changes]
            assert changes[-1].at == document.updated_at <= history[-1].at < NOW()
            assert all(earlier.at <= later.at for earlier, later in pairwise(history))
    assert min(history[0].at for history in histories.values()) > NOW() - timedelta(days=70)


async def test_every_step_of_a_story_was_somebodys_whose_it_is(full: Database) -> None:
    users = {user.id: user.name for user in await rows(full, User)}
    ours = {(row.user_id, row.merchant_id) for row in await rows(full, UserMerchant)}
    run = {(row.user_id, row.warehouse_id) for row in await rows(full, UserWarehouse)}
    machines = {rules.machine.kind: rules.machine for rules in KIND_RULES.values()}
    for event in await rows(full, Event):
        assert event.actor_name == users.get(event.actor_id, "SYSTEM")
        if event.actor_role is Role.MERCHANT:
            assert (event.actor_id, event.merchant_id) in ours
        if event.actor_role is Role.SERVICE_PROVIDER:
            assert (event.actor_id, event.warehouse_id) in run
        if event.action is not None:
            taken = (event.from_state, event.to_state)
            steps = [t for t in machines[event.subject_kind].of(event.action) if (t.from_state, t.to_state) == taken]
            allowed = {role for step in steps for role in step.roles}
            # What follows from another document's step is whoever's took that one.
            assert event.actor_role in allowed or any(step.system for step in steps), (event.action, event.actor_role)


async def test_people_answer_each_other_in_tickets(full: Database) -> None:
    messages: dict[Any, list[TicketMessage]] = defaultdict(list)
    for message in sorted(await rows(full, TicketMessage), key=lambda message: message.position):
        messages[message.work_ticket_id].append(message)
    assert max(map(len, messages.values())) == 4
    for said in messages.values():
        assert all(earlier.actor_role is not later.actor_role for earlier, later in pairwise(said))
        assert all(earlier.at < later.at for earlier, later in pairwise(said))


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_the_progress_counts_orders_and_stories(database: Database) -> None:
    told: list[int] = []
    await load(database, 10, stories=True, advance=told.append)
    assert sum(told) == 10 + demo.STORIES


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_stories_are_told_with_other_deadlines(database: Database) -> None:
    spans = {field.name: timedelta(minutes=90) for field in fields(Spans)}
    await load(database, 44, stories=True, spans=Spans(**spans))
    assert await verify(database) == []


NUMBER = re.compile(r"\b(RO|SO|DN|EC|RT|WT)\d{6}[0-9A-Z]{10}\b")
STORY_TABLES = (
    *KINDS,
    StockOrderLine,
    DeliveryNoteLine,
    ExceptionCaseLine,
    ReturnOrderLine,
    ReturnMethodEntry,
    Penalty,
    Evidence,
)
LINKED = {"stock_order_id", "delivery_note_id", "exception_case_id", "return_order_id", "work_ticket_id", "resolver_id"}
LINKED |= {"source_case_id", "supplement_of_id", "from_id", "to_id"}


async def stories_in(database: Database) -> dict[str, list[str]]:
    """Every row of the stories, without ids and numbers."""
    return {
        model.__name__: sorted(
            NUMBER.sub(r"\1", repr(told(row, MADE_OF_IDS | LINKED))) for row in await rows(database, model)
        )
        for model in (*STORY_TABLES, DocumentLink, TicketMessage, Event)
    }


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_what_is_answered_from_memory_is_what_the_database_would_answer(
    database: Database, another_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbound, "_SHOPS", (0,))
    await load(database, 0, stories=True)
    from_memory = inbound._tale

    def from_database(*given: Any) -> Any:
        tale = from_memory(*given)
        tale.written = True
        return tale

    monkeypatch.setattr(inbound, "_tale", from_database)
    await load(another_database, 0, stories=True)
    assert await stories_in(database) == await stories_in(another_database)


# ───────────────────────── evidence ─────────────────────────


def files(folder: Path) -> dict[str, Path]:
    """Everything in an object store, by its key."""
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_every_file_is_what_its_row_says(database: Database, tmp_path: Path) -> None:
    store = tmp_path / "objects"
    await demo.load(database, Objects(store.as_uri()), orders=150, seed=1, spans=Spans(), password=None, clock=NOW)
    found, pieces = files(store), await rows(database, Evidence)
    assert found.keys() == {evidence.key_of(row.merchant_id, row.id) for row in pieces}
    for row in pieces:
        with found[evidence.key_of(row.merchant_id, row.id)].open("rb") as file:
            content = evidence.examine(file, row.kind, row.file_name, row.mime_type)
        assert content == evidence.Content(row.mime_type, row.size_bytes, row.sha256)
    proved = {row.subject_id for row in pieces if row.kind is EvidenceKind.CERTIFICATE}
    ended = [order for order in await rows(database, ReverseOrder) if order.destroyed_at is not None]
    ended += [order for order in await rows(database, ReturnOrder) if order.state is ReturnOrderState.DISPOSED]
    assert ended
    assert {order.id for order in ended} == proved
    assert all(order.certificate_id for order in ended)
    assert {row.subject_kind for row in pieces} == set(DocumentKind)


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_a_load_that_fails_leaves_no_file(database: Database, tmp_path: Path) -> None:
    store = tmp_path / "objects"

    def break_off(_: int) -> None:
        if files(store):
            raise BrokenOff

    with pytest.raises(BrokenOff):
        await demo.load(
            database, Objects(store.as_uri()), orders=150, seed=1, spans=Spans(), password=None, advance=break_off
        )
    assert files(store) == {}
    assert await demo.is_empty(database)
