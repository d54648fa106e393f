"""Inbound documents, played through the API: a stock order to its note, a note to a step, a finding to its case."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from domain.text import write_moment
from tests.client import Api

Goods = Sequence[tuple[str, int]]
GOODS: Goods = (("MA-G1", 10), ("MA-G2", 4))

STOCK_ORDER = """{ id number version state orderKind mode origin acceptBy shipBy arriveBy
  lines { goodsItem { externalId } orderedQuantity shippedQuantity receivedQuantity }
  penalties { reason state } sourceCase { id }
  deadlines { kind dueAt status penaltyRisk } }"""
NOTE = """{ id number version state logistics trackingNumbers cartons { mark relabelled }
  stockOrder { id state } supplementOf { id }
  lines { goodsItem { externalId } declaredQuantity receivedQuantity passedQuantity problemQuantity } }"""
RETURN = """{ id number version state scope method scheduledPickupAt carrier trackingNumber signedAt
  entry { method contactName contactPhone expectedPickupAt address { recipient line1 } remark contentHash }
  lines { goodsItem { externalId } quantity packedQuantity signedQuantity } sourceCase { id } }"""
CASE = """{ id number version state type subtype stage orderKind detail resolution proposedResolution scheme
  affectedLines { goodsItem { externalId } quantity } options { resolution }
  pendingActions { action role dueAt penaltyRisk document { id number kind } }
  spawned { __typename id number ... on StockOrder { stockState: state origin orderKind mode }
    ... on DeliveryNote { noteState: state } ... on ReturnOrder { returnState: state scope }
    ... on WorkTicket { ticketState: state category } }
  compensation { state basisQuantity amount } resolvedBy { role } resolvedAt closedAt
  deliveryNote { id state } reverseOrder { id exceptionStatus } }"""
REVERSE_ORDER = "{ id number orderNumber }"
TICKET = "{ id number version state category subject { id } messages { body author { name role } } }"
ADDRESS = "{ id label isDefault address { recipient line1 } }"

SHAPES = {
    "ReverseOrder": ("reverseOrder", REVERSE_ORDER),
    "StockOrder": ("stockOrder", STOCK_ORDER),
    "DeliveryNote": ("deliveryNote", NOTE),
    "ExceptionCase": ("exceptionCase", CASE),
    "ReturnOrder": ("returnOrder", RETURN),
    "WorkTicket": ("workTicket", TICKET),
    "Address": ("address", ADDRESS),
}
MUTATIONS = {
    "createReverseOrder": ("CreateReverseOrderInput", "ReverseOrder"),
    "decideCustomsOutcome": ("DecideCustomsOutcomeInput", "ReverseOrder"),
    "registerPickup": ("RegisterPickupInput", "ReverseOrder"),
    "confirmDestruction": ("ConfirmDestructionInput", "ReverseOrder"),
    "createStockOrder": ("CreateStockOrderInput", "StockOrder"),
    "acceptStockOrder": ("AcceptStockOrderInput", "StockOrder"),
    "rejectStockOrder": ("RejectStockOrderInput", "StockOrder"),
    "cancelStockOrder": ("CancelInput", "StockOrder"),
    "createDeliveryNote": ("CreateDeliveryNoteInput", "DeliveryNote"),
    "confirmSend": ("ConfirmSendInput", "DeliveryNote"),
    "cancelDeliveryNote": ("CancelInput", "DeliveryNote"),
    "advanceDeliveryNote": ("AdvanceDeliveryNoteInput", "DeliveryNote"),
    "openExceptionCase": ("OpenExceptionCaseInput", "ExceptionCase"),
    "proposeResolution": ("ProposeResolutionInput", "ExceptionCase"),
    "resolveCase": ("ResolveCaseInput", "ExceptionCase"),
    "settleCase": ("SettleCaseInput", "ExceptionCase"),
    "dismissCase": ("DismissCaseInput", "ExceptionCase"),
    "enterReturnMethod": ("EnterReturnMethodInput", "ReturnOrder"),
    "packReturn": ("PackReturnInput", "ReturnOrder"),
    "shipReturn": ("ShipReturnInput", "ReturnOrder"),
    "collectReturn": ("CollectReturnInput", "ReturnOrder"),
    "signReturn": ("SignReturnInput", "ReturnOrder"),
    "forceAbandon": ("ForceAbandonInput", "ReturnOrder"),
    "cancelReturnOrder": ("CancelInput", "ReturnOrder"),
    "openTicket": ("OpenTicketInput", "WorkTicket"),
    "replyTicket": ("ReplyTicketInput", "WorkTicket"),
    "closeTicket": ("CloseTicketInput", "WorkTicket"),
    "createAddress": ("CreateAddressInput", "Address"),
}


def answer_of(name: str) -> str:
    """The field of a mutation's payload that holds the document."""
    return SHAPES[MUTATIONS[name][1]][0]


def mutation(name: str) -> str:
    input_type, answer = MUTATIONS[name]
    field, shape = SHAPES[answer]
    return (
        f"mutation($input: {input_type}!) {{ {name}(input: $input) "
        f"{{ {field} {shape} userErrors {{ code field message }} }} }}"
    )


async def call(api: Api, account: str, name: str, **input: Any) -> Any:
    """The payload of a mutation, whatever it answers."""
    return (await api.data(account, mutation(name), input=input))[name]


async def do(api: Api, account: str, name: str, **input: Any) -> Any:
    """The document after a mutation that is accepted."""
    payload = await call(api, account, name, **input)
    assert payload["userErrors"] == [], payload["userErrors"]
    return payload[answer_of(name)]


async def refused(api: Api, account: str, name: str, **input: Any) -> list[tuple[str, list[str] | None]]:
    """The codes and fields of a mutation's errors."""
    return [(error["code"], error["field"]) for error in (await call(api, account, name, **input))["userErrors"]]


async def forbidden(api: Api, account: str, name: str, **input: Any) -> None:
    """The account's role may not call the mutation at all."""
    error = await api.error(account, mutation(name), input=input)
    assert error["extensions"]["code"] == "FORBIDDEN", account


async def read(api: Api, account: str, answer: str, id: str) -> Any:
    """A document as an account sees it."""
    field, shape = SHAPES[answer]
    query = f"query($id: ID!) {{ {field}(by: {{id: $id}}) {shape} }}"
    return (await api.data(account, query, id=id))[field]


async def timeline(api: Api, account: str, answer: str, id: str) -> Any:
    """What happened to a document, as an account reads it."""
    field, _ = SHAPES[answer]
    query = f"""query($id: ID!) {{ {field}(by: {{id: $id}}) {{ timeline(first: 100) {{ nodes {{
      id action fromState toState changes actor {{ name }} }} }} }} }}"""
    return (await api.data(account, query, id=id))[field]["timeline"]["nodes"]


@asynccontextmanager
async def unchanged(api: Api, answer: str, id: str) -> AsyncIterator[None]:
    """Whatever is tried with a document, it stays as it is: its version, its lines, its history."""

    async def everything() -> Any:
        return await read(api, "operator", answer, id), await timeline(api, "operator", answer, id)

    before = await everything()
    yield
    assert await everything() == before


def moment(api: Api, **span: float) -> str:
    """A time from now on, as the API writes it."""
    return write_moment(api.world.clock.now + timedelta(**span))


def lines(goods: Goods, key: str = "quantity") -> list[dict[str, Any]]:
    return [{"goodsExternalId": name, key: quantity} for name, quantity in goods]


async def stock_order(api: Api, goods: Goods = GOODS, kind: str = "REPLENISHMENT", *, accepted: bool = True) -> Any:
    order = await do(
        api,
        "operator",
        "createStockOrder",
        merchantCode="MA",
        cargoOwnerCode="MA-OWNER",
        warehouseCode="W1",
        orderKind=kind,
        lines=lines(goods),
    )
    return await do(api, "merchant-a", "acceptStockOrder", id=order["id"]) if accepted else order


async def note(api: Api, order: Any, goods: Goods = GOODS, *, at: str = "DRAFT") -> Any:
    """A delivery note of the order, brought to a state."""
    if at in ENDED_BY:
        here, type, subtype, resolution = ENDED_BY[at]
        ended = await note(api, order, goods, at=here)
        found = await case(api, ended, type, subtype)
        await do(api, "operator", "resolveCase", id=found["id"], resolution=resolution)
        return await read(api, "provider", "DeliveryNote", ended["id"])
    made = await do(
        api, "merchant-a", "createDeliveryNote", stockOrderId=order["id"], logistics="PLATFORM", lines=lines(goods)
    )
    if at == "CANCELLED":
        return await do(api, "merchant-a", "cancelDeliveryNote", id=made["id"], reason="not sent")
    if at != "DRAFT":
        made = await do(api, "merchant-a", "confirmSend", id=made["id"])
    return made if at in ("DRAFT", "CONFIRMED") else await bring(api, made, at)


# By a rule: on a note in which state, what is found, and what is decided.
ENDED_BY = {
    "VOIDED": ("CONFIRMED", "TRANSIT_DAMAGE", None, "TERMINATE_SUPPLY"),
    "RETURNED": ("QUALITY_CHECK", "QUALITY_DEFECT", "FULL_REJECT", "RETURN_ALL"),
}
STEPS = ["IN_TRANSIT", "ARRIVED", "RECEIVING", "QUALITY_CHECK", "PUTAWAY_DONE"]


async def bring(api: Api, note: Any, to: str, problem: Goods = ()) -> Any:
    """Move a note on to a step, everything being as announced but for the problem pieces."""
    problems = dict(problem)
    done = STEPS.index(note["state"]) + 1 if note["state"] in STEPS else 0
    for step in STEPS[done : STEPS.index(to) + 1]:
        counts = [
            {"goodsExternalId": line["goodsItem"]["externalId"]}
            | ({"receivedQuantity": line["declaredQuantity"]} if step == "QUALITY_CHECK" else {})
            | (_checked(line, problems) if step == "PUTAWAY_DONE" else {})
            for line in note["lines"]
        ]
        counted = {"lines": counts} if step in ("QUALITY_CHECK", "PUTAWAY_DONE") else {}
        note = await do(api, "provider", "advanceDeliveryNote", id=note["id"], to=step, **counted)
    return note


def _checked(line: Any, problems: dict[str, int]) -> dict[str, int]:
    bad = problems.get(line["goodsItem"]["externalId"], 0)
    return {"passedQuantity": line["receivedQuantity"] - bad, "problemQuantity": bad}


ON_THE_WAY = ("PLATFORM_TRANSPORT_TIMEOUT", "SELF_TRANSPORT_TIMEOUT", "TRANSIT_DAMAGE")


def finding(note: Any, type: str, subtype: str | None = None, **given: Any) -> dict[str, Any]:
    """What a case on a note is opened with: nothing that its type does not need."""
    needed: dict[str, Any] = {"deliveryNoteId": note["id"], "type": type}
    needed["stage"] = "TRANSPORT" if type in ON_THE_WAY else "RECEIVING"
    if type in ("QTY_OVER", "WRONG_GOODS"):
        needed["lines"] = lines([("MA-G1", 2)])
    if type == "QUALITY_DEFECT":
        needed |= {"stage": "QUALITY_CHECK", "subtype": subtype or "PARTIAL"}
    return {**needed, **given}


async def case(api: Api, note: Any, type: str, subtype: str | None = None, **given: Any) -> Any:
    """An exception case on a note, as the warehouse opens it."""
    return await do(api, "provider", "openExceptionCase", **finding(note, type, subtype, **given))


async def anomaly(api: Api, order: str, detail: str = "包裹破损") -> Any:
    """An exception case on a reverse order."""
    given = {"reverseOrderId": order, "stage": "HANDOVER", "type": "REVERSE_PARCEL_ANOMALY", "detail": detail}
    return await do(api, "provider", "openExceptionCase", **given)
