"""Each rule of the matrix, played through the API to its end; resolving under fire; quantities that balance."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from domain.exception_cases import SURPLUS, ExceptionType
from domain.resolutions import RULES, NewNoteEffect, NewOrderEffect, OriginalNoteEffect, Rule
from models.database import Database
from services.verify import verify
from tests.api import inbound
from tests.api.inbound import GOODS, Goods, bring, call, do, lines, read, refused, unchanged
from tests.api.operations import self_pickup
from tests.api.test_under_fire import CLIENTS, of_the_transaction, statements
from tests.client import Api
from tests.properties import EFFORT, trying
from tests.properties.scene import new_runner
from tests.templates import Templates, small_world

Json = dict[str, Any]

BY_NUMBER = {rule.number: rule for rule in RULES}
# A note that admits a case of the type, and where it is found.
FOUND_AT = {
    "PLATFORM_TRANSPORT_TIMEOUT": ("CONFIRMED", "TRANSPORT"),
    "SELF_TRANSPORT_TIMEOUT": ("IN_TRANSIT", "TRANSPORT"),
    "TRANSIT_DAMAGE": ("ARRIVED", "TRANSPORT"),
    "MULTIPLE_NOTES_ON_PARCEL": ("ARRIVED", "RECEIVING"),
    "CARTON_MARK_UNREADABLE": ("RECEIVING", "RECEIVING"),
    "CARTON_MARK_MISSING": ("ARRIVED", "RECEIVING"),
    "NOTE_NOT_CONFIRMED": ("DRAFT", "RECEIVING"),
    "NOTE_CANCELLED": ("CANCELLED", "RECEIVING"),
    "QTY_OVER": ("RECEIVING", "RECEIVING"),
    "WRONG_GOODS": ("QUALITY_CHECK", "QUALITY_CHECK"),
    "BARCODE_WRONG": ("RECEIVING", "RECEIVING"),
    "BARCODE_DAMAGED": ("QUALITY_CHECK", "QUALITY_CHECK"),
    "QTY_SHORT": ("QUALITY_CHECK", "RECEIVING"),
    "PRODUCT_BLOATED": ("RECEIVING", "RECEIVING"),
    "PRODUCT_DAMAGED": ("QUALITY_CHECK", "PUTAWAY"),
    "QUALITY_DEFECT": ("QUALITY_CHECK", "QUALITY_CHECK"),
    "RECEIVING_PARCEL_ANOMALY": ("RECEIVING", "RECEIVING"),
}
FOUND: Goods = (("MA-G1", 3),)
# More than was announced, and goods that are on no line.
TOO_MUCH: Goods = (("MA-G1", 12), ("MA-G5", 2))
NOTE_AFTER = {
    OriginalNoteEffect.VOID: "VOIDED",
    OriginalNoteEffect.RETURNED: "RETURNED",
    OriginalNoteEffect.REINSTATE_AND_RECEIVE: "ARRIVED",
}
PREVIEW = """
query($id: ID!, $resolution: Resolution!) { previewResolution(caseId: $id, resolution: $resolution) {
  scheme originalNoteState compensation
  newDeliveryNoteLines { goodsItem { externalId } quantity }
  newStockOrderLines { goodsItem { externalId } quantity }
  returnOrderLines { goodsItem { externalId } quantity }
  pendingActions { action role documentKind dueAt penaltyRisk } } }"""
LINKS = """
query($id: ID!) { node(id: $id) { ... on Document { links { relation document { id } } } } }"""
HISTORY = """
query($id: ID!) { exceptionCase(by: {id: $id}) {
  timeline { nodes { action toState changes actor { name role } } } } }"""


# ───────────────────────── playing a case ─────────────────────────


@dataclass
class Case:
    """A case on a note of an order; `found` is what it is about."""

    api: Api
    rule: Rule
    order: Json
    note: Json
    found: Goods
    id: str
    spawned: Mapping[str, str] = field(default_factory=dict)

    @property
    def concerned(self) -> Goods:
        """What the rule may take: the case's lines, or the whole note."""
        return self.found if self.rule.is_partial else held(self.note)

    async def preview(self, account: str = "operator") -> Any:
        answer = await self.api.data(account, PREVIEW, id=self.id, resolution=self.rule.resolution)
        return answer["previewResolution"]

    async def resolve(self, **input: Any) -> Json:
        return self.resolved(
            await do(self.api, "operator", "resolveCase", id=self.id, resolution=self.rule.resolution, **input)
        )

    def resolved(self, seen: Json) -> Json:
        """Keep in mind what the resolution made: at most one document of a kind."""
        self.spawned = {document["__typename"]: document["id"] for document in seen["spawned"]}
        assert len(self.spawned) == len(seen["spawned"])
        return seen

    async def seen(self, account: str = "operator") -> Json:
        return await read(self.api, account, "ExceptionCase", self.id)  # type: ignore[no-any-return]

    async def history(self, account: str = "operator") -> list[Json]:
        answer = await self.api.data(account, HISTORY, id=self.id)
        return answer["exceptionCase"]["timeline"]["nodes"]  # type: ignore[no-any-return]

    async def actions(self) -> list[str]:
        return [event["action"] for event in await self.history()]

    async def made(self, kind: str) -> Any:
        """The one document of a kind that the resolution made; None where it made none."""
        id = self.spawned.get(kind)
        return await read(self.api, "operator", kind, id) if id else None


async def open_case(
    api: Api, rule: Rule, *, kind: str = "REPLENISHMENT", goods: Goods = GOODS, found: Goods | None = None
) -> Case:
    at, stage = FOUND_AT[rule.type]
    order = await inbound.stock_order(api, goods, kind)
    note = await inbound.note(api, order, goods, at=at)
    found = found or (TOO_MUCH if rule.type in SURPLUS else FOUND)
    return await open_on(api, rule, order, note, stage, found)


async def open_on(api: Api, rule: Rule, order: Json, note: Json, stage: str, found: Goods) -> Case:
    opened = await do(
        api,
        "provider",
        "openExceptionCase",
        deliveryNoteId=note["id"],
        stage=stage,
        type=rule.type,
        subtype=rule.subtype,
        lines=lines(found),
    )
    return Case(api, rule, order, note, found, opened["id"])


def held(document: Json) -> Goods:
    """The goods of a document's lines, in their order."""
    return tuple(
        (
            line["goodsItem"]["externalId"],
            next(line[name] for name in ("quantity", "orderedQuantity", "declaredQuantity") if name in line),
        )
        for line in document["lines"]
    )


def goods_of(shown: list[Json]) -> Goods:
    return tuple((line["goodsItem"]["externalId"], line["quantity"]) for line in shown)


def pending_of(actions: list[Json]) -> list[Any]:
    return sorted(
        (
            action["action"],
            action["role"],
            action.get("documentKind") or action["document"]["kind"],
            action["dueAt"],
            action["penaltyRisk"],
        )
        for action in actions
    )


async def hand_back(api: Api, order: Json, *, collected: bool) -> Json:
    """A return order to its end: collected, or sent by the platform."""
    id, address = order["id"], f"ad_{api.world.ids['MA-ADDRESS'].hex}"
    method = self_pickup() if collected else {"platformLogistics": {"addressId": address}}
    entered = await do(api, "merchant-a", "enterReturnMethod", id=id, method=method)
    assert entered["state"] == "AWAITING_PACKING"
    scheduled = {"scheduledPickupAt": "2026-06-08T03:00:00Z"} if collected else {}
    packed = await do(api, "provider", "packReturn", id=id, **scheduled)
    if collected:
        assert packed["state"] == "AWAITING_PICKUP"
        return await do(api, "provider", "collectReturn", id=id, verifiedName="张三")  # type: ignore[no-any-return]
    assert packed["state"] == "AWAITING_SHIPMENT"
    await do(api, "provider", "shipReturn", id=id, carrier="SF", trackingNumber="SF1")
    return await do(api, "merchant-a", "signReturn", id=id)  # type: ignore[no-any-return]


async def send(api: Api, order: Json) -> Json:
    """A stock order that waits to be accepted, to its confirmed note."""
    accepted = await do(api, "merchant-a", "acceptStockOrder", id=order["id"])
    return await inbound.note(api, accepted, held(accepted), at="CONFIRMED")  # type: ignore[no-any-return]


# ───────────────────────── every rule ─────────────────────────

COLLECTED = {"R08b", "R10b", "R16b", "R17", "R19"}
JIT = ["R01a", "R05a", "R07b", "R09b", "R13", "R16a", "R18", "R19", "R20", "R21"]
PLAYED = [pytest.param(rule, "REPLENISHMENT", id=rule.number) for rule in RULES]
PLAYED += [pytest.param(BY_NUMBER[number], "JIT_REPLENISHMENT", id=f"{number}-JIT") for number in JIT]
PLAYED += [pytest.param(BY_NUMBER["R16b"], "FIRST", id="R16b-FIRST")]


@pytest.mark.parametrize(("rule", "kind"), PLAYED)
async def test_a_rule_does_what_it_says_to_the_end(api: Api, rule: Rule, kind: str) -> None:
    case = await open_case(api, rule, kind=kind)
    await do(api, "provider", "proposeResolution", id=case.id, resolution=rule.resolution)
    await check_options(case)
    foreseen = await case.preview()
    await case.resolve()

    await check_preview(case, foreseen, kind)
    await check_documents(case, kind)
    await check_links(case)
    await check_readers(case)
    await finish(case)
    await check_end(case)
    assert await verify(api.world.database) == []


async def check_options(case: Case) -> None:
    admitted = [r.resolution for r in RULES if (r.type, r.subtype) == (case.rule.type, case.rule.subtype)]
    before = await case.seen()
    assert sorted(option["resolution"] for option in before["options"]) == sorted(admitted)
    assert (before["state"], before["proposedResolution"]) == ("PROPOSED", case.rule.resolution)
    assert before["subtype"] == case.rule.subtype
    for account in ("merchant-a", "partner"):
        assert await case.preview(account) is None


async def check_preview(case: Case, foreseen: Json, kind: str) -> None:
    """The preview is what the rule says, and what was done is the preview."""
    rule, now = case.rule, case.api.world.clock.now
    effect = rule.original_note
    expected = {
        "return_order": case.concerned if rule.return_scope else (),
        "stock_order": case.concerned if rule.new_stock_order else (),
        "delivery_note": case.concerned if rule.new_delivery_note else (),
    }
    assert goods_of(foreseen["returnOrderLines"]) == expected["return_order"]
    assert goods_of(foreseen["newStockOrderLines"]) == expected["stock_order"]
    assert goods_of(foreseen["newDeliveryNoteLines"]) == expected["delivery_note"]
    assert foreseen["originalNoteState"] == NOTE_AFTER.get(effect, case.note["state"])
    assert foreseen["scheme"] == rule.scheme
    assert foreseen["compensation"] is rule.compensation

    jit = kind == "JIT_REPLENISHMENT"
    pending: list[tuple[str, str, str, timedelta | None, bool]] = []
    if rule.return_scope:
        pending.append(("ENTER_RETURN_METHOD", "MERCHANT", "RETURN_ORDER", timedelta(days=15), False))
    if rule.new_stock_order is NewOrderEffect.MERCHANT_ACCEPTS:
        pending.append(("ACCEPT", "MERCHANT", "STOCK_ORDER", timedelta(hours=24 if jit else 48), jit))
    if rule.new_delivery_note or effect is OriginalNoteEffect.REINSTATE_AND_RECEIVE:
        pending.append(("START_RECEIVING", "SERVICE_PROVIDER", "DELIVERY_NOTE", None, False))
    planned = pending_of(foreseen["pendingActions"])
    moments = [None if due is None else datetime.fromisoformat(due) - now for *_, due, _ in planned]
    assert [(*task[:3], due, task[4]) for task, due in zip(planned, moments, strict=True)] == sorted(pending)

    seen = await case.seen()
    for made, document in (
        ("return_order", "ReturnOrder"),
        ("stock_order", "StockOrder"),
        ("delivery_note", "DeliveryNote"),
    ):
        spawned = await case.made(document)
        assert (held(spawned) if spawned else ()) == expected[made]
    assert seen["deliveryNote"]["state"] == foreseen["originalNoteState"]
    assert seen["scheme"] == foreseen["scheme"]
    assert pending_of(seen["pendingActions"]) == planned
    basis = sum(quantity for _, quantity in case.found)
    compensation = {"state": "DUE", "basisQuantity": basis, "amount": None} if foreseen["compensation"] else None
    assert seen["compensation"] == compensation


async def check_documents(case: Case, kind: str) -> None:
    rule, seen = case.rule, await case.seen()
    assert seen["resolution"] == rule.resolution
    assert (seen["resolvedBy"], seen["resolvedAt"] is None) == ({"role": "PLATFORM_OPERATOR"}, False)
    if rule.merchant_actions:
        assert seen["state"] == "AWAITING_MERCHANT"
    else:
        assert seen["state"] == ("AWAITING_WAREHOUSE" if seen["pendingActions"] or waits(rule) else "CLOSED")
    made = Counter(document["__typename"] for document in seen["spawned"])
    assert made == Counter(
        name
        for name, effect in (
            ("ReturnOrder", rule.return_scope),
            ("StockOrder", rule.new_stock_order),
            ("DeliveryNote", rule.new_delivery_note),
            ("WorkTicket", rule.opens_ticket),
        )
        if effect
    )
    if returned := await case.made("ReturnOrder"):
        assert (returned["state"], returned["scope"]) == ("PENDING_CONFIRMATION", rule.return_scope)
        assert returned["sourceCase"] == {"id": case.id}
    if order := await case.made("StockOrder"):
        jit = kind == "JIT_REPLENISHMENT"
        assert (order["orderKind"], order["mode"]) == (kind, "JIT") if jit else ("REPLENISHMENT", "STOCK")
        automatic = rule.new_stock_order is NewOrderEffect.AUTO_ACCEPTED
        assert order["origin"] == ("AUTO_SUPPLEMENT" if automatic else "RESUPPLY")
        assert order["state"] == ("SHIPPED" if automatic else "PENDING_CONFIRMATION")
        assert order["sourceCase"] == {"id": case.id}
    if note := await case.made("DeliveryNote"):
        assert (note["state"], note["supplementOf"]) == ("ARRIVED", {"id": case.note["id"]})
        relabelled = rule.new_delivery_note is NewNoteEffect.WAREHOUSE_RELABEL_AND_RECEIVE
        assert [carton["relabelled"] for carton in note["cartons"]] == ([True] if relabelled else [])
        own = order or case.order
        assert note["stockOrder"]["id"] == own["id"]
    if ticket := await case.made("WorkTicket"):
        assert (ticket["state"], ticket["category"]) == ("OPEN", rule.opens_ticket)
        assert ticket["subject"] == {"id": case.id}
        assert [message["author"]["role"] for message in ticket["messages"]] == [None]


def waits(rule: Rule) -> bool:
    """Whether the warehouse has something left to take in."""
    reinstated = rule.original_note is OriginalNoteEffect.REINSTATE_AND_RECEIVE
    return reinstated or rule.new_delivery_note is not None


async def check_links(case: Case) -> None:
    """Each link is there from both ends, and there are no others."""
    returned, order, note, ticket = map(case.spawned.get, ("ReturnOrder", "StockOrder", "DeliveryNote", "WorkTicket"))
    expected = {(case.id, "CONCERNS", case.note["id"]), (case.note["id"], "CONCERNS", case.order["id"])}
    expected |= {(case.id, "SPAWNED", made) for made in (returned, order, note, ticket) if made}
    if returned:
        expected.add((returned, "RETURNS", case.note["id"]))
    if order:
        expected.add((order, "RESUPPLIES", case.order["id"]))
    if note:
        expected |= {(note, "SUPPLEMENTS", case.note["id"]), (note, "CONCERNS", order or case.order["id"])}
    if ticket:
        expected.add((ticket, "CONCERNS", case.id))
    opposite = {
        "CONCERNS": "CONCERNS",
        "SPAWNED": "SPAWNED_BY",
        "RETURNS": "RETURNED_BY",
        "RESUPPLIES": "RESUPPLIED_BY",
        "SUPPLEMENTS": "SUPPLEMENTED_BY",
    }
    expected |= {(there, opposite[relation], here) for here, relation, there in expected}
    found = []
    for id in {here for here, _, _ in expected}:
        links = (await case.api.data("operator", LINKS, id=id))["node"]["links"]
        found += [(id, link["relation"], link["document"]["id"]) for link in links]
    assert sorted(found) == sorted(expected)


HIDDEN = {"subtype", "options", "proposedResolution"}


async def check_readers(case: Case) -> None:
    """Everybody sees the same, but what is for the warehouses and the platform alone, and partners no tickets."""
    staff, provider = await case.seen(), await case.seen("provider")
    merchant, partner = await case.seen("merchant-a"), await case.seen("partner")
    assert provider == staff
    for seen in (merchant, partner):
        assert {name: seen[name] for name in HIDDEN} == {"subtype": None, "options": [], "proposedResolution": None}
    assert merchant == {**staff, **{name: merchant[name] for name in HIDDEN}}
    without = [document for document in staff["spawned"] if document["__typename"] != "WorkTicket"]
    assert partner == {**merchant, "spawned": without}
    for account in ("merchant-a", "partner"):
        events = json.dumps(await case.history(account))
        assert "proposedResolution" not in events
        assert f'"{case.rule.subtype}"' not in events
    assert await case.seen("merchant-b") is None


async def finish(case: Case) -> None:
    """The merchant's and the warehouse's work; what is pending becomes less with each that ends."""
    api, rule = case.api, case.rule
    returned, order, note = [await case.made(kind) for kind in ("ReturnOrder", "StockOrder", "DeliveryNote")]
    left = len((await case.seen())["pendingActions"])
    resupplied = order if rule.new_stock_order is NewOrderEffect.MERCHANT_ACCEPTS else None

    async def one_less() -> None:
        nonlocal left
        left -= 1
        seen = await case.seen()
        assert len(seen["pendingActions"]) == left
        assert seen["state"] == ("CLOSED" if left == 0 else "AWAITING_MERCHANT")

    if resupplied:
        await send(api, resupplied)
        assert (await case.made("StockOrder"))["state"] == "SHIPPED"
        await one_less()
    if returned:
        signed = await hand_back(api, returned, collected=rule.number in COLLECTED)
        assert signed["state"] == "SIGNED"
        assert [line["signedQuantity"] for line in signed["lines"]] == [q for _, q in case.concerned]
        await one_less()
    if note:
        assert (await bring(api, note, "PUTAWAY_DONE"))["state"] == "PUTAWAY_DONE"
        await one_less()
    if rule.original_note is OriginalNoteEffect.REINSTATE_AND_RECEIVE:
        reinstated = await read(api, "provider", "DeliveryNote", case.note["id"])
        assert (await bring(api, reinstated, "PUTAWAY_DONE"))["state"] == "PUTAWAY_DONE"
        await one_less()


async def check_end(case: Case) -> None:
    rule, seen = case.rule, await case.seen()
    assert (seen["state"], seen["pendingActions"], seen["closedAt"] is None) == ("CLOSED", [], False)
    events = await case.history()
    waited = bool(rule.merchant_actions) or waits(rule)
    assert [event["action"] for event in events] == [
        "CREATE",
        "PROPOSE_RESOLUTION",
        "RESOLVE",
        *(["CLOSE"] if waited else []),
    ]
    assert events[-1]["toState"] == "CLOSED"
    if waited:
        assert events[-1]["actor"]["role"] is None
        assert events[-1]["changes"] == {}
    assert seen["version"] == len(events)
    await check_order(case)


async def check_order(case: Case) -> None:
    """The order that it began with is through when the rest of the note is, having received what passed."""
    rule, api = case.rule, case.api
    note = await read(api, "provider", "DeliveryNote", case.note["id"])
    problem = () if rule.type in SURPLUS else case.found
    whole = rule.original_note is not OriginalNoteEffect.RECEIVE_REMAINDER
    if not whole:
        await bring(api, note, "PUTAWAY_DONE", problem)
    order = await read(api, "operator", "StockOrder", case.order["id"])
    assert order["state"] == "RECEIVED"
    lost = dict(held(case.note)) if whole else dict(problem)
    if rule.new_delivery_note and not rule.new_stock_order:
        lost = {}
    if rule.original_note is OriginalNoteEffect.REINSTATE_AND_RECEIVE:
        lost = {}
    for line in order["lines"]:
        assert line["shippedQuantity"] == line["orderedQuantity"]
        assert line["receivedQuantity"] == line["orderedQuantity"] - lost.get(line["goodsItem"]["externalId"], 0)
    if rule.new_stock_order is NewOrderEffect.AUTO_ACCEPTED:
        supplement = await case.made("StockOrder")
        assert supplement["state"] == "RECEIVED"
        assert [(line["shippedQuantity"], line["receivedQuantity"]) for line in supplement["lines"]] == [
            (quantity, quantity) for _, quantity in case.concerned
        ]


# ───────────────────────── how cases end otherwise ─────────────────────────


@pytest.mark.parametrize("end", ["reject", "cancel"])
async def test_a_resupply_that_fails_closes_the_case_and_the_event_says_so(api: Api, end: str) -> None:
    case = await open_case(api, BY_NUMBER["R01a"])
    await case.resolve()
    order = await case.made("StockOrder")
    account = {"reject": "merchant-a", "cancel": "operator"}[end]
    ended = await do(api, account, f"{end}StockOrder", id=order["id"], reason="不要了")
    last = (await case.history())[-1]
    assert (last["action"], last["changes"]) == ("CLOSE", {"resupplyFailed": ended["state"]})


async def test_a_return_that_is_cancelled_closes_the_case(api: Api) -> None:
    case = await open_case(api, BY_NUMBER["R12a"])
    await case.resolve()
    await do(api, "operator", "cancelReturnOrder", id=(await case.made("ReturnOrder"))["id"], reason="不要了")
    assert (await case.seen())["state"] == "CLOSED"


@pytest.mark.parametrize("number", ["R06a", "R20"])
async def test_a_case_ends_when_another_one_ends_its_supplement(api: Api, number: str) -> None:
    """Nothing will ever be put away of a note that is voided or given back."""
    case = await open_case(api, BY_NUMBER["R11a"])
    await case.resolve()
    rule = BY_NUMBER[number]
    at, stage = FOUND_AT[rule.type]
    supplement = await case.made("DeliveryNote")
    if supplement["state"] != at:
        supplement = await bring(api, supplement, at)
    await (await open_on(api, rule, case.order, supplement, stage, FOUND)).resolve()
    seen = await case.seen()
    assert (seen["pendingActions"], seen["state"]) == ([], "CLOSED")


async def test_a_case_ends_when_another_one_ends_the_note_that_it_brought_back(api: Api) -> None:
    case = await open_case(api, BY_NUMBER["R07a"])
    await case.resolve()
    await (await open_on(api, BY_NUMBER["R06a"], case.order, case.note, "RECEIVING", FOUND)).resolve()
    assert (await case.seen())["state"] == "CLOSED"


@pytest.mark.parametrize("number", ["R10a", "R11a", "R14", "R15b", "R16b"])
async def test_a_case_is_decided_when_the_rest_of_the_note_is_put_away_already(api: Api, number: str) -> None:
    """ "A case on some lines does not hold up the others." """
    rule = BY_NUMBER[number]
    case = await open_case(api, rule)
    await bring(api, await read(api, "provider", "DeliveryNote", case.note["id"]), "PUTAWAY_DONE", FOUND)
    await case.resolve()
    await check_links(case)
    await finish(case)
    assert (await case.seen())["state"] == "CLOSED"
    order = await read(api, "operator", "StockOrder", case.order["id"])
    assert order["state"] == "RECEIVED"
    missing = 0 if rule.new_delivery_note else 3
    assert [line["receivedQuantity"] for line in order["lines"]] == [10 - missing, 4]


@pytest.mark.parametrize("number", ["R03", "R19"])
async def test_what_is_still_to_be_given_back_or_voided_is_not_put_away(api: Api, number: str) -> None:
    case = await open_case(api, BY_NUMBER[number])
    note = await bring(api, case.note, "QUALITY_CHECK")
    counts = [{"goodsExternalId": name, "passedQuantity": quantity, "problemQuantity": 0} for name, quantity in GOODS]
    put_away = {"id": note["id"], "to": "PUTAWAY_DONE", "lines": counts}
    assert await refused(api, "provider", "advanceDeliveryNote", **put_away) == [("INVALID_STATE", None)]
    await do(api, "operator", "dismissCase", id=case.id, reason="没有问题")
    assert (await do(api, "provider", "advanceDeliveryNote", **put_away))["state"] == "PUTAWAY_DONE"


async def voided_then_come(api: Api) -> Case:
    """Goods of a voided note that come after all."""
    order = await inbound.stock_order(api)
    note = await inbound.note(api, order, at="ARRIVED")
    await (await open_on(api, BY_NUMBER["R06a"], order, note, "RECEIVING", FOUND)).resolve()
    return await open_on(api, BY_NUMBER["R08b"], order, note, "RECEIVING", FOUND)


async def test_a_voided_note_is_returned_but_not_brought_back(api: Api) -> None:
    case = await voided_then_come(api)
    other = {"id": case.id, "resolution": "AUTO_DOCUMENT_SUPPLEMENT"}
    assert await refused(api, "operator", "resolveCase", **other) == [("INVALID_STATE", None)]
    foreseen = await case.preview()
    await case.resolve()
    assert foreseen["originalNoteState"] == (await case.seen())["deliveryNote"]["state"] == "VOIDED"
    assert held(await case.made("ReturnOrder")) == GOODS


async def test_a_cancelled_note_is_not_brought_back_while_its_goods_are_on_another(api: Api) -> None:
    order = await inbound.stock_order(api)
    note = await inbound.note(api, order, at="CANCELLED")
    part = [(goods, 1) for goods, _ in GOODS[:1]]
    again = await inbound.note(api, order, part, at="CONFIRMED")
    case = await open_on(api, BY_NUMBER["R07b"], order, note, "RECEIVING", FOUND)
    assert await case.preview() is None
    async with unchanged(api, "DeliveryNote", note["id"]):
        wanted = {"id": case.id, "resolution": case.rule.resolution}
        assert await refused(api, "operator", "resolveCase", **wanted) == [("NOT_ELIGIBLE", None)]
    await do(api, "merchant-a", "cancelDeliveryNote", id=again["id"], reason="came with the other")
    assert (await case.preview())["originalNoteState"] == "ARRIVED"
    await case.resolve()
    shipped = (await read(api, "operator", "StockOrder", order["id"]))["lines"]
    assert [(line["orderedQuantity"], line["shippedQuantity"]) for line in shipped] == [(n, n) for _, n in GOODS]


async def test_a_resolution_that_the_case_does_not_admit_is_refused_and_not_foreseen(api: Api) -> None:
    case = await open_case(api, BY_NUMBER["R17"])
    for resolution in ("RETURN_ALL", "CONTINUE_SUPPLY"):
        answer = await api.data("operator", PREVIEW, id=case.id, resolution=resolution)
        assert answer["previewResolution"] is None
        ((code, _),) = await refused(api, "operator", "resolveCase", id=case.id, resolution=resolution)
        assert code == "RULE_NOT_FOUND"
    assert await case.actions() == ["CREATE"]


# ───────────────────────── under fire ─────────────────────────

SEVEN: Goods = tuple((f"MA-G{number}", number) for number in range(1, 8))


@pytest.mark.parametrize("number", ["R19", "R16b", "R09a", "R05a"])
async def test_a_resolution_takes_the_same_few_statements_whatever_the_number_of_lines(api: Api, number: str) -> None:
    taken = {}
    for goods in (GOODS, SEVEN):
        case = await open_case(api, BY_NUMBER[number], goods=goods, found=goods)
        with statements(api.world.database) as sent:
            await case.resolve(idempotencyKey=f"lines-{len(goods)}")
        taken[len(goods)] = of_the_transaction(sent, "exception_cases")
    assert len(taken[2]) == len(taken[7]) <= 15, [statement[:60] for statement in taken[7]]


async def test_of_twenty_who_resolve_one_case_one_wins(api: Api) -> None:
    case = await open_case(api, BY_NUMBER["R19"])
    wanted = ("REWORK_ALL", "RETURN_ALL")
    answers = await asyncio.gather(
        *(call(api, "operator", "resolveCase", id=case.id, resolution=wanted[n % 2]) for n in range(CLIENTS))
    )
    codes = Counter(error["code"] for answer in answers for error in answer["userErrors"] or [{"code": "won"}])
    assert codes == {"won": 1, "INVALID_STATE": CLIENTS - 1}
    assert await case.actions() == ["CREATE", "RESOLVE"]
    (won,) = [answer["exceptionCase"] for answer in answers if not answer["userErrors"]]
    assert await case.seen() == won
    counted = await api.data("operator", "{ returnOrders { totalCount } stockOrders { totalCount } }")
    made = 1 if won["resolution"] == "REWORK_ALL" else 0
    assert counted == {"returnOrders": {"totalCount": 1}, "stockOrders": {"totalCount": 1 + made}}
    assert await verify(api.world.database) == []


async def test_a_resolution_with_one_key_is_done_once_and_answers_the_same(api: Api) -> None:
    case = await open_case(api, BY_NUMBER["R19"])
    input = {"id": case.id, "resolution": "REWORK_ALL", "idempotencyKey": "once"}
    first = await call(api, "operator", "resolveCase", **input)
    assert first["userErrors"] == []
    assert await call(api, "operator", "resolveCase", **input) == first
    assert await case.actions() == ["CREATE", "RESOLVE"]
    other = await refused(api, "operator", "resolveCase", **{**input, "resolution": "RETURN_ALL"})
    assert [code for code, _ in other] == ["IDEMPOTENCY_KEY_REUSED"]
    again = await refused(api, "operator", "resolveCase", **{**input, "idempotencyKey": "again"})
    assert [code for code, _ in again] == ["INVALID_STATE"]


async def test_twenty_resolutions_with_one_key_answer_the_same(api: Api) -> None:
    case = await open_case(api, BY_NUMBER["R09a"])
    input = {"id": case.id, "resolution": case.rule.resolution, "idempotencyKey": "once"}
    answers = await asyncio.gather(*(call(api, "operator", "resolveCase", **input) for _ in range(CLIENTS)))
    assert answers[0]["userErrors"] == []
    assert all(answer == answers[0] for answer in answers)
    assert await case.actions() == ["CREATE", "RESOLVE"]


async def test_a_case_whose_last_two_documents_end_at_once_is_closed_once(api: Api) -> None:
    cases = [await open_case(api, BY_NUMBER["R19"]) for _ in range(5)]
    ends = []
    for case in cases:
        await case.resolve()
        returned, order = await case.made("ReturnOrder"), await case.made("StockOrder")
        accepted = await do(api, "merchant-a", "acceptStockOrder", id=order["id"])
        note = await inbound.note(api, accepted, held(accepted))
        await do(api, "merchant-a", "enterReturnMethod", id=returned["id"], method=self_pickup())
        await do(api, "provider", "packReturn", id=returned["id"], scheduledPickupAt="2026-06-08T03:00:00Z")
        ends += [
            do(api, "provider", "collectReturn", id=returned["id"], verifiedName="张三"),
            do(api, "merchant-a", "confirmSend", id=note["id"]),
        ]
    await asyncio.gather(*ends)
    for case in cases:
        assert await case.actions() == ["CREATE", "RESOLVE", "CLOSE"]


async def test_a_note_is_put_away_or_given_back_but_not_both(api: Api) -> None:
    """The case is decided while the warehouse goes on with the note."""
    cases = [await open_case(api, BY_NUMBER["R10a"]) for _ in range(5)]
    ends = []
    for case in cases:
        counts = [{"goodsExternalId": name, "receivedQuantity": quantity} for name, quantity in GOODS]
        ends += [
            case.resolve(),
            do(api, "provider", "advanceDeliveryNote", id=case.note["id"], to="QUALITY_CHECK", lines=counts),
        ]
    await asyncio.gather(*ends)
    for case in cases:
        seen = await case.seen()
        assert (seen["state"], seen["deliveryNote"]["state"]) == ("AWAITING_MERCHANT", "QUALITY_CHECK")


# ───────────────────────── quantities balance ─────────────────────────


@dataclass
class Place:
    """A database that many examples use, each with an order of its own."""

    runner: asyncio.Runner
    api: Api


@pytest.fixture
def place(backend: str, templates: Templates) -> Iterator[Place]:
    async def opened() -> Api:
        database = Database(copy.url, durable=False)
        stack.push_async_callback(database.close)
        return await stack.enter_async_context(Api.of(copy.world(database)))

    with templates.copy(backend, small_world) as copy, new_runner() as runner:
        stack = AsyncExitStack()
        try:
            yield Place(runner, runner.run(opened()))
        finally:
            runner.run(stack.aclose())


NAMES = ["MA-G1", "MA-G2", "MA-G3"]
CONTENTS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 9), min_size=1).map(lambda d: tuple(d.items()))
STARTS = st.sampled_from(["DRAFT", "CANCELLED", "IN_TRANSIT", "ARRIVED", "RECEIVING", "QUALITY_CHECK"])


@st.composite
def courses(draw: st.DrawFn) -> tuple[Goods, str, list[tuple[str, Any]]]:
    """A note, where it stands, and what happens to it: findings, resolutions of them, steps of the warehouse."""
    goods = draw(CONTENTS)
    steps: list[tuple[str, Any]] = []
    for _ in range(draw(st.integers(1, 6))):
        step = draw(st.sampled_from(["find", "find", "find", "resolve", "resolve", "advance"]))
        if step == "find":
            rule = draw(st.sampled_from(RULES))
            found = draw(CONTENTS) if rule.type in SURPLUS else draw(parts(goods))
            steps.append(("find", (rule, found)))
        else:
            steps.append((step, draw(st.integers(0, 5))))
    return goods, draw(STARTS), steps


@st.composite
def parts(draw: st.DrawFn, goods: Goods) -> Goods:
    found = [(name, draw(st.integers(0, quantity))) for name, quantity in goods]
    return tuple((name, quantity) for name, quantity in found if quantity) or goods


def test_quantities_balance_whatever_is_found_and_decided(place: Place) -> None:
    # Shrinking takes minutes: on demand only.
    @trying(12, phases=[Phase.generate, Phase.shrink] if EFFORT > 1 else [Phase.generate])
    @given(courses())
    def balances(course: tuple[Goods, str, list[tuple[str, Any]]]) -> None:
        place.runner.run(play(place.api, *course))

    balances()


async def play(api: Api, goods: Goods, start: str, steps: list[tuple[str, Any]]) -> None:
    order = await inbound.stock_order(api, goods)
    note = await inbound.note(api, order, goods, at=start)
    undecided: list[Case] = []
    decided: list[Case] = []
    for step, what in steps:
        note = await read(api, "provider", "DeliveryNote", note["id"])
        if step == "find":
            undecided += await found_on(api, order, note, *what)
        elif step == "advance":
            await push(api, note)
        elif undecided:
            case = undecided.pop(what % len(undecided))
            decided += [case] if await decide(case) else []
    decided += [case for case in undecided if await decide(case)]
    for case in decided:
        await check_balance(case)
    await check_balance_of_note(note, decided)
    seen = await read(api, "operator", "StockOrder", order["id"])
    for line in seen["lines"]:
        assert 0 <= line["shippedQuantity"] <= line["orderedQuantity"]
    assert await verify(api.world.database) == []


async def found_on(api: Api, order: Json, note: Json, rule: Rule, found: Goods) -> list[Case]:
    stage = FOUND_AT[rule.type][1]
    payload = await call(
        api, "provider", "openExceptionCase", deliveryNoteId=note["id"], stage=stage, type=rule.type,
        subtype=rule.subtype, lines=lines(found),
    )  # fmt: skip
    if payload["userErrors"]:
        assert [error["code"] for error in payload["userErrors"]] == ["INVALID_STATE"]
        return []
    return [Case(api, rule, order, note, found, payload["exceptionCase"]["id"])]


async def push(api: Api, note: Json) -> None:
    """One step on, where the note admits one and no case holds it up."""
    steps = {"CONFIRMED": "IN_TRANSIT", **dict(zip(inbound.STEPS, inbound.STEPS[1:], strict=False))}
    to = steps.get(note["state"])
    if to == "PUTAWAY_DONE":
        counts = [
            {
                "goodsExternalId": line["goodsItem"]["externalId"],
                "passedQuantity": line["receivedQuantity"],
                "problemQuantity": 0,
            }
            for line in note["lines"]
        ]
        errors = await refused(api, "provider", "advanceDeliveryNote", id=note["id"], to=to, lines=counts)
        assert [code for code, _ in errors] in ([], ["INVALID_STATE"])
    elif to:
        await bring(api, note, to)


async def decide(case: Case) -> bool:
    """The outcome is the preview's; what cannot be resolved any more is not foreseen either."""
    foreseen = await case.preview()
    payload = await call(case.api, "operator", "resolveCase", id=case.id, resolution=case.rule.resolution)
    if payload["userErrors"]:
        assert [error["code"] for error in payload["userErrors"]] in (["INVALID_STATE"], ["NOT_ELIGIBLE"])
        assert foreseen is None
        return False
    seen = case.resolved(payload["exceptionCase"])
    assert seen["deliveryNote"]["state"] == foreseen["originalNoteState"]
    assert goods_of(seen["affectedLines"]) == case.found
    for kind, name in (
        ("ReturnOrder", "returnOrderLines"),
        ("StockOrder", "newStockOrderLines"),
        ("DeliveryNote", "newDeliveryNoteLines"),
    ):
        made = await case.made(kind)
        assert goods_of(foreseen[name]) == (held(made) if made else ())
    return True


async def check_balance(case: Case) -> None:
    """Nothing goes back twice, nothing is supplied again twice."""
    may_take = Counter(dict(case.concerned))
    returned, order, note = [await case.made(kind) for kind in ("ReturnOrder", "StockOrder", "DeliveryNote")]
    assert Counter(dict(held(returned)) if returned else {}) <= may_take
    supplied = Counter(dict(held(note)) if note else {})
    if order and order["origin"] == "RESUPPLY":
        supplied += Counter(dict(held(order)))
    assert supplied <= may_take
    if order and order["origin"] == "AUTO_SUPPLEMENT":
        assert held(order) == held(note)


async def check_balance_of_note(note: Json, decided: list[Case]) -> None:
    """The same of all its cases together, but for surplus, which is none of the note's."""
    cases = [case for case in decided if case.rule.type not in SURPLUS]
    moved: dict[str, Counter[str]] = {kind: Counter() for kind in ("ReturnOrder", "StockOrder", "DeliveryNote")}
    for case, kind in product(cases, moved):
        if made := await case.made(kind):
            moved[kind].update(dict(held(made)))
    for kind in ("ReturnOrder", "StockOrder"):
        assert moved[kind] + moved["DeliveryNote"] <= Counter(dict(held(note)))


async def defects(api: Api, *found: Goods) -> list[Case]:
    """Findings of the same quality check, each of some defective pieces."""
    order = await inbound.stock_order(api)
    note = await inbound.note(api, order, at="QUALITY_CHECK")
    return [await open_on(api, BY_NUMBER["R17"], order, note, "QUALITY_CHECK", pieces) for pieces in found]


async def test_goods_that_went_back_do_not_go_back_with_the_whole_note(api: Api) -> None:
    (part,) = await defects(api, (("MA-G1", 3),))
    await part.resolve()
    whole = await open_on(api, BY_NUMBER["R19"], part.order, part.note, "QUALITY_CHECK", ())
    foreseen = await whole.preview()
    await whole.resolve()
    for kind in ("ReturnOrder", "StockOrder"):
        assert held(await whole.made(kind)) == (("MA-G1", 7), ("MA-G2", 4))
    assert goods_of(foreseen["returnOrderLines"]) == (("MA-G1", 7), ("MA-G2", 4))


async def test_goods_that_another_case_returns_are_not_returned_again(api: Api) -> None:
    first, second = await defects(api, (("MA-G1", 6),), (("MA-G1", 5),))
    await first.resolve()
    again = {"id": second.id, "resolution": "RETURN_DEFECTIVE"}
    async with unchanged(api, "ExceptionCase", second.id):
        assert await refused(api, "operator", "resolveCase", **again) == [("NOT_ELIGIBLE", None)]
    answer = await api.data("operator", PREVIEW, **again)
    assert answer["previewResolution"] is None
    # What is not given back after all is still there.
    await do(api, "operator", "cancelReturnOrder", id=(await first.made("ReturnOrder"))["id"], reason="不退了")
    await second.resolve()
    assert held(await second.made("ReturnOrder")) == (("MA-G1", 5),)


def test_every_type_that_a_note_admits_is_played() -> None:
    assert set(FOUND_AT) == {type.value for type in ExceptionType} - {"REVERSE_PARCEL_ANOMALY"}
