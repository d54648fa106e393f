"""Many at once, and how many statements it takes."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from models.database import Database
from services.idempotency import recall
from services.reverse_orders import entering
from services.verify import verify
from tests.api.operations import CREATE, REGISTER, REGISTER_BATCH, new_order, self_pickup
from tests.client import Api

CLIENTS = 20


async def events_of(api: Api, id: str) -> list[str]:
    query = "query($id: ID!) { reverseOrder(by: {id: $id}) { timeline { nodes { action } } } }"
    order = (await api.data("operator", query, id=id))["reverseOrder"]
    return [node["action"] for node in order["timeline"]["nodes"]]


async def test_twenty_registrations_of_one_order(api: Api) -> None:
    id = await api.world.order()
    inputs = [
        {"id": id, "pickup": self_pickup(contactName=f"客户{number}")} | ({"expectedVersion": 1} if number % 2 else {})
        for number in range(CLIENTS)
    ]
    answers = await asyncio.gather(*(api.data("merchant-a", REGISTER, input=input) for input in inputs))
    codes = Counter(
        error["code"] for answer in answers for error in answer["registerPickup"]["userErrors"] or [{"code": "won"}]
    )
    assert codes["won"] == 1
    assert codes["ALREADY_SUBMITTED"] + codes["STALE_VERSION"] == CLIENTS - 1
    assert await events_of(api, id) == ["CREATE", "REGISTER_PICKUP"]
    assert await verify(api.world.database) == []


async def test_twenty_calls_with_one_key(api: Api) -> None:
    id = await api.world.order()
    input = {"id": id, "pickup": self_pickup(), "idempotencyKey": "once"}
    answers = await asyncio.gather(*(api.data("merchant-a", REGISTER, input=input) for _ in range(CLIENTS)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["registerPickup"]["userErrors"] == []
    assert await events_of(api, id) == ["CREATE", "REGISTER_PICKUP"]


async def test_twenty_orders_entered_with_one_key(api: Api) -> None:
    """Nothing to lock yet: the key itself decides."""
    input = new_order(idempotencyKey="once", salesReturnNumber="SR-1")
    answers = await asyncio.gather(*(api.data("provider", CREATE, input=input) for _ in range(CLIENTS)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["createReverseOrder"]["userErrors"] == []
    assert (await api.data("operator", "{ reverseOrders { totalCount } }"))["reverseOrders"]["totalCount"] == 1


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_the_same_call_ends_while_this_one_reads(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite writers wait for each other. Here the order is there already when this call looks for it."""
    input = new_order(idempotencyKey="once", salesReturnNumber="SR-1")
    answers: list[Any] = []
    load = entering.Known.load

    async def other_call() -> None:
        monkeypatch.setattr(entering.Known, "load", load)
        monkeypatch.setattr(f"{entering.__name__}.recall", recall)
        answers.append(await api.data("provider", CREATE, input=input))

    async def load_last(*arguments: Any) -> Any:
        await other_call()
        return await load(*arguments)

    async def recall_first(*arguments: Any) -> Any:
        answer = await recall(*arguments)
        await other_call()
        return answer

    monkeypatch.setattr(entering.Known, "load", load_last)
    monkeypatch.setattr(f"{entering.__name__}.recall", recall_first)
    answers.append(await api.data("provider", CREATE, input=input))
    assert answers[0]["createReverseOrder"]["userErrors"] == []
    assert answers[0] == answers[1]


async def test_twenty_orders_of_one_parcel(api: Api) -> None:
    answers = await asyncio.gather(*(api.data("provider", CREATE, input=new_order()) for _ in range(CLIENTS)))
    outcomes = Counter(len(answer["createReverseOrder"]["userErrors"]) for answer in answers)
    assert outcomes == {0: 1, 1: CLIENTS - 1}
    assert len({answer["createReverseOrder"]["reverseOrder"]["id"] for answer in answers}) == 1


async def test_overlapping_batches_in_opposite_orders(api: Api) -> None:
    """Locks are taken in the order of ids, so that batches wait but never block each other for ever."""
    ids = await api.world.orders(40)
    inputs: list[dict[str, Any]] = [
        {"selection": {"ids": ids[shift:] + ids[:shift]}, "pickup": self_pickup(), "policy": "SKIP_INVALID"}
        for shift in range(0, 40, 8)
    ]
    inputs += [{**input, "selection": {"ids": input["selection"]["ids"][::-1]}} for input in inputs]
    answers = await asyncio.gather(*(api.data("merchant-a", REGISTER_BATCH, input=input) for input in inputs))
    applied = sum(answer["registerPickupBatch"]["batch"]["applied"] for answer in answers)
    assert applied == 40
    assert await verify(api.world.database) == []


# ───────────────────────── statements ─────────────────────────


class Statements(list[str]):
    """What was sent to the database; rows that a driver sends one by one count one by one."""


@contextmanager
def statements(database: Database) -> Iterator[Statements]:
    sent = Statements()
    # Whatever the server does by itself meanwhile.
    others = asyncio.all_tasks() - {asyncio.current_task()}

    def note(_: Any, __: Any, statement: str, parameters: Any, ___: Any, executemany: bool) -> None:
        if asyncio.current_task() in others:
            return
        row_by_row = executemany and isinstance(parameters[0], Sequence) and not isinstance(parameters[0], str)
        sent.extend([statement] * (len(parameters) if row_by_row else 1))

    engines = {id(engine): engine.sync_engine for engine in (database._writer, database._primary)}
    for engine in engines.values():
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines.values():
            event.remove(engine, "before_cursor_execute", note)


def of_the_transaction(sent: Statements, table: str = "reverse_orders") -> list[str]:
    """Without the sign-in before it, the reading of the answer after it, and SQLite's BEGIN."""
    first = next(i for i, s in enumerate(sent) if f"FROM {table}" in s)
    writes = ("INSERT", "UPDATE", "DELETE")
    last = max(i for i, s in enumerate(sent) if s.startswith(writes))
    return [s for s in sent[first : last + 1] if not s.startswith("BEGIN")]


async def test_a_batch_of_100_takes_six_statements(api: Api, backend: str) -> None:
    ids = await api.world.orders(100)
    entry = f"ad_{api.world.ids['MA-ADDRESS'].hex}"
    pickup = {"forward": {"address": {"addressId": entry}}}
    input = {"selection": {"ids": ids}, "pickup": pickup, "idempotencyKey": "batch"}
    with statements(api.world.database) as sent:
        answer = await api.data("merchant-a", REGISTER_BATCH, input=input)
    assert answer["registerPickupBatch"]["batch"]["applied"] == 100
    writing = of_the_transaction(sent)
    # lock, recall the key; update, insert registrations, events, the key's record
    assert len(writing) == 6, [statement[:60] for statement in writing]
    # And all in all, with sign-in and the answer's own reading.
    assert len([s for s in sent if not s.startswith("BEGIN")]) <= 12


PAGE = """
query($first: Int!) { reverseOrders(first: $first) {
  totalCount
  nodes {
    id number stateLabel warehouse { name } cargoOwner { name } merchant { name } serviceProvider { name }
    lines { quantity goodsItem { name product { name } } product { name } }
    pickup { contactName } availableActions { action enabled } deadlines { status }
    timeline(first: 5) { nodes { action } totalCount }
  }
} }"""


async def test_a_page_takes_the_same_statements_whatever_its_size(api: Api) -> None:
    await api.world.orders(60)
    counts = {}
    for first in (1, 10, 50):
        with statements(api.world.database) as sent:
            page = (await api.data("merchant-a", PAGE, first=first))["reverseOrders"]
        assert len(page["nodes"]) == first
        counts[first] = len([s for s in sent if not s.startswith("BEGIN")])
    assert len(set(counts.values())) == 1, counts
    assert counts[50] <= 16, counts
