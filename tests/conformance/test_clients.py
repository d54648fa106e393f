"""What clients of others do with our server, on every transport that they have: it works, and warns of nothing."""

from typing import Any

import pytest

from tests.conformance import npm
from tests.conformance.servers import ACCOUNT, ORDERS, Served

pytestmark = pytest.mark.usefixtures("modules")


def check_operations(told: Any, order: str, *, unparsed: bool = False) -> None:
    """Of `operations` in clients/scenario.mjs."""
    data = told["query"]["data"]
    assert told["query"]["codes"] == []
    assert data["viewer"] == {"name": ACCOUNT}
    assert data["reverseOrders"]["totalCount"] == ORDERS
    assert len(data["reverseOrders"]["edges"]) == 3
    assert data["reverseOrders"]["edges"][0]["node"]["lines"][0]["goodsItem"]["name"] == "小熊饼干 标准装"

    refused = told["refused"]["data"]["registerPickup"]
    assert [(error["code"], error["field"]) for error in refused["userErrors"]] == [("NOT_FOUND", ["id"])]
    done = told["done"]["data"]["registerPickup"]
    assert done == {"reverseOrder": {"id": order, "state": "AWAITING_PICKUP"}, "userErrors": []}

    for wrong in ("wrong", "missing"):
        assert told[wrong] == {"data": None, "codes": ["GRAPHQL_VALIDATION_FAILED"]}
    assert told["broken"] == ({"data": None, "codes": ["GRAPHQL_PARSE_FAILED"]} if unparsed else None)


def check_subscriptions(told: Any) -> None:
    """Of `subscriptions` in clients/scenario.mjs."""
    whole, cancelled = told["whole"], told["cancelled"]
    assert whole == {"numbers": [1, 2, 3, 4, 5], "by": ACCOUNT, "atOnce": 1, "codes": [], "end": "complete"}
    assert (cancelled["numbers"], cancelled["codes"], cancelled["end"]) == ([1, 2, 3], [], "cancelled")
    # Neither does the client hear of it, nor does the server follow it.
    assert (cancelled["more"], cancelled["left"]) == (0, 0)
    assert (told["refused"]["numbers"], told["refused"]["codes"]) == ([], ["INTERNAL"])
    assert (told["failed"]["numbers"], told["failed"]["codes"]) == ([1, 2], ["INTERNAL"])
    together = told["together"]
    assert [one["numbers"] for one in together] == [list(range(1, count + 1)) for count in (3, 4, 5, 6)]
    assert [(one["atOnce"], one["codes"], one["end"]) for one in together] == [(4, [], "complete")] * 4


def test_graphql_ws(following: Served) -> None:
    given = following.given()
    told = npm.result("clients/graphql_ws.mjs", given)
    # The token in the greeting, in the handshake, and in a greeting made anew, with pings all the while.
    for way in ("greeting", "handshake", "pinging"):
        check_operations(told[way]["operations"], str(given["order"]), unparsed=True)
        check_subscriptions(told[way]["subscriptions"])
        assert told[way]["iterated"] == [1, 2, 3]
        assert told[way]["sockets"] == {"opened": 1, "closed": [1000]}
    assert told["stranger"]["codes"] == [4403]
    assert told["said"] == []


def test_graphql_sse(following: Served) -> None:
    given = following.given()
    told = npm.result("clients/graphql_sse.mjs", given)
    check_operations(told["operations"], str(given["order"]), unparsed=True)
    check_subscriptions(told["subscriptions"])
    assert told["iterated"] == [1, 2, 3]
    assert told["stranger"]["codes"] == ["NetworkError: Server responded with 401: Unauthorized"]
    assert told["said"] == []


def test_apollo(following: Served) -> None:
    given = following.given()
    told = npm.result("clients/apollo.mjs", given)
    check_operations(told["operations"], str(given["order"]))
    check_subscriptions(told["subscriptions"])
    assert told["byGet"] == told["operations"]["query"]
    assert len(set(told["scrolled"]["ids"])) == 9
    assert told["scrolled"]["hasNextPage"] is True
    assert told["stranger"] == {"data": None, "codes": ["UNAUTHENTICATED"]}
    assert told["said"] == []


def test_urql(following: Served) -> None:
    given = following.given()
    told = npm.result("clients/urql.mjs", given)
    check_operations(told["sse"]["operations"], str(given["order"]))
    check_subscriptions(told["sse"]["subscriptions"])
    check_subscriptions(told["ws"]["subscriptions"])
    assert told["ws"]["sockets"] == {"opened": 1}
    assert told["byGet"] == told["sse"]["operations"]["query"]
    assert told["stranger"] == {"data": None, "codes": ["UNAUTHENTICATED"]}
    assert told["said"] == []
