"""Where two JSON values differ first, in words for whoever has to find out why."""

import json
from itertools import starmap
from typing import Any


def difference(planned: Any, ordinary: Any, place: str = "answer") -> str | None:
    """None where they are the same, the order of keys included."""
    if isinstance(planned, dict) and isinstance(ordinary, dict):
        return _keys(planned, ordinary, place) or _first(
            difference(planned[key], ordinary[key], f"{place}.{key}") for key in planned
        )
    if isinstance(planned, list) and isinstance(ordinary, list) and len(planned) == len(ordinary):
        pairs = zip(planned, ordinary, strict=True)
        return _first(difference(a, b, f"{place}[{index}]") for index, (a, b) in enumerate(pairs))
    same = type(planned) is type(ordinary) and planned == ordinary
    return None if same else _told(place, planned, ordinary)


def _keys(planned: dict[str, Any], ordinary: dict[str, Any], place: str) -> str | None:
    if list(planned) == list(ordinary):
        return None
    if set(planned) == set(ordinary):
        return _told(f"{place}, order of keys", list(planned), list(ordinary))
    shown = starmap(_only, ((planned, ordinary), (ordinary, planned)))
    return _told(f"{place}, keys of one alone", *shown)


def _only(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key not in other}


def _first(found: Any) -> str | None:
    return next((told for told in found if told is not None), None)


def _told(place: str, planned: Any, ordinary: Any) -> str:
    return f"{place}\n   planned: {_shown(planned)}\n  ordinary: {_shown(ordinary)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:1500]
