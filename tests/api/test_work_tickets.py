"""Work tickets: who may ask, who answers, when it is over; and that partners know nothing of them."""

from typing import Any

import pytest

from tests.api.inbound import case, do, forbidden, note, read, refused, stock_order, timeline, unchanged
from tests.client import Api

ASKED = {"category": "RETURN_PROGRESS", "body": "货退到哪里了？"}


async def ticket(api: Api, account: str = "merchant-a", **given: Any) -> Any:
    return await do(api, account, "openTicket", **{**ASKED, **given})


def said(ticket: Any) -> list[tuple[str, str]]:
    return [(message["author"]["role"], message["body"]) for message in ticket["messages"]]


async def tickets_seen(api: Api, account: str) -> list[str]:
    found = (await api.data(account, "{ workTickets { totalCount nodes { id } } }"))["workTickets"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["id"] for node in found["nodes"]]


# ───────────────────────── asking ─────────────────────────


async def test_a_merchant_asks_about_nothing_in_particular(api: Api) -> None:
    asked = await ticket(api, body=" 第一行\n第二行 ")
    assert asked["number"].startswith("WT260601")
    assert (asked["state"], asked["version"], asked["category"]) == ("OPEN", 1, "RETURN_PROGRESS")
    assert asked["subject"] is None
    assert asked["messages"] == [
        {"body": "第一行\n第二行", "author": {"name": "merchant-a", "role": "MERCHANT"}},
    ]
    query = "query($id: ID!) { workTicket(by: {id: $id}) { merchant { code } warehouse { code } } }"
    seen = (await api.data("merchant-a", query, id=asked["id"]))["workTicket"]
    assert seen == {"merchant": {"code": "MA"}, "warehouse": None}
    # It lies in no warehouse: no provider's matter.
    assert await tickets_seen(api, "operator") == await tickets_seen(api, "merchant-ab") == [asked["id"]]
    assert await tickets_seen(api, "provider") == await tickets_seen(api, "merchant-b") == []


async def test_who_has_several_merchants_says_which(api: Api) -> None:
    assert await refused(api, "merchant-ab", "openTicket", **ASKED) == [("INVALID", ["merchantCode"])]
    asked = await ticket(api, "merchant-ab", merchantCode="MB")
    assert await tickets_seen(api, "merchant-b") == [asked["id"]]
    assert await tickets_seen(api, "merchant-a") == []


async def test_a_merchant_asks_for_nobody_else(api: Api) -> None:
    for code in ("MB", "MX"):
        answer = await refused(api, "merchant-a", "openTicket", **ASKED, merchantCode=code)
        assert answer == [("NOT_FOUND", ["merchantCode"])]
    assert await tickets_seen(api, "operator") == []


async def test_a_provider_asks_about_documents_only(api: Api) -> None:
    here = await note(api, await stock_order(api))
    assert await refused(api, "provider", "openTicket", **ASKED) == [("INVALID", ["subjectId"])]
    assert await refused(api, "provider", "openTicket", **ASKED, merchantCode="MA") == [("INVALID", ["subjectId"])]
    answer = await refused(api, "other-provider", "openTicket", **ASKED, subjectId=here["id"])
    assert answer == [("NOT_FOUND", ["subjectId"])]
    asked = await ticket(api, "provider", subjectId=here["id"])
    assert (asked["subject"], said(asked)) == ({"id": here["id"]}, [("SERVICE_PROVIDER", ASKED["body"])])
    for account in ("merchant-a", "provider", "operator"):
        assert await tickets_seen(api, account) == [asked["id"]]
    for account in ("merchant-b", "other-provider"):
        assert await tickets_seen(api, account) == []


async def test_an_operator_says_whose_ticket_it_is(api: Api) -> None:
    assert await refused(api, "operator", "openTicket", **ASKED) == [("INVALID", ["merchantCode"])]
    answer = await refused(api, "operator", "openTicket", **ASKED, merchantCode="MX")
    assert answer == [("NOT_FOUND", ["merchantCode"])]
    asked = await ticket(api, "operator", merchantCode="MB")
    assert await tickets_seen(api, "merchant-b") == [asked["id"]]
    order = await stock_order(api)
    about = await ticket(api, "operator", subjectId=order["id"])
    assert await tickets_seen(api, "merchant-a") == [about["id"]]


async def test_every_kind_of_document_can_be_asked_about(api: Api) -> None:
    order = await stock_order(api)
    here = await note(api, order)
    found = await case(api, here, "NOTE_NOT_CONFIRMED")
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_PARCEL")
    subjects = [order["id"], here["id"], found["id"], resolved["spawned"][0]["id"], await api.world.order()]
    links = "query($id: ID!) { workTicket(by: {id: $id}) { links { relation document { id } } } }"
    for subject in subjects:
        asked = await ticket(api, subjectId=subject)
        seen = (await api.data("merchant-a", links, id=asked["id"]))["workTicket"]["links"]
        assert seen == [{"relation": "CONCERNS", "document": {"id": subject}}]
    for id in (asked["id"], f"mc_{api.world.ids['MA'].hex}", "so_0", "?"):
        assert await refused(api, "merchant-a", "openTicket", **ASKED, subjectId=id) == [("NOT_FOUND", ["subjectId"])]


@pytest.mark.parametrize(
    ("body", "accepted"), [("问" * 4_000, True), ("问" * 4_001, False), (" \n ", False), ("", False)]
)
async def test_a_message_has_something_to_say_and_an_end(api: Api, body: str, accepted: bool) -> None:
    first = await ticket(api)
    expected = [] if accepted else [("INVALID", ["body"])]
    assert await refused(api, "merchant-a", "openTicket", **{**ASKED, "body": body}) == expected
    assert len(await tickets_seen(api, "merchant-a")) == 1 + accepted
    assert await refused(api, "merchant-a", "replyTicket", id=first["id"], body=body) == expected
    assert len((await read(api, "merchant-a", "WorkTicket", first["id"]))["messages"]) == 1 + accepted


async def test_what_is_asked_twice_with_one_key_is_asked_once(api: Api) -> None:
    first = await ticket(api, idempotencyKey="k")
    assert (await ticket(api, idempotencyKey="k"))["id"] == first["id"]
    answer = {"id": first["id"], "body": "请回复", "idempotencyKey": "k"}
    for _ in range(2):
        replied = await do(api, "merchant-a", "replyTicket", **answer)
    assert (len(replied["messages"]), replied["version"]) == (2, 2)


# ───────────────────────── answering ─────────────────────────


async def test_people_answer_each_other_until_it_is_over(api: Api) -> None:
    here = await note(api, await stock_order(api))
    asked = await ticket(api, subjectId=here["id"])
    states = []
    for account, mutation, given in (
        ("provider", "replyTicket", {"body": "正在找"}),
        ("merchant-a", "replyTicket", {"body": "谢谢"}),
        ("operator", "replyTicket", {"body": "找到了"}),
        ("provider", "closeTicket", {}),
        ("merchant-a", "closeTicket", {"expectedVersion": 5}),
    ):
        asked = await do(api, account, mutation, id=asked["id"], **given)
        states.append(asked["state"])
    assert states == ["WAITING_MERCHANT", "WAITING_PLATFORM", "WAITING_MERCHANT", "RESOLVED", "CLOSED"]
    assert asked["version"] == 6
    assert said(asked) == [
        ("MERCHANT", ASKED["body"]),
        ("SERVICE_PROVIDER", "正在找"),
        ("MERCHANT", "谢谢"),
        ("PLATFORM_OPERATOR", "找到了"),
    ]
    events = await timeline(api, "merchant-a", "WorkTicket", asked["id"])
    assert [(event["action"], event["toState"]) for event in events] == [
        ("OPEN_TICKET", "OPEN"),
        *zip(["REPLY"] * 3 + ["CLOSE"] * 2, states, strict=True),
    ]


# Where each side's step leads to from each state.
SIDES = {"merchant-a": "WAITING_PLATFORM", "provider": "WAITING_MERCHANT", "operator": "WAITING_MERCHANT"}
WAYS = {
    "OPEN": [],
    "WAITING_MERCHANT": [("provider", "replyTicket")],
    "WAITING_PLATFORM": [("merchant-a", "replyTicket")],
    "RESOLVED": [("provider", "closeTicket")],
    "CLOSED": [("operator", "closeTicket")],
}


@pytest.mark.parametrize("state", list(WAYS))
async def test_where_each_sides_step_leads_to(api: Api, state: str) -> None:
    here = await note(api, await stock_order(api))
    for account, answered in SIDES.items():
        for mutation in ("replyTicket", "closeTicket"):
            asked = await ticket(api, subjectId=here["id"])
            for who, what in WAYS[state]:
                body = {"body": "…。"} if what == "replyTicket" else {}
                asked = await do(api, who, what, id=asked["id"], **body)
            assert asked["state"] == state
            given = {"id": asked["id"]} | ({"body": "好的"} if mutation == "replyTicket" else {})
            closes_as = "RESOLVED" if account == "provider" else "CLOSED"
            if state == "CLOSED" or (state, account, mutation) == ("RESOLVED", "provider", "closeTicket"):
                async with unchanged(api, "WorkTicket", asked["id"]):
                    assert await refused(api, account, mutation, **given) == [("INVALID_STATE", None)]
            else:
                done = await do(api, account, mutation, **given)
                assert done["state"] == (answered if mutation == "replyTicket" else closes_as), account


async def test_what_each_side_may_do_now(api: Api) -> None:
    here = await note(api, await stock_order(api))
    asked = await ticket(api, subjectId=here["id"])
    await do(api, "provider", "closeTicket", id=asked["id"])
    query = """query($id: ID!) { workTicket(by: {id: $id}) {
      stateLabel availableActions { action enabled disabledReason { code } } } }"""
    for account, may_close in {"merchant-a": True, "operator": True, "provider": False}.items():
        actions = (await api.data(account, query, id=asked["id"]))["workTicket"]["availableActions"]
        assert {action["action"]: action["enabled"] for action in actions} == {"REPLY": True, "CLOSE": may_close}


async def test_nobody_else_takes_part(api: Api) -> None:
    asked = await ticket(api)
    async with unchanged(api, "WorkTicket", asked["id"]):
        for account in ("merchant-b", "provider", "other-provider"):
            assert await refused(api, account, "replyTicket", id=asked["id"], body="x") == [("NOT_FOUND", ["id"])]
            assert await refused(api, account, "closeTicket", id=asked["id"]) == [("NOT_FOUND", ["id"])]
        for account in ("partner", "read-only"):
            await forbidden(api, account, "openTicket", **ASKED)
            await forbidden(api, account, "replyTicket", id=asked["id"], body="x")
            await forbidden(api, account, "closeTicket", id=asked["id"])
        stale = await refused(api, "merchant-a", "closeTicket", id=asked["id"], expectedVersion=2)
        assert stale == [("STALE_VERSION", ["expectedVersion"])]


# ───────────────────────── partners ─────────────────────────


async def test_the_platform_asks_itself_what_becomes_of_a_carton(api: Api) -> None:
    here = await note(api, await stock_order(api), at="ARRIVED")
    found = await case(api, here, "CARTON_MARK_MISSING")
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="TERMINATE_SUPPLY")
    assert resolved["state"] == "CLOSED"
    (made,) = resolved["spawned"]
    assert (made["__typename"], made["ticketState"], made["category"]) == ("WorkTicket", "OPEN", "RETURN_PROGRESS")
    opened = await read(api, "provider", "WorkTicket", made["id"])
    assert opened["subject"] == {"id": found["id"]}
    (message,) = opened["messages"]
    assert (message["author"]["role"], bool(message["body"])) == (None, True)


async def test_partners_know_of_no_ticket(api: Api) -> None:
    here = await note(api, await stock_order(api), at="ARRIVED")
    found = await case(api, here, "CARTON_MARK_MISSING")
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="TERMINATE_SUPPLY")
    made = resolved["spawned"][0]
    await ticket(api, subjectId=found["id"])
    order = await api.world.order()
    asked = await ticket(api, subjectId=order)
    (event,) = await timeline(api, "operator", "WorkTicket", made["id"])

    links = "links { relation document { __typename id } }"
    query = f"""query($id: ID!, $number: String!, $event: ID!, $found: ID!, $order: ID!) {{
      workTickets {{ totalCount nodes {{ id }} edges {{ cursor }} pageInfo {{ hasNextPage startCursor }} }}
      byId: workTicket(by: {{id: $id}}) {{ id }}
      byNumber: workTicket(by: {{number: $number}}) {{ id }}
      node(id: $id) {{ id }}
      nodes(ids: [$id, $event]) {{ id }}
      event: node(id: $event) {{ id ... on Event {{ changes subject {{ id }} }} }}
      exceptionCase(by: {{id: $found}}) {{ spawned {{ id }} {links} }}
      reverseOrder(by: {{id: $order}}) {{ {links} }}
    }}"""
    given = {"id": made["id"], "number": made["number"], "event": event["id"], "found": found["id"], "order": order}
    for account in ("partner", "narrow-partner"):
        told = await api.data(account, query, **given)
        assert told["workTickets"] == {
            "totalCount": 0,
            "nodes": [],
            "edges": [],
            "pageInfo": {"hasNextPage": False, "startCursor": None},
        }
        assert [told[name] for name in ("byId", "byNumber", "node", "event")] == [None] * 4
        assert told["nodes"] == [None, None]
        assert told["exceptionCase"]["spawned"] == []
        assert [link["document"]["__typename"] for link in told["exceptionCase"]["links"]] == ["DeliveryNote"]
        assert told["reverseOrder"]["links"] == []
    told = await api.data("merchant-a", query, **given)
    assert (told["byId"], told["byNumber"], told["node"]) == ({"id": made["id"]},) * 3
    assert told["event"]["subject"] == {"id": made["id"]}
    assert told["exceptionCase"]["spawned"] == [{"id": made["id"]}]
    assert told["reverseOrder"]["links"] == [
        {"relation": "CONCERNS", "document": {"__typename": "WorkTicket", "id": asked["id"]}}
    ]
    assert len(told["exceptionCase"]["links"]) > 1


async def test_no_number_of_a_ticket_is_told_to_partners(api: Api) -> None:
    here = await note(api, await stock_order(api), at="ARRIVED")
    found = await case(api, here, "CARTON_MARK_MISSING")
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="TERMINATE_SUPPLY")
    number = resolved["spawned"][0]["number"]
    assert number not in str(await timeline(api, "partner", "ExceptionCase", found["id"]))
