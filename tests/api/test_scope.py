"""A document outside the scope does not exist: not by id, number, filter, count, facet, cursor or error."""

from typing import Any

import pytest

from domain.reverse_orders import ReverseType
from tests.api.operations import REGISTER, forward, self_pickup
from tests.client import Api

# Who sees an order of merchant × warehouse.
SEES = {
    "merchant-a": {("MA", "W1"), ("MA", "W3")},
    "merchant-b": {("MB", "W1"), ("MB", "W3")},
    "merchant-ab": {("MA", "W1"), ("MA", "W3"), ("MB", "W1"), ("MB", "W3")},
    "provider": {("MA", "W1"), ("MB", "W1")},
    "other-provider": {("MA", "W3"), ("MB", "W3")},
    "operator": {("MA", "W1"), ("MA", "W3"), ("MB", "W1"), ("MB", "W3")},
    "partner": {("MA", "W1"), ("MA", "W3")},
    "narrow-partner": {("MA", "W1")},
    "read-only": {("MA", "W1"), ("MA", "W3")},
}

LIST = """
query($filter: ReverseOrderFilter) { reverseOrders(filter: $filter) {
  totalCount nodes { id number timeline { nodes { id } } }
  facets { types { count } warehouses { value { code } count } }
} }"""
ONE = """
query($id: ID!, $number: String!) {
  byId: reverseOrder(by: {id: $id}) { id }
  byNumber: reverseOrder(by: {number: $number}) { id }
  node(id: $id) { id }
  nodes(ids: [$id]) { id }
}"""


@pytest.mark.parametrize("account", list(SEES))
async def test_every_way_to_a_document(api: Api, account: str) -> None:
    world = api.world
    # The same order number everywhere; within a merchant that takes another cause.
    types = {"W1": ReverseType.RETURN_SHIPMENT, "W3": ReverseType.INTERCEPT_REJECTED}
    orders = {
        (merchant, warehouse): await world.order(type, merchant=merchant, warehouse=warehouse, order_number="SAME")
        for merchant in ("MA", "MB")
        for warehouse, type in types.items()
    }
    seen = {orders[place] for place in SEES[account]}

    filters: list[dict[str, Any]] = [
        {},
        {"numbers": {"in": ["same"]}},
        {"id": {"in": list(orders.values())}},
        {"not": {"id": {"in": []}}},
    ]
    for given in filters:
        page = (await api.data(account, LIST, filter=given))["reverseOrders"]
        assert {node["id"] for node in page["nodes"]} == seen
        assert page["totalCount"] == sum(t["count"] for t in page["facets"]["types"]) == len(seen)
        assert {w["value"]["code"] for w in page["facets"]["warehouses"]} == {place[1] for place in SEES[account]}
        assert all(len(node["timeline"]["nodes"]) == 1 for node in page["nodes"])

    for id in orders.values():
        number = (await world.row(id)).number
        expected = {"id": id} if id in seen else None
        assert await api.data(account, ONE, id=id, number=f" {number.lower()} ") == {
            "byId": expected,
            "byNumber": expected,
            "node": expected,
            "nodes": [expected],
        }


async def test_nobody_else_reads_anything_of_a_merchant(api: Api) -> None:
    """Every node that belongs to merchant A, asked for as merchant B and as the other warehouse's provider."""
    id = await api.world.order(warehouse="W1")
    query = """query($id: ID!) { reverseOrder(by: {id: $id}) {
      merchant { id } cargoOwner { id } lines { product { id } goodsItem { id } } timeline { nodes { id } }
    } }"""
    order = (await api.data("operator", query, id=id))["reverseOrder"]
    ids = [
        id,
        order["merchant"]["id"],
        order["cargoOwner"]["id"],
        order["lines"][0]["product"]["id"],
        order["lines"][0]["goodsItem"]["id"],
        order["timeline"]["nodes"][0]["id"],
        f"ad_{api.world.ids['MA-ADDRESS'].hex}",
    ]
    nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    for account in ("merchant-b", "other-provider"):
        assert (await api.data(account, nodes, ids=ids))["nodes"] == [None] * len(ids), account
    assert [bool(node) for node in (await api.data("merchant-a", nodes, ids=ids))["nodes"]] == [True] * len(ids)
    # Nobody but the merchant has its address book.
    for account in ("operator", "partner", "provider"):
        seen = [bool(node) for node in (await api.data(account, nodes, ids=ids))["nodes"]]
        assert seen == [True] * (len(ids) - 1) + [False], account


async def test_events_of_a_merchant_in_another_warehouse(api: Api) -> None:
    """The provider works for merchant A too, but not in this warehouse."""
    await api.world.order(warehouse="W1")
    elsewhere = await api.world.order(warehouse="W3")
    query = "query($id: ID!) { reverseOrder(by: {id: $id}) { timeline { nodes { id } } } }"
    event = (await api.data("operator", query, id=elsewhere))["reverseOrder"]["timeline"]["nodes"][0]["id"]
    assert (await api.data("provider", "query($id: ID!) { node(id: $id) { id } }", id=event))["node"] is None


async def test_lists_to_choose_from(api: Api) -> None:
    query = """{ merchants { nodes { code } totalCount } cargoOwners { nodes { code } } products { totalCount }
      goodsItems { totalCount } warehouses { nodes { code } } addresses { label } }"""

    async def lists(account: str) -> Any:
        found = await api.data(account, query)
        codes = {name: sorted(n["code"] for n in found[name]["nodes"]) for name in ("merchants", "cargoOwners")}
        assert sorted(n["code"] for n in found["warehouses"]["nodes"]) == ["W1", "W2", "W3"]
        return codes["merchants"], codes["cargoOwners"], found["products"]["totalCount"], len(found["addresses"])

    assert await lists("provider") == ([], [], 0, 0)
    await api.world.order(merchant="MB", warehouse="W2")
    assert await lists("merchant-a") == (["MA"], ["MA-OWNER"], 7, 1)
    assert await lists("merchant-ab") == (["MA", "MB"], ["MA-OWNER", "MB-OWNER"], 14, 2)
    assert await lists("provider") == (["MB"], ["MB-OWNER"], 7, 0)
    assert await lists("other-provider") == ([], [], 0, 0)
    assert await lists("operator") == (["MA", "MB"], ["MA-OWNER", "MB-OWNER"], 14, 0)
    assert await lists("partner") == (["MA"], ["MA-OWNER"], 7, 0)


async def test_searching_the_lists(api: Api) -> None:
    async def found(search: str) -> list[str]:
        query = "query($search: String) { products(search: $search) { nodes { name } } }"
        return [node["name"] for node in (await api.data("merchant-a", query, search=search))["products"]["nodes"]]

    assert await found("饼") == ["小熊饼干"]
    assert await found("usb") == await found("ＵＳＢ") == ["ＵＳＢ充电线"]
    assert await found("ma-p7") == ["Wireless Mouse"]
    assert await found("%") == []
    assert await found("MB-P1") == []


# ───────────────────────── masking ─────────────────────────

PRIVATE = """
query($id: ID!) { reverseOrder(by: {id: $id}) {
  reason
  pickup {
    contactName contactPhone remark contentHash submittedBy { id name role }
    address { recipient phone country region city district line1 line2 postalCode }
  }
  handover { verifiedName }
  timeline { nodes { actor { id name } changes seq hash } }
} }"""


async def private_order(api: Api) -> str:
    id = await api.world.order(reason="收件人王五拒收")
    pickup = forward(line2="2 单元")
    pickup["forward"]["remark"] = "请打电话给赵六"
    await api.data("merchant-a", REGISTER, input={"id": id, "pickup": pickup})
    return id


async def test_partners_read_persons_phones_and_streets_masked(api: Api) -> None:
    id = await private_order(api)
    order = (await api.data("partner", PRIVATE, id=id))["reverseOrder"]
    assert order["reason"] == "***"
    assert order["pickup"] == {
        "contactName": "李**",
        "contactPhone": "+86*********00",
        "remark": "***",
        "contentHash": None,
        "submittedBy": {"id": None, "name": "Merchant", "role": "MERCHANT"},
        "address": {
            "recipient": "李**",
            "phone": "+86*********00",
            "country": "CN",
            "region": "浙江省",
            "city": "杭州市",
            "district": "西湖区",
            "line1": "***",
            "line2": "***",
            "postalCode": "***",
        },
    }
    told = str(order)
    for secret in ("李四", "13900139000", "文三路", "310000", "赵六", "王五", "merchant-a"):
        assert secret not in told


async def test_everybody_else_reads_them_in_full(api: Api) -> None:
    id = await private_order(api)
    for account in ("merchant-a", "provider", "operator"):
        told = str((await api.data(account, PRIVATE, id=id))["reverseOrder"])
        for text in ("李四", "+8613900139000", "文三路 1 号", "310000", "赵六", "王五", "merchant-a"):
            assert text in told, account


async def test_the_verified_person_is_masked_too(api: Api) -> None:
    id = await api.world.order()
    await api.data("merchant-a", REGISTER, input={"id": id, "pickup": self_pickup()})
    report = """mutation($id: ID!) { reportPickedUp(input: {id: $id, verifiedName: "孙七"}) { userErrors { code } } }"""
    await api.data("provider", report, id=id)
    assert "孙七" not in str(await api.data("partner", PRIVATE, id=id))
    assert "孙七" in str(await api.data("merchant-a", PRIVATE, id=id))


async def test_the_viewer_is_told_what_is_masked(api: Api) -> None:
    query = "{ viewer { name role scopes maskedFields merchants { code } warehouses { code } } }"
    partner = (await api.data("narrow-partner", query))["viewer"]
    assert "PostalAddress.line1" in partner["maskedFields"]
    assert (partner["role"], partner["scopes"]) == ("PARTNER", ["read", "write"])
    assert ([m["code"] for m in partner["merchants"]], [w["code"] for w in partner["warehouses"]]) == (["MA"], ["W1"])
    merchant = (await api.data("read-only", query))["viewer"]
    assert merchant["scopes"] == ["read"]
    assert "PostalAddress.line1" not in merchant["maskedFields"]
