"""Lines of goods in a command: checked, then found among the lines of a document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import Invalid, Path, Rejected
from domain.resolutions import Piece
from models import Base, GoodsItem
from services.validation import NUMBER, Problems
from services.work import Work

MOST_LINES = 500
# What a GraphQL Int, and the column, can hold.
MOST_PIECES = 2**31 - 1


@dataclass(frozen=True)
class Line:
    """Pieces of goods that a caller names by the merchant's id of them."""

    goods_external_id: str
    quantity: int


def check_lines(problems: Problems, lines: Sequence[Any], field: Path = ("lines",)) -> tuple[Any, ...]:
    """At least one, each of other goods, with a quantity of at least 1; answers them with trimmed ids."""
    if not lines:
        problems.add(field, "EMPTY")
    if len(lines) > MOST_LINES:
        problems.add(field, "TOO_MANY_LINES", most=MOST_LINES, count=len(lines))
    checked = tuple(
        Line(
            goods_external_id=problems.text((*field, i, "goods_external_id"), line.goods_external_id, NUMBER),
            quantity=problems.whole_number((*field, i, "quantity"), line.quantity),
        )
        for i, line in enumerate(lines)
    )
    refuse_repeated(problems, [line.goods_external_id for line in checked], field)
    total = sum(line.quantity for line in checked)
    if total > MOST_PIECES:
        problems.add(field, "TOO_LARGE", most=MOST_PIECES, value=total)
    return checked


def refuse_repeated(problems: Problems, names: Sequence[str], field: Path) -> None:
    for i, name in enumerate(names):
        if name in names[:i]:
            problems.add((*field, i, "goods_external_id"), "REPEATED", value=name)


def found_among(
    lines: Iterable[Any], goods: Mapping[str, UUID], most: Mapping[UUID, int], reason: str, name: str = "lines"
) -> tuple[Piece, ...]:
    """The goods of each line; Rejected where they are not among a document's, or are more than `most` of them."""
    pieces, errors = [], []
    for i, line in enumerate(lines):
        item = goods.get(line.goods_external_id)
        if item is None:
            field = (name, i, "goods_external_id")
            errors.append(Invalid(field=field, reason="NOT_ON_A_LINE", value=line.goods_external_id))
        elif line.quantity > most.get(item, 0):
            field = (name, i, "quantity")
            errors.append(Invalid(field=field, reason=reason, most=most.get(item, 0), value=line.quantity))
        else:
            pieces.append(Piece(item, line.quantity))
    if errors:
        raise Rejected(*errors)
    return tuple(pieces)


def add_lines(
    work: Work, model: Any, key: str, document: Any, pieces: Iterable[Piece], quantity: str = "quantity"
) -> None:
    """A new document's lines, in the order of the pieces. `quantity`: what the model calls it."""
    for position, piece in enumerate(pieces):
        own = {key: document.id, quantity: piece.quantity}
        work.add(
            model(
                merchant_id=document.merchant_id,
                id=work.new_id(),
                position=position,
                goods_item_id=piece.goods_item_id,
                **own,
            )
        )


async def rows_of(session: AsyncSession, model: type[Base], key: str, document: Any) -> list[Any]:
    """A document's rows of another table, by their order there."""
    columns = model.__table__.c
    own = (columns.merchant_id == document.merchant_id, columns[key] == document.id)
    return list(await session.scalars(select(model).where(*own).order_by(columns.position)))


async def external_ids(work: Work, merchant_id: UUID, goods: Iterable[UUID]) -> dict[str, UUID]:
    """What callers call these goods."""
    statement = select(GoodsItem.external_id, GoodsItem.id).where(
        GoodsItem.merchant_id == merchant_id, GoodsItem.id.in_(sorted(set(goods)))
    )
    return {row[0]: row[1] for row in await work.session.execute(statement)}
