"""registerPickupBatch of 100: the time of each, over orders that wait for it; undone afterwards."""

import asyncio
from dataclasses import dataclass
from statistics import median
from uuid import UUID

import asyncpg

from benchmarks import operations
from benchmarks.drive import drive
from benchmarks.stage import Stage

ORDERS = 100
_BATCHES = 15
_PICKUP = {"forward": {"address": {"address": {
    "recipient": "陈嘉敏", "phone": "+8613800138000", "country": "CN", "region": "浙江省", "city": "杭州市",
    "district": "余杭区", "line1": "示例大道 1 号",
}}}}  # fmt: skip
# In one warehouse, for a batch is of one; the largest one's. Neighbours in the list, as people select them.
_WAITING = """
SELECT id FROM reverse_orders
WHERE merchant_id = $1 AND state = 'AWAITING_PICKUP_REGISTRATION' AND warehouse_id = (
    SELECT id FROM warehouses ORDER BY code LIMIT 1
)
ORDER BY created_at, id LIMIT $2
"""
_UNDO = (
    "DELETE FROM events WHERE merchant_id = $1 AND subject_id = ANY ($2) AND subject_version > 1",
    "DELETE FROM pickup_registrations WHERE merchant_id = $1 AND reverse_order_id = ANY ($2)",
    "UPDATE reverse_orders SET state = 'AWAITING_PICKUP_REGISTRATION', version = 1, updated_at = created_at, "
    "pickup_method = NULL, instructed_at = NULL, collect_due_soon_at = NULL, collect_due_at = NULL "
    "WHERE merchant_id = $1 AND id = ANY ($2)",
)


@dataclass(frozen=True)
class Batches:
    milliseconds: float
    batches: int


def measure(stage: Stage) -> Batches:
    orders = asyncio.run(_waiting(stage))
    groups = [orders[start : start + ORDERS] for start in range(0, len(orders) - ORDERS + 1, ORDERS)]
    if not groups:
        raise RuntimeError(f"fewer than {ORDERS} orders wait in one warehouse")
    try:
        # The first one warms up, where there are others.
        latencies = [_register(stage, group) for group in groups]
    finally:
        asyncio.run(_undo(stage, orders))
    return Batches(median(latencies[1:] or latencies), len(latencies))


def _register(stage: Stage, orders: list[UUID]) -> float:
    variables = {"ids": [f"ro_{order.hex}" for order in orders], "pickup": _PICKUP}
    request = stage.backhaul.operation(operations.REGISTER, variables)
    return 1000 * drive(stage.backhaul.port, [request], count=1).latencies[0]


async def _waiting(stage: Stage) -> list[UUID]:
    connection = await asyncpg.connect(stage.postgres.url(stage.large.database))
    try:
        rows = await connection.fetch(_WAITING, stage.places().merchant, ORDERS * _BATCHES)
        return [row["id"] for row in rows]
    finally:
        await connection.close()


async def _undo(stage: Stage, orders: list[UUID]) -> None:
    connection = await asyncpg.connect(stage.postgres.url(stage.large.database))
    try:
        applied = await connection.fetchval(
            "SELECT count(*) FROM reverse_orders WHERE merchant_id = $1 AND id = ANY ($2) AND state = 'AWAITING_PICKUP'",
            stage.places().merchant,
            orders,
        )
        for statement in _UNDO:
            await connection.execute(statement, stage.places().merchant, orders)
    finally:
        await connection.close()
    if applied != len(orders) // ORDERS * ORDERS:
        raise RuntimeError(f"only {applied} of {len(orders)} orders were registered")
