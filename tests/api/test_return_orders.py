"""Return orders: the merchant says how the goods go back, the warehouse hands them over."""

from typing import Any

import pytest

from tests.api.inbound import (
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
    timeline,
    unchanged,
)
from tests.api.operations import codes
from tests.client import Api

NEW_ADDRESS = {
    "recipient": "钱八",
    "phone": "13700137000",
    "region": "广东省",
    "city": "深圳市",
    "line1": "深南大道 9 号",
    "postalCode": "518000",
}
LOGISTICS = {"platformLogistics": {"address": NEW_ADDRESS}}
ABANDON = {"abandon": {"confirm": True, "remark": "不要了"}}


def self_pickup(api: Api, **changes: Any) -> dict[str, Any]:
    given = {
        "expectedPickupAt": moment(api, days=3),
        "contactName": "孙七",
        "contactPhone": "13600136000",
        "remark": "下午来",
    }
    return {"selfPickup": {**given, **changes}}


async def return_order(api: Api, method: Any = None, *, packed: bool = False) -> Any:
    """Nine pieces of two goods that go back; with a method entered, and packed."""
    here = await note(api, await stock_order(api), at="RECEIVING")
    found = await case(api, here, "BARCODE_WRONG", lines=lines([("MA-G1", 5), ("MA-G2", 4)]))
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_PROBLEM_ITEMS")
    (made,) = resolved["spawned"]
    order = await read(api, "merchant-a", "ReturnOrder", made["id"])
    if method:
        order = await do(api, "merchant-a", "enterReturnMethod", id=order["id"], method=method)
    if packed:
        at = {"scheduledPickupAt": moment(api, days=4)} if "selfPickup" in method else {}
        order = await do(api, "provider", "packReturn", id=order["id"], **at)
    return order


async def deadline(api: Api, order: Any) -> Any:
    query = "query($id: ID!) { returnOrder(by: {id: $id}) { deadlines { kind dueAt status penaltyRisk } } }"
    (found,) = (await api.data("merchant-a", query, id=order["id"]))["returnOrder"]["deadlines"]
    return found


async def case_state(api: Api, order: Any) -> str:
    return str((await read(api, "operator", "ExceptionCase", order["sourceCase"]["id"]))["state"])


# ───────────────────────── the merchant says how ─────────────────────────


async def test_goods_go_back_to_an_entry_of_the_address_book(api: Api) -> None:
    order = await return_order(api)
    assert order["number"].startswith("RT260601")
    facts = [order[name] for name in ("state", "version", "scope", "method", "entry", "scheduledPickupAt", "signedAt")]
    assert facts == ["PENDING_CONFIRMATION", 1, "PROBLEM_ITEMS", None, None, None, None]
    assert [(line["quantity"], line["packedQuantity"], line["signedQuantity"]) for line in order["lines"]] == [
        (5, None, None),
        (4, None, None),
    ]
    entry = f"ad_{api.world.ids['MA-ADDRESS'].hex}"
    given = {"id": order["id"], "method": {"platformLogistics": {"addressId": entry}}, "expectedVersion": 1}
    entered = await do(api, "merchant-a", "enterReturnMethod", **given)
    assert (entered["state"], entered["version"], entered["method"]) == ("AWAITING_PACKING", 2, "PLATFORM_LOGISTICS")
    assert len(entered["entry"].pop("contentHash")) == 64
    assert entered["entry"] == {
        "method": "PLATFORM_LOGISTICS",
        "contactName": "李四",
        "contactPhone": "+8613900139000",
        "expectedPickupAt": None,
        "address": {"recipient": "李四", "line1": "文三路 1 号"},
        "remark": None,
    }


async def test_goods_go_back_to_a_new_address(api: Api) -> None:
    order = await return_order(api, LOGISTICS)
    assert (order["state"], order["entry"]["contactName"], order["entry"]["contactPhone"]) == (
        "AWAITING_PACKING",
        "钱八",
        "+8613700137000",
    )
    assert order["entry"]["address"] == {"recipient": "钱八", "line1": "深南大道 9 号"}
    assert len((await api.data("merchant-a", "{ addresses { id } }"))["addresses"]) == 1


async def test_goods_are_picked_up(api: Api) -> None:
    order = await return_order(api, self_pickup(api))
    assert len(order["entry"].pop("contentHash")) == 64
    assert (order["state"], order["method"]) == ("AWAITING_PACKING", "SELF_PICKUP")
    assert order["entry"] == {
        "method": "SELF_PICKUP",
        "contactName": "孙七",
        "contactPhone": "+8613600136000",
        "expectedPickupAt": moment(api, days=3),
        "address": None,
        "remark": "下午来",
    }


async def test_goods_are_abandoned_on_a_second_confirmation(api: Api) -> None:
    order = await return_order(api)
    async with unchanged(api, "ReturnOrder", order["id"]):
        given = {"id": order["id"], "method": {"abandon": {"confirm": False}}}
        assert await refused(api, "merchant-a", "enterReturnMethod", **given) == [
            ("CONFIRMATION_REQUIRED", ["method", "abandon", "confirm"])
        ]
        given = {"id": order["id"], "method": {"abandon": {"confirm": False, "remark": " "}}}
        assert await refused(api, "merchant-a", "enterReturnMethod", **given) == [
            ("INVALID", ["method", "abandon", "remark"])
        ]
    abandoned = await do(api, "merchant-a", "enterReturnMethod", id=order["id"], method=ABANDON)
    assert (abandoned["state"], abandoned["method"]) == ("AWAITING_DISPOSAL", "ABANDON")
    assert (abandoned["entry"]["remark"], abandoned["entry"]["contactName"]) == ("不要了", None)
    assert await case_state(api, order) == "AWAITING_MERCHANT"


@pytest.mark.parametrize("first", ["logistics", "pickup", "abandon"])
async def test_a_method_is_entered_once(api: Api, first: str) -> None:
    methods = {"logistics": LOGISTICS, "pickup": self_pickup(api), "abandon": ABANDON}
    order = await return_order(api, methods[first])
    async with unchanged(api, "ReturnOrder", order["id"]):
        for method in methods.values():
            payload = await call(api, "merchant-a", "enterReturnMethod", id=order["id"], method=method)
            assert codes(payload) == [("ALREADY_SUBMITTED", None)]
            assert payload["returnOrder"]["entry"] == order["entry"]


async def test_a_method_entered_twice_with_one_key_is_entered_once(api: Api) -> None:
    order = await return_order(api)
    soon = self_pickup(api, expectedPickupAt=moment(api, hours=1))
    given = {"id": order["id"], "method": soon, "idempotencyKey": "k"}
    first = await do(api, "merchant-a", "enterReturnMethod", **given)
    # Also when the time that was named then has passed.
    api.world.clock.advance(hours=2)
    async with unchanged(api, "ReturnOrder", order["id"]):
        assert await do(api, "merchant-a", "enterReturnMethod", **given) == first
        other = {**given, "method": ABANDON}
        assert [c for c, _ in await refused(api, "merchant-a", "enterReturnMethod", **other)] == [
            "IDEMPOTENCY_KEY_REUSED"
        ]


async def test_methods_that_are_refused(api: Api) -> None:
    order = await return_order(api)
    theirs = f"ad_{api.world.ids['MB-ADDRESS'].hex}"
    address = ["method", "platformLogistics"]
    pickup = ["method", "selfPickup"]
    cases: list[tuple[Any, list[Any]]] = [
        ({"platformLogistics": {"addressId": theirs}}, [("NOT_FOUND", [*address, "addressId"])]),
        ({"platformLogistics": {"addressId": "ad_0"}}, [("NOT_FOUND", [*address, "addressId"])]),
        (
            {"platformLogistics": {"address": {**NEW_ADDRESS, "line1": "", "phone": "1"}}},
            [("INVALID", [*address, "address", "phone"]), ("INVALID", [*address, "address", "line1"])],
        ),
        (self_pickup(api, expectedPickupAt=moment(api)), [("INVALID", [*pickup, "expectedPickupAt"])]),
        (self_pickup(api, expectedPickupAt=moment(api, days=-1)), [("INVALID", [*pickup, "expectedPickupAt"])]),
        (self_pickup(api, contactName=" "), [("INVALID", [*pickup, "contactName"])]),
        (self_pickup(api, contactPhone="12"), [("INVALID", [*pickup, "contactPhone"])]),
        (self_pickup(api, remark="r" * 501), [("INVALID", [*pickup, "remark"])]),
    ]
    async with unchanged(api, "ReturnOrder", order["id"]):
        for method, expected in cases:
            answer = await refused(api, "merchant-a", "enterReturnMethod", id=order["id"], method=method)
            assert answer == expected, method
        stale = {"id": order["id"], "method": LOGISTICS, "expectedVersion": 2}
        assert await refused(api, "merchant-a", "enterReturnMethod", **stale) == [
            ("STALE_VERSION", ["expectedVersion"])
        ]
        foreign = {"id": order["id"], "method": LOGISTICS}
        assert await refused(api, "merchant-b", "enterReturnMethod", **foreign) == [("NOT_FOUND", ["id"])]


async def test_what_is_not_found_comes_before_a_stale_version(api: Api) -> None:
    order = await return_order(api)
    given = {"id": order["id"], "method": {"platformLogistics": {"addressId": "ad_0"}}, "expectedVersion": 9}
    assert [code for code, _ in await refused(api, "merchant-a", "enterReturnMethod", **given)] == ["NOT_FOUND"]


# ───────────────────────── the warehouse hands over ─────────────────────────


async def test_goods_are_packed_shipped_and_signed_for(api: Api) -> None:
    order = await return_order(api, LOGISTICS)
    async with unchanged(api, "ReturnOrder", order["id"]):
        given = {"id": order["id"], "scheduledPickupAt": moment(api, days=4)}
        assert await refused(api, "provider", "packReturn", **given) == [("INVALID", ["scheduledPickupAt"])]
    packed = await do(api, "provider", "packReturn", id=order["id"])
    assert (packed["state"], packed["scheduledPickupAt"]) == ("AWAITING_SHIPMENT", None)
    assert [line["packedQuantity"] for line in packed["lines"]] == [5, 4]
    shipped = await do(api, "provider", "shipReturn", id=order["id"], carrier="顺丰", trackingNumber=" SF9 ")
    assert (shipped["state"], shipped["carrier"], shipped["trackingNumber"]) == ("SHIPPED", "顺丰", "SF9")
    assert await case_state(api, order) == "AWAITING_MERCHANT"
    signed = await do(api, "merchant-a", "signReturn", id=order["id"])
    assert (signed["state"], signed["version"], signed["signedAt"]) == ("SIGNED", 5, moment(api))
    assert [line["signedQuantity"] for line in signed["lines"]] == [5, 4]
    assert await case_state(api, order) == "CLOSED"
    events = await timeline(api, "merchant-a", "ReturnOrder", order["id"])
    assert [(event["action"], event["actor"]["name"]) for event in events] == [
        ("CREATE", "operator"),
        ("ENTER_RETURN_METHOD", "merchant-a"),
        ("PACK", "provider"),
        ("SHIP", "provider"),
        ("SIGN", "merchant-a"),
    ]


async def test_the_warehouse_sets_the_final_time_of_a_pickup(api: Api) -> None:
    order = await return_order(api, self_pickup(api))
    async with unchanged(api, "ReturnOrder", order["id"]):
        assert await refused(api, "provider", "packReturn", id=order["id"]) == [("INVALID", ["scheduledPickupAt"])]
    at = moment(api, days=5)
    packed = await do(api, "provider", "packReturn", id=order["id"], scheduledPickupAt=at)
    assert (packed["state"], packed["scheduledPickupAt"]) == ("AWAITING_PICKUP", at)
    assert packed["entry"]["expectedPickupAt"] == moment(api, days=3)
    assert await refused(api, "provider", "collectReturn", id=order["id"], verifiedName=" ") == [
        ("INVALID", ["verifiedName"])
    ]
    collected = await do(api, "provider", "collectReturn", id=order["id"], verifiedName="孙七")
    assert (collected["state"], collected["signedAt"]) == ("SIGNED", moment(api))
    assert [line["signedQuantity"] for line in collected["lines"]] == [5, 4]
    assert await case_state(api, order) == "CLOSED"
    assert (await timeline(api, "merchant-a", "ReturnOrder", order["id"]))[-1]["changes"] == {"verifiedName": "孙七"}


async def shipped(api: Api) -> Any:
    order = await return_order(api, LOGISTICS, packed=True)
    return await do(api, "provider", "shipReturn", id=order["id"], carrier="顺丰", trackingNumber="SF9")


async def test_what_is_missing_is_not_signed_for(api: Api) -> None:
    order = await shipped(api)
    signed = await do(api, "merchant-a", "signReturn", id=order["id"], shortfall=lines([("MA-G2", 4)]))
    assert [(line["packedQuantity"], line["signedQuantity"]) for line in signed["lines"]] == [(5, 5), (4, 0)]
    (short,) = (await timeline(api, "merchant-a", "ReturnOrder", order["id"]))[-1]["changes"]["shortfall"]
    assert set(short.values()) == {"MA-G2", 4}


@pytest.mark.parametrize(
    ("shortfall", "path"),
    [
        ([("MA-G1", 6)], ["shortfall", "0", "quantity"]),
        ([("MA-G2", 1), ("MA-G1", 6)], ["shortfall", "1", "quantity"]),
        ([("MA-G3", 1)], ["shortfall", "0", "goodsExternalId"]),
        ([("MA-G1", 0)], ["shortfall", "0", "quantity"]),
        ([("MA-G1", 1), ("MA-G1", 1)], ["shortfall", "1", "goodsExternalId"]),
    ],
)
async def test_no_more_is_missing_than_was_sent(api: Api, shortfall: list[tuple[str, int]], path: list[str]) -> None:
    order = await shipped(api)
    async with unchanged(api, "ReturnOrder", order["id"]):
        given = {"id": order["id"], "shortfall": lines(shortfall)}
        assert await refused(api, "merchant-a", "signReturn", **given) == [("INVALID", path)]


STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "packReturn": ("provider", {}),
    "shipReturn": ("provider", {"carrier": "顺丰", "trackingNumber": "1"}),
    "collectReturn": ("provider", {"verifiedName": "孙七"}),
    "signReturn": ("merchant-a", {}),
    "cancelReturnOrder": ("operator", {"reason": "x"}),
    "forceAbandon": ("operator", {"reason": "x"}),
}


@pytest.mark.parametrize(
    ("made", "possible"),
    [
        ("new", {"cancelReturnOrder", "forceAbandon"}),
        ("entered", {"packReturn"}),
        ("packed for the carrier", {"shipReturn"}),
        ("packed for pickup", {"collectReturn"}),
        ("shipped", {"signReturn"}),
        ("abandoned", set()),
    ],
)
async def test_each_step_has_its_time(api: Api, made: str, possible: set[str]) -> None:
    order = await {
        "new": lambda: return_order(api),
        "entered": lambda: return_order(api, LOGISTICS),
        "packed for the carrier": lambda: return_order(api, LOGISTICS, packed=True),
        "packed for pickup": lambda: return_order(api, self_pickup(api), packed=True),
        "shipped": lambda: shipped(api),
        "abandoned": lambda: return_order(api, ABANDON),
    }[made]()
    async with unchanged(api, "ReturnOrder", order["id"]):
        for mutation, (account, given) in STEPS.items():
            if mutation not in possible:
                answer = await refused(api, account, mutation, id=order["id"], **given)
                assert answer == [("INVALID_STATE", None)], mutation


@pytest.mark.parametrize(
    ("mutation", "given", "may"),
    [
        ("enterReturnMethod", {"method": LOGISTICS}, {"merchant-a"}),
        ("signReturn", {}, {"merchant-a"}),
        ("packReturn", {}, {"provider", "operator"}),
        ("shipReturn", {"carrier": "顺丰", "trackingNumber": "1"}, {"provider", "operator"}),
        ("collectReturn", {"verifiedName": "孙七"}, {"provider", "operator"}),
        ("forceAbandon", {"reason": "x"}, {"operator"}),
        ("cancelReturnOrder", {"reason": "x"}, {"operator"}),
    ],
)
async def test_each_step_belongs_to_a_role(api: Api, mutation: str, given: dict[str, Any], may: set[str]) -> None:
    for account in ("merchant-a", "provider", "operator", "partner", "read-only"):
        if account in may:
            assert await refused(api, account, mutation, id="rt_0", **given) == [("NOT_FOUND", ["id"])]
        else:
            await forbidden(api, account, mutation, id="rt_0", **given)


# ───────────────────────── the platform ─────────────────────────


async def test_goods_are_given_up_for_a_merchant_only_after_its_time(api: Api) -> None:
    order = await return_order(api)
    due = moment(api, days=15)
    assert await deadline(api, order) == {
        "kind": "ENTER_RETURN_METHOD",
        "dueAt": due,
        "status": "RUNNING",
        "penaltyRisk": False,
    }
    api.world.clock.advance(days=15)
    assert (await deadline(api, order))["status"] == "DUE_SOON"
    given = {"id": order["id"], "reason": "逾期未处理"}
    async with unchanged(api, "ReturnOrder", order["id"]):
        assert await refused(api, "operator", "forceAbandon", **given) == [("TOO_EARLY", None)]
    api.world.clock.advance(seconds=1)
    assert (await deadline(api, order))["status"] == "OVERDUE"
    assert await refused(api, "operator", "forceAbandon", id=order["id"], reason=" ") == [("INVALID", ["reason"])]
    abandoned = await do(api, "operator", "forceAbandon", **given)
    assert (abandoned["state"], abandoned["method"], abandoned["entry"]) == ("AWAITING_DISPOSAL", "ABANDON", None)
    last = (await timeline(api, "merchant-a", "ReturnOrder", order["id"]))[-1]
    assert (last["action"], last["changes"]) == ("FORCE_ABANDON", {"reason": "逾期未处理"})
    async with unchanged(api, "ReturnOrder", order["id"]):
        assert await refused(api, "operator", "forceAbandon", **given) == [("INVALID_STATE", None)]
        ((code, _),) = await refused(api, "merchant-a", "enterReturnMethod", id=order["id"], method=LOGISTICS)
        assert code in ("ALREADY_SUBMITTED", "INVALID_STATE")


async def test_a_late_merchant_may_still_say_how(api: Api) -> None:
    order = await return_order(api)
    api.world.clock.advance(days=16)
    assert (await deadline(api, order))["status"] == "OVERDUE"
    await do(api, "merchant-a", "enterReturnMethod", id=order["id"], method=LOGISTICS)
    assert (await deadline(api, order))["status"] == "MET"
    assert await refused(api, "operator", "forceAbandon", id=order["id"], reason="x") == [("INVALID_STATE", None)]


async def test_a_cancelled_return_closes_its_case(api: Api) -> None:
    order = await return_order(api)
    assert await refused(api, "operator", "cancelReturnOrder", id=order["id"], reason="") == [("INVALID", ["reason"])]
    cancelled = await do(api, "operator", "cancelReturnOrder", id=order["id"], reason="已在仓内处理")
    assert (cancelled["state"], cancelled["version"]) == ("CANCELLED", 2)
    assert (await deadline(api, order))["status"] == "CANCELLED"
    assert await case_state(api, order) == "CLOSED"
    async with unchanged(api, "ReturnOrder", order["id"]):
        answer = await refused(api, "merchant-a", "enterReturnMethod", id=order["id"], method=LOGISTICS)
        assert answer == [("INVALID_STATE", None)]


# ───────────────────────── masking ─────────────────────────

PRIVATE = """query($id: ID!) { returnOrder(by: {id: $id}) {
  entry { contactName contactPhone remark contentHash submittedBy { id name role }
    address { recipient phone country region city district line1 line2 postalCode } }
  timeline { nodes { actor { id name } changes hash } } } }"""


async def test_partners_read_persons_phones_and_streets_masked(api: Api) -> None:
    order = await return_order(api, LOGISTICS)
    entry = (await api.data("partner", PRIVATE, id=order["id"]))["returnOrder"]["entry"]
    assert entry == {
        "contactName": "钱**",
        "contactPhone": "+86*********00",
        "remark": None,
        "contentHash": None,
        "submittedBy": {"id": None, "name": "Merchant", "role": "MERCHANT"},
        "address": {
            "recipient": "钱**",
            "phone": "+86*********00",
            "country": "CN",
            "region": "广东省",
            "city": "深圳市",
            "district": None,
            "line1": "***",
            "line2": None,
            "postalCode": "***",
        },
    }


async def test_nothing_that_happened_tells_partners_more(api: Api) -> None:
    sent = await return_order(api, LOGISTICS)
    fetched = await return_order(api, self_pickup(api), packed=True)
    await do(api, "provider", "collectReturn", id=fetched["id"], verifiedName="周九")
    given_up = await return_order(api, ABANDON)
    cancelled = await return_order(api)
    await do(api, "operator", "cancelReturnOrder", id=cancelled["id"], reason="吴十说的")
    told = {
        account: str([await api.data(account, PRIVATE, id=o["id"]) for o in (sent, fetched, given_up, cancelled)])
        for account in ("partner", "narrow-partner", "merchant-a", "provider", "operator")
    }
    secrets = ["钱八", "+8613700137000", "深南大道", "518000", "孙七", "+8613600136000", "下午来", "周九", "不要了"]
    for secret in [*secrets, "吴十说的", sent["entry"]["contentHash"], "merchant-a"]:
        assert [secret in text for text in told.values()] == [False, False, True, True, True], secret
