"""Registering pickups: single and batch, in both methods; and everything that can be wrong with it."""

from typing import Any

import pytest

from domain.reverse_orders import ReverseType
from tests.api.operations import CANCEL, DECIDE, REGISTER, REGISTER_BATCH, codes, forward, self_pickup
from tests.client import Api


async def register(api: Api, account: str = "merchant-a", **input: Any) -> Any:
    return (await api.data(account, REGISTER, input=input))["registerPickup"]


async def register_batch(api: Api, account: str = "merchant-a", **input: Any) -> Any:
    return (await api.data(account, REGISTER_BATCH, input=input))["registerPickupBatch"]


async def test_self_pickup(api: Api) -> None:
    id = await api.world.order()
    payload = await register(api, id=id, pickup=self_pickup(remark="下午到"), expectedVersion=1)

    assert payload["userErrors"] == []
    order = payload["reverseOrder"]
    assert (order["state"], order["version"], order["pickupMethod"]) == ("AWAITING_PICKUP", 2, "SELF_PICKUP")
    assert order["pickup"] | {"contentHash": None} == {
        "method": "SELF_PICKUP",
        "expectedPickupAt": "2026-06-08T02:00:00.000Z",
        "contactName": "张三",
        "contactPhone": "+8613800138000",
        "remark": "下午到",
        "batchId": None,
        "contentHash": None,
        "submittedAt": "2026-06-01T08:00:00.000Z",
        "submittedBy": {"name": "merchant-a", "role": "MERCHANT"},
        "address": None,
    }
    assert len(order["pickup"]["contentHash"]) == 64
    assert order["deadlines"] == [
        {"kind": "REGISTER_PICKUP", "status": "MET", "dueAt": "2026-06-16T08:00:00.000Z"},
        {"kind": "COLLECT", "status": "RUNNING", "dueAt": "2026-06-15T02:00:00.000Z"},
    ]
    event = order["timeline"]["nodes"][-1]
    assert (event["action"], event["fromState"], event["toState"]) == (
        "REGISTER_PICKUP",
        "AWAITING_PICKUP_REGISTRATION",
        "AWAITING_PICKUP",
    )
    assert event["changes"]["contentHash"] == order["pickup"]["contentHash"]


async def test_forward_to_a_new_address(api: Api) -> None:
    id = await api.world.order(ReverseType.INTERCEPT_REJECTED)
    order = (await register(api, id=id, pickup=forward()))["reverseOrder"]
    assert order["pickup"]["method"] == "FORWARD"
    assert order["pickup"]["contactName"] == order["pickup"]["address"]["recipient"] == "李四"
    assert order["pickup"]["address"]["country"] == "CN"
    assert order["pickup"]["expectedPickupAt"] is None
    assert [deadline["kind"] for deadline in order["deadlines"]] == ["REGISTER_PICKUP"]


async def test_forward_to_the_address_book(api: Api) -> None:
    id = await api.world.order(ReverseType.WAREHOUSE_INTERCEPTED)
    (entry,) = (await api.data("merchant-a", "{ addresses { id label isDefault address { line1 } } }"))["addresses"]
    payload = await register(api, id=id, pickup={"forward": {"address": {"addressId": entry["id"]}}})
    assert payload["userErrors"] == []
    assert payload["reverseOrder"]["pickup"]["address"]["line1"] == entry["address"]["line1"]
    assert payload["reverseOrder"]["pickup"]["contactPhone"] == "+8613900139000"


@pytest.mark.parametrize("address_id", ["ad_" + "0" * 32, "nonsense", "foreign"])
async def test_an_address_of_nobody_or_another_merchant(api: Api, address_id: str) -> None:
    id = await api.world.order()
    if address_id == "foreign":
        (entry,) = (await api.data("merchant-b", "{ addresses { id } }"))["addresses"]
        address_id = entry["id"]
    payload = await register(api, id=id, pickup={"forward": {"address": {"addressId": address_id}}})
    assert codes(payload) == [("NOT_FOUND", ["pickup", "forward", "address", "addressId"])]
    assert (await api.world.row(id)).version == 1


async def test_of_two_merchants_only_the_own_book_counts(api: Api) -> None:
    """An account of both merchants cannot send A's goods to an address of B's book."""
    id = await api.world.order(merchant="MA")
    entry = f"ad_{api.world.ids['MB-ADDRESS'].hex}"
    payload = await register(api, "merchant-ab", id=id, pickup={"forward": {"address": {"addressId": entry}}})
    assert codes(payload) == [("NOT_FOUND", ["pickup", "forward", "address", "addressId"])]


SELF = ["pickup", "selfPickup"]
ADDRESS = ["pickup", "forward", "address", "address"]


@pytest.mark.parametrize(
    ("pickup", "field"),
    [
        (self_pickup(expectedPickupAt="2026-06-01T08:00:00Z"), [*SELF, "expectedPickupAt"]),
        (self_pickup(expectedPickupAt="1999-01-01T00:00:00+08:00"), [*SELF, "expectedPickupAt"]),
        (self_pickup(contactName=" \t "), [*SELF, "contactName"]),
        (self_pickup(contactName="名" * 101), [*SELF, "contactName"]),
        (self_pickup(contactName="a\0b"), [*SELF, "contactName"]),
        (self_pickup(contactPhone="12"), [*SELF, "contactPhone"]),
        (self_pickup(contactPhone="call me"), [*SELF, "contactPhone"]),
        (self_pickup(contactPhone=""), [*SELF, "contactPhone"]),
        (self_pickup(contactName="\u200b\u2060"), [*SELF, "contactName"]),
        (self_pickup(contactName="abc\u202edef"), [*SELF, "contactName"]),
        (self_pickup(contactPhone="13800138000 ext. 55"), [*SELF, "contactPhone"]),
        (self_pickup(remark=""), [*SELF, "remark"]),
        (self_pickup(remark="备" * 501), [*SELF, "remark"]),
        (forward(recipient=""), [*ADDRESS, "recipient"]),
        (forward(phone="+86123"), [*ADDRESS, "phone"]),
        (forward(country="XX"), [*ADDRESS, "country"]),
        (forward(country="China"), [*ADDRESS, "country"]),
        (forward(region=" "), [*ADDRESS, "region"]),
        (forward(city=""), [*ADDRESS, "city"]),
        (forward(district="区" * 101), [*ADDRESS, "district"]),
        (forward(line1=""), [*ADDRESS, "line1"]),
        (forward(line1="路" * 201), [*ADDRESS, "line1"]),
        (forward(line2="室" * 201), [*ADDRESS, "line2"]),
        (forward(postalCode="1" * 101), [*ADDRESS, "postalCode"]),
    ],
)
async def test_what_is_wrong_with_a_pickup(api: Api, pickup: dict[str, Any], field: list[str]) -> None:
    id = await api.world.order()
    assert codes(await register(api, id=id, pickup=pickup)) == [("INVALID", field)]
    batch = await register_batch(api, selection={"ids": [id]}, pickup=pickup)
    assert codes(batch) == [("INVALID", field)]
    assert batch["batch"] is None
    assert (await api.world.row(id)).version == 1


async def test_all_problems_are_told_at_once(api: Api) -> None:
    id = await api.world.order()
    payload = await register(api, id=id, pickup=self_pickup(contactName="", contactPhone="1", remark=" "))
    assert [field[-1] for _, field in codes(payload) if field] == ["contactName", "contactPhone", "remark"]
    late = await register(api, id=id, pickup=self_pickup(contactName="", expectedPickupAt="2020-01-01T00:00:00Z"))
    assert [field[-1] for _, field in codes(late) if field] == ["contactName", "expectedPickupAt"]


async def test_messages_come_in_the_readers_language(api: Api) -> None:
    id = await api.world.order()
    variables = {"id": id, "pickup": self_pickup(contactName="名" * 101)}
    for locale, message in (
        ("zh-CN,zh;q=0.9,en;q=0.8", "最多 100 个字符，当前 101 个。"),
        ("en-GB", "At most 100 characters; this is 101."),
        ("fr", "最多 100 个字符，当前 101 个。"),
    ):
        answer = await api.post("merchant-a", REGISTER, locale=locale, input=variables)
        assert answer["data"]["registerPickup"]["userErrors"][0]["message"] == message


@pytest.mark.parametrize("id", ["ro_" + "0" * 32, "ro_x", "", "wh_" + "0" * 32, "ro_" + "F" * 32, "\0"])
async def test_unknown_ids(api: Api, id: str) -> None:
    assert codes(await register(api, id=id, pickup=self_pickup())) == [("NOT_FOUND", ["id"])]


async def test_a_foreign_order_does_not_exist(api: Api) -> None:
    id = await api.world.order(merchant="MB")
    payload = await register(api, id=id, pickup=self_pickup(), expectedVersion=99)
    assert codes(payload) == [("NOT_FOUND", ["id"])]
    assert payload["reverseOrder"] is None


async def test_a_second_registration_changes_nothing(api: Api) -> None:
    id = await api.world.order()
    first = await register(api, id=id, pickup=self_pickup())
    second = await register(api, id=id, pickup=forward())
    assert codes(second) == [("ALREADY_SUBMITTED", None)]
    assert second["reverseOrder"] == first["reverseOrder"]


async def test_which_code_comes_first(api: Api) -> None:
    id = await api.world.order()
    await register(api, id=id, pickup=self_pickup())
    stale = await register(api, id=id, pickup=self_pickup(), expectedVersion=1)
    assert codes(stale) == [("STALE_VERSION", ["expectedVersion"])]
    invalid = await register(api, id=id, pickup=self_pickup(contactName=""), expectedVersion=1)
    assert [code for code, _ in codes(invalid)] == ["INVALID"]


async def test_an_unknown_address_comes_before_the_orders_version(api: Api) -> None:
    id = await api.world.order()
    pickup = {"forward": {"address": {"addressId": "ad_x"}}}
    payload = await register(api, id=id, pickup=pickup, expectedVersion=7)
    assert [code for code, _ in codes(payload)] == ["NOT_FOUND"]


async def test_types_and_states_that_do_not_admit_it(api: Api) -> None:
    world = api.world
    destruction = await world.order(ReverseType.DESTRUCTION)
    undecided = await world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED)
    cancelled = await world.order()
    await api.data("operator", CANCEL, input={"id": cancelled, "reason": "重复"})
    assert codes(await register(api, id=destruction, pickup=self_pickup())) == [("NOT_ELIGIBLE", None)]
    assert codes(await register(api, id=undecided, pickup=self_pickup())) == [("NOT_ELIGIBLE", None)]
    assert codes(await register(api, id=cancelled, pickup=self_pickup())) == [("INVALID_STATE", None)]
    await api.data("provider", DECIDE, input={"id": undecided, "outcome": "RETURN_SHIPMENT"})
    assert codes(await register(api, id=undecided, pickup=self_pickup())) == []


@pytest.mark.parametrize("account", ["provider", "operator", "partner", "read-only"])
async def test_who_may_not(api: Api, account: str) -> None:
    id = await api.world.order()
    for operation, input in (
        (REGISTER, {"id": id, "pickup": self_pickup()}),
        (REGISTER_BATCH, {"selection": {"ids": [id]}, "pickup": self_pickup()}),
    ):
        error = await api.error(account, operation, input=input)
        assert error["extensions"]["code"] == "FORBIDDEN"
    assert (await api.world.row(id)).version == 1


# ───────────────────────── batches ─────────────────────────


async def test_a_batch_of_mixed_types_in_one_warehouse(api: Api) -> None:
    types = (ReverseType.RETURN_SHIPMENT, ReverseType.INTERCEPT_REJECTED, ReverseType.WAREHOUSE_INTERCEPTED)
    ids = [await api.world.order(type) for type in types]
    batch = (await register_batch(api, selection={"ids": [*ids, ids[0]]}, pickup=self_pickup()))["batch"]
    assert (batch["requested"], batch["applied"], batch["skipped"], batch["rejected"]) == (3, 3, 0, 0)
    assert [item["id"] for item in batch["items"]] == ids
    assert {item["reverseOrder"]["pickup"]["batchId"] for item in batch["items"]} == {batch["id"]}
    assert batch["id"].startswith("bt_")


async def test_all_or_nothing(api: Api) -> None:
    good, bad = await api.world.order(), await api.world.order(ReverseType.DESTRUCTION)
    ids = [good, good, bad, "ro_x"]
    batch = (await register_batch(api, selection={"ids": ids}, pickup=self_pickup()))["batch"]
    assert [(item["outcome"], codes(item)) for item in batch["items"]] == [
        ("SKIPPED", []),
        ("REJECTED", [("NOT_ELIGIBLE", None)]),
        ("REJECTED", [("NOT_FOUND", ["selection", "ids", "3"])]),
    ]
    assert (batch["applied"], batch["skipped"], batch["rejected"]) == (0, 1, 2)
    assert (await api.world.row(good)).version == 1


async def test_skip_invalid(api: Api) -> None:
    good, bad = await api.world.order(), await api.world.order(ReverseType.DESTRUCTION)
    given: dict[str, Any] = {"selection": {"ids": [good, bad]}, "pickup": self_pickup(), "policy": "SKIP_INVALID"}
    batch = (await register_batch(api, **given))["batch"]
    assert [item["outcome"] for item in batch["items"]] == ["APPLIED", "REJECTED"]
    assert (await api.world.row(good)).version == 2
    assert (await api.world.row(bad)).version == 1


@pytest.mark.parametrize("policy", ["ALL_OR_NOTHING", "SKIP_INVALID"])
async def test_a_dry_run_answers_what_the_real_run_does(api: Api, policy: str) -> None:
    ids = [await api.world.order(), await api.world.order(ReverseType.DESTRUCTION), "ro_" + "1" * 32]
    given: dict[str, Any] = {
        "selection": {"ids": ids},
        "pickup": self_pickup(),
        "policy": policy,
        "idempotencyKey": "one",
    }
    dry = (await register_batch(api, **given, dryRun=True))["batch"]
    assert (await api.world.row(ids[0])).version == 1
    real = (await register_batch(api, **given))["batch"]

    def outcomes(batch: dict[str, Any]) -> Any:
        return [(item["id"], item["number"], item["outcome"], item["userErrors"]) for item in batch["items"]]

    assert dry["dryRun"] is True
    assert dry["id"] is None
    assert real["id"] is not None
    assert outcomes(dry) == outcomes(real)
    assert [dry[key] for key in ("requested", "applied", "skipped", "rejected")] == [
        real[key] for key in ("requested", "applied", "skipped", "rejected")
    ]


async def test_a_batch_may_not_mix_warehouses(api: Api) -> None:
    ids = [await api.world.order(warehouse="W1"), await api.world.order(warehouse="W2")]
    payload = await register_batch(api, selection={"ids": ids}, pickup=self_pickup(), policy="SKIP_INVALID")
    assert payload["batch"] is None
    assert codes(payload) == [("BATCH_NOT_UNIFORM", ["selection"])]
    assert [(await api.world.row(id)).version for id in ids] == [1, 1]


async def test_everything_that_a_filter_matches(api: Api) -> None:
    ids = [await api.world.order(type) for type in (ReverseType.RETURN_SHIPMENT, ReverseType.INTERCEPT_REJECTED)]
    await api.world.order(ReverseType.DESTRUCTION)
    await api.world.order(merchant="MB")
    selection = {"filter": {"state": {"eq": "AWAITING_PICKUP_REGISTRATION"}}}
    batch = (await register_batch(api, selection=selection, pickup=self_pickup()))["batch"]
    assert sorted(item["id"] for item in batch["items"]) == sorted(ids)
    assert batch["applied"] == 2
    again = (await register_batch(api, selection=selection, pickup=self_pickup()))["batch"]
    assert (again["requested"], again["items"]) == (0, [])


@pytest.mark.parametrize(
    ("selection", "code", "field"),
    [
        ({"ids": []}, "INVALID", ["selection", "ids"]),
        ({"ids": [f"ro_{n:032x}" for n in range(501)]}, "BATCH_TOO_LARGE", ["selection", "ids"]),
        (
            {"filter": {"numbers": {"in": [str(n) for n in range(201)]}}},
            "INVALID",
            ["selection", "filter", "numbers", "in"],
        ),
        (
            {"filter": {"not": {"not": {"not": {"not": {"not": {}}}}}}},
            "INVALID",
            ["selection", "filter", "not", "not", "not", "not", "not"],
        ),
        (
            {"filter": {"product": {"name": {"contains": " "}}}},
            "INVALID",
            ["selection", "filter", "product", "name", "contains"],
        ),
        ({"filter": {"or": [{}] * 301}}, "INVALID", ["selection", "filter"]),
        ({"filter": {"id": {"in": ["x"] * 5001}}}, "INVALID", ["selection", "filter"]),
        ({"filter": {"state": {"eq": None}}}, "INVALID", ["selection", "filter", "state", "eq"]),
    ],
)
async def test_selections_that_are_refused(api: Api, selection: dict[str, Any], code: str, field: list[str]) -> None:
    id = await api.world.order()
    payload = await register_batch(api, selection=selection, pickup=self_pickup())
    assert codes(payload) == [(code, field)]
    assert payload["batch"] is None
    assert (await api.world.row(id)).version == 1


async def test_five_hundred_repeated_ids_are_one(api: Api) -> None:
    id = await api.world.order()
    batch = (await register_batch(api, selection={"ids": [id] * 600}, pickup=self_pickup()))["batch"]
    assert (batch["requested"], batch["applied"]) == (1, 1)
