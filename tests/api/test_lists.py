"""Lists: what is refused, and what the property tests do not ask."""

from typing import Any

import pytest

from domain.documents import DocumentKind
from tests.client import Api

PAGE = """
query($first: Int, $after: String, $last: Int, $before: String, $sort: [ReverseOrderSort!], $filter: ReverseOrderFilter) {
  reverseOrders(first: $first, after: $after, last: $last, before: $before, sort: $sort, filter: $filter) {
    nodes { id } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"first": -1}, ["first"]),
        ({"first": 101}, ["first"]),
        ({"last": -1}, ["last"]),
        ({"last": 101}, ["last"]),
        ({"first": 1, "last": 1}, ["last"]),
        ({"filter": {"numbers": {"in": ["1"] * 201}}}, ["filter", "numbers", "in"]),
        ({"filter": {"product": {"name": {"contains": ""}}}}, ["filter", "product", "name", "contains"]),
        ({"filter": {"warehouse": {"code": {"eq": "a\0"}}}}, ["filter", "warehouse", "code", "eq"]),
        ({"filter": {"merchant": {"name": {"contains": "x" * 401}}}}, ["filter", "merchant", "name", "contains"]),
        ({"filter": {"and": [{}] * 301}}, ["filter"]),
        ({"filter": {"id": {"notIn": ["x"] * 5001}}}, ["filter"]),
        ({"filter": {"or": [{"state": {"in": None}}]}}, ["filter", "or", "0", "state", "in"]),
        ({"filter": {"and": [{"or": [{"not": {"and": [{"or": [{}]}]}}]}]}}, None),
    ],
)
async def test_arguments_that_are_refused(api: Api, arguments: dict[str, Any], field: list[str] | None) -> None:
    error = await api.error("merchant-a", PAGE, **arguments)
    assert error["extensions"]["code"] == "INVALID"
    if field:
        assert error["extensions"]["field"] == field
    chinese = await api.post("merchant-a", PAGE, locale="zh-CN", **arguments)
    assert chinese["errors"][0]["message"] != error["message"]


async def test_five_levels_are_allowed(api: Api) -> None:
    given: dict[str, Any] = {"not": {"not": {"not": {"not": {}}}}}
    assert (await api.data("merchant-a", PAGE, filter=given))["reverseOrders"]["totalCount"] == 0


async def test_cursors_that_are_not_ours(api: Api) -> None:
    for _ in range(3):
        await api.world.order()
    page = (await api.data("merchant-a", PAGE, first=1))["reverseOrders"]
    cursor = page["pageInfo"]["endCursor"]
    by_number = [{"field": "NUMBER", "direction": "ASC"}]
    for arguments in (
        {"after": "nonsense"},
        {"after": ""},
        {"before": "😀"},
        {"after": cursor[:-1] + ("A" if cursor[-1] != "A" else "B")},
        {"after": cursor, "sort": by_number},
        {"after": "A" * 5000},
    ):
        error = await api.error("merchant-a", PAGE, **arguments)
        assert error["extensions"]["code"] == "INVALID_CURSOR", arguments
    merchants = "query($after: String) { merchants(after: $after) { totalCount } }"
    assert (await api.error("merchant-a", merchants, after=cursor))["extensions"]["code"] == "INVALID_CURSOR"
    timeline = "query($after: String) { reverseOrders { nodes { timeline(after: $after) { totalCount } } } }"
    for foreign in (cursor, ""):
        answer = await api.post("merchant-a", timeline, after=foreign)
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID_CURSOR"}


async def test_pages_stay_put_while_orders_come(api: Api) -> None:
    old = [await api.world.order() for _ in range(3)]
    first = (await api.data("merchant-a", PAGE, first=2))["reverseOrders"]
    api.world.clock.advance(minutes=1)
    await api.world.order()
    second = (await api.data("merchant-a", PAGE, first=2, after=first["pageInfo"]["endCursor"]))["reverseOrders"]
    assert {node["id"] for node in first["nodes"] + second["nodes"]} == set(old)
    assert second["pageInfo"]["hasPreviousPage"] is True
    assert second["pageInfo"]["hasNextPage"] is False


async def test_an_empty_page_of_a_full_list(api: Api) -> None:
    await api.world.order()
    page = (await api.data("merchant-a", PAGE, first=0))["reverseOrders"]
    assert page == {
        "nodes": [],
        "edges": [],
        "totalCount": 1,
        "pageInfo": {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    }


async def test_the_timeline_in_pages(api: Api) -> None:
    id = await api.world.order()
    await api.world.advance_to_pickup(id)
    query = """query($id: ID!, $after: String) { reverseOrder(by: {id: $id}) { timeline(first: 1, after: $after) {
      nodes { action subject { id } } totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
    } } }"""
    first = (await api.data("merchant-a", query, id=id))["reverseOrder"]["timeline"]
    assert [event["action"] for event in first["nodes"]] == ["CREATE"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (2, True)
    after = first["pageInfo"]["endCursor"]
    second = (await api.data("merchant-a", query, id=id, after=after))["reverseOrder"]["timeline"]
    assert [event["action"] for event in second["nodes"]] == ["REGISTER_PICKUP"]
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)
    for size in (-1, 101):
        bad = f"query($id: ID!) {{ reverseOrder(by: {{id: $id}}) {{ timeline(first: {size}) {{ totalCount }} }} }}"
        assert (await api.error("merchant-a", bad, id=id))["extensions"]["code"] == "INVALID"


async def test_more_than_a_hundred_nodes(api: Api) -> None:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert (await api.data("merchant-a", query, ids=["x"] * 100))["nodes"] == [None] * 100
    error = await api.error("merchant-a", query, ids=["x"] * 101)
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID", ["ids"])


STATES = """query($kind: DocumentKind!) { stateMachine(kind: $kind) {
  kind states { label } transitions { description }
} }"""


async def test_state_machine_and_glossary(api: Api) -> None:
    query = """{ stateMachine(kind: REVERSE_ORDER) {
      kind states { name terminal zh: label(locale: ZH_CN) en: label(locale: EN) }
      transitions { action from to roles system irreversible description(locale: ZH_CN) }
    } glossary { enum value zh en } }"""
    found = await api.data("partner", query)
    machine = found["stateMachine"]
    assert [state["name"] for state in machine["states"] if state["terminal"]] == ["COMPLETED", "CANCELLED"]
    assert {
        "name": "AWAITING_PICKUP",
        "terminal": False,
        "zh": "包裹待提货",
        "en": "Parcel awaiting pickup",
    } in machine["states"]
    assert {
        "action": "CONFIRM_HANDLING",
        "from": "DESTROYED",
        "to": "COMPLETED",
        "roles": ["MERCHANT"],
        "system": True,
        "irreversible": False,
        "description": "商家确认处理完成；7 天后由系统确认。",
    } in machine["transitions"]
    assert {"enum": "PickupMethod", "value": "FORWARD", "zh": "转寄", "en": "Forward"} in found["glossary"]
    for kind in DocumentKind:
        machine = (await api.data("partner", STATES, kind=kind.value))["stateMachine"]
        assert machine["kind"] == kind.value
        assert len({state["label"] for state in machine["states"]}) == len(machine["states"])
        assert all(transition["description"] for transition in machine["transitions"])


async def test_labels_in_the_language_asked_for(api: Api) -> None:
    id = await api.world.order()
    query = """query($id: ID!) { reverseOrder(by: {id: $id}) {
      stateLabel zh: stateLabel(locale: ZH_CN) en: stateLabel(locale: EN) null: stateLabel(locale: null)
    } }"""
    expected = {"zh": "待登记提货", "en": "Awaiting pickup registration"}
    for locale in ("zh", "en"):
        labels = (await api.post("merchant-a", query, locale=locale, id=id))["data"]["reverseOrder"]
        assert labels == {"stateLabel": expected[locale], "null": expected[locale], **expected}
