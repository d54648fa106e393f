"""What the contract says of the list of reverse orders, in plain Python over what each order shows of itself.

An order is the JSON that the API answers for it by its id; a filter is the JSON that a client sends. Nothing here
knows of tables. The sentences in quotes are the contract's.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Order = Mapping[str, Any]
Filter = Mapping[str, Any]
Sort = Sequence[Mapping[str, str]]
Operators = Mapping[str, Callable[[Any], bool]]

MOST_LEVELS = 5
MOST_NUMBERS = 200
ENUMERATIONS = {
    "type": [
        "CUSTOMS_CLEARANCE_FAILED",
        "RETURN_SHIPMENT",
        "DESTRUCTION",
        "INTERCEPT_REJECTED",
        "WAREHOUSE_INTERCEPTED",
    ],
    "state": [
        "AWAITING_DECISION",
        "AWAITING_PICKUP_REGISTRATION",
        "AWAITING_DESTRUCTION_CONFIRMATION",
        "AWAITING_PICKUP",
        "AWAITING_DESTRUCTION",
        "PICKED_UP",
        "FORWARDED",
        "DELIVERED",
        "DESTROYED",
        "COMPLETED",
        "CANCELLED",
    ],
    "exceptionStatus": ["NONE", "PENDING", "CLOSED"],
    "pickupMethod": ["SELF_PICKUP", "FORWARD"],
    "businessModel": ["AGENCY_SALE", "CONSIGNMENT", "POP"],
}
NUMBER_KINDS = {
    "REVERSE_ORDER": ["number"],
    "ORDER": ["orderNumber"],
    "SALES_RETURN": ["salesReturnNumber"],
    "ANY": ["number", "orderNumber", "salesReturnNumber"],
}
SORT_FIELDS = {"CREATED_AT": "createdAt", "UPDATED_AT": "updatedAt", "NUMBER": "number"}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def same(text: str) -> str:
    """ "All operators ignore case and full/half width." """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


# ───────────────────────── filters ─────────────────────────


def matches(order: Order, filter: Filter, now: datetime) -> bool:
    """ "All given conditions must hold." """
    return all(_holds(order, name, given, now) for name, given in filter.items() if given is not None)


def _holds(order: Order, name: str, given: Any, now: datetime) -> bool:
    match name:
        case "and":  # "an empty `and` holds"
            return all(matches(order, inner, now) for inner in given)
        case "or":  # "an empty `or` does not"
            return any(matches(order, inner, now) for inner in given)
        case "not":
            return not matches(order, given, now)
        case "numbers":
            shown = [order[field] for field in NUMBER_KINDS[given["kind"]]]
            return bool({same(text) for text in shown if text} & {same(text.strip()) for text in given["in"]})
        case "product" | "goodsItem":  # "Any line matches."
            return any(_related(line[name], given) for line in order["lines"])
        case "warehouse" | "cargoOwner" | "merchant" | "serviceProvider":
            return _related(order[name], given)
        case "createdAt" | "updatedAt":
            return _moments(moment(order[name]), given)
        case "deadlineStatus":
            return any(_value(deadline["status"], given) for deadline in deadlines(order, now))
        case _:
            return _value(order[name], given)


def _related(row: Mapping[str, str], given: Filter) -> bool:
    return all(
        _value(row["id"], operators) if name == "id" else _text(row[name], operators)
        for name, operators in given.items()
        if operators is not None
    )


def _value(value: str | None, operators: Mapping[str, Any]) -> bool:
    """Enumerations and ids: an unknown or malformed id is just one that nothing has."""
    holds: Operators = {
        "eq": lambda wanted: value == wanted,
        "in": lambda wanted: value in wanted,  # "an empty `in` matches nothing"
        "notIn": lambda unwanted: value not in unwanted,
        "isNull": lambda yes: (value is None) is yes,
    }
    return all(holds[name](operand) for name, operand in operators.items())


def _text(value: str, operators: Mapping[str, Any]) -> bool:
    holds: Operators = {
        "eq": lambda text: same(value) == same(text),
        "in": lambda texts: same(value) in [same(text) for text in texts],
        "contains": lambda text: same(text) in same(value),
        "startsWith": lambda text: same(value).startswith(same(text)),
    }
    return all(holds[name](operand) for name, operand in operators.items())


def _moments(value: datetime, operators: Mapping[str, str]) -> bool:
    holds: Operators = {
        "gte": lambda limit: value >= limit,
        "gt": lambda limit: value > limit,
        "lte": lambda limit: value <= limit,
        "lt": lambda limit: value < limit,
    }
    return all(holds[name](moment(operand)) for name, operand in operators.items())


def levels(filter: Filter) -> int:
    """ "`and`, `or`, `not` nest up to 5 levels (a filter without them is one)" """
    inner = [*(filter.get("and") or ()), *(filter.get("or") or ())]
    if filter.get("not") is not None:
        inner.append(filter["not"])
    return 1 + max(map(levels, inner), default=0)


# ───────────────────────── deadlines ─────────────────────────

INSTRUCTION = timedelta(days=15)
COLLECT = timedelta(days=7)
WAITING = {
    "AWAITING_PICKUP_REGISTRATION": ("REGISTER_PICKUP", "REGISTER_PICKUP"),
    "AWAITING_DESTRUCTION_CONFIRMATION": ("CONFIRM_DESTRUCTION", "CONFIRM_DESTRUCTION"),
}
ENDED = {"COMPLETED", "CANCELLED"}


def deadlines(order: Order, now: datetime) -> list[dict[str, str]]:
    """From the order's history: "registering a pickup and confirming a destruction, 15 days after the order came to
    wait for it; collecting, 7 days after the expected pickup time" (domain.md)."""
    happened = {event["action"]: moment(event["at"]) for event in order["timeline"]["nodes"]}
    found = []
    for event in order["timeline"]["nodes"]:
        if event["toState"] in WAITING and event["action"] in {"CREATE", "DECIDE_CUSTOMS_OUTCOME"}:
            kind, action = WAITING[event["toState"]]
            found.append((kind, moment(event["at"]), moment(event["at"]) + INSTRUCTION, happened.get(action)))
    pickup = order["pickup"]
    if pickup and pickup["expectedPickupAt"]:
        due = moment(pickup["expectedPickupAt"]) + COLLECT
        found.append(("COLLECT", moment(pickup["submittedAt"]), due, happened.get("REPORT_PICKED_UP")))
    return [
        {"kind": kind, "dueAt": due.isoformat(), "status": _status(order, since, due, met, now)}
        for kind, since, due, met in found
    ]


def _status(order: Order, since: datetime, due: datetime, met: datetime | None, now: datetime) -> str:
    """ "A deadline is DUE_SOON in its last quarter." """
    if met is not None:
        return "MET"
    if order["state"] in ENDED:
        return "CANCELLED"
    if now > due:
        return "OVERDUE"
    return "DUE_SOON" if (due - now) * 4 <= due - since else "RUNNING"


# ───────────────────────── order, pages, counts ─────────────────────────


def ordered(orders: Iterable[Order], sort: Sort | None) -> list[Order]:
    """ "Without a sort: createdAt DESC, then id DESC." With one, the id decides last too, in the last key's direction
    (the contract leaves that open; it must be the same on every page)."""
    keys = [(SORT_FIELDS[key["field"]], key["direction"] == "DESC") for key in sort or ()] or [("createdAt", True)]
    rows = sorted(orders, key=lambda order: str(order["id"]), reverse=_last_direction(keys))
    for field, descending in reversed(keys):
        rows.sort(key=lambda order, field=field: _sortable(order[field], field), reverse=descending)  # type: ignore[misc]
    return rows


def _last_direction(keys: Sequence[tuple[str, bool]]) -> bool:
    """The direction of the last key that counts: a field that comes again decides nothing more."""
    first = dict(reversed(keys))
    return first[list(dict.fromkeys(field for field, _ in keys))[-1]]


def _sortable(value: str, field: str) -> Any:
    return value if field == "number" else moment(value)


@dataclass(frozen=True)
class Page:
    """What was asked for: cursors as the ids of their orders."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True)
class Window:
    ids: list[str]
    has_next: bool
    has_previous: bool


def window(matching: Sequence[Order], page: Page, places: Mapping[str, int]) -> Window:
    """The page of the matching orders, which are in order. `places`: where each order of the world stands in it."""
    start = -1 if page.after is None else places[page.after]
    end = len(places) if page.before is None else places[page.before]
    between = [order["id"] for order in matching if start < places[order["id"]] < end]
    if page.last is None:
        ids = between[: 25 if page.first is None else page.first]
        front, back = (places[ids[0]], places[ids[-1]]) if ids else (start + 0.5, start + 0.5)
    else:
        ids = between[len(between) - min(page.last, len(between)) :]
        front, back = (places[ids[0]], places[ids[-1]]) if ids else (end - 0.5, end - 0.5)
    return Window(
        ids=ids,
        has_next=any(places[order["id"]] > back for order in matching),
        has_previous=any(places[order["id"]] < front for order in matching),
    )


def counts(orders: Sequence[Order], filter: Filter, field: str, now: datetime) -> Counter[str]:
    """ "Counts of the same filter, each facet computed without the top-level condition on its own field" """
    rest = {name: given for name, given in filter.items() if name != field}
    values = (order[field] for order in orders if matches(order, rest, now))
    return Counter(value["id"] if isinstance(value, dict) else value for value in values if value is not None)
