"""What waits for whom, of all kinds of documents; and the address book."""

from typing import Any

import pytest

from domain.reverse_orders import ReverseType
from tests.api.inbound import (
    STEPS,
    anomaly,
    bring,
    call,
    case,
    do,
    forbidden,
    lines,
    moment,
    note,
    read,
    refused,
    stock_order,
)
from tests.api.operations import DECIDE, HANDLED, PICKED_UP, REGISTER, codes, forward, self_pickup
from tests.client import Api

TASKS = """query($action: Action, $status: DeadlineStatus, $first: Int, $after: String) {
  tasks(action: $action, status: $status, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { action dueAt status penaltyRisk document { id } }
} }"""
SUMMARY = "{ taskSummary { action total dueSoon overdue penaltyRisk } }"


async def tasks(api: Api, account: str, **given: Any) -> list[Any]:
    found = (await api.data(account, TASKS, **given))["tasks"]
    assert found["totalCount"] == len(found["nodes"])
    assert not found["pageInfo"]["hasNextPage"]
    return list(found["nodes"])


def named(tasks: list[Any]) -> list[tuple[str, str]]:
    return sorted((task["action"], task["document"]["id"]) for task in tasks)


async def assert_waiting(api: Api, merchant: Any = (), provider: Any = (), operator: Any = ()) -> None:
    """What waits for each role, of (action, document): an operator sees what waits for anybody, others their own."""

    def those(*tasks: tuple[str, Any]) -> list[tuple[str, str]]:
        return sorted((action, on if isinstance(on, str) else on["id"]) for action, on in tasks)

    assert named(await tasks(api, "merchant-a")) == those(*merchant)
    assert named(await tasks(api, "provider")) == those(*provider)
    assert named(await tasks(api, "operator")) == those(*merchant, *provider, *operator)
    counted = {s["action"]: s["total"] for s in (await api.data("operator", SUMMARY))["taskSummary"]}
    assert sum(counted.values()) == len([*merchant, *provider, *operator])
    for account in ("merchant-b", "other-provider", "partner", "narrow-partner"):
        assert await tasks(api, account) == []
        assert (await api.data(account, SUMMARY))["taskSummary"] == []


async def test_of_a_stock_order_and_its_notes(api: Api) -> None:
    order = await stock_order(api, accepted=False)
    await assert_waiting(api, merchant=[("ACCEPT", order)])
    await do(api, "merchant-a", "acceptStockOrder", id=order["id"])
    await assert_waiting(api, merchant=[("CREATE_DELIVERY_NOTE", order)])
    first = await note(api, order, [("MA-G1", 10)])
    await assert_waiting(api, merchant=[("CREATE_DELIVERY_NOTE", order), ("CONFIRM_SEND", first)])
    first = await do(api, "merchant-a", "confirmSend", id=first["id"])
    await assert_waiting(api, merchant=[("CREATE_DELIVERY_NOTE", order)], provider=[("ARRIVE", first)])
    await note(api, order, [("MA-G2", 4)], at="PUTAWAY_DONE")
    waiting = ["ARRIVE", "START_RECEIVING", "FINISH_RECEIVING", "FINISH_QUALITY_CHECK"]
    for step, action in zip(STEPS, waiting, strict=False):
        first = await bring(api, first, step)
        await assert_waiting(api, provider=[(action, first)])
    await bring(api, first, "PUTAWAY_DONE")
    await assert_waiting(api)


async def test_of_a_case_and_what_it_made(api: Api) -> None:
    order = await stock_order(api)
    here = await note(api, order, at="RECEIVING")
    found = await case(api, here, "PRODUCT_DAMAGED", lines=lines([("MA-G1", 2)]))
    receiving = ("FINISH_RECEIVING", here)
    await assert_waiting(api, provider=[receiving], operator=[("RESOLVE", found)])
    await do(api, "provider", "proposeResolution", id=found["id"], resolution="REWORK_PROBLEM_ITEMS")
    await assert_waiting(api, provider=[receiving], operator=[("RESOLVE", found)])
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="REWORK_PROBLEM_ITEMS")
    made = {document["__typename"]: document for document in resolved["spawned"]}
    left = [("ENTER_RETURN_METHOD", made["ReturnOrder"]), ("ACCEPT", made["StockOrder"])]
    await assert_waiting(api, merchant=left, provider=[receiving])
    # The case names the same, for everybody who sees it.
    expected = sorted((action, "MERCHANT", document["id"]) for action, document in left)
    for account in ("merchant-a", "provider", "operator", "partner"):
        pending = (await read(api, account, "ExceptionCase", found["id"]))["pendingActions"]
        assert sorted((p["action"], p["role"], p["document"]["id"]) for p in pending) == expected


@pytest.mark.parametrize("method", ["platformLogistics", "selfPickup", "abandon"])
async def test_of_a_return_order(api: Api, method: str) -> None:
    here = await note(api, await stock_order(api))
    found = await case(api, here, "NOTE_NOT_CONFIRMED")
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_PARCEL")
    (order,) = resolved["spawned"]
    await assert_waiting(api, merchant=[("ENTER_RETURN_METHOD", order)])
    choices: dict[str, Any] = {
        "platformLogistics": {"addressId": f"ad_{api.world.ids['MA-ADDRESS'].hex}"},
        "selfPickup": {"expectedPickupAt": moment(api, days=2), "contactName": "孙七", "contactPhone": "13600136000"},
        "abandon": {"confirm": True},
    }
    await do(api, "merchant-a", "enterReturnMethod", id=order["id"], method={method: choices[method]})
    if method == "abandon":
        await assert_waiting(api, provider=[("DISPOSE", order)])
        return
    await assert_waiting(api, provider=[("PACK", order)])
    if method == "selfPickup":
        await do(api, "provider", "packReturn", id=order["id"], scheduledPickupAt=moment(api, days=2))
        await assert_waiting(api, provider=[("COLLECT", order)])
        await do(api, "provider", "collectReturn", id=order["id"], verifiedName="孙七")
    else:
        await do(api, "provider", "packReturn", id=order["id"])
        await assert_waiting(api, provider=[("SHIP", order)])
        await do(api, "provider", "shipReturn", id=order["id"], carrier="顺丰", trackingNumber="1")
        await assert_waiting(api, merchant=[("SIGN", order)])
        await do(api, "merchant-a", "signReturn", id=order["id"])
    await assert_waiting(api)


async def test_of_a_reverse_order(api: Api) -> None:
    order = await api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED)
    await assert_waiting(api, provider=[("DECIDE_CUSTOMS_OUTCOME", order)])
    await api.data("provider", DECIDE, input={"id": order, "outcome": "RETURN_SHIPMENT"})
    await assert_waiting(api, merchant=[("REGISTER_PICKUP", order)])
    await api.data("merchant-a", REGISTER, input={"id": order, "pickup": self_pickup()})
    await assert_waiting(api, provider=[("REPORT_PICKED_UP", order)])
    await api.data("provider", PICKED_UP, input={"id": order, "verifiedName": "张三"})
    found = await anomaly(api, order)
    await assert_waiting(api, merchant=[("CONFIRM_HANDLING", order)], operator=[("SETTLE", found)])
    await do(api, "operator", "settleCase", id=found["id"], outcome="好了")
    await api.data("merchant-a", HANDLED, input={"id": order})
    await assert_waiting(api)
    sent = await api.world.order()
    await api.data("merchant-a", REGISTER, input={"id": sent, "pickup": forward()})
    await assert_waiting(api, provider=[("REPORT_FORWARDED", sent)])


async def test_of_a_work_ticket(api: Api) -> None:
    asked = await do(api, "merchant-a", "openTicket", category="OTHER", body="?")
    await assert_waiting(api, operator=[("REPLY", asked)])
    await do(api, "operator", "replyTicket", id=asked["id"], body="!")
    await assert_waiting(api, merchant=[("REPLY", asked)])
    await do(api, "merchant-a", "replyTicket", id=asked["id"], body="?")
    await assert_waiting(api, operator=[("REPLY", asked)])
    await do(api, "merchant-a", "closeTicket", id=asked["id"])
    await assert_waiting(api)


# ───────────────────────── by when ─────────────────────────


async def scene(api: Api) -> dict[str, str]:
    """Five things that a merchant has to do, the last of them without a deadline; and one for the provider."""
    asked = await do(api, "merchant-a", "openTicket", category="OTHER", body="?")
    await do(api, "operator", "replyTicket", id=asked["id"], body="!")
    made = {"ticket": asked["id"], "parcel": await api.world.order()}
    for name, kind, accepted in (
        ("noted", "FIRST", True),
        ("stock", "FIRST", False),
        ("jit", "JIT_REPLENISHMENT", False),
    ):
        made[name] = (await stock_order(api, kind=kind, accepted=accepted))["id"]
    made["note"] = (await note(api, {"id": made["noted"]}, [("MA-G1", 1)], at="CONFIRMED"))["id"]
    return made


async def test_the_most_urgent_comes_first_and_what_has_no_deadline_last(api: Api) -> None:
    made = await scene(api)
    due = [
        ("ACCEPT", made["jit"], moment(api, hours=24), True),
        ("ACCEPT", made["stock"], moment(api, hours=48), False),
        ("CREATE_DELIVERY_NOTE", made["noted"], moment(api, days=7), False),
        ("REGISTER_PICKUP", made["parcel"], moment(api, days=15), False),
        ("REPLY", made["ticket"], None, False),
    ]
    api.world.clock.advance(hours=40)
    found = await tasks(api, "merchant-a")
    assert [(t["action"], t["document"]["id"], t["dueAt"], t["penaltyRisk"]) for t in found] == due
    assert [t["status"] for t in found] == ["OVERDUE", "DUE_SOON", "RUNNING", "RUNNING", "RUNNING"]

    one_by_one, after = [], None
    for position in range(len(due)):
        page = (await api.data("merchant-a", TASKS, first=1, after=after))["tasks"]
        assert page["totalCount"] == len(due)
        assert page["pageInfo"]["hasNextPage"] is (position < len(due) - 1)
        one_by_one += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert one_by_one == found
    beyond = (await api.data("merchant-a", TASKS, first=1, after=after))["tasks"]
    assert beyond["nodes"] == []


async def test_tasks_of_one_kind_or_urgency(api: Api) -> None:
    made = await scene(api)
    api.world.clock.advance(hours=40)

    async def found(account: str = "merchant-a", **given: Any) -> list[str]:
        return [task["document"]["id"] for task in await tasks(api, account, **given)]

    assert await found(action="ACCEPT") == [made["jit"], made["stock"]]
    assert await found(action="REPLY") == [made["ticket"]]
    assert await found(action="ARRIVE") == []
    assert await found("provider") == await found("operator", action="ARRIVE") == [made["note"]]
    assert await found(status="OVERDUE") == [made["jit"]]
    assert await found(status="DUE_SOON") == [made["stock"]]
    assert await found(status="RUNNING") == [made["noted"], made["parcel"], made["ticket"]]
    assert await found(status="MET") == await found(status="CANCELLED") == []
    assert await found(action="ACCEPT", status="DUE_SOON") == [made["stock"]]
    assert await found(action="REPLY", status="DUE_SOON") == []


async def test_how_much_there_is_to_do(api: Api) -> None:
    await scene(api)
    api.world.clock.advance(hours=40)

    async def summary(account: str) -> list[tuple[Any, ...]]:
        return [tuple(entry.values()) for entry in (await api.data(account, SUMMARY))["taskSummary"]]

    mine = [
        ("REGISTER_PICKUP", 1, 0, 0, 0),
        ("ACCEPT", 2, 1, 1, 1),
        ("CREATE_DELIVERY_NOTE", 1, 0, 0, 0),
        ("REPLY", 1, 0, 0, 0),
    ]
    assert await summary("merchant-a") == await summary("merchant-ab") == mine
    assert await summary("provider") == [("ARRIVE", 1, 0, 0, 0)]
    assert sorted(await summary("operator")) == sorted([*mine, ("ARRIVE", 1, 0, 0, 0)])
    assert await summary("partner") == await summary("merchant-b") == []


async def test_a_place_among_tasks_is_no_number(api: Api) -> None:
    for given in ({"first": 101}, {"first": -1}):
        assert (await api.error("merchant-a", TASKS, **given))["extensions"]["code"] == "INVALID"
    assert (await api.error("merchant-a", TASKS, after="x"))["extensions"]["code"] == "INVALID_CURSOR"


# ───────────────────────── the address book ─────────────────────────

ADDRESS = {"recipient": "钱八", "phone": "13700137000", "region": "广东省", "city": "深圳市", "line1": "深南大道 9 号"}
BOOK = "{ addresses { id label isDefault address { recipient phone country line1 } } }"


async def book(api: Api, account: str) -> list[tuple[str, bool]]:
    return [(entry["label"], entry["isDefault"]) for entry in (await api.data(account, BOOK))["addresses"]]


async def test_a_new_default_takes_the_place_of_the_old_one(api: Api) -> None:
    assert await book(api, "merchant-a") == [("仓库", True)]
    api.world.clock.advance(seconds=1)
    office = await do(api, "merchant-a", "createAddress", label=" 办公室 ", address=ADDRESS)
    assert (office["label"], office["isDefault"], office["address"]) == (
        "办公室",
        False,
        {"recipient": "钱八", "line1": "深南大道 9 号"},
    )
    assert await book(api, "merchant-a") == [("仓库", True), ("办公室", False)]
    api.world.clock.advance(seconds=1)
    await do(api, "merchant-a", "createAddress", label="门店", address=ADDRESS, isDefault=True)
    assert await book(api, "merchant-a") == [("门店", True), ("仓库", False), ("办公室", False)]
    stored = (await api.data("merchant-a", BOOK))["addresses"][0]["address"]
    assert (stored["phone"], stored["country"]) == ("+8613700137000", "CN")
    assert await book(api, "merchant-b") == [("仓库", True)]
    for account in ("provider", "operator", "partner"):
        assert await book(api, account) == []


async def test_an_entry_asked_for_twice_with_one_key_is_made_once(api: Api) -> None:
    given = {"label": "门店", "address": ADDRESS, "isDefault": True, "idempotencyKey": "k"}
    first = await do(api, "merchant-a", "createAddress", **given)
    assert await do(api, "merchant-a", "createAddress", **given) == first
    assert await book(api, "merchant-a") == [("门店", True), ("仓库", False)]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"label": " "}, ["label"]),
        ({"label": "l" * 101}, ["label"]),
        ({"address": {**ADDRESS, "phone": "12"}}, ["address", "phone"]),
        ({"address": {**ADDRESS, "line1": "l" * 201}}, ["address", "line1"]),
        ({"address": {**ADDRESS, "country": "XX"}}, ["address", "country"]),
        ({"address": {**ADDRESS, "postalCode": ""}}, ["address", "postalCode"]),
    ],
)
async def test_entries_that_cannot_be_made(api: Api, changes: dict[str, Any], path: list[str]) -> None:
    given = {"label": "门店", "address": ADDRESS, "isDefault": True, **changes}
    payload = await call(api, "merchant-a", "createAddress", **given)
    assert codes(payload) == [("INVALID", path)]
    assert payload["address"] is None
    assert await book(api, "merchant-a") == [("仓库", True)]


async def test_the_book_is_the_merchants(api: Api) -> None:
    for account in ("provider", "operator", "partner", "read-only"):
        await forbidden(api, account, "createAddress", label="x", address=ADDRESS)
    assert await refused(api, "merchant-ab", "createAddress", label="总部", address=ADDRESS) == []
    assert ("总部", False) in await book(api, "merchant-a")
