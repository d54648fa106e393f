"""A reverse order's life after its instruction; entering and cancelling orders; destruction."""

from typing import Any

import pytest

from domain.reverse_orders import ReverseType
from tests.api.operations import (
    CANCEL,
    CREATE,
    DECIDE,
    DELIVERED,
    DESTROY,
    DESTROY_BATCH,
    FORWARDED,
    HANDLED,
    PICKED_UP,
    REGISTER,
    codes,
    forward,
    new_order,
    self_pickup,
)
from tests.client import Api


async def send(api: Api, account: str, operation: str, **input: Any) -> Any:
    """The mutation's payload."""
    (payload,) = (await api.data(account, operation, input=input)).values()
    return payload


async def state(api: Api, id: str) -> str:
    return (await api.world.row(id)).state.value


async def test_self_pickup_from_customs_to_the_end(api: Api) -> None:
    created = await send(
        api,
        "provider",
        CREATE,
        **new_order(type="CUSTOMS_CLEARANCE_FAILED", salesReturnNumber="SR-1", reason="缺少单证"),
    )
    assert created["userErrors"] == []
    order = created["reverseOrder"]
    assert (order["state"], order["type"], order["cause"]) == (
        "AWAITING_DECISION",
        "CUSTOMS_CLEARANCE_FAILED",
        "CUSTOMS",
    )
    assert (order["version"], order["totalQuantity"], order["salesReturnNumber"]) == (1, 3, "SR-1")
    assert order["lines"] == [
        {"quantity": 3, "lotNumber": "L1", "goodsItem": {"externalId": "MA-G1"}, "product": {"name": "小熊饼干"}}
    ]
    id = order["id"]

    decided = (await send(api, "provider", DECIDE, id=id, outcome="RETURN_SHIPMENT"))["reverseOrder"]
    assert (decided["type"], decided["cause"], decided["state"]) == (
        "RETURN_SHIPMENT",
        "CUSTOMS",
        "AWAITING_PICKUP_REGISTRATION",
    )
    await send(api, "merchant-a", REGISTER, id=id, pickup=self_pickup())
    picked_up = (await send(api, "provider", PICKED_UP, id=id, verifiedName="张三"))["reverseOrder"]
    assert picked_up["state"] == "PICKED_UP"
    assert picked_up["handover"]["verifiedName"] == "张三"
    handled = (await send(api, "merchant-a", HANDLED, id=id, expectedVersion=4))["reverseOrder"]
    assert (handled["state"], handled["version"]) == ("COMPLETED", 5)

    query = "query($id: ID!) { reverseOrder(by: {id: $id}) { timeline { nodes { action toState } } } }"
    events = (await api.data("merchant-a", query, id=id))["reverseOrder"]["timeline"]["nodes"]
    assert [event["action"] for event in events] == [
        "CREATE",
        "DECIDE_CUSTOMS_OUTCOME",
        "REGISTER_PICKUP",
        "REPORT_PICKED_UP",
        "CONFIRM_HANDLING",
    ]


async def test_forwarding_to_the_end(api: Api) -> None:
    id = await api.world.order()
    await send(api, "merchant-a", REGISTER, id=id, pickup=forward())
    wrong = await send(api, "provider", PICKED_UP, id=id, verifiedName="张三")
    assert codes(wrong) == [("NOT_ELIGIBLE", None)]
    forwarded = await send(api, "provider", FORWARDED, id=id, carrier="顺丰", trackingNumber="SF123")
    assert forwarded["reverseOrder"]["handover"] == {
        "verifiedName": None,
        "carrier": "顺丰",
        "trackingNumber": "SF123",
        "reportedBy": {"name": "provider"},
    }
    assert codes(await send(api, "merchant-a", HANDLED, id=id)) == [("INVALID_STATE", None)]
    await send(api, "provider", DELIVERED, id=id)
    assert codes(await send(api, "provider", DELIVERED, id=id)) == [("INVALID_STATE", None)]
    await send(api, "merchant-a", HANDLED, id=id)
    assert await state(api, id) == "COMPLETED"


async def test_a_customs_failure_that_is_destroyed(api: Api) -> None:
    id = await api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED)
    assert codes(await send(api, "merchant-a", DESTROY, id=id, confirm=True)) == [("NOT_ELIGIBLE", None)]
    await send(api, "operator", DECIDE, id=id, outcome="DESTRUCTION")
    assert codes(await send(api, "merchant-a", DESTROY, id=id, confirm=False)) == [
        ("CONFIRMATION_REQUIRED", ["confirm"])
    ]
    confirmed = await send(api, "merchant-a", DESTROY, id=id, confirm=True)
    assert confirmed["reverseOrder"]["destruction"]["confirmedBy"] == {"name": "merchant-a"}
    assert confirmed["reverseOrder"]["state"] == "AWAITING_DESTRUCTION"
    assert codes(await send(api, "merchant-a", DESTROY, id=id, confirm=True)) == [("ALREADY_SUBMITTED", None)]


async def test_destruction_in_a_batch(api: Api) -> None:
    ids = [await api.world.order(ReverseType.DESTRUCTION) for _ in range(2)] + [await api.world.order()]
    refused = await send(api, "merchant-a", DESTROY_BATCH, selection={"ids": ids}, confirm=False)
    assert codes(refused) == [("CONFIRMATION_REQUIRED", ["confirm"])]
    assert refused["batch"] is None
    invalid = await send(api, "merchant-a", DESTROY_BATCH, selection={"ids": []}, confirm=False)
    assert codes(invalid) == [("INVALID", ["selection", "ids"])]
    batch = (await send(api, "merchant-a", DESTROY_BATCH, selection={"ids": ids}, confirm=True, policy="SKIP_INVALID"))[
        "batch"
    ]
    assert [item["outcome"] for item in batch["items"]] == ["APPLIED", "APPLIED", "REJECTED"]
    assert [await state(api, id) for id in ids] == [
        "AWAITING_DESTRUCTION",
        "AWAITING_DESTRUCTION",
        "AWAITING_PICKUP_REGISTRATION",
    ]


async def test_cancelling(api: Api) -> None:
    id = await api.world.order()
    assert codes(await send(api, "operator", CANCEL, id=id, reason=" ")) == [("INVALID", ["reason"])]
    assert codes(await send(api, "operator", CANCEL, id=id, reason="r" * 501)) == [("INVALID", ["reason"])]
    cancelled = (await send(api, "operator", CANCEL, id=id, reason="录入错误"))["reverseOrder"]
    assert cancelled["state"] == "CANCELLED"
    assert codes(await send(api, "operator", CANCEL, id=id, reason="again")) == [("INVALID_STATE", None)]


@pytest.mark.parametrize(
    ("operation", "input", "field"),
    [
        (PICKED_UP, {"verifiedName": ""}, "verifiedName"),
        (PICKED_UP, {"verifiedName": "n" * 101}, "verifiedName"),
        (FORWARDED, {"carrier": " ", "trackingNumber": "1"}, "carrier"),
        (FORWARDED, {"carrier": "SF", "trackingNumber": "1" * 101}, "trackingNumber"),
    ],
)
async def test_reports_that_say_too_little_or_too_much(
    api: Api, operation: str, input: dict[str, str], field: str
) -> None:
    id = await api.world.order()
    assert codes(await send(api, "provider", operation, id=id, **input)) == [("INVALID", [field])]


@pytest.mark.parametrize(
    ("account", "operation", "input"),
    [
        ("merchant-a", DECIDE, {"outcome": "DESTRUCTION"}),
        ("merchant-a", PICKED_UP, {"verifiedName": "x"}),
        ("merchant-a", FORWARDED, {"carrier": "x", "trackingNumber": "y"}),
        ("merchant-a", DELIVERED, {}),
        ("merchant-a", CANCEL, {"reason": "x"}),
        ("provider", CANCEL, {"reason": "x"}),
        ("provider", HANDLED, {}),
        ("operator", HANDLED, {}),
        ("partner", HANDLED, {}),
        ("read-only", HANDLED, {}),
    ],
)
async def test_what_a_role_may_not_do(api: Api, account: str, operation: str, input: dict[str, str]) -> None:
    id = await api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED)
    error = await api.error(account, operation, input={"id": id, **input})
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_another_providers_warehouse_does_not_exist(api: Api) -> None:
    id = await api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED, warehouse="W3")
    assert codes(await send(api, "provider", DECIDE, id=id, outcome="DESTRUCTION")) == [("NOT_FOUND", ["id"])]


# ───────────────────────── entering orders ─────────────────────────


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"merchantCode": "MX"}, [("NOT_FOUND", ["merchantCode"]), ("NOT_FOUND", ["cargoOwnerCode"])]),
        ({"cargoOwnerCode": "MB-OWNER"}, [("NOT_FOUND", ["cargoOwnerCode"])]),
        ({"warehouseCode": "W9"}, [("NOT_FOUND", ["warehouseCode"])]),
        ({"warehouseCode": "W3"}, [("NOT_FOUND", ["warehouseCode"])]),
        ({"lines": []}, [("INVALID", ["lines"])]),
        ({"lines": [{"goodsExternalId": "MB-G1", "quantity": 1}]}, [("NOT_FOUND", ["lines", "0", "goodsExternalId"])]),
        ({"lines": [{"goodsExternalId": "MA-G1", "quantity": 0}]}, [("INVALID", ["lines", "0", "quantity"])]),
        ({"lines": [{"goodsExternalId": "MA-G1", "quantity": -1}]}, [("INVALID", ["lines", "0", "quantity"])]),
        ({"orderNumber": ""}, [("INVALID", ["orderNumber"])]),
        ({"orderNumber": "1" * 101}, [("INVALID", ["orderNumber"])]),
        ({"orderNumber": "ﷺ" * 100}, [("INVALID", ["orderNumber"])]),
        ({"reason": "r" * 501}, [("INVALID", ["reason"])]),
    ],
)
async def test_orders_that_cannot_be_entered(api: Api, changes: dict[str, Any], expected: Any) -> None:
    payload = await send(api, "provider", CREATE, **new_order(**changes))
    assert codes(payload) == expected
    total = (await api.data("operator", "{ reverseOrders { totalCount } }"))["reverseOrders"]["totalCount"]
    assert total == 0


async def test_total_quantities_that_no_database_can_hold(api: Api) -> None:
    lines = [{"goodsExternalId": "MA-G1", "quantity": 2_000_000_000}] * 2
    payload = await send(api, "provider", CREATE, **new_order(lines=lines))
    assert [code for code, _ in codes(payload)] == ["INVALID"]


@pytest.mark.parametrize("type", list(ReverseType))
async def test_where_a_new_order_waits(api: Api, type: ReverseType) -> None:
    payload = await send(api, "operator", CREATE, **new_order(type=type.value, warehouseCode="W3"))
    order = payload["reverseOrder"]
    assert order["number"].startswith("RO260601")
    assert (order["state"], order["cause"]) == {
        "CUSTOMS_CLEARANCE_FAILED": ("AWAITING_DECISION", "CUSTOMS"),
        "RETURN_SHIPMENT": ("AWAITING_PICKUP_REGISTRATION", "CUSTOMS"),
        "DESTRUCTION": ("AWAITING_DESTRUCTION_CONFIRMATION", "CUSTOMS"),
        "INTERCEPT_REJECTED": ("AWAITING_PICKUP_REGISTRATION", "INTERCEPTION"),
        "WAREHOUSE_INTERCEPTED": ("AWAITING_PICKUP_REGISTRATION", "WAREHOUSE_INTERCEPTION"),
    }[type.value]


async def test_the_same_parcel_again_answers_the_first(api: Api) -> None:
    first = (await send(api, "provider", CREATE, **new_order(salesReturnNumber="SR-1")))["reverseOrder"]
    same_parcel = await send(api, "provider", CREATE, **new_order(type="DESTRUCTION"))
    same_return = await send(api, "provider", CREATE, **new_order(orderNumber="E-2", salesReturnNumber="SR-1"))
    for payload in (same_parcel, same_return):
        assert codes(payload) == [("ALREADY_SUBMITTED", None)]
        assert payload["reverseOrder"]["id"] == first["id"]
    other_cause = await send(api, "provider", CREATE, **new_order(type="INTERCEPT_REJECTED"))
    assert codes(other_cause) == []


async def test_a_cancelled_order_makes_room_for_its_order_number(api: Api) -> None:
    first = (await send(api, "provider", CREATE, **new_order()))["reverseOrder"]
    await send(api, "operator", CANCEL, id=first["id"], reason="录入错误")
    second = await send(api, "provider", CREATE, **new_order())
    assert codes(second) == []
    assert second["reverseOrder"]["id"] != first["id"]


async def test_a_parcel_in_another_providers_warehouse_is_not_shown(api: Api) -> None:
    await send(api, "other-provider", CREATE, **new_order(warehouseCode="W3"))
    payload = await send(api, "provider", CREATE, **new_order())
    assert codes(payload) == [("ALREADY_SUBMITTED", None)]
    assert payload["reverseOrder"] is None
    assert "RO26" not in payload["userErrors"][0]["message"]


async def test_two_merchants_may_use_the_same_numbers(api: Api) -> None:
    mine = new_order(salesReturnNumber="SR-1")
    theirs = new_order(
        merchantCode="MB",
        cargoOwnerCode="MB-OWNER",
        salesReturnNumber="SR-1",
        lines=[{"goodsExternalId": "MB-G1", "quantity": 1}],
    )
    assert codes(await send(api, "provider", CREATE, **mine)) == []
    assert codes(await send(api, "provider", CREATE, **theirs)) == []


# ───────────────────────── available actions ─────────────────────────

ACTIONS = """
query($id: ID!) { reverseOrder(by: {id: $id}) {
  availableActions { action enabled requiresConfirmation irreversible disabledReason { code message } }
} }"""


async def available(api: Api, account: str, id: str) -> dict[str, Any]:
    actions = (await api.data(account, ACTIONS, id=id))["reverseOrder"]["availableActions"]
    return {action["action"]: action for action in actions}


async def test_what_each_role_may_do_now(api: Api) -> None:
    id = await api.world.order(ReverseType.DESTRUCTION)
    merchant = await available(api, "merchant-a", id)
    assert set(merchant) == {"REGISTER_PICKUP", "CONFIRM_DESTRUCTION", "CONFIRM_HANDLING"}
    assert merchant["CONFIRM_DESTRUCTION"] == {
        "action": "CONFIRM_DESTRUCTION",
        "enabled": True,
        "disabledReason": None,
        "requiresConfirmation": True,
        "irreversible": True,
    }
    assert merchant["REGISTER_PICKUP"]["disabledReason"]["code"] == "NOT_ELIGIBLE"
    assert merchant["CONFIRM_HANDLING"]["disabledReason"]["code"] == "INVALID_STATE"
    assert not any(action["enabled"] for action in (await available(api, "provider", id)).values())
    assert [name for name, action in (await available(api, "operator", id)).items() if action["enabled"]] == ["CANCEL"]
    assert await available(api, "partner", id) == {}
    assert await available(api, "read-only", id) == {}
