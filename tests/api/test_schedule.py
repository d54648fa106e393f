"""What time does by itself: once, however many processes look, and never more than it may."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from domain.deadlines import Spans
from domain.documents import Action
from domain.permissions import SYSTEM
from domain.reverse_orders import ReverseType
from models import Event, IdempotencyRecord, Upload
from models.database import Database
from services import schedule
from services.verify import verify
from services.work import Work, perform
from tests.api.inbound import bring, do, note, read, refused, stock_order
from tests.api.operations import DESTROY, REGISTER, self_pickup, step
from tests.client import SETTINGS, Api
from tests.world import World

PICKED_UP = step("reportPickedUp", "ReportPickedUpInput")
SPANS = Spans()


async def pass_time(api: Api, **span: float) -> int:
    """Let time pass, and have the system do what is due; answers how much that was."""
    api.world.clock.advance(**span)
    return await schedule.run(api.world.database, SPANS, api.world.clock)


async def actions(api: Api, kind: str, id: str) -> list[tuple[Any, str]]:
    query = f"query($id: ID!) {{ {kind}(by: {{id: $id}}) {{ timeline {{ nodes {{ action actor {{ name }} }} }} }} }}"
    found = (await api.data("operator", query, id=id))[kind]
    return [(event["action"], event["actor"]["name"]) for event in found["timeline"]["nodes"]]


@pytest.mark.parametrize(("kind", "hours", "penalties"), [("FIRST", 48, []), ("JIT_REPLENISHMENT", 24, ["WARNED"])])
async def test_an_order_that_nobody_accepts_expires(api: Api, kind: str, hours: int, penalties: list[str]) -> None:
    order = await stock_order(api, kind=kind, accepted=False)
    assert await pass_time(api, hours=hours) == 0
    assert await pass_time(api, minutes=1) == 1
    expired = await read(api, "merchant-a", "StockOrder", order["id"])
    assert expired["state"] == "EXPIRED"
    assert [penalty["state"] for penalty in expired["penalties"]] == penalties
    assert ("EXPIRE", "System") in await actions(api, "stockOrder", order["id"])
    assert await refused(api, "merchant-a", "acceptStockOrder", id=order["id"]) == [("INVALID_STATE", None)]
    assert await pass_time(api, hours=25) == len(penalties)
    assert await pass_time(api, days=30) == 0
    assert await verify(api.world.database) == []


async def test_a_jit_order_that_arrives_late_is_warned_of_and_then_penalised(api: Api) -> None:
    order = await stock_order(api, kind="JIT_REPLENISHMENT")
    stock = await stock_order(api)
    sent = await note(api, order, at="CONFIRMED")
    assert await pass_time(api, hours=72) == 0
    assert await pass_time(api, minutes=1) == 1
    assert (await read(api, "merchant-a", "StockOrder", order["id"]))["penalties"] == [
        {"reason": "JIT_ARRIVAL_LATE", "state": "WARNED"}
    ]
    assert await pass_time(api, hours=23) == 0
    assert await pass_time(api, hours=1) == 1
    assert (await read(api, "merchant-a", "StockOrder", order["id"]))["penalties"][0]["state"] == "APPLIED"
    await bring(api, sent, "ARRIVED")
    assert await pass_time(api, days=60) == 0
    assert (await read(api, "merchant-a", "StockOrder", stock["id"]))["penalties"] == []
    assert await verify(api.world.database) == []


async def test_one_that_arrives_after_the_warning_is_not_penalised(api: Api) -> None:
    order = await stock_order(api, kind="JIT_REPLENISHMENT")
    sent = await note(api, order, at="CONFIRMED")
    assert await pass_time(api, hours=73) == 1
    await bring(api, sent, "ARRIVED")
    assert await pass_time(api, days=2) == 0
    assert (await read(api, "merchant-a", "StockOrder", order["id"]))["penalties"][0]["state"] == "WARNED"


async def test_handling_is_confirmed_after_a_week_unless_something_is_open(api: Api) -> None:
    quiet, troubled = [await picked_up(api) for _ in range(2)]
    case = await do(
        api,
        "provider",
        "openExceptionCase",
        reverseOrderId=troubled,
        stage="HANDOVER",
        type="REVERSE_PARCEL_ANOMALY",
        detail="箱子是空的",
    )
    assert await pass_time(api, days=7) == 1
    assert (await actions(api, "reverseOrder", quiet))[-1] == ("CONFIRM_HANDLING", "System")
    assert (await api.world.row(troubled)).state == "PICKED_UP"
    await do(api, "operator", "settleCase", id=case["id"], outcome="商家已确认")
    assert await pass_time(api, minutes=1) == 1
    assert (await api.world.row(troubled)).state == "COMPLETED"
    assert await verify(api.world.database) == []


async def picked_up(api: Api) -> str:
    id = await api.world.order()
    await api.data("merchant-a", REGISTER, input={"id": id, "pickup": self_pickup()})
    await api.data("provider", PICKED_UP, input={"id": id, "verifiedName": "张三"})
    return id


async def test_time_destroys_and_abandons_nothing(api: Api) -> None:
    doomed = await api.world.order(ReverseType.DESTRUCTION)
    await api.data("merchant-a", DESTROY, input={"id": doomed, "confirm": True})
    waiting = await api.world.order()
    order = await stock_order(api)
    found = await do(
        api,
        "provider",
        "openExceptionCase",
        deliveryNoteId=(await note(api, order, at="RECEIVING"))["id"],
        stage="RECEIVING",
        type="BARCODE_WRONG",
    )
    case = await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_PROBLEM_ITEMS")
    assert await pass_time(api, days=3650) == 0
    assert (await api.world.row(doomed)).state == "AWAITING_DESTRUCTION"
    assert (await api.world.row(waiting)).state == "AWAITING_PICKUP_REGISTRATION"
    (return_order,) = case["spawned"]
    assert (await read(api, "operator", "ReturnOrder", return_order["id"]))["state"] == "PENDING_CONFIRMATION"


async def test_processes_that_look_at_once_do_each_act_once(api: Api, database_url: str) -> None:
    orders = [await stock_order(api, kind="JIT_REPLENISHMENT", accepted=False) for _ in range(12)]
    handled = [await picked_up(api) for _ in range(3)]
    api.world.clock.advance(days=8)
    others = [Database(database_url, durable=False) for _ in range(3)]
    try:
        done = await asyncio.gather(*(schedule.run(each, SPANS, api.world.clock) for each in others))
    finally:
        for each in others:
            await each.close()
    assert sum(done) == len(orders) + len(handled)
    assert await pass_time(api, days=2) == len(orders)
    async with api.world.database.read(primary=True) as session:
        counted = select(Event.action, func.count()).group_by(Event.action)
        counts = {row[0]: row[1] for row in await session.execute(counted)}
    assert counts[Action.EXPIRE] == len(orders)
    assert counts[Action.CONFIRM_HANDLING] == len(handled)
    assert counts[None] == 2 * len(orders)
    assert await verify(api.world.database) == []


async def test_keys_are_forgotten_when_they_count_no_longer(api: Api) -> None:
    await do(api, "operator", "createStockOrder", **new_order(), idempotencyKey="once")
    assert await pass_time(api, hours=23) == 0
    assert await pass_time(api, hours=1) == 1
    async with api.world.database.read(primary=True) as session:
        assert await session.scalar(select(func.count()).select_from(IdempotencyRecord)) == 0


def new_order() -> dict[str, Any]:
    return {
        "merchantCode": "MA",
        "cargoOwnerCode": "MA-OWNER",
        "warehouseCode": "W1",
        "orderKind": "FIRST",
        "lines": [{"goodsExternalId": "MA-G1", "quantity": 1}],
    }


async def test_it_goes_on_after_a_failure() -> None:
    tries, again = 0, asyncio.Event()

    async def fail_once() -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("no database for a moment")
        again.set()

    with capture_logs() as logged:
        keeping = asyncio.create_task(schedule.again(timedelta(milliseconds=1), fail_once))
        await asyncio.wait_for(again.wait(), 20)
        keeping.cancel()
    assert [(line["log_level"], line["error"]) for line in logged] == [("error", "OSError")]


async def test_a_server_does_what_is_due(world: World) -> None:
    async def place(work: Work, _: None) -> None:
        work.add(Upload(key="0/0", at=work.now))

    async with Api.of(world, replace(SETTINGS, schedule_every=timedelta(milliseconds=10))) as api:
        order = await stock_order(api, accepted=False)
        await perform(world.database, place, None, actor=SYSTEM, clock=world.clock)
        world.clock.advance(days=3)
        async with asyncio.timeout(20):
            while (await read(api, "operator", "StockOrder", order["id"]))["state"] != "EXPIRED":  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            while await _uploads(world):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


async def _uploads(world: World) -> int:
    async with world.database.read(primary=True) as session:
        return await session.scalar(select(func.count()).select_from(Upload)) or 0
