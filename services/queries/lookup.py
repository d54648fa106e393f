"""Single rows, by id or number."""

from collections.abc import Mapping, Sequence

from domain.errors import Invalid
from domain.ids import decode_as, decode_id
from models import Base, ReverseOrder
from services.queries.filters import comparable
from services.queries.paging import MOST
from services.queries.reverse_orders import PREFIX
from services.queries.wanted import First, Keyed, Wanted


def reverse_order(by: Mapping[str, str]) -> Wanted | None:
    """By `id` or `number`, whichever is given; a number is compared as filters compare."""
    if "number" in by:
        return First(ReverseOrder, ReverseOrder.number_folded == comparable(by["number"].strip(), ("by", "number")))
    id = decode_as(PREFIX, by["id"])
    return None if id is None else Keyed(ReverseOrder, id)


def node(models: Mapping[str, type[Base]], text: str) -> Wanted | None:
    """What an id speaks of; None for what is no id."""
    decoded = decode_id(text)
    if decoded is None or decoded[0] not in models:
        return None
    return Keyed(models[decoded[0]], decoded[1])


def nodes(models: Mapping[str, type[Base]], texts: Sequence[str]) -> list[Wanted | None]:
    if len(texts) > MOST:
        raise Invalid(field=("ids",), reason="TOO_MANY_IDS", most=MOST, count=len(texts))
    return [node(models, text) for text in texts]
