"""Exception cases and their rules: one short function a root field."""

from typing import Annotated, Any

import strawberry
from strawberry import ID

from domain.exception_cases import ExceptionType
from domain.resolutions import Resolution, listed_rules
from models import ExceptionCase
from resolvers.common import filtered, one, performs
from schema.context import Info
from schema.inputs import exception_cases as inputs
from schema.inputs.filters import ExceptionCaseFilter
from schema.inputs.plain import optional
from services import exception_cases as cases
from services import resolving
from services.queries import inbound

exception_case = one(ExceptionCase)
exception_cases = filtered(inbound.EXCEPTION_CASES, ExceptionCaseFilter)

open_exception_case = performs(cases.open, inputs.OpenExceptionCaseInput)
propose_resolution = performs(cases.propose, inputs.ProposeResolutionInput)
resolve_case = performs(resolving.resolve, inputs.ResolveCaseInput)
settle_case = performs(cases.settle, inputs.SettleCaseInput)
dismiss_case = performs(cases.dismiss, inputs.DismissCaseInput)


def exception_rules(
    type: Annotated[
        ExceptionType | None, strawberry.argument(description="Of this type (异常类型).")
    ] = strawberry.UNSET,
    resolution: Annotated[
        Resolution | None, strawberry.argument(description="With this resolution (异常处理).")
    ] = strawberry.UNSET,
) -> Any:
    return listed_rules(optional(type), optional(resolution))


async def preview_resolution(
    info: Info,
    case_id: Annotated[ID, strawberry.argument(description="The case (异常单 ID).")],
    resolution: Annotated[Resolution, strawberry.argument(description="What would be decided (异常处理).")],
) -> Any:
    context = info.context
    async with context.read() as session:
        return await resolving.preview(session, context.viewer, case_id, resolution, context.now, context.spans)
