"""The server is killed in the middle of batches: each is done whole or not at all, and what was answered stays."""

import asyncio
import random
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import func, select

from models import PickupRegistration
from services.verify import verify
from tests.api.operations import REGISTER_BATCH, self_pickup
from tests.server_process import Server, running_server, wait_until_ready
from tests.world import World

# On each of the two databases: twenty kills all in all.
KILLS = 10
BATCH = 25
BATCHES = 4


async def send_batches(server: Server, token: str, batches: list[list[str]]) -> list[str]:
    """Send batch after batch until the server dies; the ids of the batches that were answered."""
    answered: list[str] = []
    headers = {"Authorization": f"Bearer {token}"}
    limits = httpx.Timeout(30)
    async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=limits) as http:
        await asyncio.to_thread(wait_until_ready, server)
        killer = asyncio.create_task(kill_soon(server))
        for ids in batches:
            pickup = self_pickup(expectedPickupAt="2099-01-01T00:00:00Z")
            input: dict[str, Any] = {"selection": {"ids": ids}, "pickup": pickup}
            try:
                response = await http.post("/graphql", json={"query": REGISTER_BATCH, "variables": {"input": input}})
            except httpx.TransportError:
                break
            batch = response.json()["data"]["registerPickupBatch"]["batch"]
            assert batch["applied"] == BATCH
            answered.append(batch["id"])
        await killer
    return answered


async def kill_soon(server: Server) -> None:
    await asyncio.sleep(random.uniform(0.01, 0.25))
    await asyncio.to_thread(server.kill)


async def test_killed_in_the_middle_of_batches(world: World, database_url: str) -> None:
    acknowledged: set[UUID] = set()
    interrupted = 0
    for _ in range(KILLS):
        ids = await world.orders(BATCH * BATCHES)
        batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        with running_server(database_url) as server:
            answered = await send_batches(server, world.tokens["merchant-a"], batches)
        acknowledged |= {UUID(id[3:]) for id in answered}
        interrupted += len(answered) < BATCHES

        by_batch = select(PickupRegistration.batch_id, func.count()).group_by(PickupRegistration.batch_id)
        async with world.database.read(primary=True) as session:
            stored = dict((await session.execute(by_batch)).all())
        assert set(stored.values()) <= {BATCH}, "a batch was done in part"
        assert acknowledged <= set(stored), "an answered batch is lost"
        assert await verify(world.database) == []
    assert interrupted > 0, "no batch was interrupted: the kills came too late"
