"""What belongs to one user: API tokens (令牌)."""

from datetime import datetime

import strawberry

from models import ApiToken as ApiTokenRow
from schema.fields import column, computed, identifier, object_type
from schema.types.parties import Node
from services.users import TOKEN_IDS


@object_type(ApiTokenRow, "What programs sign in with: one's own only, and never the secret (API 令牌).")
class ApiToken(Node):
    id: strawberry.ID = identifier(TOKEN_IDS)
    name: str = column("What its owner calls it (名称).")
    prefix: str = column("How the secret begins, to tell tokens apart (前缀).")
    scopes: list[str] = computed(
        "What it may be used for: read, write (权限).", ["scopes"], lambda token, _: sorted(token.scopes)
    )
    created_at: datetime = column("When it was made (创建时间).")
    last_used_at: datetime | None = column("When it was last used, to about a minute (最近使用时间).")
    expires_at: datetime | None = column("Until when it is good; null: until it is revoked (过期时间).")
    revoked_at: datetime | None = column("When it was revoked (吊销时间).")
