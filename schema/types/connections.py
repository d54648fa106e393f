"""Pages of lists: what every connection of the contract has."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import strawberry

from schema.fields import column

T = TypeVar("T")


@dataclass(frozen=True)
class Beyond:
    """What a page tells of itself."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True)
class EdgeOf(Generic[T]):
    cursor: str
    node: T


@strawberry.type(description="Where a page lies in its list (分页信息).")
class PageInfo:
    has_next_page: bool = column("Whether there are more behind this page (有下一页).")
    has_previous_page: bool = column("Whether there are more in front of this page (有上一页).")
    start_cursor: str | None = column("The first row's cursor; null on an empty page (起始游标).")
    end_cursor: str | None = column("The last row's cursor; null on an empty page (结束游标).")


@strawberry.type(description="A row with its place in the list (列表项).")
class Edge(Generic[T]):
    cursor: str = column("Give it back as `after` or `before`; bound to the list's sort (游标).")
    node: T = column("The row (内容).")


# Answered from what has `rows`, `cursor`, `beyond` and `total`: see `services.queries.listing.ListedPage`.
@strawberry.type(description="A page of a list (分页列表).")
class Connection(Generic[T]):
    @strawberry.field(description="The rows with their cursors (列表项).")
    async def edges(root: Any) -> list[Edge[T]]:
        return [EdgeOf(root.cursor(row), row) for row in await root.rows()]  # type: ignore[misc]

    @strawberry.field(description="The rows (内容).")
    async def nodes(root: Any) -> list[T]:
        return await root.rows()  # type: ignore[no-any-return]

    @strawberry.field(description="Where the page lies (分页信息).")
    async def page_info(root: Any) -> PageInfo:
        rows = await root.rows()
        behind, before = await root.beyond()
        return Beyond(  # type: ignore[return-value]
            has_next_page=behind,
            has_previous_page=before,
            start_cursor=root.cursor(rows[0]) if rows else None,
            end_cursor=root.cursor(rows[-1]) if rows else None,
        )

    @strawberry.field(
        description="Counted only when asked for. Exact up to 10,000; 10,001 means more. So for every count here (总数)."
    )
    async def total_count(root: Any) -> int:
        return await root.total()  # type: ignore[no-any-return]
