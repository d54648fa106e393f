"""Before anything is measured: all answer the same."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from benchmarks.contenders import Contender, PostGraphile
from benchmarks.documents import Kind
from benchmarks.places import Place

_ID = re.compile(r"(?:[a-z]{2}_)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})")
_MOMENTS = {"createdAt", "updatedAt", "at"}


class Disagreement(Exception):
    pass


def check(
    backhaul: Contender, others: Sequence[Contender], pages: Sequence[Place], kind: Kind, ids: Sequence[UUID]
) -> None:
    """Byte for byte, but for PostGraphile, which says the same in its own way of writing ids and moments."""
    for place in pages:
        ours = backhaul.answer(backhaul.page(place))
        if not ours[kind.list]["nodes"]:
            raise Disagreement(f"{place} is empty")
        for other in others:
            _compare(place, other, ours, other.answer(other.page(place)))
    for id in ids:
        ours = backhaul.answer(backhaul.detail(kind, id))
        for other in others:
            _compare(f"{kind.field} {id}", other, ours, other.answer(other.detail(kind, id)))


def _compare(what: object, other: Contender, ours: Any, theirs: Any) -> None:
    written = _facts if isinstance(other, PostGraphile) else orjson.dumps
    if written(ours) != written(theirs):
        raise Disagreement(f"{other.name} answers something else for {what}:\n{ours!s:.1500}\n{theirs!s:.1500}")


def _facts(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _facts(item, key) for key, item in value.items() if key != "endCursor"}
    if isinstance(value, list):
        return [_facts(item) for item in value]
    if name == "id":
        found = _ID.fullmatch(value)
        return "".join(found.groups()) if found else value
    return datetime.fromisoformat(value) if name in _MOMENTS else value
