"""The list of reverse orders against the oracle: whatever is filtered, sorted, paged and counted, by whoever asks."""

import string
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.search import Searches
from tests.client import Api
from tests.conftest import BACKENDS
from tests.properties import oracle, trying
from tests.properties.oracle import ENUMERATIONS, SORT_FIELDS, Page, moment
from tests.properties.scene import Scene, scene_on, values
from tests.templates import Templates
from tests.world import ACCOUNTS

PAGE = """
fragment page on ReverseOrderConnection {
  edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}
"""
ARGUMENTS = (
    "$filter: ReverseOrderFilter, $sort: [ReverseOrderSort!], $first: Int, $after: String, $last: Int, $before: String"
)
GIVEN = "filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before"
LIST = f"query({ARGUMENTS}) {{ reverseOrders({GIVEN}) {{ ...page totalCount }} }} {PAGE}"
FACETS = {
    "types": "type",
    "states": "state",
    "exceptionStatuses": "exceptionStatus",
    "pickupMethods": "pickupMethod",
    "businessModels": "businessModel",
    "warehouses": "warehouse",
}
COUNTED = f"""
query({ARGUMENTS}, {", ".join(f"${name}: Boolean = false" for name in FACETS)}) {{
  reverseOrders({GIVEN}) {{ totalCount nodes {{ id }} facets {{
    types @include(if: $types) {{ value count }}
    states @include(if: $states) {{ value count }}
    exceptionStatuses @include(if: $exceptionStatuses) {{ value count }}
    pickupMethods @include(if: $pickupMethods) {{ value count }}
    businessModels @include(if: $businessModels) {{ value count }}
    warehouses @include(if: $warehouses) {{ value {{ id }} count }}
  }} }}
}}
"""
DEADLINES = """
query($RUNNING: ReverseOrderFilter, $DUE_SOON: ReverseOrderFilter, $OVERDUE: ReverseOrderFilter,
      $MET: ReverseOrderFilter, $CANCELLED: ReverseOrderFilter) {
  all: reverseOrders(first: 100) { nodes { id deadlines { kind dueAt status penaltyRisk } } }
  RUNNING: reverseOrders(filter: $RUNNING, first: 100) { nodes { id } }
  DUE_SOON: reverseOrders(filter: $DUE_SOON, first: 100) { nodes { id } }
  OVERDUE: reverseOrders(filter: $OVERDUE, first: 100) { nodes { id } }
  MET: reverseOrders(filter: $MET, first: 100) { nodes { id } }
  CANCELLED: reverseOrders(filter: $CANCELLED, first: 100) { nodes { id } }
}
"""


@pytest.fixture(scope="module", params=BACKENDS)
def scene(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Scene]:
    with scene_on(request.param, templates) as scene, pytest.MonkeyPatch.context() as patch:
        # So that some of its texts are common, which the database looks for in another way.
        patch.setattr(Searches, "MOST_COLLECTED", 1)
        yield scene


@pytest.fixture(scope="module")
def asking(scene: Scene) -> "Asking":
    return Asking(scene)


# ───────────────────────── what may be asked ─────────────────────────

ITEMS = ("product", "goodsItem")
PARTIES = ("warehouse", "cargoOwner", "merchant", "serviceProvider")
PREFIXES = dict(zip((*ITEMS, *PARTIES), ("pr", "gi", "wh", "co", "mc", "sp"), strict=True))
CONDITIONS = sorted({"id", "numbers", "createdAt", "updatedAt", "deadlineStatus", *ENUMERATIONS, *ITEMS, *PARTIES})
STATUS_VALUES = ("RUNNING", "DUE_SOON", "OVERDUE", "MET", "CANCELLED")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
ODD_TEXTS = [
    "%",
    "_",
    "/",
    "\\",
    "%%",
    "\\%",
    "/%",
    "'",
    '"',
    "％",
    "＿",
    "ａ",
    "饼",
    "SS",
    "ß",
    "fi",
    "viii",
    "ガ",
    "🧸",
    "z" * 300,
]
VARIANTS = st.sampled_from([str, str.upper, str.lower, str.swapcase, lambda text: text.translate(FULL_WIDTH)])


class Asking:
    """Strategies for what clients send, out of the values that are there and others."""

    def __init__(self, scene: Scene) -> None:
        orders = scene.orders
        self.numbers = [n for f in ("number", "orderNumber", "salesReturnNumber") for n in values(orders, f)]
        self.moments = sorted({order[field] for order in orders for field in ("createdAt", "updatedAt")})
        related = {name: [order[name] for order in orders] for name in PARTIES}
        related |= {name: [line[name] for order in orders for line in order["lines"]] for name in ITEMS}
        self.related = {name: {row["id"]: row for row in rows} for name, rows in related.items()}
        self.ids = [order["id"] for order in orders]
        self.conditions: dict[str, st.SearchStrategy[Any]] = {
            "id": self._ids(self.ids, "ro"),
            "numbers": st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(list(oracle.NUMBER_KINDS)),
                    "in": st.lists(self._number(), max_size=4) | st.just(self.numbers[:200]),
                }
            ),
            "pickupMethod": self._enumeration("pickupMethod", isNull=st.booleans(), notIn=None),
            "createdAt": self._moments(),
            "updatedAt": self._moments(),
            "deadlineStatus": st.fixed_dictionaries({"eq": st.sampled_from(STATUS_VALUES)})
            | st.fixed_dictionaries({"in": st.lists(st.sampled_from(STATUS_VALUES), max_size=3)}),
            **{name: self._enumeration(name) for name in ENUMERATIONS if name != "pickupMethod"},
            **{name: self._related(name, code="externalId") for name in ITEMS},
            **{name: self._related(name, code="code") for name in PARTIES},
        }

    def _ids(self, known: list[str], prefix: str) -> st.SearchStrategy[Any]:
        others = [
            f"{prefix}_{'0' * 32}",
            "",
            "x",
            f"{prefix}_",
            "zz_" + self.ids[0][3:],
            self.ids[0].upper(),
            self.ids[0],
        ]
        id = st.sampled_from(known) | st.sampled_from([*others, known[0].upper(), known[0] + "\n"])
        several = st.lists(id, max_size=3) | st.just(known[::2])
        return _some({"eq": id, "in": several, "notIn": several})

    def _number(self) -> st.SearchStrategy[str]:
        whole = st.builds(lambda text, vary: vary(text), st.sampled_from(self.numbers), VARIANTS)
        padded = whole.map(lambda text: f" {text}\t")
        return whole | padded | self._text(self.numbers)

    def _text(self, known: list[str]) -> st.SearchStrategy[str]:
        def cut(text: str, start: int, length: int) -> str:
            return text[start % len(text) :][:length]

        part = st.builds(cut, st.sampled_from(known), st.integers(0, 20), st.integers(1, 8))
        varied = st.builds(lambda text, vary: vary(text), part | st.sampled_from(known), VARIANTS)
        return (varied | st.sampled_from(ODD_TEXTS)).filter(lambda text: text.strip() != "")

    def _texts(self, known: list[str]) -> st.SearchStrategy[Any]:
        text = self._text(known)
        exact = st.builds(lambda text, vary: vary(text), st.sampled_from(known), VARIANTS)
        beginning = text | st.just("") | exact.map(lambda text: text[:2])
        several = st.lists(exact | text, max_size=3)
        return _some({"eq": exact | text, "in": several, "contains": text, "startsWith": beginning})

    def _enumeration(self, name: str, **operators: Any) -> st.SearchStrategy[Any]:
        value = st.sampled_from(ENUMERATIONS[name])
        several = st.lists(value, max_size=4)
        given = {"eq": value, "in": several, "notIn": several, **operators}
        return _some({name: strategy for name, strategy in given.items() if strategy is not None})

    def _moments(self) -> st.SearchStrategy[Any]:
        shifts = st.sampled_from(
            [timedelta(0)] * 4 + [timedelta(milliseconds=1), timedelta(milliseconds=-1), timedelta(days=3)]
        )
        zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=5, minutes=30))])
        one = st.builds(
            lambda text, shift, zone: (moment(text) + shift).astimezone(zone).isoformat(),
            st.sampled_from(self.moments),
            shifts,
            zones,
        )
        ends = st.sampled_from(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"])
        return _some(dict.fromkeys(("gte", "gt", "lte", "lt"), one | one | one | ends))

    def _related(self, name: str, code: str) -> st.SearchStrategy[Any]:
        rows = list(self.related[name].values())
        fields = {
            "id": self._ids([row["id"] for row in rows], PREFIXES[name]),
            code: self._texts(sorted({row[code] for row in rows})),
            "name": self._texts(sorted({row["name"] for row in rows})),
        }
        return _some(fields, most=2)

    @cache  # noqa: B019  as many as there are databases
    def filters(self, levels: int = oracle.MOST_LEVELS) -> st.SearchStrategy[dict[str, Any]]:
        names = st.lists(st.sampled_from(sorted(self.conditions)), max_size=2, unique=True)
        plain = names.flatmap(lambda names: st.fixed_dictionaries({name: self.conditions[name] for name in names}))
        if levels == 1:
            return plain
        inner = self.filters(levels - 1)
        several = st.lists(inner, max_size=3)
        nested = st.fixed_dictionaries({}, optional={"and": several, "or": several, "not": inner | st.none()})
        return plain | st.builds(lambda a, b: a | b, plain, nested)

    @cache  # noqa: B019
    def nows(self) -> st.SearchStrategy[datetime]:
        """Any moment from the first order to long after the last, the edges of deadlines above all."""
        edges = st.builds(
            lambda text, span, shift: moment(text) + span + shift,
            st.sampled_from(self.moments),
            st.sampled_from([timedelta(days=days) for days in (0, 7, 15, 11.25, 5.25, 8, 37)]),
            st.sampled_from([timedelta(0), timedelta(milliseconds=1), timedelta(milliseconds=-1)]),
        )
        first = moment(self.moments[0])
        return edges | st.integers(0, 70 * 24).map(lambda hours: first + timedelta(hours=hours))


def _some(fields: dict[str, st.SearchStrategy[Any]], most: int = 1) -> st.SearchStrategy[Any]:
    """One of the fields most often, now and then several, or none."""
    one = st.sampled_from(sorted(fields)).flatmap(lambda name: st.fixed_dictionaries({name: fields[name]}))
    several = st.lists(st.sampled_from(sorted(fields)), max_size=most + 1, unique=True)
    return one | several.flatmap(lambda names: st.fixed_dictionaries({name: fields[name] for name in names}))


ACCOUNT = st.sampled_from(sorted(ACCOUNTS))
SORT_KEY = st.fixed_dictionaries(
    {"field": st.sampled_from(list(SORT_FIELDS)), "direction": st.sampled_from(["ASC", "DESC"])}
)
SORT = st.none() | st.lists(SORT_KEY, max_size=4)


# ───────────────────────── filters, counts, facets ─────────────────────────


def test_the_scene_has_what_the_tests_are_about(scene: Scene) -> None:
    for name in ("type", "state", "pickupMethod", "businessModel"):
        assert set(values(scene.orders, name)) == set(ENUMERATIONS[name])
    assert len(values(scene.orders, "createdAt")) < len(scene.orders)
    assert {None, True} <= {order["salesReturnNumber"] and True for order in scene.orders}
    assert 0 < len(scene.visible("narrow-partner")) < len(scene.visible("partner")) < len(scene.orders) <= 100


@trying(70)
@given(data=st.data())
def test_a_filter_finds_sorts_and_counts_what_it_says(scene: Scene, asking: Asking, data: st.DataObject) -> None:
    account, filter, sort = data.draw(ACCOUNT), data.draw(asking.filters()), data.draw(SORT)
    now = data.draw(asking.nows())
    scene.set_clock(now)
    asked = data.draw(st.lists(st.sampled_from(sorted(FACETS)), max_size=2, unique=True))
    answer = scene.data(account, COUNTED, filter=filter, sort=sort, first=100, **dict.fromkeys(asked, True))
    answer = answer["reverseOrders"]

    visible = scene.visible(account)
    expected = oracle.ordered((order for order in visible if oracle.matches(order, filter, now)), sort)
    assert [node["id"] for node in answer["nodes"]] == [order["id"] for order in expected]
    assert answer["totalCount"] == len(expected)
    assert sorted(answer["facets"]) == sorted(asked)
    for facet, rows in answer["facets"].items():
        _check_facet(FACETS[facet], rows, oracle.counts(visible, filter, FACETS[facet], now))


def _check_facet(name: str, rows: list[dict[str, Any]], expected: Counter[str]) -> None:
    if name == "warehouse":  # "only where there are any, most first"
        answered = [(row["value"]["id"], row["count"]) for row in rows]
        assert sorted(answered) == sorted(expected.items())
        assert [number for _, number in answered] == sorted(expected.values(), reverse=True)
    else:  # "every enum value is listed, zeros too, in the enum's order"
        assert [(row["value"], row["count"]) for row in rows] == [(v, expected[v]) for v in ENUMERATIONS[name]]


TOGETHER = range(4)
HALVES = f"""
query({", ".join(f"$is{i}: ReverseOrderFilter, $not{i}: ReverseOrderFilter" for i in TOGETHER)}) {{
  {" ".join(f"{name}{i}: reverseOrders(filter: ${name}{i}, first: 100) {{ nodes {{ id }} }}" for i in TOGETHER for name in ("is", "not"))}
}}
"""


@pytest.mark.parametrize("name", CONDITIONS)
def test_each_condition_holds_or_its_opposite_does(scene: Scene, asking: Asking, name: str) -> None:
    """Each field by itself, every operator of it, and `not`, which holds exactly where the condition does not."""

    @trying(8)
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        account, now = data.draw(ACCOUNT), data.draw(asking.nows())
        _check_halves(scene, account, [{name: data.draw(asking.conditions[name])} for _ in TOGETHER], now)

    holds()


@pytest.mark.parametrize("name", ["createdAt", "updatedAt"])
def test_moments_are_compared_to_the_millisecond(scene: Scene, name: str) -> None:
    shown = [order[name] for order in scene.orders]
    often = max(shown, key=shown.count)
    _check_halves(
        scene, "operator", [{name: {operator: often}} for operator in ("gte", "gt", "lte", "lt")], scene.start
    )


def _check_halves(scene: Scene, account: str, filters: list[dict[str, Any]], now: datetime) -> None:
    """Four filters and the opposite of each, in one request."""
    scene.set_clock(now)
    sent = {f"is{i}": filters[i] for i in TOGETHER} | {f"not{i}": {"not": filters[i]} for i in TOGETHER}
    answer = scene.data(account, HALVES, **sent)
    visible = oracle.ordered(scene.visible(account), None)
    for key, filter in sent.items():
        expected = [order["id"] for order in visible if oracle.matches(order, filter, now)]
        assert [node["id"] for node in answer[key]["nodes"]] == expected, filter


@trying(25)
@given(data=st.data())
def test_a_filter_that_cannot_be_meant_is_invalid(scene: Scene, asking: Asking, data: st.DataObject) -> None:
    name, levels, fault = data.draw(st.sampled_from(FAULTS))
    filter: dict[str, Any] = data.draw(asking.filters(levels=1)) | ({name: fault} if name else fault)
    for wrap in data.draw(st.lists(st.sampled_from(WRAPPINGS), max_size=oracle.MOST_LEVELS - levels)):
        filter = wrap(filter)
    error = scene.error(data.draw(ACCOUNT), LIST, filter=filter)
    assert error["extensions"]["code"] == "INVALID"


def _deep(levels: int) -> dict[str, Any]:
    filter: dict[str, Any] = {}
    for level in range(levels - 1):
        nested: list[dict[str, Any]] = [{"and": [filter]}, {"or": [filter]}, {"not": filter}]
        filter = nested[level % 3]
    return filter


# the field, how many levels the fault needs, and what is wrong with it
FAULTS: list[tuple[str, int, dict[str, Any]]] = [
    *((name, 1, {"name": {"contains": blank}}) for name in (*ITEMS, *PARTIES) for blank in ("", " ", "\u3000\t")),
    *((name, 1, {"externalId": {"contains": ""}}) for name in ITEMS),
    *((name, 1, {"code": {"contains": ""}}) for name in PARTIES),
    ("numbers", 1, {"kind": "ANY", "in": [f"ORDER-{i}" for i in range(oracle.MOST_NUMBERS + 1)]}),
    ("", 5, _deep(6)),
    ("", 5, _deep(9)),
]
WRAPPINGS: list[Callable[[dict[str, Any]], dict[str, Any]]] = [
    lambda inner: {"and": [{}, inner]},
    lambda inner: {"or": [inner, {}]},
    lambda inner: {"not": inner},
]


@pytest.mark.parametrize("levels", range(1, 9))
@pytest.mark.parametrize("connector", ["and", "or", "not"])
def test_five_levels_are_not_too_many_and_six_are(scene: Scene, connector: str, levels: int) -> None:
    filter: dict[str, Any] = {}
    for _ in range(levels - 1):
        filter = {connector: filter if connector == "not" else [{}, filter]}
    assert oracle.levels(filter) == levels
    if levels > oracle.MOST_LEVELS:
        assert scene.error("operator", LIST, filter=filter)["extensions"]["code"] == "INVALID"
    else:
        expected = [order for order in scene.orders if oracle.matches(order, filter, scene.start)]
        assert scene.data("operator", LIST, filter=filter)["reverseOrders"]["totalCount"] == len(expected)


def test_two_hundred_numbers_are_not_too_many(scene: Scene) -> None:
    numbers = [order["number"] for order in scene.orders] + [f"X{i}" for i in range(200 - len(scene.orders))]
    filter = {"numbers": {"kind": "ANY", "in": numbers}}
    assert scene.data("operator", LIST, filter=filter)["reverseOrders"]["totalCount"] == len(scene.orders)


# ───────────────────────── pages ─────────────────────────


@trying(60)
@given(data=st.data())
def test_a_page_is_its_part_of_the_list_and_knows_its_neighbours(
    scene: Scene, asking: Asking, data: st.DataObject
) -> None:
    """Cursors are bound to the sort, not to the filter, nor to who got them: any order's cursor marks a place."""
    account, sort, now = data.draw(ACCOUNT), data.draw(SORT), data.draw(asking.nows())
    filter = data.draw(st.just({}) | asking.filters(levels=2))
    scene.set_clock(now)
    places, cursors = scene.places(sort), scene.cursors(sort)
    page = data.draw(_pages(list(places)))
    sent: dict[str, Any] = {"first": page.first, "last": page.last}
    sent |= {name: getattr(page, name) and cursors[getattr(page, name)] for name in ("after", "before")}
    answer = scene.data(account, LIST, filter=filter, sort=sort, **sent)["reverseOrders"]

    matching = oracle.ordered((o for o in scene.visible(account) if oracle.matches(o, filter, now)), sort)
    expected = oracle.window(matching, page, places)
    info = answer["pageInfo"]
    assert [node["id"] for node in answer["nodes"]] == expected.ids
    assert [(edge["node"]["id"], edge["cursor"]) for edge in answer["edges"]] == [(i, cursors[i]) for i in expected.ids]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (expected.has_next, expected.has_previous)
    ends = (cursors[expected.ids[0]], cursors[expected.ids[-1]]) if expected.ids else (None, None)
    assert (info["startCursor"], info["endCursor"]) == ends
    assert answer["totalCount"] == len(matching)


@st.composite
def _pages(draw: st.DrawFn, ids: list[str]) -> Page:
    """Both ends of a part of the list, or one, or none; and from which end how many are read."""
    start, end = sorted(draw(st.tuples(st.integers(0, len(ids) - 1), st.integers(0, len(ids) - 1))))
    after = ids[start] if draw(st.booleans()) else None
    before = ids[end] if draw(st.booleans()) and (after is None or start < end) else None
    size = draw(st.integers(0, 7) | st.just(100) | st.none())
    return Page(last=size, after=after, before=before) if draw(st.booleans()) else Page(size, after, None, before)


@trying(6)
@given(data=st.data())
def test_walking_all_pages_meets_each_order_once(scene: Scene, asking: Asking, data: st.DataObject) -> None:
    account, sort, now = data.draw(ACCOUNT), data.draw(SORT), data.draw(asking.nows())
    filter = data.draw(st.just({}) | asking.filters(levels=1))
    scene.set_clock(now)
    size, forward = data.draw(st.integers(3, 7)), data.draw(st.booleans())
    expected = [
        order["id"]
        for order in oracle.ordered((o for o in scene.visible(account) if oracle.matches(o, filter, now)), sort)
    ]
    walked: list[str] = []
    turn = {"first": size} if forward else {"last": size}
    while True:
        answer = scene.data(account, LIST, filter=filter, sort=sort, **turn)["reverseOrders"]
        info, ids = answer["pageInfo"], [node["id"] for node in answer["nodes"]]
        assert info["hasPreviousPage" if forward else "hasNextPage"] is bool(walked)
        walked = [*walked, *ids] if forward else [*ids, *walked]
        if not info["hasNextPage" if forward else "hasPreviousPage"]:
            break
        assert len(ids) == size
        turn = {"first": size, "after": info["endCursor"]} if forward else {"last": size, "before": info["startCursor"]}
    assert walked == expected


@trying(40)
@given(data=st.data())
def test_a_cursor_of_another_sort_or_none_at_all_is_refused(scene: Scene, asking: Asking, data: st.DataObject) -> None:
    sort, other = data.draw(SORT), data.draw(SORT)
    assume(_meaning(sort) != _meaning(other))
    cursor = data.draw(
        st.sampled_from(sorted(scene.cursors(other).values()))
        | st.sampled_from(["", " ", "x", "null", "0", "AAAA", "%", "游标", "=", "-" * 500, scene.orders[0]["id"]])
        | st.text(string.ascii_letters + string.digits + "-_=", max_size=140)
        | st.sampled_from(sorted(scene.cursors(sort).values())).map(_spoilt)
    )
    end = data.draw(st.sampled_from(["after", "before"]))
    size = data.draw(st.sampled_from([{}, {"first": 0}, {"first": 3}, {"last": 3}]))
    error = scene.error(data.draw(ACCOUNT), LIST, sort=sort, **size, **{end: cursor})
    assert error["extensions"]["code"] == "INVALID_CURSOR"


def _meaning(sort: oracle.Sort | None) -> tuple[tuple[str, str], ...]:
    """Two sorts are one when they order everything alike."""
    first: dict[str, str] = {}
    for key in sort or [{"field": "CREATED_AT", "direction": "DESC"}]:
        first.setdefault(key["field"], key["direction"])
    return tuple(first.items())


def _spoilt(cursor: str) -> str:
    return cursor[:20] + ("A" if cursor[20] != "A" else "B") + cursor[21:]


@pytest.mark.parametrize(
    "size",
    [{"first": -1}, {"first": 101}, {"last": -1}, {"last": 101}, {"first": 1, "last": 1}, {"first": 0, "last": 0}],
)
def test_a_page_that_cannot_be_is_invalid(scene: Scene, size: dict[str, int]) -> None:
    assert scene.error("merchant-a", LIST, **size)["extensions"]["code"] == "INVALID"


def test_a_page_has_25_unless_it_says_so(scene: Scene) -> None:
    for given_size, expected in (({}, 25), ({"first": None, "last": None}, 25), ({"first": 100}, len(scene.orders))):
        assert len(scene.data("operator", LIST, **given_size)["reverseOrders"]["nodes"]) == expected


@pytest.mark.parametrize("field", list(SORT_FIELDS))
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_pages_are_stable_while_orders_come(api: Api, field: str, direction: str) -> None:
    """Each order that was there at the beginning comes once, in order, however many come in between."""
    there = [await api.world.order() for _ in range(5)]
    sort = [{"field": field, "direction": direction}]
    walked: list[str] = []
    page: dict[str, Any] = {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"] and len(walked) < 50:
        after = page["pageInfo"]["endCursor"]
        page = (await api.data("merchant-a", LIST, sort=sort, first=2, after=after))["reverseOrders"]
        walked += [node["id"] for node in page["nodes"]]
        if len(walked) < 5:
            api.world.clock.advance(seconds=1)
            await api.world.order()
    assert len(set(walked)) == len(walked)
    assert set(there) <= set(walked)


# ───────────────────────── deadlines ─────────────────────────


@trying(12)
@given(data=st.data())
def test_deadlines_follow_from_the_history(scene: Scene, asking: Asking, data: st.DataObject) -> None:
    _check_deadlines(scene, data.draw(ACCOUNT), data.draw(asking.nows()))


def test_deadlines_change_their_status_at_their_moment(scene: Scene) -> None:
    """DUE_SOON from three quarters on, OVERDUE when the moment is past: for a running one of each kind."""
    running = {
        deadline["kind"]: (order, moment(deadline["dueAt"]))
        for order in scene.orders
        for deadline in oracle.deadlines(order, scene.start)
        if deadline["status"] not in {"MET", "CANCELLED"}
    }
    assert set(running) == {"REGISTER_PICKUP", "CONFIRM_DESTRUCTION", "COLLECT"}
    for order, due in running.values():
        for edge in (due, _soon(order, due)):
            for shift in (timedelta(milliseconds=-1), timedelta(0), timedelta(milliseconds=1)):
                _check_deadlines(scene, "operator", edge + shift)


def _soon(order: oracle.Order, due: datetime) -> datetime:
    since = [moment(event["at"]) for event in order["timeline"]["nodes"]][-1]
    return due - (due - since) / 4


def _check_deadlines(scene: Scene, account: str, now: datetime) -> None:
    """What each order shows, and what the filter finds."""
    scene.set_clock(now)
    answer = scene.data(account, DEADLINES, **{status: {"deadlineStatus": {"eq": status}} for status in STATUS_VALUES})
    shown = {node["id"]: node["deadlines"] for node in answer["all"]["nodes"]}
    visible = scene.visible(account)
    for order in visible:
        answered = [(d["kind"], moment(d["dueAt"]), d["status"], d["penaltyRisk"]) for d in shown[order["id"]]]
        expected = oracle.deadlines(order, now)
        assert answered == [(d["kind"], moment(d["dueAt"]), d["status"], False) for d in expected]
    for status in STATUS_VALUES:
        having = {o["id"] for o in visible if oracle.matches(o, {"deadlineStatus": {"eq": status}}, now)}
        assert {node["id"] for node in answer[status]["nodes"]} == having
