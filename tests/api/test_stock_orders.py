"""Stock orders and their delivery notes: asked for, sent, counted, put away."""

from typing import Any

import pytest

from tests.api.inbound import (
    GOODS,
    STEPS,
    bring,
    call,
    do,
    forbidden,
    lines,
    moment,
    note,
    read,
    refused,
    stock_order,
    timeline,
    unchanged,
)
from tests.client import Api


async def status(api: Api, order: Any, kind: str) -> str:
    """Where a deadline of an order stands now."""
    found = (await read(api, "merchant-a", "StockOrder", order["id"]))["deadlines"]
    (deadline,) = [deadline for deadline in found if deadline["kind"] == kind]
    return str(deadline["status"])


async def shipped(api: Api, order: Any) -> Any:
    """An order's state, and of each line what is shipped and received."""
    seen = await read(api, "merchant-a", "StockOrder", order["id"])
    return seen["state"], [(line["shippedQuantity"], line["receivedQuantity"]) for line in seen["lines"]]


# ───────────────────────── orders and their deadlines ─────────────────────────


@pytest.mark.parametrize("kind", ["FIRST", "REPLENISHMENT"])
async def test_an_order_for_stock_is_accepted_within_two_days_and_shipped_within_a_week(api: Api, kind: str) -> None:
    order = await stock_order(api, kind=kind, accepted=False)
    assert order["number"].startswith("SO260601")
    facts = [order[name] for name in ("state", "version", "orderKind", "mode", "origin", "sourceCase", "penalties")]
    assert facts == ["PENDING_CONFIRMATION", 1, kind, "STOCK", "PLATFORM", None, []]
    assert [(line["goodsItem"]["externalId"], line["orderedQuantity"]) for line in order["lines"]] == list(GOODS)
    by = moment(api, hours=48)
    assert [order[name] for name in ("acceptBy", "shipBy", "arriveBy")] == [by, None, None]
    assert order["deadlines"] == [{"kind": "ACCEPT", "dueAt": by, "status": "RUNNING", "penaltyRisk": False}]

    api.world.clock.advance(hours=10)
    order = await do(api, "merchant-a", "acceptStockOrder", id=order["id"], expectedVersion=1)
    ship_by = moment(api, days=7)
    assert (order["state"], order["version"], order["acceptBy"]) == ("ACCEPTED", 2, by)
    assert (order["shipBy"], order["arriveBy"]) == (ship_by, None)
    assert order["deadlines"] == [
        {"kind": "ACCEPT", "dueAt": by, "status": "MET", "penaltyRisk": False},
        {"kind": "SHIP", "dueAt": ship_by, "status": "RUNNING", "penaltyRisk": False},
    ]


async def test_an_order_just_in_time_is_accepted_within_a_day_and_arrives_within_three(api: Api) -> None:
    order = await stock_order(api, kind="JIT_REPLENISHMENT", accepted=False)
    by = moment(api, hours=24)
    assert (order["mode"], order["acceptBy"], order["shipBy"], order["arriveBy"]) == ("JIT", by, None, None)
    assert order["deadlines"] == [{"kind": "ACCEPT", "dueAt": by, "status": "RUNNING", "penaltyRisk": True}]

    api.world.clock.advance(hours=10)
    order = await do(api, "merchant-a", "acceptStockOrder", id=order["id"])
    arrive_by = moment(api, hours=72)
    assert (order["shipBy"], order["arriveBy"]) == (None, arrive_by)
    assert [(d["kind"], d["dueAt"], d["penaltyRisk"]) for d in order["deadlines"]] == [
        ("ACCEPT", by, True),
        ("ARRIVE", arrive_by, True),
    ]


@pytest.mark.parametrize(("kind", "hours"), [("REPLENISHMENT", 48), ("JIT_REPLENISHMENT", 24)])
async def test_time_to_accept_runs_becomes_short_and_passes(api: Api, kind: str, hours: int) -> None:
    order = await stock_order(api, kind=kind, accepted=False)
    clock = api.world.clock
    clock.advance(hours=hours * 3 / 4, seconds=-1)
    assert await status(api, order, "ACCEPT") == "RUNNING"
    clock.advance(seconds=1)
    assert await status(api, order, "ACCEPT") == "DUE_SOON"
    clock.advance(hours=hours / 4)
    assert await status(api, order, "ACCEPT") == "DUE_SOON"
    clock.advance(seconds=1)
    assert await status(api, order, "ACCEPT") == "OVERDUE"
    assert (await read(api, "merchant-a", "StockOrder", order["id"]))["state"] == "PENDING_CONFIRMATION"


async def test_an_order_is_shipped_in_time_when_all_of_it_is(api: Api) -> None:
    order = await stock_order(api)
    await note(api, order, [("MA-G1", 10)], at="CONFIRMED")
    assert await status(api, order, "SHIP") == "RUNNING"
    api.world.clock.advance(days=6)
    assert await status(api, order, "SHIP") == "DUE_SOON"
    api.world.clock.advance(days=2)
    assert await status(api, order, "SHIP") == "OVERDUE"
    await note(api, order, [("MA-G2", 4)], at="CONFIRMED")
    assert await status(api, order, "SHIP") == "MET"


async def test_an_order_just_in_time_has_arrived_when_all_of_it_has(api: Api) -> None:
    order = await stock_order(api, kind="JIT_REPLENISHMENT")
    await note(api, order, [("MA-G1", 10)], at="ARRIVED")
    late = await note(api, order, [("MA-G2", 4)], at="IN_TRANSIT")
    assert await status(api, order, "ARRIVE") == "RUNNING"
    api.world.clock.advance(hours=54)
    assert await status(api, order, "ARRIVE") == "DUE_SOON"
    await bring(api, late, "ARRIVED")
    api.world.clock.advance(hours=54)
    assert await status(api, order, "ARRIVE") == "MET"


@pytest.mark.parametrize(
    ("account", "mutation", "ended"),
    [("merchant-a", "rejectStockOrder", "REJECTED"), ("operator", "cancelStockOrder", "CANCELLED")],
)
async def test_an_order_that_ends_unaccepted(api: Api, account: str, mutation: str, ended: str) -> None:
    order = await stock_order(api, accepted=False)
    assert await refused(api, account, mutation, id=order["id"], reason=" ") == [("INVALID", ["reason"])]
    done = await do(api, account, mutation, id=order["id"], reason="缺货")
    assert (done["state"], done["version"]) == (ended, 2)
    assert [deadline["status"] for deadline in done["deadlines"]] == ["CANCELLED"]
    assert (await timeline(api, "merchant-a", "StockOrder", order["id"]))[-1]["changes"] == {"reason": "缺货"}
    async with unchanged(api, "StockOrder", order["id"]):
        for who, what in (("merchant-a", "acceptStockOrder"), ("merchant-a", "rejectStockOrder")):
            reason = {} if what == "acceptStockOrder" else {"reason": "x"}
            assert await refused(api, who, what, id=order["id"], **reason) == [("INVALID_STATE", None)]
        assert await refused(api, "operator", "cancelStockOrder", id=order["id"], reason="x") == [
            ("INVALID_STATE", None)
        ]


async def test_what_is_accepted_can_be_cancelled_until_some_of_it_is_shipped(api: Api) -> None:
    first, second = await stock_order(api), await stock_order(api)
    await note(api, first)
    cancelled = await do(api, "operator", "cancelStockOrder", id=first["id"], reason="不再需要")
    assert cancelled["state"] == "CANCELLED"
    await note(api, second, [("MA-G1", 1)], at="CONFIRMED")
    async with unchanged(api, "StockOrder", second["id"]):
        assert await refused(api, "operator", "cancelStockOrder", id=second["id"], reason="x") == [
            ("INVALID_STATE", None)
        ]


async def test_nothing_is_sent_for_an_order_that_was_cancelled(api: Api) -> None:
    order = await stock_order(api)
    draft = await note(api, order)
    await do(api, "operator", "cancelStockOrder", id=order["id"], reason="不再需要")
    async with unchanged(api, "StockOrder", order["id"]):
        assert await refused(api, "merchant-a", "confirmSend", id=draft["id"]) == [("INVALID_STATE", None)]


async def test_an_order_is_accepted_once(api: Api) -> None:
    order = await stock_order(api)
    async with unchanged(api, "StockOrder", order["id"]):
        assert await refused(api, "merchant-a", "acceptStockOrder", id=order["id"]) == [("INVALID_STATE", None)]
        stale = await refused(api, "merchant-a", "acceptStockOrder", id=order["id"], expectedVersion=1)
        assert stale == [("STALE_VERSION", ["expectedVersion"])]
        assert await refused(api, "merchant-b", "acceptStockOrder", id=order["id"]) == [("NOT_FOUND", ["id"])]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"merchantCode": "MX"}, [("NOT_FOUND", ["merchantCode"]), ("NOT_FOUND", ["cargoOwnerCode"])]),
        ({"cargoOwnerCode": "MB-OWNER"}, [("NOT_FOUND", ["cargoOwnerCode"])]),
        ({"warehouseCode": "W9"}, [("NOT_FOUND", ["warehouseCode"])]),
        ({"lines": []}, [("INVALID", ["lines"])]),
        ({"lines": lines([("MB-G1", 1)])}, [("NOT_FOUND", ["lines", "0", "goodsExternalId"])]),
        ({"lines": lines([("MA-G1", 1), ("MA-G2", 0)])}, [("INVALID", ["lines", "1", "quantity"])]),
        ({"lines": lines([("MA-G1", 1), ("MA-G1", 2)])}, [("INVALID", ["lines", "1", "goodsExternalId"])]),
    ],
)
async def test_orders_that_cannot_be_made(api: Api, changes: dict[str, Any], expected: Any) -> None:
    given = {
        "merchantCode": "MA",
        "cargoOwnerCode": "MA-OWNER",
        "warehouseCode": "W1",
        "orderKind": "FIRST",
        "lines": lines(GOODS),
    }
    assert await refused(api, "operator", "createStockOrder", **{**given, **changes}) == expected
    assert (await api.data("operator", "{ stockOrders { totalCount } }"))["stockOrders"]["totalCount"] == 0


# ───────────────────────── sending ─────────────────────────


async def test_an_order_is_shipped_note_by_note_and_received_note_by_note(api: Api) -> None:
    order = await stock_order(api)
    first = await note(api, order, [("MA-G1", 6)])
    assert (first["number"][:8], first["state"], first["version"]) == ("DN260601", "DRAFT", 1)
    assert await shipped(api, order) == ("ACCEPTED", [(0, 0), (0, 0)])
    first = await do(api, "merchant-a", "confirmSend", id=first["id"])
    assert (first["state"], first["stockOrder"]["state"]) == ("CONFIRMED", "PARTIALLY_SHIPPED")
    assert await shipped(api, order) == ("PARTIALLY_SHIPPED", [(6, 0), (0, 0)])
    second = await note(api, order, [("MA-G1", 4), ("MA-G2", 4)], at="CONFIRMED")
    assert await shipped(api, order) == ("SHIPPED", [(10, 0), (4, 0)])
    await bring(api, second, "PUTAWAY_DONE")
    assert await shipped(api, order) == ("SHIPPED", [(10, 4), (4, 4)])
    await bring(api, first, "PUTAWAY_DONE")
    assert await shipped(api, order) == ("RECEIVED", [(10, 10), (4, 4)])
    actions = [event["action"] for event in await timeline(api, "merchant-a", "StockOrder", order["id"])]
    assert [action for action in actions if action != "CREATE_DELIVERY_NOTE"] == [
        "CREATE",
        "ACCEPT",
        "SHIP",
        "SHIP",
        "RECEIVE",
    ]


async def test_a_note_says_what_it_carries(api: Api) -> None:
    order = await stock_order(api)
    made = await do(
        api,
        "merchant-a",
        "createDeliveryNote",
        stockOrderId=order["id"],
        logistics="SELF",
        lines=lines([("MA-G2", 3)]),
        cartonMarks=[" 箱 1 ", "箱 2"],
        trackingNumbers=["SF1"],
    )
    assert made["cartons"] == [{"mark": "箱 1", "relabelled": False}, {"mark": "箱 2", "relabelled": False}]
    assert (made["logistics"], made["trackingNumbers"], made["supplementOf"]) == ("SELF", ["SF1"], None)
    assert made["lines"] == [
        {
            "goodsItem": {"externalId": "MA-G2"},
            "declaredQuantity": 3,
            "receivedQuantity": 0,
            "passedQuantity": 0,
            "problemQuantity": 0,
        }
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"lines": []}, [("INVALID", ["lines"])]),
        ({"lines": lines([("MA-G1", 1), ("MA-G2", 5)])}, [("INVALID", ["lines", "1", "quantity"])]),
        ({"lines": lines([("MA-G2", 1), ("MA-G3", 1)])}, [("INVALID", ["lines", "1", "goodsExternalId"])]),
        ({"lines": lines([("MA-G1", 0)])}, [("INVALID", ["lines", "0", "quantity"])]),
        ({"cartonMarks": ["1", ""]}, [("INVALID", ["cartonMarks", "1"])]),
        ({"trackingNumbers": ["1" * 101]}, [("INVALID", ["trackingNumbers", "0"])]),
        ({"stockOrderId": "so_0"}, [("NOT_FOUND", ["stockOrderId"])]),
    ],
)
async def test_notes_that_cannot_be_made(api: Api, changes: dict[str, Any], expected: Any) -> None:
    order = await stock_order(api)
    given = {"stockOrderId": order["id"], "logistics": "PLATFORM", "lines": lines(GOODS)}
    async with unchanged(api, "StockOrder", order["id"]):
        assert await refused(api, "merchant-a", "createDeliveryNote", **{**given, **changes}) == expected
    assert (await api.data("operator", "{ deliveryNotes { totalCount } }"))["deliveryNotes"]["totalCount"] == 0


async def test_what_is_on_a_note_is_not_noted_twice(api: Api) -> None:
    order = await stock_order(api)
    await note(api, order, [("MA-G1", 6)])
    async with unchanged(api, "StockOrder", order["id"]):
        given = {"stockOrderId": order["id"], "logistics": "SELF", "lines": lines([("MA-G1", 5)])}
        assert await refused(api, "merchant-a", "createDeliveryNote", **given) == [
            ("INVALID", ["lines", "0", "quantity"])
        ]
    await note(api, order, [("MA-G1", 4)])


async def test_only_what_is_accepted_is_noted(api: Api) -> None:
    order = await stock_order(api, accepted=False)
    given = {"stockOrderId": order["id"], "logistics": "SELF", "lines": lines(GOODS)}
    async with unchanged(api, "StockOrder", order["id"]):
        assert await refused(api, "merchant-a", "createDeliveryNote", **given) == [("INVALID_STATE", None)]
        assert await refused(api, "merchant-b", "createDeliveryNote", **given) == [("NOT_FOUND", ["stockOrderId"])]


async def test_what_is_on_a_cancelled_draft_is_noted_again(api: Api) -> None:
    order = await stock_order(api)
    cancelled = await note(api, order, at="CANCELLED")
    assert await shipped(api, order) == ("ACCEPTED", [(0, 0), (0, 0)])
    again = await note(api, order, at="CONFIRMED")
    assert again["id"] != cancelled["id"]
    assert await shipped(api, order) == ("SHIPPED", [(10, 0), (4, 0)])


async def test_what_is_on_a_note_cancelled_after_it_was_confirmed_is_shipped_again(api: Api) -> None:
    order = await stock_order(api)
    await note(api, order, [("MA-G1", 10)], at="CONFIRMED")
    sent = await note(api, order, [("MA-G2", 4)], at="CONFIRMED")
    assert (await shipped(api, order))[0] == "SHIPPED"
    cancelled = await do(api, "merchant-a", "cancelDeliveryNote", id=sent["id"], reason="车坏了")
    assert cancelled["state"] == "CANCELLED"
    assert await shipped(api, order) == ("PARTIALLY_SHIPPED", [(10, 0), (0, 0)])
    assert await status(api, order, "SHIP") == "RUNNING"
    await note(api, order, [("MA-G2", 4)], at="CONFIRMED")
    assert await shipped(api, order) == ("SHIPPED", [(10, 0), (4, 0)])


async def test_the_only_note_is_cancelled_after_it_was_confirmed(api: Api) -> None:
    order = await stock_order(api)
    sent = await note(api, order, at="CONFIRMED")
    await do(api, "merchant-a", "cancelDeliveryNote", id=sent["id"], reason="车坏了")
    state, pieces = await shipped(api, order)
    assert state in ("ACCEPTED", "PARTIALLY_SHIPPED")
    assert pieces == [(0, 0), (0, 0)]
    await note(api, order, at="CONFIRMED")
    assert await shipped(api, order) == ("SHIPPED", [(10, 0), (4, 0)])


async def test_what_is_on_its_way_is_not_cancelled(api: Api) -> None:
    sent = await note(api, await stock_order(api), at="IN_TRANSIT")
    async with unchanged(api, "DeliveryNote", sent["id"]):
        given = {"id": sent["id"], "reason": "x"}
        assert await refused(api, "merchant-a", "cancelDeliveryNote", **given) == [("INVALID_STATE", None)]
        assert await refused(api, "merchant-a", "confirmSend", id=sent["id"]) == [("INVALID_STATE", None)]


async def test_a_note_asked_for_twice_with_one_key_is_made_once(api: Api) -> None:
    order = await stock_order(api)
    given = {"stockOrderId": order["id"], "logistics": "SELF", "lines": lines(GOODS), "idempotencyKey": "k"}
    first = await do(api, "merchant-a", "createDeliveryNote", **given)
    async with unchanged(api, "StockOrder", order["id"]):
        assert (await do(api, "merchant-a", "createDeliveryNote", **given))["id"] == first["id"]
        other = {**given, "logistics": "PLATFORM"}
        assert [code for code, _ in await refused(api, "merchant-a", "createDeliveryNote", **other)] == [
            "IDEMPOTENCY_KEY_REUSED"
        ]


# ───────────────────────── the warehouse ─────────────────────────


def counted(step: str, *pieces: tuple[str, int, int]) -> dict[str, Any]:
    """The counts that a step takes, of (goods, passed, problem); no pieces: of all goods as they were announced."""
    pieces = pieces or tuple((goods, quantity, 0) for goods, quantity in GOODS)
    if step == "QUALITY_CHECK":
        return {"lines": [{"goodsExternalId": goods, "receivedQuantity": p + q} for goods, p, q in pieces]}
    if step == "PUTAWAY_DONE":
        return {"lines": [{"goodsExternalId": g, "passedQuantity": p, "problemQuantity": q} for g, p, q in pieces]}
    return {}


async def test_the_warehouse_counts_what_came_and_what_is_good(api: Api) -> None:
    order = await stock_order(api)
    came = await note(api, order, at="RECEIVING")
    found = (("MA-G2", 3, 0), ("MA-G1", 8, 3))
    checked = await do(
        api, "provider", "advanceDeliveryNote", id=came["id"], to="QUALITY_CHECK", **counted("QUALITY_CHECK", *found)
    )
    assert [line["receivedQuantity"] for line in checked["lines"]] == [11, 3]
    done = await do(
        api, "provider", "advanceDeliveryNote", id=came["id"], to="PUTAWAY_DONE", **counted("PUTAWAY_DONE", *found)
    )
    assert [(line["passedQuantity"], line["problemQuantity"]) for line in done["lines"]] == [(8, 3), (3, 0)]
    assert (done["state"], done["version"]) == ("PUTAWAY_DONE", 7)
    assert await shipped(api, order) == ("RECEIVED", [(10, 8), (4, 3)])
    events = await timeline(api, "merchant-a", "DeliveryNote", came["id"])
    assert [event["action"] for event in events] == [
        "CREATE",
        "CONFIRM_SEND",
        "REPORT_IN_TRANSIT",
        "ARRIVE",
        "START_RECEIVING",
        "FINISH_RECEIVING",
        "FINISH_QUALITY_CHECK",
    ]
    assert events[-1]["changes"]["lines"][1]["goods"] == "MA-G1"


async def test_what_is_sent_may_arrive_without_a_report_from_its_way(api: Api) -> None:
    sent = await note(api, await stock_order(api), at="CONFIRMED")
    arrived = await do(api, "operator", "advanceDeliveryNote", id=sent["id"], to="ARRIVED")
    assert (arrived["state"], arrived["version"]) == ("ARRIVED", 3)


NEXT = {
    "DRAFT": set(),
    "CANCELLED": set(),
    "CONFIRMED": {"IN_TRANSIT", "ARRIVED"},
    "IN_TRANSIT": {"ARRIVED"},
    "ARRIVED": {"RECEIVING"},
    "RECEIVING": {"QUALITY_CHECK"},
    "QUALITY_CHECK": {"PUTAWAY_DONE"},
    "PUTAWAY_DONE": set(),
}


@pytest.mark.parametrize("at", list(NEXT))
async def test_no_step_is_skipped_repeated_or_taken_back(api: Api, at: str) -> None:
    here = await note(api, await stock_order(api), at=at)
    async with unchanged(api, "DeliveryNote", here["id"]):
        for step in STEPS:
            if step not in NEXT[at]:
                given = {"id": here["id"], "to": step, **counted(step)}
                answer = await refused(api, "provider", "advanceDeliveryNote", **given)
                assert answer == [("INVALID_STATE", None)], step


async def refuse_counts(api: Api, at: str, step: str, cases: list[tuple[Any, list[list[str]]]]) -> None:
    """Counts that a step refuses, each with the paths of what is INVALID; the note stays."""
    here = await note(api, await stock_order(api), at=at)
    async with unchanged(api, "DeliveryNote", here["id"]):
        for given, paths in cases:
            answer = await refused(
                api, "provider", "advanceDeliveryNote", id=here["id"], to=step, **({"lines": given} if given else {})
            )
            assert answer == [("INVALID", path) for path in paths], given


async def test_received_counts_that_are_refused(api: Api) -> None:
    g1, g2 = counted("QUALITY_CHECK")["lines"]
    cases: list[tuple[Any, list[list[str]]]] = [
        (None, [["lines"]]),
        ([g1], [["lines"]]),
        ([g1, {"goodsExternalId": "MA-G2"}], [["lines", "1", "receivedQuantity"]]),
        ([g1, {**g2, "receivedQuantity": -1}], [["lines", "1", "receivedQuantity"]]),
        ([{**g1, "passedQuantity": 10}, g2], [["lines", "0", "passedQuantity"]]),
        ([g1, {**g2, "problemQuantity": 0}], [["lines", "1", "problemQuantity"]]),
        ([g1, g2, g1], [["lines", "2", "goodsExternalId"]]),
        ([g1, g2, {**g1, "goodsExternalId": "MA-G3"}], [["lines", "2", "goodsExternalId"]]),
        ([{**g1, "goodsExternalId": "MB-G1"}, g2], [["lines", "0", "goodsExternalId"], ["lines"]]),
    ]
    await refuse_counts(api, "RECEIVING", "QUALITY_CHECK", cases)


async def test_checked_counts_that_are_refused(api: Api) -> None:
    g1, g2 = counted("PUTAWAY_DONE")["lines"]

    def of_g1(passed: int, problem: int) -> list[dict[str, Any]]:
        return [{**g1, "passedQuantity": passed, "problemQuantity": problem}, g2]

    cases: list[tuple[Any, list[list[str]]]] = [
        (None, [["lines"]]),
        ([g2], [["lines"]]),
        (of_g1(9, 0), [["lines", "0", "passedQuantity"]]),
        (of_g1(10, 1), [["lines", "0", "passedQuantity"]]),
        (of_g1(0, 11), [["lines", "0", "problemQuantity"]]),
        (of_g1(11, -1), [["lines", "0", "problemQuantity"]]),
        ([{"goodsExternalId": "MA-G1", "passedQuantity": 10}, g2], [["lines", "0", "problemQuantity"]]),
        ([{**g1, "receivedQuantity": 10}, g2], [["lines", "0", "receivedQuantity"]]),
        ([g1, g2, {**g1, "goodsExternalId": "MA-G3"}], [["lines", "2", "goodsExternalId"]]),
    ]
    await refuse_counts(api, "QUALITY_CHECK", "PUTAWAY_DONE", cases)


@pytest.mark.parametrize(
    ("at", "step"), [("CONFIRMED", "IN_TRANSIT"), ("IN_TRANSIT", "ARRIVED"), ("ARRIVED", "RECEIVING")]
)
async def test_steps_at_which_nothing_is_counted(api: Api, at: str, step: str) -> None:
    await refuse_counts(
        api,
        at,
        step,
        [
            ([{"goodsExternalId": "MA-G1"}], [["lines"]]),
            ([{"goodsExternalId": "MA-G1", "receivedQuantity": 1}], [["lines"], ["lines", "0", "receivedQuantity"]]),
        ],
    )


async def test_a_stale_version_stops_the_warehouse(api: Api) -> None:
    sent = await note(api, await stock_order(api), at="CONFIRMED")
    async with unchanged(api, "DeliveryNote", sent["id"]):
        given = {"id": sent["id"], "to": "ARRIVED", "expectedVersion": 1}
        payload = await call(api, "provider", "advanceDeliveryNote", **given)
        assert [error["code"] for error in payload["userErrors"]] == ["STALE_VERSION"]
        assert payload["deliveryNote"]["version"] == 2
        given = {"id": sent["id"], "to": "ARRIVED"}
        assert await refused(api, "other-provider", "advanceDeliveryNote", **given) == [("NOT_FOUND", ["id"])]


# ───────────────────────── who may ─────────────────────────


@pytest.mark.parametrize(
    ("mutation", "input", "may"),
    [
        ("createStockOrder", {"orderKind": "FIRST", "lines": []}, {"operator"}),
        ("cancelStockOrder", {"id": "so_0", "reason": "x"}, {"operator"}),
        ("acceptStockOrder", {"id": "so_0"}, {"merchant-a"}),
        ("rejectStockOrder", {"id": "so_0", "reason": "x"}, {"merchant-a"}),
        ("createDeliveryNote", {"stockOrderId": "so_0", "logistics": "SELF", "lines": []}, {"merchant-a"}),
        ("confirmSend", {"id": "dn_0"}, {"merchant-a"}),
        ("cancelDeliveryNote", {"id": "dn_0", "reason": "x"}, {"merchant-a"}),
        ("advanceDeliveryNote", {"id": "dn_0", "to": "ARRIVED"}, {"provider", "operator"}),
    ],
)
async def test_each_step_belongs_to_a_role(api: Api, mutation: str, input: dict[str, Any], may: set[str]) -> None:
    codes = {"merchantCode": "MX", "cargoOwnerCode": "MX", "warehouseCode": "MX"}
    given = input | (codes if mutation == "createStockOrder" else {})
    for account in ("merchant-a", "provider", "operator", "partner", "read-only"):
        if account in may:
            assert [code for code, _ in await refused(api, account, mutation, **given)], account
        else:
            await forbidden(api, account, mutation, **given)
