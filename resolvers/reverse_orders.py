"""Reverse orders: one short function a root field."""

from typing import Annotated, Any

import strawberry

from models import ReverseOrder
from resolvers.common import FILTER, After, Before, First, Last, listed, one, paged, performs
from schema.context import Info
from schema.enums import SortDirection
from schema.fields import Input, Outcome
from schema.inputs import reverse_orders as inputs
from schema.inputs.filters import ReverseOrderFilter, ReverseOrderSort
from schema.inputs.plain import optional, plain
from services import reverse_orders as use_cases
from services.queries.reverse_orders import LISTING

reverse_order = one(ReverseOrder)


def reverse_orders(
    info: Info,
    filter: Annotated[ReverseOrderFilter | None, FILTER] = strawberry.UNSET,
    sort: Annotated[
        list[ReverseOrderSort] | None,
        strawberry.argument(description="Left out: createdAt DESC, then id DESC (排序)."),
    ] = strawberry.UNSET,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> Any:
    page = paged(first, after, last, before)
    keys = [(key.field.value, key.direction is SortDirection.DESC) for key in optional(sort) or ()]
    return listed(info.context, LISTING, page, given=plain(optional(filter)), sort=keys)


async def register_pickup(info: Info, input: Input[inputs.RegisterPickupInput]) -> Any:
    batch = await info.context.perform(use_cases.register_pickup, input.command())
    return Outcome(key=batch.items[0].key)


async def register_pickup_batch(info: Info, input: Input[inputs.RegisterPickupBatchInput]) -> Any:
    return Outcome(batch=await info.context.perform(use_cases.register_pickup, input.command()))


async def confirm_destruction(info: Info, input: Input[inputs.ConfirmDestructionInput]) -> Any:
    batch = await info.context.perform(use_cases.confirm_destruction, input.command())
    return Outcome(key=batch.items[0].key)


async def confirm_destruction_batch(info: Info, input: Input[inputs.ConfirmDestructionBatchInput]) -> Any:
    return Outcome(batch=await info.context.perform(use_cases.confirm_destruction, input.command()))


confirm_handling = performs(use_cases.confirm_handling, inputs.ConfirmHandlingInput)
create_reverse_order = performs(use_cases.create, inputs.CreateReverseOrderInput)
decide_customs_outcome = performs(use_cases.decide_customs_outcome, inputs.DecideCustomsOutcomeInput)
report_picked_up = performs(use_cases.report_picked_up, inputs.ReportPickedUpInput)
report_forwarded = performs(use_cases.report_forwarded, inputs.ReportForwardedInput)
report_delivered = performs(use_cases.report_delivered, inputs.ReportDeliveredInput)
report_destroyed = performs(use_cases.report_destroyed, inputs.ReportDestroyedInput)
cancel_reverse_order = performs(use_cases.cancel, inputs.CancelInput)
