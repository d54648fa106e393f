"""What belongs to one user: one short function a root field."""

from typing import Any

from resolvers.common import performs
from schema.context import Info
from schema.fields import Input, Outcome
from schema.inputs.users import CreateApiTokenInput, RevokeApiTokenInput
from services import users as use_cases
from services.queries.users import API_TOKENS

revoke_api_token = performs(use_cases.revoke_token, RevokeApiTokenInput)


def api_tokens() -> Any:
    return API_TOKENS


async def create_api_token(info: Info, input: Input[CreateApiTokenInput]) -> Any:
    held = info.context.viewer.scopes
    issued = await info.context.perform(use_cases.issue_token, input.command(held))
    return Outcome(key=issued.key, secret=issued.secret)
