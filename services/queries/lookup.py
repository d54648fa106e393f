"""Single rows, by id or number."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.documents import PREFIXES
from domain.errors import Invalid
from domain.ids import decode_as, decode_id
from domain.resolutions import BY_ID, Rule
from models import Base
from services.queries.filters import comparable
from services.queries.paging import MOST
from services.queries.wanted import First, Keyed, Wanted


def document(model: Any, by: Mapping[str, str]) -> Wanted | None:
    """By `id` or `number`, whichever is given; a number is compared as filters compare."""
    if "number" in by:
        return First(model, model.number_folded == comparable(by["number"].strip(), ("by", "number")))
    id = decode_as(PREFIXES[model.kind], by["id"])
    return None if id is None else Keyed(model, id)


def node(models: Mapping[str, type[Base]], text: str) -> Wanted | Rule | None:
    """What an id speaks of; None for what is no id."""
    decoded = decode_id(text)
    if decoded is not None and decoded[0] == "er":
        return BY_ID.get(decoded[1])
    if decoded is None or decoded[0] not in models:
        return None
    return Keyed(models[decoded[0]], decoded[1])


def nodes(models: Mapping[str, type[Base]], texts: Sequence[str]) -> list[Wanted | Rule | None]:
    if len(texts) > MOST:
        raise Invalid(field=("ids",), reason="TOO_MANY_IDS", most=MOST, count=len(texts))
    return [node(models, text) for text in texts]
