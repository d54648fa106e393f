"""Idempotency keys: the same call twice is done once, and answered the same."""

from typing import Any

from domain.reverse_orders import ReverseType
from tests.api.operations import CREATE, DECIDE, DESTROY_BATCH, REGISTER, REGISTER_BATCH, codes, new_order, self_pickup
from tests.client import Api


async def test_the_same_call_again_answers_the_same(api: Api) -> None:
    id = await api.world.order()
    input = {"id": id, "pickup": self_pickup(), "idempotencyKey": "k1", "expectedVersion": 1}
    first = await api.data("merchant-a", REGISTER, input=input)
    assert await api.data("merchant-a", REGISTER, input=input) == first
    assert (await api.world.row(id)).version == 2


async def test_the_document_is_answered_as_it_is_now(api: Api) -> None:
    id = await api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED)
    input = {"id": id, "outcome": "RETURN_SHIPMENT", "idempotencyKey": "k1"}
    await api.data("provider", DECIDE, input=input)
    await api.data("merchant-a", REGISTER, input={"id": id, "pickup": self_pickup()})
    again = (await api.data("provider", DECIDE, input=input))["decideCustomsOutcome"]
    assert again["userErrors"] == []
    assert again["reverseOrder"]["state"] == "AWAITING_PICKUP"


async def test_another_input_is_refused(api: Api) -> None:
    first, second = await api.world.order(), await api.world.order()
    input = {"id": first, "pickup": self_pickup(), "idempotencyKey": "k1"}
    await api.data("merchant-a", REGISTER, input=input)
    payload = (await api.data("merchant-a", REGISTER, input={**input, "id": second}))["registerPickup"]
    assert codes(payload) == [("IDEMPOTENCY_KEY_REUSED", ["idempotencyKey"])]
    assert (await api.world.row(second)).version == 1


async def test_the_key_comes_before_what_is_looked_up_but_after_the_input(api: Api) -> None:
    id = await api.world.order()
    await api.data("merchant-a", REGISTER, input={"id": id, "pickup": self_pickup(), "idempotencyKey": "k1"})

    async def refused(**changes: Any) -> Any:
        input = {"id": "ro_x", "pickup": self_pickup(), "idempotencyKey": "k1"} | changes
        return codes((await api.data("merchant-a", REGISTER, input=input))["registerPickup"])

    assert await refused() == [("IDEMPOTENCY_KEY_REUSED", ["idempotencyKey"])]
    past = self_pickup(expectedPickupAt="2020-01-01T00:00:00Z")
    assert await refused(pickup=past) == [("INVALID", ["pickup", "selfPickup", "expectedPickupAt"])]


async def test_a_repetition_that_is_no_longer_in_time_still_answers(api: Api) -> None:
    id = await api.world.order()
    input = {"id": id, "pickup": self_pickup(expectedPickupAt="2026-06-01T09:00:00Z"), "idempotencyKey": "k1"}
    first = await api.data("merchant-a", REGISTER, input=input)
    api.world.clock.advance(hours=2)
    again = await api.data("merchant-a", REGISTER, input=input)
    assert again["registerPickup"]["userErrors"] == []
    assert again["registerPickup"]["reverseOrder"]["version"] == first["registerPickup"]["reverseOrder"]["version"]


async def test_only_what_changed_something_is_remembered(api: Api) -> None:
    id = await api.world.order(ReverseType.DESTRUCTION)
    wrong = {"id": id, "pickup": self_pickup(), "idempotencyKey": "k1"}
    assert codes((await api.data("merchant-a", REGISTER, input=wrong))["registerPickup"]) == [("NOT_ELIGIBLE", None)]
    other = await api.world.order()
    assert codes((await api.data("merchant-a", REGISTER, input={**wrong, "id": other}))["registerPickup"]) == []


async def test_a_dry_run_is_never_remembered(api: Api) -> None:
    id = await api.world.order()
    input = {"selection": {"ids": [id]}, "pickup": self_pickup(), "idempotencyKey": "k1"}
    await api.data("merchant-a", REGISTER_BATCH, input={**input, "dryRun": True})
    batch = (await api.data("merchant-a", REGISTER_BATCH, input=input))["registerPickupBatch"]["batch"]
    assert batch["applied"] == 1


async def test_a_batch_answers_with_its_first_outcomes_in_any_language(api: Api) -> None:
    ids = [await api.world.order(ReverseType.DESTRUCTION), await api.world.order()]
    input = {"selection": {"ids": ids}, "confirm": True, "policy": "SKIP_INVALID", "idempotencyKey": "k1"}
    first = await api.data("merchant-a", DESTROY_BATCH, input=input)
    assert await api.data("merchant-a", DESTROY_BATCH, input=input) == first
    chinese = (await api.post("merchant-a", DESTROY_BATCH, locale="zh", input=input))["data"]
    item = chinese["confirmDestructionBatch"]["batch"]["items"][1]
    assert item["userErrors"][0]["message"] == "类型“退运”不适用确认销毁。"


async def test_keys_are_the_users_and_the_mutations_own(api: Api) -> None:
    mine, theirs = await api.world.order(), await api.world.order(merchant="MB")
    key = {"pickup": self_pickup(), "idempotencyKey": "k1"}
    await api.data("merchant-a", REGISTER, input={"id": mine, **key})
    assert codes((await api.data("merchant-b", REGISTER, input={"id": theirs, **key}))["registerPickup"]) == []
    more = await api.world.order()
    input = {"selection": {"ids": [more]}, **key}
    assert codes((await api.data("merchant-a", REGISTER_BATCH, input=input))["registerPickupBatch"]) == []


async def test_a_key_is_forgotten_after_a_day(api: Api) -> None:
    first, second = await api.world.order(), await api.world.order()
    input = {"pickup": self_pickup(), "idempotencyKey": "k1"}
    await api.data("merchant-a", REGISTER, input={"id": first, **input})
    api.world.clock.advance(hours=24)
    payload = (await api.data("merchant-a", REGISTER, input={"id": second, **input}))["registerPickup"]
    assert codes(payload) == []
    assert (await api.world.row(second)).version == 2


async def test_creating_twice_with_one_key_creates_one(api: Api) -> None:
    input = new_order(idempotencyKey="k1")
    first = await api.data("provider", CREATE, input=input)
    assert await api.data("provider", CREATE, input=input) == first
    total = (await api.data("operator", "{ reverseOrders { totalCount } }"))["reverseOrders"]["totalCount"]
    assert total == 1


async def test_a_key_is_trimmed(api: Api) -> None:
    first, second = await api.world.order(), await api.world.order()
    input = {"id": first, "pickup": self_pickup(), "idempotencyKey": "k" + " " * 200}
    answered = await api.data("merchant-a", REGISTER, input=input)
    assert await api.data("merchant-a", REGISTER, input=input) == answered
    payload = (await api.data("merchant-a", REGISTER, input={**input, "id": second}))["registerPickup"]
    assert codes(payload) == [("IDEMPOTENCY_KEY_REUSED", ["idempotencyKey"])]


async def test_a_batch_with_any_characters_in_its_ids_is_remembered(api: Api) -> None:
    id = await api.world.order()
    selection = {"ids": [id, "\0", "名"]}
    input = {"selection": selection, "pickup": self_pickup(), "policy": "SKIP_INVALID", "idempotencyKey": "k1"}
    first = await api.data("merchant-a", REGISTER_BATCH, input=input)
    assert first["registerPickupBatch"]["batch"]["applied"] == 1
    assert await api.data("merchant-a", REGISTER_BATCH, input=input) == first


async def test_a_repetition_is_answered_also_when_the_filter_matches_too_many_by_now(api: Api) -> None:
    await api.world.order()
    filter = {"state": {"eq": "AWAITING_PICKUP_REGISTRATION"}}
    input = {"selection": {"filter": filter}, "pickup": self_pickup(), "idempotencyKey": "k1"}
    first = await api.data("merchant-a", REGISTER_BATCH, input=input)
    await api.world.orders(501)
    assert await api.data("merchant-a", REGISTER_BATCH, input=input) == first
    other = (await api.data("merchant-a", REGISTER_BATCH, input={**input, "idempotencyKey": "k2"}))[
        "registerPickupBatch"
    ]
    assert codes(other) == [("BATCH_TOO_LARGE", ["selection", "filter"])]


async def test_a_key_that_is_blank_or_too_long(api: Api) -> None:
    id = await api.world.order()
    for key in ("", "k" * 101):
        input = {"id": id, "pickup": self_pickup(), "idempotencyKey": key}
        payload = (await api.data("merchant-a", REGISTER, input=input))["registerPickup"]
        assert codes(payload) == [("INVALID", ["idempotencyKey"])]
