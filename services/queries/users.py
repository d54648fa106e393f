"""What belongs to one user."""

from models import ApiToken
from services.queries.paging import Ordering, SortKey
from services.queries.wanted import All

API_TOKENS = All(
    ApiToken,
    Ordering(
        "apiTokens",
        (
            SortKey("CREATED_AT", ApiToken.created_at, descending=True),
            SortKey("ID", ApiToken.id, descending=True),
        ),
    ),
)
"""The user's own, the newest first."""
