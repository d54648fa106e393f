"""Reverse orders under any sequence of calls, by anybody, against the model: domain.md's table and invariants."""

import asyncio
import json
import uuid
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import Select, Table, select

from domain.permissions import Actor, Role
from domain.reverse_orders import ReverseType
from models import Base
from models.database import Database
from services import reverse_orders
from services.documents import WithReason
from services.verify import verify
from tests.client import Api
from tests.conftest import BACKENDS
from tests.properties import EFFORT, model, trying
from tests.properties.model import Happened, Order
from tests.properties.scene import destroy, new_runner
from tests.templates import Templates, small_world
from tests.world import ACCOUNTS

T = TypeVar("T")
Json = dict[str, Any]

# ───────────────────────── the calls ─────────────────────────

SINGLE = {
    "registerPickup": "REGISTER_PICKUP",
    "confirmDestruction": "CONFIRM_DESTRUCTION",
    "confirmHandling": "CONFIRM_HANDLING",
    "decideCustomsOutcome": "DECIDE_CUSTOMS_OUTCOME",
    "reportPickedUp": "REPORT_PICKED_UP",
    "reportForwarded": "REPORT_FORWARDED",
    "reportDelivered": "REPORT_DELIVERED",
    "cancelReverseOrder": "CANCEL",
}
BATCH = {"registerPickupBatch": "REGISTER_PICKUP", "confirmDestructionBatch": "CONFIRM_DESTRUCTION"}
INPUTS = {"cancelReverseOrder": "CancelInput"}

ORDER = "reverseOrder { id number version state type cause pickupMethod updatedAt }"
ERRORS = "userErrors { code message field }"
ITEMS = f"items {{ id number outcome {ORDER} {ERRORS} }}"


def document(mutation: str) -> str:
    input = INPUTS.get(mutation, mutation[0].upper() + mutation[1:] + "Input")
    answer = f"batch {{ id dryRun requested applied skipped rejected {ITEMS} }}" if mutation in BATCH else ORDER
    return f"mutation($input: {input}!) {{ {mutation}(input: $input) {{ {answer} {ERRORS} }} }}"


LOOK = """
query($id: ID!) { reverseOrder(by: {id: $id}) {
  id number version state type cause pickupMethod orderNumber salesReturnNumber
  availableActions { action enabled disabledReason { code } requiresConfirmation }
  pickup { method contactName contactPhone expectedPickupAt submittedAt remark batchId contentHash address { line1 } }
  destruction { confirmedAt batchId destroyedAt }
  timeline { nodes { action fromState toState at actor { name role } } totalCount }
} }
"""

# ───────────────────────── what is said in them ─────────────────────────


@dataclass(frozen=True)
class Payload:
    """An input but for its order, version and key; `faults`: the paths that are INVALID.

    `expected_in`: self pickup says a moment, so long after the call. `book`: whose address book entry is meant.
    """

    contents: Json = field(default_factory=dict)
    faults: frozenset[str] = frozenset()
    confirmed: bool = True
    expected_in: timedelta | None = None
    book: str | None = None

    def said_at(self, now: datetime, ids: Mapping[str, uuid.UUID]) -> Json:
        contents: Json = json.loads(json.dumps(self.contents))
        if self.expected_in is not None:
            contents["pickup"]["selfPickup"]["expectedPickupAt"] = (now + self.expected_in).isoformat()
        if self.book is not None:
            entry = ids.get(f"{self.book}-ADDRESS")
            contents["pickup"]["forward"]["address"]["addressId"] = f"ad_{entry.hex}" if entry else self.book
        return contents


@dataclass(frozen=True)
class Said:
    """What may be said in a field, and what is INVALID."""

    good: Sequence[str]
    bad: Sequence[str]


def text_of(longest: int) -> Said:
    return Said(["张三", "Jane", "长" * longest, "a\tb"], ["", "  ", "　", "x" * (longest + 1), "a\x07b"])


PHONE = Said(["13800138000", "+8613800138000", "0571-87654321"], ["", "12", "电话", "+8613800"])
COUNTRY = Said(["CN", "cn", "DE"], ["XX", ""])


@st.composite
def spoken(draw: st.DrawFn, place: str, fields: Mapping[str, Said], faulty: int) -> Payload:
    """Fields below `place`; one of them is wrong once in a while, never where `faulty` is 0."""
    wrong = draw(st.sampled_from([None] * 4 + sorted(fields))) if faulty else None
    contents = {name: draw(st.sampled_from(said.bad if name == wrong else said.good)) for name, said in fields.items()}
    return Payload(contents, frozenset() if wrong is None else frozenset({place + wrong}))


def _self_pickup(said: Payload, expected_in: timedelta) -> Payload:
    return Payload({"pickup": {"selfPickup": said.contents}}, said.faults, expected_in=expected_in)


def _forward(said: Payload) -> Payload:
    return Payload({"pickup": {"forward": {"address": {"address": said.contents}}}}, said.faults)


def _from_the_book(book: str) -> Payload:
    return Payload({"pickup": {"forward": {"address": {}}}}, book=book)


REMARK = Said(["放门口", "长" * 500], ["x" * 501])
SELF_PICKUP = {"contactName": text_of(100), "contactPhone": PHONE, "remark": REMARK}
ADDRESS = {
    "recipient": text_of(100),
    "phone": PHONE,
    "country": COUNTRY,
    "region": text_of(100),
    "city": text_of(100),
    "line1": text_of(200),
}
SOON = [timedelta(minutes=1), timedelta(days=30), timedelta(days=9)]
BOOKS = ["MA", "MA", "MB", "ad_" + "0" * 32, "no id"]


def _pickups(faulty: int) -> st.SearchStrategy[Payload]:
    person = spoken("pickup.selfPickup.", SELF_PICKUP, faulty)
    place = spoken("pickup.forward.address.address.", ADDRESS, faulty)
    moments = st.sampled_from(SOON + [timedelta(0), timedelta(hours=-1)] * faulty)
    from_the_book = [st.builds(_from_the_book, st.sampled_from(BOOKS))] * faulty
    return st.one_of(st.builds(_self_pickup, person, moments), st.builds(_forward, place), *from_the_book)


def payloads(faulty: int) -> dict[str, st.SearchStrategy[Payload]]:
    """What is said in each mutation: with `faulty` 1 now and then wrong, with 0 always right."""
    pickup = _pickups(faulty)
    confirmation = st.sampled_from([True, True] + [False] * faulty).map(
        lambda yes: Payload({"confirm": yes}, confirmed=yes)
    )
    return {
        "registerPickup": pickup,
        "confirmDestruction": confirmation,
        "confirmHandling": st.just(Payload()),
        "decideCustomsOutcome": st.sampled_from(list(model.DECIDED_STATE)).map(lambda to: Payload({"outcome": to})),
        "reportPickedUp": spoken("", {"verifiedName": text_of(100)}, faulty),
        "reportForwarded": spoken("", {"carrier": text_of(100), "trackingNumber": text_of(100)}, faulty),
        "reportDelivered": st.just(Payload()),
        "cancelReverseOrder": spoken("", {"reason": text_of(500)}, faulty),
        "registerPickupBatch": pickup,
        "confirmDestructionBatch": confirmation,
    }


PAYLOADS = payloads(faulty=1)
RIGHT_PAYLOADS = payloads(faulty=0)


def calls(mutations: Sequence[str]) -> st.SearchStrategy[tuple[str, Payload]]:
    return st.one_of([st.tuples(st.just(mutation), PAYLOADS[mutation]) for mutation in mutations])


GOOD_KEYS = st.sampled_from([None, *(f"k{number}" for number in range(6))])
KEYS = GOOD_KEYS | GOOD_KEYS | GOOD_KEYS | st.sampled_from(["", "x" * 101])
PLACES = st.integers(0, 40)
LATER = st.sampled_from([timedelta(0), timedelta(minutes=2), timedelta(hours=7)])
NAMES = st.sampled_from(sorted(ACCOUNTS))
STRANGERS = ["ro_" + "0" * 32, "ro_x", "", "zz_" + "1" * 32]


def _is_no_key(key: str | None) -> bool:
    return key is not None and not 0 < len(key.strip()) <= 100


@dataclass(frozen=True)
class Remembered:
    input: Json
    answer: Json
    at: datetime


class Refused(Exception):
    def __init__(self, code: str, faults: frozenset[str] = frozenset()) -> None:
        super().__init__(code)
        self.code = code
        self.faults = faults


# ───────────────────────── the machine ─────────────────────────


@dataclass(frozen=True)
class Stage:
    """Where machines are played: each on a fresh database with the world in it."""

    backend: str
    templates: Templates
    runner: asyncio.Runner


TABLES = [
    Base.metadata.tables[name]
    for name in (
        "reverse_orders", "reverse_order_lines", "events", "pickup_registrations", "destruction_confirmations", "handovers"
    )
]  # fmt: skip
INSERT_ONLY = [table.name for table in TABLES if table.name != "reverse_orders"]
# An event's place in the chain, which it gets by itself, a moment after it was written.
PLACE = {"seq", "hash"}
Rows = dict[str, dict[str, Json]]


def _written(table: Table) -> Select[Any]:
    return select(*(column for column in table.columns if column.name not in PLACE))


class ReverseOrders(RuleBasedStateMachine):
    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        stage = self.stage
        self.runner = stage.runner
        self.orders: list[Order] = []
        self.remembered: dict[tuple[str, str, str], Remembered] = {}
        self.submitted: dict[str, Json] = {}
        self.places = ExitStack()
        copy = self.places.enter_context(stage.templates.copy(stage.backend, small_world))
        self.database = Database(copy.url, durable=False)
        self.world = copy.world(self.database)
        self.services = AsyncExitStack()
        self.api = self.run(self._open())
        self.rows = self.run(self._read_rows())

    async def _open(self) -> Api:
        self.services.push_async_callback(self.database.close)
        return await self.services.enter_async_context(Api.of(self.world))

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    def teardown(self) -> None:
        try:
            assert self.run(verify(self.database)) == []
        finally:
            self.run(self.services.aclose())
            self.places.close()

    @property
    def now(self) -> datetime:
        return self.world.clock.now

    # ───────────── what is stored ─────────────

    async def _read_rows(self) -> Rows:
        async with self.database.read(primary=True) as session:
            found = {table.name: (await session.execute(_written(table))).mappings().all() for table in TABLES}
        return {name: {row["id"].hex: dict(row) for row in rows} for name, rows in found.items()}

    def nothing_changed(self) -> None:
        assert self.run(self._read_rows()) == self.rows

    def changed_only(self, orders: Sequence[Order]) -> dict[str, list[Json]]:
        """Check what is stored against the model; answer the rows that are new."""
        rows = self.run(self._read_rows())
        for name in INSERT_ONLY:
            assert rows[name].items() >= self.rows[name].items(), f"{name} is insert-only"
        moved = {order.id[3:] for order in orders}
        for id, row in rows["reverse_orders"].items():
            assert id in moved or row == self.rows["reverse_orders"][id], "an order that was not meant"
        new = {name: [row for id, row in rows[name].items() if id not in self.rows[name]] for name in rows}
        for order in orders:
            self._is_stored(order, rows["reverse_orders"][order.id[3:]])
            (event,) = (event for event in new["events"] if event["subject_id"].hex == order.id[3:])
            self._is_its_last_event(order, event)
        assert len(new["events"]) == len(orders)
        self.rows = rows
        return new

    def _is_stored(self, order: Order, row: Json) -> None:
        last = order.history[-1]
        assert (row["state"], row["version"], row["type"]) == (order.state, order.version, order.type)
        assert (row["cause"], row["pickup_method"], row["updated_at"]) == (order.cause, order.method, last.at)

    def _is_its_last_event(self, order: Order, event: Json) -> None:
        last = order.history[-1]
        assert (event["action"], event["from_state"], event["to_state"]) == (last.action, last.start, last.end)
        assert (event["subject_version"], event["at"]) == (order.version, last.at)
        assert (event["actor_name"], event["actor_role"]) == (last.by, ACCOUNTS[last.by].role)
        assert event["actor_id"] is not None

    # ───────────── rules: new orders, time ─────────────

    @initialize()
    def begin(self) -> None:
        """Orders of each type at one place, and some elsewhere."""
        for number, (type, merchant, warehouse) in enumerate(
            [
                ("RETURN_SHIPMENT", "MA", "W1"),
                ("DESTRUCTION", "MA", "W1"),
                ("DESTRUCTION", "MA", "W1"),
                ("CUSTOMS_CLEARANCE_FAILED", "MA", "W1"),
                ("INTERCEPT_REJECTED", "MA", "W1"),
                ("WAREHOUSE_INTERCEPTED", "MA", "W2"),
                ("RETURN_SHIPMENT", "MB", "W1"),
                ("DESTRUCTION", "MB", "W3"),
            ]
        ):
            self.create("operator", type, merchant, warehouse, f"FIRST-{number}", None, None, 1)

    @rule(
        account=NAMES,
        type=st.sampled_from(list(model.CAUSE)),
        merchant=st.sampled_from(["MA", "MA", "MB", "NONE"]),
        warehouse=st.sampled_from(["W1", "W1", "W2", "W3", "NONE"]),
        number=st.sampled_from(["O1", "O2", "O3", "FIRST-0", "", "x" * 101]),
        returned=st.sampled_from([None, "S1", "S2", " "]),
        key=KEYS,
        quantity=st.sampled_from([1, 1, 3, 0]),
    )
    def create(
        self,
        account: str,
        type: str,
        merchant: str,
        warehouse: str,
        number: str,
        returned: str | None,
        key: str | None,
        quantity: int,
    ) -> None:
        input: Json = {
            "merchantCode": merchant,
            "cargoOwnerCode": f"{merchant}-OWNER",
            "warehouseCode": warehouse,
            "orderNumber": number,
            "type": type,
            "businessModel": "POP",
            "lines": [{"goodsExternalId": f"{merchant}-G1", "quantity": quantity}],
        } | ({"salesReturnNumber": returned} if returned is not None else {})
        faults = {
            "orderNumber": not 0 < len(number) <= 100,
            "salesReturnNumber": returned == " ",
            "lines.0.quantity": quantity < 1,
        }
        invalid = frozenset(path for path, wrong in faults.items() if wrong)
        same = [
            order
            for order in self.orders
            if order.merchant == merchant
            and (
                (returned is not None and order.sales_return_number == returned)
                or (order.order_number == number and order.cause == model.CAUSE[type] and order.state != "CANCELLED")
            )
        ]

        def decide() -> None:
            if "NONE" in (merchant, warehouse) or not model.sees(account, merchant, warehouse):
                raise Refused("NOT_FOUND")
            if same:
                raise Refused("ALREADY_SUBMITTED")

        answer = self._call(account, "createReverseOrder", "CREATE", input, key, Payload({}, invalid), decide)
        if answer is None:
            return
        shown = answer["reverseOrder"]
        if answer["userErrors"]:
            if answer["userErrors"][0]["code"] == "ALREADY_SUBMITTED":  # "with the first", where it may be seen
                visible = [order.id for order in same if order.seen_by(account)]
                assert shown["id"] in visible if shown else len(visible) < len(same)
            else:
                assert shown is None
            return
        order = Order(
            shown["id"], merchant, warehouse, number, returned, type, model.CAUSE[type], model.FIRST_STATE[type]
        )
        order.history.append(Happened("CREATE", None, order.state, account, self.now))
        self.orders.append(order)
        new = self.changed_only([order])
        assert [row["quantity"] for row in new["reverse_order_lines"]] == [quantity]
        self._shows(order, shown)
        self._remember(account, "createReverseOrder", key, input, answer)

    @rule(account=st.sampled_from(["operator", "provider"]), place=PLACES, key=KEYS)
    def create_again(self, account: str, place: int, key: str | None) -> None:
        """What tells of the same parcel: refused, but for an order that was cancelled."""
        ended = [order for order in self.orders if order.state == "CANCELLED"] or self.orders
        like = ended[place % len(ended)]
        self.create(account, like.type, like.merchant, like.warehouse, like.order_number, None, key, 1)

    @rule(span=st.sampled_from([timedelta(minutes=37), timedelta(hours=7), timedelta(hours=25), timedelta(days=12)]))
    def time_passes(self, span: timedelta) -> None:
        self.world.clock.now += span

    # ───────────── rules: single calls ─────────────

    @rule(
        account=NAMES,
        call=calls(list(SINGLE)),
        place=PLACES,
        aimed=st.sampled_from([True, True, False]),
        version=st.sampled_from([None, None, 0, 0, 1, -1]),
        key=KEYS,
    )
    def step(
        self, account: str, call: tuple[str, Payload], place: int, aimed: bool, version: int | None, key: str | None
    ) -> None:
        """One call on one order. `aimed`: on an order that admits it, by somebody who may. `version`: how far off."""
        mutation, payload = call
        action = SINGLE[mutation]
        order, account = self._aim(action, account, place) if aimed else (self._order(place), account)
        input: Json = {"id": order.id, **payload.said_at(self.now, self.world.ids)}
        if version is not None:
            input["expectedVersion"] = order.version + version
        self._step(account, mutation, action, order, payload, input, key)

    def _step(
        self, account: str, mutation: str, action: str, order: Order, payload: Payload, input: Json, key: str | None
    ) -> Json | None:
        def decide() -> None:
            if not order.seen_by(account) or not self._knows_address(payload, order):
                raise Refused("NOT_FOUND")
            if (code := order.refusal(action, input.get("expectedVersion"))) is not None:
                raise Refused(code)

        answer = self._call(account, mutation, action, input, key, payload, decide)
        if answer is None or answer["userErrors"]:
            if answer and not order.seen_by(account) and key is None:
                stranger = {**input, "id": "ro_" + uuid.uuid4().hex}
                assert self.run(self.api.data(account, document(mutation), input=stranger))[mutation] == answer
            return answer
        order.take(action, account, self.now, input)
        new = self.changed_only([order])
        assert [len(new[name]) for name in REGISTERED] == [int(REGISTERED[name] in (action,)) for name in REGISTERED]
        assert len(new["handovers"]) == int(action in model.METHOD)
        self._shows(order, answer["reverseOrder"])
        self._remember(account, mutation, key, input, answer)
        return answer

    @rule(account=NAMES, place=PLACES, which=PLACES, data=st.data())
    def what_is_offered_is_what_happens(self, account: str, place: int, which: int, data: st.DataObject) -> None:
        order = self._order(place)
        shown = self._look(account, order)
        if shown is None or not shown["availableActions"]:
            return
        offered = shown["availableActions"][which % len(shown["availableActions"])]
        mutation = next((name for name, action in SINGLE.items() if action == offered["action"]), None)
        if mutation is None:
            return
        payload = data.draw(RIGHT_PAYLOADS[mutation])
        input = {"id": order.id, **payload.said_at(self.now, self.world.ids)}
        answer = self._step(account, mutation, offered["action"], order, payload, input, None)
        assert answer is not None
        codes = [error["code"] for error in answer["userErrors"]]
        assert codes == ([] if offered["enabled"] else [offered["disabledReason"]["code"]])

    @rule(place=PLACES, which=PLACES, key=GOOD_KEYS, data=st.data())
    def it_goes_on(self, place: int, which: int, key: str | None, data: st.DataObject) -> None:
        """An order takes a step that leads on, so that all states are come to."""
        going = [order for order in self.orders if order.state not in {"COMPLETED", "CANCELLED"}]
        if not going:
            return
        order = going[place % len(going)]
        if order.state == "AWAITING_DESTRUCTION":
            self._destroy(order)
            return
        steps = [name for name, action in SINGLE.items() if order.refusal(action) is None and action != "CANCEL"]
        mutation = steps[which % len(steps)]
        able = [name for name in ACCOUNTS if model.may(name, SINGLE[mutation]) and order.seen_by(name)]
        payload = data.draw(RIGHT_PAYLOADS[mutation])
        input = {"id": order.id, **payload.said_at(self.now, self.world.ids)}
        self._step(able[which % len(able)], mutation, SINGLE[mutation], order, payload, input, key)

    def _destroy(self, order: Order) -> None:
        """As reportDestroyed does: around the API, for that needs a file as its certificate."""
        row = self.run(self.world.row(order.id))
        provider = Actor(uuid.UUID(int=1), "provider", Role.SERVICE_PROVIDER)
        self.run(self.world.do(destroy, row, actor=provider))
        order.take("REPORT_DESTROYED", "provider", self.now, {})
        self.changed_only([order])

    # ───────────── rules: batches ─────────────

    @rule(
        account=st.sampled_from(["merchant-a", "merchant-a", "merchant-b", "merchant-ab", "merchant-ab", "operator"]),
        call=calls(list(BATCH)),
        places=st.lists(PLACES, max_size=4),
        intruders=st.lists(PLACES, max_size=1) | st.just([]),
        strangers=st.lists(st.sampled_from(STRANGERS), max_size=1) | st.just([]),
        policy=st.sampled_from(["ALL_OR_NOTHING", "SKIP_INVALID"]),
        dry_run=st.booleans(),
        key=KEYS,
    )
    def batch_of_ids(
        self,
        account: str,
        call: tuple[str, Payload],
        places: list[int],
        intruders: list[int],
        strangers: list[str],
        policy: str,
        dry_run: bool,
        key: str | None,
    ) -> None:
        """Orders of one warehouse that admit it, any other among them, and what is no order."""
        ready = [o for o in self.orders if o.seen_by(account) and o.refusal(BATCH[call[0]]) is None] or self.orders
        chosen = [ready[place % len(ready)] for place in places]
        chosen = [order for order in chosen if order.warehouse == chosen[0].warehouse]
        chosen += [self._order(place) for place in intruders]
        ids = list(dict.fromkeys([*(order.id for order in chosen), *strangers]))
        selection = {"ids": [*ids, *ids[:1]]}
        self._rehearsed_batch(account, call, selection, ids, {"policy": policy, "dryRun": dry_run}, key)

    @rule(
        account=st.sampled_from(["merchant-a", "merchant-ab"]),
        call=calls(list(BATCH)),
        warehouse=st.sampled_from(["W1", "W1", "W2", "NONE"]),
        states=st.sets(
            st.sampled_from(["AWAITING_PICKUP_REGISTRATION", "AWAITING_DESTRUCTION_CONFIRMATION", "CANCELLED"])
        ),
        policy=st.sampled_from(["ALL_OR_NOTHING", "SKIP_INVALID"]),
        key=KEYS,
    )
    def batch_of_a_filter(
        self, account: str, call: tuple[str, Payload], warehouse: str, states: set[str], policy: str, key: str | None
    ) -> None:
        filter = {"warehouse": {"code": {"eq": warehouse}}, "state": {"in": sorted(states)}}
        ids = [
            order.id
            for order in self.orders
            if order.warehouse == warehouse and order.state in states and order.seen_by(account)
        ]
        self._rehearsed_batch(account, call, {"filter": filter}, ids, {"policy": policy, "dryRun": False}, key)

    def _rehearsed_batch(
        self, account: str, call: tuple[str, Payload], selection: Json, ids: list[str], options: Json, key: str | None
    ) -> None:
        """A dry run "changes nothing and answers what the real run would"."""
        mutation, payload = call
        input = {"selection": selection, **payload.said_at(self.now, self.world.ids), **options}
        if options["dryRun"]:
            rehearsal = self._batch(account, mutation, payload, input, ids, None)
            real = self._batch(account, mutation, payload, input | {"dryRun": False}, ids, key)
            if rehearsal and real and not self._key_decides:
                assert _outcomes(rehearsal) == _outcomes(real)
        else:
            self._batch(account, mutation, payload, input, ids, key)

    _key_decides = False

    def _batch(
        self, account: str, mutation: str, payload: Payload, input: Json, ids: list[str], key: str | None
    ) -> Json | None:
        action = BATCH[mutation]
        visible = {order.id: order for order in self.orders if order.id in ids and order.seen_by(account)}
        faults = payload.faults | (frozenset({"selection.ids"}) if input["selection"].get("ids") == [] else frozenset())
        whole = Payload(payload.contents, faults, payload.confirmed, payload.expected_in, payload.book)

        def decide() -> None:
            if len({order.warehouse for order in visible.values()}) > 1:
                raise Refused("BATCH_NOT_UNIFORM")

        self._key_decides = _is_no_key(key) or self._known(account, mutation, key) is not None
        answer = self._call(account, mutation, action, input, key, whole, decide)
        if answer is None or answer["userErrors"]:
            assert answer is None or answer["batch"] is None
            return answer
        result = answer["batch"]
        refusals = {id: self._item_refusal(action, visible.get(id), payload) for id in ids}
        held_back = input["policy"] == "ALL_OR_NOTHING" and any(refusals.values())
        expected = {
            id: ("REJECTED", code) if code else ("SKIPPED" if held_back else "APPLIED", None)
            for id, code in refusals.items()
        }
        assert {item["id"]: _outcome(item) for item in result["items"]} == expected
        assert "filter" in input["selection"] or [item["id"] for item in result["items"]] == ids
        tally = [outcome for outcome, _ in expected.values()]
        names = ("applied", "skipped", "rejected")
        assert [result[name] for name in names] == [tally.count(name.upper()) for name in names]
        assert (result["requested"], result["dryRun"]) == (len(ids), input["dryRun"])
        applied = [visible[id] for id, (outcome, _) in expected.items() if outcome == "APPLIED"]
        if input["dryRun"] or not applied:
            assert result["id"] is None or not input["dryRun"]
            self.nothing_changed()
        else:
            self._batch_is_done(account, action, applied, input, result)
            self._remember(account, mutation, key, input, answer)
        for item in result["items"]:
            if item["id"] in visible:
                self._shows(visible[item["id"]], item["reverseOrder"])
            else:
                assert (item["number"], item["reverseOrder"]) == (None, None)
        return answer

    def _batch_is_done(self, account: str, action: str, applied: list[Order], input: Json, result: Json) -> None:
        for order in applied:
            order.take(action, account, self.now, input)
        new = self.changed_only(applied)
        written = new["pickup_registrations"] + new["destruction_confirmations"]
        assert sorted(row["reverse_order_id"].hex for row in written) == sorted(order.id[3:] for order in applied)
        assert {row["batch_id"].hex for row in written} == {result["id"].removeprefix("bt_")}
        assert len({row.get("content_hash") for row in written}) == 1

    def _item_refusal(self, action: str, order: Order | None, payload: Payload) -> str | None:
        if order is None or not self._knows_address(payload, order):
            return "NOT_FOUND"
        return order.refusal(action)

    # ───────────── rules: again, and looking ─────────────

    @precondition(lambda self: self.remembered)
    @rule(which=PLACES, later=LATER)
    def the_same_call_again(self, which: int, later: timedelta) -> None:
        """ "The same key ... with the same input ... changes nothing and answers as the first time" """
        (account, mutation, key), before = self._recalled(which, later)
        if self._known(account, mutation, key):
            self._is_repetition(self._send(account, mutation, before.input, key), before)
            self.nothing_changed()

    @precondition(lambda self: self.remembered)
    @rule(which=PLACES, later=LATER)
    def another_call_with_the_same_key(self, which: int, later: timedelta) -> None:
        """ "with another input, IDEMPOTENCY_KEY_REUSED" """
        (account, mutation, key), before = self._recalled(which, later)
        if not self._known(account, mutation, key):
            return
        input = before.input | _another(mutation, before.input)
        expected = input.get("pickup", {}).get("selfPickup", {}).get("expectedPickupAt")
        past = expected is not None and datetime.fromisoformat(expected) <= self.now
        answer = self._send(account, mutation, input, key)
        assert [error["code"] for error in answer["userErrors"]] == ["INVALID" if past else "IDEMPOTENCY_KEY_REUSED"]
        self.nothing_changed()

    def _recalled(self, which: int, later: timedelta) -> tuple[tuple[str, str, str], Remembered]:
        self.world.clock.now += later
        return list(self.remembered.items())[which % len(self.remembered)]

    @precondition(lambda self: self.remembered)
    @rule(which=PLACES, place=PLACES, data=st.data())
    def somebody_elses_key(self, which: int, place: int, data: st.DataObject) -> None:
        """Is nobody's business: keys are "of the same user and mutation"."""
        taken = [(mutation, key) for _, mutation, key in self.remembered if mutation in SINGLE]
        if not taken:
            return
        mutation, key = taken[which % len(taken)]
        action = SINGLE[mutation]
        order, account = self._aim(action, "", place)
        able = [name for name in ACCOUNTS if model.may(name, action) and order.seen_by(name)]
        fresh = [name for name in able if (name, mutation, key) not in self.remembered] or [account]
        payload = data.draw(RIGHT_PAYLOADS[mutation])
        input = {"id": order.id, **payload.said_at(self.now, self.world.ids)}
        self._step(fresh[place % len(fresh)], mutation, action, order, payload, input, key)

    @rule(account=NAMES, place=PLACES)
    def look(self, account: str, place: int) -> None:
        self._look(account, self._order(place))

    def _look(self, account: str, order: Order) -> Json | None:
        """What the account sees of the order, all of it as the model says."""
        shown: Json | None = self.run(self.api.data(account, LOOK, id=order.id))["reverseOrder"]
        if not order.seen_by(account):
            assert shown is None
            return None
        assert shown is not None
        self._shows(order, shown)
        assert (shown["orderNumber"], shown["salesReturnNumber"]) == (order.order_number, order.sales_return_number)
        masked = ACCOUNTS[account].role is Role.PARTNER
        told = [
            (e["action"], e["fromState"], e["toState"], datetime.fromisoformat(e["at"]), e["actor"]["role"])
            for e in shown["timeline"]["nodes"]
        ]
        assert told == [(h.action, h.start, h.end, h.at, ACCOUNTS[h.by].role.value) for h in order.history]
        assert shown["timeline"]["totalCount"] == len(order.history) == order.version
        if not masked:
            assert [e["actor"]["name"] for e in shown["timeline"]["nodes"]] == [h.by for h in order.history]
            for part in ("pickup", "destruction"):
                stays = {k: v for k, v in (shown[part] or {}).items() if k != "destroyedAt"}
                assert not stays or self.submitted.setdefault(order.id + part, stays) == stays
        assert bool(shown["pickup"]) is (order.method is not None)
        assert bool(shown["destruction"]) is order.confirmed
        offered = [
            (a["action"], a["enabled"], a["disabledReason"] and a["disabledReason"]["code"])
            for a in shown["availableActions"]
        ]
        refusals = [(action, order.refusal(action)) for action in model.ACTIONS if model.may(account, action)]
        assert offered == [(action, code is None, code) for action, code in refusals]
        return shown

    # ───────────── calling ─────────────

    def _order(self, place: int) -> Order:
        return self.orders[place % len(self.orders)]

    def _aim(self, action: str, account: str, place: int) -> tuple[Order, str]:
        ready = [order for order in self.orders if order.refusal(action) is None] or self.orders
        order = ready[place % len(ready)]
        able = [name for name in ACCOUNTS if model.may(name, action) and order.seen_by(name)]
        return order, account if account in able else able[place % len(able)]

    def _knows_address(self, payload: Payload, order: Order) -> bool:
        return payload.book is None or payload.book == order.merchant

    def _send(self, account: str, mutation: str, input: Json, key: str | None) -> Json:
        sent = input if key is None else input | {"idempotencyKey": key}
        answer: Json = self.run(self.api.data(account, DOCUMENTS[mutation], input=sent))[mutation]
        return answer

    def _call(
        self,
        account: str,
        mutation: str,
        action: str,
        input: Json,
        key: str | None,
        payload: Payload,
        decide: Callable[[], None],
    ) -> Json | None:
        """Send it, and check a refusal: the first code of the contract's list, and nothing changed.

        Answers None where there is nothing more to check, else the payload, whose errors are checked.
        """
        if not model.may(account, action):
            sent = input if key is None else input | {"idempotencyKey": key}
            error = self.run(self.api.error(account, DOCUMENTS[mutation], input=sent))
            assert error["extensions"]["code"] == "FORBIDDEN"
            self.nothing_changed()
            return None
        before = self._known(account, mutation, key)
        refused = self._expected_refusal(input, key, payload, before, decide)
        answer = self._send(account, mutation, input, key)
        if refused is None and before is not None:
            self._is_repetition(answer, before)
            self.nothing_changed()
            return None
        codes = {error["code"] for error in answer["userErrors"]}
        assert codes == ({refused.code} if refused else set()), (mutation, account, answer["userErrors"])
        if refused:
            fields = {".".join(error["field"] or ()) for error in answer["userErrors"]}
            assert not refused.faults or fields <= refused.faults
            assert (
                refused.code != "NOT_FOUND"
                or mutation in BATCH
                or mutation == "registerPickup"
                or (answer["reverseOrder"] is None)
            )
            self.nothing_changed()
        return answer

    def _expected_refusal(
        self, input: Json, key: str | None, payload: Payload, before: Remembered | None, decide: Callable[[], None]
    ) -> Refused | None:
        """ "Which code, when several would fit, is the first of: ..." """
        faults = payload.faults
        if _is_no_key(key):
            faults |= {"idempotencyKey"}
        same = before is not None and before.input == input
        if payload.expected_in is not None and payload.expected_in <= timedelta(0) and not same:
            faults |= {"pickup.selfPickup.expectedPickupAt"}
        if faults:
            return Refused("INVALID", faults)
        if not payload.confirmed:
            return Refused("CONFIRMATION_REQUIRED")
        if before is not None:
            return None if same else Refused("IDEMPOTENCY_KEY_REUSED")
        try:
            decide()
        except Refused as refused:
            return refused
        return None

    def _known(self, account: str, mutation: str, key: str | None) -> Remembered | None:
        before = self.remembered.get((account, mutation, key)) if key is not None else None
        return before if before and before.at > self.now - timedelta(hours=24) else None

    def _remember(self, account: str, mutation: str, key: str | None, input: Json, answer: Json) -> None:
        if key is not None:
            self.remembered[account, mutation, key] = Remembered(input, answer, self.now)

    def _is_repetition(self, answer: Json, before: Remembered) -> None:
        """ "answers as the first time (the document as it is now; a batch with the first outcomes)" """
        assert answer["userErrors"] == []
        if "batch" not in answer:
            assert answer["reverseOrder"]["id"] == before.answer["reverseOrder"]["id"]
            self._shows(self._by_id(answer["reverseOrder"]["id"]), answer["reverseOrder"])
            return
        assert {**answer["batch"], "items": None} == {**before.answer["batch"], "items": None}
        assert _outcomes(answer) == _outcomes(before.answer)
        for item in answer["batch"]["items"]:
            if item["reverseOrder"]:
                self._shows(self._by_id(item["id"]), item["reverseOrder"])

    def _by_id(self, id: str) -> Order:
        return next(order for order in self.orders if order.id == id)

    def _shows(self, order: Order, shown: Json) -> None:
        assert (shown["id"], shown["version"], shown["state"]) == (order.id, order.version, order.state)
        assert (shown["type"], shown["cause"], shown["pickupMethod"]) == (order.type, order.cause, order.method)


REGISTERED = {"pickup_registrations": "REGISTER_PICKUP", "destruction_confirmations": "CONFIRM_DESTRUCTION"}
DOCUMENTS = {mutation: document(mutation) for mutation in (*SINGLE, *BATCH, "createReverseOrder")}


def _another(mutation: str, input: Json) -> Json:
    """A change that makes another input of it, and nothing else wrong."""
    if mutation in SINGLE:
        return {"expectedVersion": input.get("expectedVersion", 0) + 1}
    if mutation == "createReverseOrder":
        return {"orderNumber": input["orderNumber"] + "!"}
    return {"policy": "SKIP_INVALID" if input["policy"] == "ALL_OR_NOTHING" else "ALL_OR_NOTHING"}


def _outcome(item: Json) -> tuple[str, str | None]:
    codes = [error["code"] for error in item["userErrors"]]
    return item["outcome"], codes[0] if codes else None


def _outcomes(answer: Json) -> list[tuple[str, tuple[str, str | None]]]:
    if answer["batch"] is None:
        return [("", (error["code"], None)) for error in answer["userErrors"]]
    return sorted((item["id"], _outcome(item)) for item in answer["batch"]["items"])


@pytest.fixture(params=BACKENDS)
def stage(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Stage]:
    with new_runner() as runner:
        yield Stage(request.param, templates, runner)


EXAMPLES = {"sqlite": 14, "postgresql": 4}


def test_orders_move_as_the_table_says_and_not_otherwise(stage: Stage) -> None:
    # Shrinking takes minutes: on demand only.
    phases = [Phase.generate, Phase.shrink] if EFFORT > 1 else [Phase.generate]
    options = trying(EXAMPLES[stage.backend], stateful_step_count=25, phases=phases, report_multiple_bugs=False)
    on_stage = type("ReverseOrdersOnStage", (ReverseOrders,), {"stage": stage})
    run_state_machine_as_test(on_stage, settings=options)


# ───────────────────────── which code comes first ─────────────────────────


async def _codes(api: Api, mutation: str, input: Json) -> list[str]:
    answer = (await api.data("merchant-a", DOCUMENTS[mutation], input=input))[mutation]
    items = (answer["batch"] or {"items": []})["items"] if mutation in BATCH else []
    return [error["code"] for error in (*answer["userErrors"], *(e for item in items for e in item["userErrors"]))]


@pytest.mark.parametrize("wrong", ["expectedVersion", "submitted", "type", "state"])
async def test_an_address_that_is_not_found_comes_before_what_is_wrong_with_the_order(api: Api, wrong: str) -> None:
    """ "NOT_FOUND, STALE_VERSION, ALREADY_SUBMITTED, NOT_ELIGIBLE (the type), INVALID_STATE" """
    type = {"type": ReverseType.DESTRUCTION}.get(wrong, ReverseType.RETURN_SHIPMENT)
    id = await api.world.order(type)
    if wrong == "submitted":
        await api.world.advance_to_pickup(id)
    if wrong == "state":
        await api.world.do(reverse_orders.cancel, WithReason(id, reason="不要了"))
    address = {"addressId": "ad_" + "0" * 32}
    input: Json = {"id": id, "pickup": {"forward": {"address": address}}}
    if wrong == "expectedVersion":
        input["expectedVersion"] = 7
    assert await _codes(api, "registerPickup", input) == ["NOT_FOUND"]
    del input["id"]
    input.pop("expectedVersion", None)
    assert await _codes(api, "registerPickupBatch", input | {"selection": {"ids": [id]}}) == ["NOT_FOUND"]


@pytest.mark.parametrize(
    "selection",
    [
        {"ids": []},
        {"filter": {"warehouse": {"name": {"contains": " "}}}},
        {"filter": {"not": {"not": {"not": {"not": {"not": {}}}}}}},
    ],
)
async def test_a_selection_that_cannot_be_is_invalid_before_a_confirmation_is_missed(api: Api, selection: Json) -> None:
    """ "INVALID, CONFIRMATION_REQUIRED (both before anything is looked up)" """
    input = {"selection": selection, "confirm": False}
    assert await _codes(api, "confirmDestructionBatch", input) == ["INVALID"]


async def test_a_reused_key_comes_before_too_many_orders(api: Api) -> None:
    """ "IDEMPOTENCY_KEY_REUSED, ... then the rest": BATCH_TOO_LARGE is of the rest."""
    id = await api.world.order(ReverseType.DESTRUCTION)
    input = {"confirm": True, "idempotencyKey": "k"}
    assert await _codes(api, "confirmDestructionBatch", input | {"selection": {"ids": [id]}}) == []
    many = {"ids": [f"ro_{number:032x}" for number in range(501)]}
    assert await _codes(api, "confirmDestructionBatch", input | {"selection": many}) == ["IDEMPOTENCY_KEY_REUSED"]
