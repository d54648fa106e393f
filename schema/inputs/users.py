"""Inputs of the mutations on what belongs to one user, and the commands that they stand for."""

from collections.abc import Set
from datetime import datetime

import strawberry
from strawberry import ID, UNSET

from domain.permissions import TokenScope
from schema.fields import given
from schema.inputs.plain import plain
from services import users


@strawberry.input(description="A new token of one's own (创建令牌).")
class CreateApiTokenInput:
    name: str = given("What its owner calls it; at most 100 characters (名称).")
    scopes: list[str] = given("What it may be used for: read, write; no more than the caller may (权限).")
    expires_at: datetime | None = given(
        "Until when it is good; left out: until it is revoked (过期时间).", default=UNSET
    )

    def command(self, held: Set[TokenScope]) -> users.IssueToken:
        return users.IssueToken(**plain(self), held=held)


@strawberry.input(description="A token is good no longer (吊销令牌).")
class RevokeApiTokenInput:
    id: ID = given("The token (令牌 ID).")

    def command(self) -> str:
        return self.id
