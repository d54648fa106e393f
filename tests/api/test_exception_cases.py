"""Exception cases: where one may be opened, who decides it, and what nobody outside the warehouse learns of it."""

import json
import re
from typing import Any

import pytest

from tests.api.inbound import (
    anomaly,
    call,
    case,
    do,
    finding,
    forbidden,
    lines,
    moment,
    note,
    read,
    refused,
    stock_order,
    timeline,
    unchanged,
)
from tests.api.operations import HANDLED, PICKED_UP, REGISTER, codes, self_pickup
from tests.client import Api
from tests.plan.covering import covering

# ───────────────────────── where one may be opened ─────────────────────────

ON_THE_WAY = {"PLATFORM_TRANSPORT_TIMEOUT", "SELF_TRANSPORT_TIMEOUT"}
DAMAGE = {"TRANSIT_DAMAGE"}
AT_THE_DOOR = {
    "MULTIPLE_NOTES_ON_PARCEL",
    "CARTON_MARK_UNREADABLE",
    "CARTON_MARK_MISSING",
    "RECEIVING_PARCEL_ANOMALY",
}
COUNTING = {
    "QTY_OVER",
    "QTY_SHORT",
    "WRONG_GOODS",
    "BARCODE_WRONG",
    "BARCODE_DAMAGED",
    "PRODUCT_BLOATED",
    "PRODUCT_DAMAGED",
}
QUALITY = {"QUALITY_DEFECT"}
ALL = ON_THE_WAY | DAMAGE | AT_THE_DOOR | COUNTING | QUALITY | {"NOTE_NOT_CONFIRMED", "NOTE_CANCELLED"}
# Which cases a note admits in each of its states (domain.md).
ADMITS = {
    "DRAFT": {"NOTE_NOT_CONFIRMED"},
    "CONFIRMED": ON_THE_WAY | DAMAGE,
    "IN_TRANSIT": ON_THE_WAY | DAMAGE,
    "ARRIVED": DAMAGE | AT_THE_DOOR,
    "RECEIVING": AT_THE_DOOR | COUNTING,
    "QUALITY_CHECK": COUNTING | QUALITY,
    "PUTAWAY_DONE": set(),
    "VOIDED": {"NOTE_CANCELLED"},
    "RETURNED": set(),
    "CANCELLED": {"NOTE_CANCELLED"},
}


async def cases_in_all(api: Api) -> int:
    total = (await api.data("operator", "{ exceptionCases { totalCount } }"))["exceptionCases"]["totalCount"]
    assert isinstance(total, int)
    return total


@pytest.mark.parametrize("at", list(ADMITS))
async def test_a_note_admits_what_can_be_found_in_its_state(api: Api, at: str) -> None:
    assert len(ALL) == 17
    here = await note(api, await stock_order(api), at=at)
    assert here["state"] == at
    before = await cases_in_all(api)
    async with unchanged(api, "DeliveryNote", here["id"]):
        for type in sorted(ALL):
            payload = await call(api, "provider", "openExceptionCase", **finding(here, type))
            assert codes(payload) == ([] if type in ADMITS[at] else [("INVALID_STATE", None)]), type
    assert await cases_in_all(api) == before + len(ADMITS[at])


async def test_a_case_says_what_was_found(api: Api) -> None:
    here = await note(api, await stock_order(api, kind="JIT_REPLENISHMENT"), at="RECEIVING")
    found = await case(api, here, "BARCODE_WRONG", lines=lines([("MA-G2", 4), ("MA-G1", 1)]), detail=" 标签错了 ")
    assert found["number"].startswith("EC260601")
    facts = [found[name] for name in ("state", "version", "stage", "type", "subtype", "orderKind", "detail", "scheme")]
    assert facts == ["OPEN", 1, "RECEIVING", "BARCODE_WRONG", None, "JIT_REPLENISHMENT", "标签错了", None]
    assert [(line["goodsItem"]["externalId"], line["quantity"]) for line in found["affectedLines"]] == [
        ("MA-G2", 4),
        ("MA-G1", 1),
    ]
    assert found["deliveryNote"] == {"id": here["id"], "state": "RECEIVING"}
    assert [option["resolution"] for option in found["options"]] == ["IN_WAREHOUSE_SUPPLEMENT", "RETURN_PROBLEM_ITEMS"]
    assert (found["pendingActions"], found["spawned"], found["resolvedBy"]) == ([], [], None)


async def test_without_lines_the_whole_note_is_meant(api: Api) -> None:
    here = await note(api, await stock_order(api), at="ARRIVED")
    found = await case(api, here, "CARTON_MARK_MISSING")
    assert [line["quantity"] for line in found["affectedLines"]] == [10, 4]


async def test_what_is_there_too_much_is_bounded_by_no_line(api: Api) -> None:
    here = await note(api, await stock_order(api), at="RECEIVING")
    found = await case(api, here, "WRONG_GOODS", lines=lines([("MA-G5", 7), ("MA-G1", 50)]))
    assert [(line["goodsItem"]["externalId"], line["quantity"]) for line in found["affectedLines"]] == [
        ("MA-G5", 7),
        ("MA-G1", 50),
    ]
    found = await case(api, here, "QTY_OVER", lines=lines([("MA-G2", 5)]))
    assert [line["quantity"] for line in found["affectedLines"]] == [5]


@pytest.mark.parametrize(
    ("at", "type", "changes", "expected"),
    [
        ("RECEIVING", "QTY_SHORT", {"stage": "TRANSPORT"}, [("INVALID", ["stage"])]),
        ("RECEIVING", "QTY_SHORT", {"stage": "HANDOVER"}, [("INVALID", ["stage"])]),
        ("CONFIRMED", "TRANSIT_DAMAGE", {"stage": "RECEIVING"}, [("INVALID", ["stage"])]),
        ("QUALITY_CHECK", "QUALITY_DEFECT", {"subtype": None}, [("INVALID", ["subtype"])]),
        ("QUALITY_CHECK", "PRODUCT_DAMAGED", {"subtype": "PARTIAL"}, [("INVALID", ["subtype"])]),
        ("RECEIVING", "QTY_SHORT", {"lines": lines([("MA-G2", 5)])}, [("INVALID", ["lines", "0", "quantity"])]),
        (
            "RECEIVING",
            "BARCODE_WRONG",
            {"lines": lines([("MA-G1", 10), ("MA-G3", 1)])},
            [("INVALID", ["lines", "1", "goodsExternalId"])],
        ),
        (
            "RECEIVING",
            "WRONG_GOODS",
            {"lines": lines([("MA-G5", 1), ("MA-G99", 1), ("MB-G1", 1)])},
            [("NOT_FOUND", ["lines", "1", "goodsExternalId"]), ("NOT_FOUND", ["lines", "2", "goodsExternalId"])],
        ),
        ("RECEIVING", "WRONG_GOODS", {"lines": None}, [("INVALID", ["lines"])]),
        ("RECEIVING", "QTY_OVER", {"lines": lines([("MA-G1", 0)])}, [("INVALID", ["lines", "0", "quantity"])]),
        ("RECEIVING", "QTY_SHORT", {"detail": "d" * 501}, [("INVALID", ["detail"])]),
        ("RECEIVING", "QTY_SHORT", {"deliveryNoteId": None}, [("INVALID", ["deliveryNoteId"])]),
        ("RECEIVING", "QTY_SHORT", {"reverseOrderId": "ro_0"}, [("INVALID", ["reverseOrderId"])]),
        ("RECEIVING", "QTY_SHORT", {"deliveryNoteId": "dn_0"}, [("NOT_FOUND", ["deliveryNoteId"])]),
    ],
)
async def test_cases_that_cannot_be_opened(
    api: Api, at: str, type: str, changes: dict[str, Any], expected: list[Any]
) -> None:
    here = await note(api, await stock_order(api), at=at)
    async with unchanged(api, "DeliveryNote", here["id"]):
        assert await refused(api, "provider", "openExceptionCase", **finding(here, type) | changes) == expected
    assert await cases_in_all(api) == 0


async def test_a_note_in_another_providers_warehouse_does_not_exist(api: Api) -> None:
    here = await note(api, await stock_order(api), at="RECEIVING")
    given = finding(here, "QTY_SHORT")
    assert await refused(api, "other-provider", "openExceptionCase", **given) == [("NOT_FOUND", ["deliveryNoteId"])]


# ───────────────────────── on a reverse order ─────────────────────────


async def exception_status(api: Api, id: str) -> str:
    query = "query($id: ID!) { reverseOrder(by: {id: $id}) { exceptionStatus } }"
    return str((await api.data("merchant-a", query, id=id))["reverseOrder"]["exceptionStatus"])


async def history(api: Api, id: str) -> list[Any]:
    """What cases did to a reverse order: each event's changes, and the version in the end."""
    query = """query($id: ID!) { reverseOrder(by: {id: $id}) { version
      timeline { nodes { action fromState toState changes } } } }"""
    order = (await api.data("merchant-a", query, id=id))["reverseOrder"]
    events = order["timeline"]["nodes"]
    assert order["version"] == len(events)
    assert all(event["fromState"] == event["toState"] for event in events if event["action"] is None)
    return [event["changes"] for event in events if event["action"] is None]


async def test_an_anomaly_is_settled_with_a_written_outcome(api: Api) -> None:
    order = await api.world.order()
    assert await exception_status(api, order) == "NONE"
    found = await anomaly(api, order)
    assert (found["state"], found["stage"], found["orderKind"]) == ("OPEN", "HANDOVER", None)
    assert (found["deliveryNote"], found["affectedLines"], found["options"]) == (None, [], [])
    assert await exception_status(api, order) == "PENDING"
    assert await refused(api, "operator", "settleCase", id=found["id"], outcome=" ") == [("INVALID", ["outcome"])]
    api.world.clock.advance(hours=1)
    settled = await do(api, "operator", "settleCase", id=found["id"], outcome="已换箱")
    assert (settled["state"], settled["version"], settled["resolution"]) == ("CLOSED", 2, None)
    assert (settled["resolvedBy"], settled["closedAt"]) == ({"role": "PLATFORM_OPERATOR"}, moment(api))
    assert settled["reverseOrder"] == {"id": order, "exceptionStatus": "CLOSED"}
    number = found["number"]
    assert await history(api, order) == [
        {"exceptionCase": number, "caseState": "OPEN", "exceptionStatus": "PENDING"},
        {"exceptionCase": number, "caseState": "CLOSED", "exceptionStatus": "CLOSED"},
    ]


async def test_a_dismissed_anomaly_does_not_count(api: Api) -> None:
    order = await api.world.order()
    first = await anomaly(api, order)
    await do(api, "operator", "dismissCase", id=first["id"], reason="看错了")
    assert await exception_status(api, order) == "NONE"
    second, third = await anomaly(api, order), await anomaly(api, order)
    await do(api, "operator", "settleCase", id=second["id"], outcome="已找到")
    assert await exception_status(api, order) == "PENDING"
    await do(api, "operator", "dismissCase", id=third["id"], reason="看错了")
    assert await exception_status(api, order) == "CLOSED"
    assert [change["exceptionStatus"] for change in await history(api, order)] == [
        "PENDING",
        "NONE",
        "PENDING",
        "PENDING",
        "PENDING",
        "CLOSED",
    ]


async def test_handling_is_not_confirmed_while_a_case_is_open(api: Api) -> None:
    order = await api.world.order()
    await api.data("merchant-a", REGISTER, input={"id": order, "pickup": self_pickup()})
    await api.data("provider", PICKED_UP, input={"id": order, "verifiedName": "张三"})
    found = await anomaly(api, order)
    refusal = (await api.data("merchant-a", HANDLED, input={"id": order}))["confirmHandling"]
    assert codes(refusal) == [("INVALID_STATE", None)]
    assert refusal["reverseOrder"]["state"] == "PICKED_UP"
    await do(api, "operator", "settleCase", id=found["id"], outcome="已核实")
    handled = (await api.data("merchant-a", HANDLED, input={"id": order}))["confirmHandling"]
    assert (codes(handled), handled["reverseOrder"]["state"]) == ([], "COMPLETED")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"detail": None}, [("INVALID", ["detail"])]),
        ({"detail": " "}, [("INVALID", ["detail"])]),
        ({"stage": "RECEIVING"}, [("INVALID", ["stage"])]),
        ({"subtype": "PARTIAL"}, [("INVALID", ["subtype"])]),
        ({"lines": lines([("MA-G1", 1)])}, [("INVALID", ["lines"])]),
        ({"deliveryNoteId": "dn_0"}, [("INVALID", ["deliveryNoteId"])]),
        ({"reverseOrderId": None}, [("INVALID", ["reverseOrderId"])]),
        ({"reverseOrderId": "ro_0"}, [("NOT_FOUND", ["reverseOrderId"])]),
    ],
)
async def test_anomalies_that_cannot_be_opened(api: Api, changes: dict[str, Any], expected: list[Any]) -> None:
    order = await api.world.order()
    given = {"reverseOrderId": order, "stage": "HANDOVER", "type": "REVERSE_PARCEL_ANOMALY", "detail": "丢了"}
    assert await refused(api, "provider", "openExceptionCase", **{**given, **changes}) == expected
    assert (await exception_status(api, order), await history(api, order)) == ("NONE", [])


# ───────────────────────── proposed and decided ─────────────────────────


async def test_the_warehouse_proposes_and_the_platform_decides_otherwise(api: Api) -> None:
    here = await note(api, await stock_order(api), at="RECEIVING")
    found = await case(api, here, "QTY_SHORT", lines=lines([("MA-G1", 2)]))
    given = {"id": found["id"], "resolution": "CONTINUE_SUPPLY", "expectedVersion": 1}
    proposed = await do(api, "provider", "proposeResolution", **given)
    assert (proposed["state"], proposed["version"]) == ("PROPOSED", 2)
    assert (proposed["proposedResolution"], proposed["resolution"]) == ("CONTINUE_SUPPLY", None)
    api.world.clock.advance(hours=1)
    given = {"id": found["id"], "resolution": "TERMINATE_SUPPLY", "expectedVersion": 2}
    resolved = await do(api, "operator", "resolveCase", **given)
    assert (resolved["state"], resolved["version"]) == ("CLOSED", 3)
    assert (resolved["resolution"], resolved["scheme"]) == ("TERMINATE_SUPPLY", "NO_ACTION")
    assert resolved["proposedResolution"] == "CONTINUE_SUPPLY"
    assert (resolved["resolvedAt"], resolved["closedAt"]) == (moment(api), moment(api))
    assert (resolved["options"], resolved["spawned"], resolved["pendingActions"]) == ([], [], [])
    events = await timeline(api, "operator", "ExceptionCase", found["id"])
    assert [(event["action"], event["actor"]["name"]) for event in events] == [
        ("CREATE", "provider"),
        ("PROPOSE_RESOLUTION", "provider"),
        ("RESOLVE", "operator"),
    ]


async def test_what_the_rules_do_not_admit_is_neither_proposed_nor_decided(api: Api) -> None:
    order = await stock_order(api)
    here = await note(api, order, at="QUALITY_CHECK")
    found = await case(api, here, "QUALITY_DEFECT", "PARTIAL")
    async with unchanged(api, "ExceptionCase", found["id"]), unchanged(api, "DeliveryNote", here["id"]):
        for account, mutation in (("provider", "proposeResolution"), ("operator", "resolveCase")):
            for resolution in ("RETURN_ALL", "TERMINATE_SUPPLY"):
                answer = await refused(api, account, mutation, id=found["id"], resolution=resolution)
                assert answer == [("RULE_NOT_FOUND", None)], (mutation, resolution)


async def test_each_kind_of_case_is_decided_in_its_own_way(api: Api) -> None:
    on_order = await anomaly(api, await api.world.order())
    on_note = await case(api, await note(api, await stock_order(api)), "NOTE_NOT_CONFIRMED")
    async with unchanged(api, "ExceptionCase", on_order["id"]), unchanged(api, "ExceptionCase", on_note["id"]):
        for account, mutation in (("provider", "proposeResolution"), ("operator", "resolveCase")):
            answer = await refused(api, account, mutation, id=on_order["id"], resolution="RETURN_PARCEL")
            assert answer == [("NOT_ELIGIBLE", None)], mutation
        answer = await refused(api, "operator", "settleCase", id=on_note["id"], outcome="好了")
        assert answer == [("NOT_ELIGIBLE", None)]


async def test_a_stale_version_decides_nothing(api: Api) -> None:
    found = await case(api, await note(api, await stock_order(api)), "NOTE_NOT_CONFIRMED")
    chosen = {"resolution": "RETURN_PARCEL"}
    await do(api, "provider", "proposeResolution", id=found["id"], **chosen)
    async with unchanged(api, "ExceptionCase", found["id"]):
        for account, mutation, given in (
            ("provider", "proposeResolution", chosen),
            ("operator", "resolveCase", {"resolution": "RETURN_ALL"}),
            ("operator", "settleCase", {"outcome": "x"}),
            ("operator", "dismissCase", {"reason": "x"}),
        ):
            answer = await refused(api, account, mutation, id=found["id"], expectedVersion=1, **given)
            assert answer == [("STALE_VERSION", ["expectedVersion"])], mutation


async def test_a_case_is_decided_once(api: Api) -> None:
    resolved = await case(api, await note(api, await stock_order(api)), "NOTE_NOT_CONFIRMED")
    await do(api, "operator", "resolveCase", id=resolved["id"], resolution="RETURN_PARCEL")
    dismissed = await case(api, await note(api, await stock_order(api)), "NOTE_NOT_CONFIRMED")
    await do(api, "operator", "dismissCase", id=dismissed["id"], reason="看错了")
    settled = await anomaly(api, await api.world.order())
    await do(api, "operator", "settleCase", id=settled["id"], outcome="好了")
    for found, account, mutation, given in (
        (resolved, "operator", "resolveCase", {"resolution": "RETURN_PARCEL"}),
        (resolved, "operator", "resolveCase", {"resolution": "RETURN_ALL"}),
        (resolved, "provider", "proposeResolution", {"resolution": "RETURN_PARCEL"}),
        (resolved, "operator", "dismissCase", {"reason": "x"}),
        (dismissed, "operator", "resolveCase", {"resolution": "RETURN_PARCEL"}),
        (dismissed, "provider", "proposeResolution", {"resolution": "RETURN_PARCEL"}),
        (dismissed, "operator", "dismissCase", {"reason": "x"}),
        (settled, "operator", "settleCase", {"outcome": "x"}),
        (settled, "operator", "dismissCase", {"reason": "x"}),
    ):
        async with unchanged(api, "ExceptionCase", found["id"]):
            answer = await refused(api, account, mutation, id=found["id"], **given)
            assert answer == [("INVALID_STATE", None)], (found["number"], mutation)


async def test_a_case_is_proposed_once_and_dismissed_with_a_reason(api: Api) -> None:
    here = await note(api, await stock_order(api))
    found = await case(api, here, "NOTE_NOT_CONFIRMED")
    await do(api, "provider", "proposeResolution", id=found["id"], resolution="RETURN_PARCEL")
    async with unchanged(api, "ExceptionCase", found["id"]):
        given = {"id": found["id"], "resolution": "AUTO_DOCUMENT_SUPPLEMENT"}
        assert await refused(api, "provider", "proposeResolution", **given) == [("INVALID_STATE", None)]
        assert await refused(api, "operator", "dismissCase", id=found["id"], reason="") == [("INVALID", ["reason"])]
    async with unchanged(api, "DeliveryNote", here["id"]):
        dismissed = await do(api, "operator", "dismissCase", id=found["id"], reason="看错了")
    assert (dismissed["state"], dismissed["closedAt"], dismissed["resolution"]) == ("DISMISSED", moment(api), None)


@pytest.mark.parametrize(
    ("mutation", "given", "may"),
    [
        ("openExceptionCase", {}, {"provider", "operator"}),
        ("proposeResolution", {"resolution": "RETURN_PARCEL"}, {"provider", "operator"}),
        ("resolveCase", {"resolution": "RETURN_PARCEL"}, {"operator"}),
        ("settleCase", {"outcome": "x"}, {"operator"}),
        ("dismissCase", {"reason": "x"}, {"operator"}),
    ],
)
async def test_a_case_is_no_merchants_matter(api: Api, mutation: str, given: dict[str, Any], may: set[str]) -> None:
    here = await note(api, await stock_order(api))
    found = await case(api, here, "NOTE_NOT_CONFIRMED")
    input = finding(here, "NOTE_NOT_CONFIRMED") if mutation == "openExceptionCase" else {"id": found["id"], **given}
    async with unchanged(api, "ExceptionCase", found["id"]):
        for account in {"merchant-a", "merchant-ab", "partner", "narrow-partner", "provider", "operator"} - may:
            await forbidden(api, account, mutation, **input)
    assert await cases_in_all(api) == 1


# ───────────────────────── what merchants and partners do not learn ─────────────────────────

RULES = "query($type: ExceptionType) { exceptionRules(type: $type) { id resolution subtype } }"
RESOLUTIONS = """{ __type(name: "Resolution") { enumValues { name } } }"""
PREVIEW = """query($id: ID!, $resolution: Resolution!) {
  previewResolution(caseId: $id, resolution: $resolution) { scheme } }"""
LISTED = """query($id: ID!) { exceptionCases(filter: {id: {eq: $id}}) {
  totalCount facets { states { value count } types { value count } } nodes { version availableActions { action } }
} }"""


async def everything(api: Api, account: str, found: Any) -> str:
    """All that an account reads of a case, of its note and what hangs on them, but for ids, numbers and cursors."""
    told = [await api.data(account, LISTED, id=found["id"])]
    for name, id in (("exceptionCase", found["id"]), ("deliveryNote", found["deliveryNote"]["id"])):
        told.append(await api.data(account, covering(name), by={"id": id}))
    chosen = ("RETURN_DEFECTIVE", "REWORK_DEFECTIVE", "REWORK_ALL", "RETURN_ALL")
    told += [await api.data(account, PREVIEW, id=found["id"], resolution=resolution) for resolution in chosen]
    text = json.dumps(told, ensure_ascii=False, indent=1)
    text = re.sub(r"\b[a-z]{2}_[0-9a-f]{32}\b", "ID", text)
    text = re.sub(r"\b(SO|DN|EC)\d{6}[0-9A-Z]+\b", "NUMBER", text)
    return re.sub(r'"([a-zA-Z]*[cC]ursor)": "[^"]+"', "CURSOR", text)


async def defects(api: Api) -> tuple[Any, Any]:
    """Two cases that differ in the subtype alone: PARTIAL, FULL_REJECT."""
    notes = [await note(api, await stock_order(api), at="QUALITY_CHECK") for _ in range(2)]
    # What is linked in the same moment has no order.
    api.world.clock.advance(seconds=1)
    given = {"lines": lines([("MA-G1", 3)]), "detail": "开线"}
    partial = await case(api, notes[0], "QUALITY_DEFECT", "PARTIAL", **given)
    return partial, await case(api, notes[1], "QUALITY_DEFECT", "FULL_REJECT", **given)


async def assert_alike(api: Api, partial: Any, full: Any) -> None:
    for account in ("merchant-a", "partner"):
        told = await everything(api, account, partial)
        assert told == await everything(api, account, full), account
        assert "PARTIAL" not in told.replace("PARTIALLY_SHIPPED", ""), account
    # What is compared would show it.
    assert await everything(api, "provider", partial) != await everything(api, "provider", full)


async def test_the_subtype_is_told_to_nobody_outside_the_warehouse(api: Api) -> None:
    partial, full = await defects(api)
    await assert_alike(api, partial, full)
    for account in ("merchant-a", "partner"):
        seen = await read(api, account, "ExceptionCase", partial["id"])
        assert (seen["subtype"], seen["proposedResolution"], seen["options"]) == (None, None, [])
        created, *_ = await timeline(api, account, "ExceptionCase", partial["id"])
        assert set(created["changes"]) == {"type", "stage", "detail"}
    assert (await read(api, "provider", "ExceptionCase", full["id"]))["subtype"] == "FULL_REJECT"


async def test_a_proposal_is_told_to_nobody_outside_the_warehouse(api: Api) -> None:
    partial, full = await defects(api)
    await do(api, "provider", "proposeResolution", id=partial["id"], resolution="RETURN_DEFECTIVE")
    await do(api, "provider", "proposeResolution", id=full["id"], resolution="RETURN_ALL")
    await assert_alike(api, partial, full)
    for account in ("merchant-a", "partner"):
        proposed = (await timeline(api, account, "ExceptionCase", partial["id"]))[-1]
        assert (proposed["action"], proposed["changes"]) == ("PROPOSE_RESOLUTION", {})


async def test_a_dismissed_case_does_not_tell_its_subtype(api: Api) -> None:
    partial, full = await defects(api)
    for found in (partial, full):
        await do(api, "operator", "dismissCase", id=found["id"], reason="看错了")
    await assert_alike(api, partial, full)


async def test_what_the_warehouse_does_meanwhile_does_not_tell_the_subtype(api: Api) -> None:
    partial, full = await defects(api)
    for found in (partial, full):
        counts = [
            {"goodsExternalId": g, "passedQuantity": q, "problemQuantity": 0} for g, q in (("MA-G1", 10), ("MA-G2", 4))
        ]
        given = {"id": found["deliveryNote"]["id"], "to": "PUTAWAY_DONE", "lines": counts}
        await call(api, "provider", "advanceDeliveryNote", **given)
    await assert_alike(api, partial, full)


async def test_previews_are_the_warehouses(api: Api) -> None:
    partial, _ = await defects(api)

    async def admitted(account: str) -> list[str]:
        names = [value["name"] for value in (await api.data(account, RESOLUTIONS))["__type"]["enumValues"]]
        found = [(n, await api.data(account, PREVIEW, id=partial["id"], resolution=n)) for n in names]
        return [name for name, preview in found if preview["previewResolution"] is not None]

    assert await admitted("provider") == await admitted("operator") == ["RETURN_DEFECTIVE", "REWORK_DEFECTIVE"]
    assert await admitted("other-provider") == []
    assert await admitted("merchant-a") == await admitted("partner") == []


async def test_rules_are_listed_in_an_order_that_tells_no_subtype(api: Api) -> None:
    order = [value["name"] for value in (await api.data("merchant-a", RESOLUTIONS))["__type"]["enumValues"]]
    staff = (await api.data("operator", RULES, type="QUALITY_DEFECT"))["exceptionRules"]
    assert {rule["subtype"] for rule in staff} == {"PARTIAL", "FULL_REJECT"}
    for account in ("merchant-a", "partner"):
        rules = (await api.data(account, RULES, type="QUALITY_DEFECT"))["exceptionRules"]
        assert [rule["subtype"] for rule in rules] == [None] * 4
        names = [rule["resolution"] for rule in rules]
        assert names == sorted(names, key=order.index)
        assert [rule["id"] for rule in rules] == [rule["id"] for rule in staff]
        one = "query($id: ID!) { node(id: $id) { ... on ExceptionRule { resolution subtype } } }"
        for rule in rules:
            node = (await api.data(account, one, id=rule["id"]))["node"]
            assert node == {"resolution": rule["resolution"], "subtype": None}
    everywhere = (await api.data("merchant-a", RULES))["exceptionRules"]
    assert len({rule["id"] for rule in everywhere}) == len(everywhere) == 36


async def test_partners_read_findings_and_outcomes_masked(api: Api) -> None:
    order = await api.world.order()
    found = await anomaly(api, order, detail="王五取走了包裹")
    await do(api, "operator", "settleCase", id=found["id"], outcome="赵六已归还")
    doubtful = await anomaly(api, order, detail="王五又来了")
    await do(api, "operator", "dismissCase", id=doubtful["id"], reason="赵六看错了")
    told = {
        account: str(
            [
                await api.data(account, covering("exceptionCase"), by={"id": found["id"]}),
                await api.data(account, covering("exceptionCase"), by={"id": doubtful["id"]}),
                await api.data(account, covering("reverseOrder"), by={"id": order}),
            ]
        )
        for account in ("partner", "merchant-a")
    }
    for secret in ("王五取走了包裹", "赵六已归还", "王五又来了", "赵六看错了"):
        assert secret in told["merchant-a"]
        assert secret not in told["partner"]
