"""Reverse orders: one short function a root field."""

from typing import Annotated, Any

import strawberry

from schema.context import Info
from schema.enums import SortDirection
from schema.fields import Input, Outcome
from schema.inputs import reverse_orders as inputs
from schema.inputs.filters import DocumentBy, ReverseOrderFilter, ReverseOrderSort
from schema.inputs.plain import optional, plain
from services import reverse_orders as use_cases
from services.queries import lookup
from services.queries.listing import Listed
from services.queries.paging import Page
from services.queries.reverse_orders import LISTING


def reverse_order(by: Annotated[DocumentBy, strawberry.argument(description="Its id or number (ID 或单号).")]) -> Any:
    return lookup.reverse_order(plain(by))


def reverse_orders(
    info: Info,
    filter: Annotated[
        ReverseOrderFilter | None, strawberry.argument(description="Which ones; left out: all (筛选条件).")
    ] = strawberry.UNSET,
    sort: Annotated[
        list[ReverseOrderSort] | None,
        strawberry.argument(description="Left out: createdAt DESC, then id DESC (排序)."),
    ] = strawberry.UNSET,
    first: Annotated[
        int | None,
        strawberry.argument(description="How many from the front: 25 if neither is given, at most 100 (条数)."),
    ] = strawberry.UNSET,
    after: Annotated[
        str | None, strawberry.argument(description="Only what comes behind this cursor (起始游标).")
    ] = strawberry.UNSET,
    last: Annotated[
        int | None, strawberry.argument(description="How many from the end, at most 100 (末尾条数).")
    ] = strawberry.UNSET,
    before: Annotated[
        str | None, strawberry.argument(description="Only what comes in front of this cursor (结束游标).")
    ] = strawberry.UNSET,
) -> Any:
    context = info.context
    return Listed(
        listing=LISTING,
        grants=context.viewer.grants,
        now=context.now,
        read=context.read,
        fetch=context.fetch,
        cursors=context.cursors,
        page=Page(optional(first), optional(after), optional(last), optional(before)),
        given=plain(optional(filter)),
        sort=[(key.field.value, key.direction is SortDirection.DESC) for key in optional(sort) or ()],
    )


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


async def confirm_handling(info: Info, input: Input[inputs.ConfirmHandlingInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.confirm_handling, input.command()))


async def create_reverse_order(info: Info, input: Input[inputs.CreateReverseOrderInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.create, input.command()))


async def decide_customs_outcome(info: Info, input: Input[inputs.DecideCustomsOutcomeInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.decide_customs_outcome, input.command()))


async def report_picked_up(info: Info, input: Input[inputs.ReportPickedUpInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.report_picked_up, input.command()))


async def report_forwarded(info: Info, input: Input[inputs.ReportForwardedInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.report_forwarded, input.command()))


async def report_delivered(info: Info, input: Input[inputs.ReportDeliveredInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.report_delivered, input.command()))


async def cancel_reverse_order(info: Info, input: Input[inputs.CancelInput]) -> Any:
    return Outcome(key=await info.context.perform(use_cases.cancel, input.command()))
