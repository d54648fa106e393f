"""What the table of verdicts (test_verdicts.py) asks with: tokens, documents to read and to act on, valid arguments.

A permitted caller then has no reason to fail, so that a refusal is about who asks and about nothing else.
"""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

from graphql import GraphQLEnumType
from sqlalchemy import update

from domain.exception_cases import ExceptionType
from domain.permissions import SYSTEM, TokenScope
from domain.reverse_orders import ReverseType
from models import ApiToken
from models.database import Database
from services.users import CreateToken, create_token
from services.work import Work, perform
from tests.api.files import upload
from tests.api.inbound import anomaly, case, do, lines, note, stock_order
from tests.api.operations import DESTROY, FORWARDED, PICKED_UP, REGISTER, codes, forward, new_order, self_pickup
from tests.client import Api
from tests.clock import TestClock
from tests.plan.served import SCHEMA
from tests.templates import Contents
from tests.world import ACCOUNTS, build_world

Rows = frozenset[str]


def rows(*values: str) -> Rows:
    return frozenset(values)


# ───────────────────────── who asks ─────────────────────────

DAY = timedelta(days=1)
# Every account has a token of each of these kinds too.
NARROW: dict[str, dict[str, Any]] = {
    "read-only": {"scopes": (TokenScope.READ,)},
    "write-only": {"scopes": (TokenScope.WRITE,)},
}
VOID: dict[str, dict[str, Any]] = {"expired": {"lifetime": DAY}, "revoked": {}}


def token_of(account: str, kind: str) -> str:
    return f"{account} {kind}"


async def with_tokens(database: Database) -> Contents:
    """The world on the day after the tokens were made: the first moment that they are expired."""
    world = await build_world(database)
    yesterday = TestClock(world.clock.now - DAY)
    for kind, options in (NARROW | VOID).items():
        commands = [CreateToken(account, label=token_of(account, kind), **options) for account in ACCOUNTS]
        tokens = await perform(database, _create, commands, actor=SYSTEM, clock=yesterday)
        world.tokens |= {command.label: token for command, token in zip(commands, tokens, strict=True)}
    await world.do(_revoke, [token_of(account, "revoked") for account in ACCOUNTS])
    return Contents(world.tokens, world.ids)


async def _create(work: Work, commands: list[CreateToken]) -> list[str]:
    return [await create_token(work, command) for command in commands]


async def _revoke(work: Work, labels: list[str]) -> None:
    await work.session.execute(update(ApiToken).where(ApiToken.name.in_(labels)).values(revoked_at=work.now))


# ───────────────────────── documents to read ─────────────────────────


@dataclass(frozen=True)
class Documents:
    """What belongs to a tenant. `waiting`: what is to be done with them, by whose task it is."""

    parcels: list[str]
    orders: list[str]
    notes: list[str]
    cases: list[str]
    returns: list[str]
    tickets: list[str]
    address: str
    waiting: Mapping[str, Mapping[str, str]]


async def our_documents(api: Api) -> Documents:
    """Of merchant A in warehouse W1; in each is something that not everybody reads."""
    parcel = await api.world.order(reason="收件人王五拒收")
    pickup = forward()
    pickup["forward"]["remark"] = "请打电话给赵六"
    await step(api, "merchant-a", REGISTER, id=parcel, pickup=pickup)
    await upload(api, parcel, kind="DOCUMENT", name="签收人孙八.pdf")
    order = (await stock_order(api))["id"]
    here = await note(api, {"id": order}, [("MA-G1", 6), ("MA-G2", 4)], at="QUALITY_CHECK")
    defect = await case(api, here, "QUALITY_DEFECT", lines=lines([("MA-G1", 1)]), detail="袖口开线")
    await do(api, "provider", "proposeResolution", id=defect["id"], resolution="REWORK_DEFECTIVE")
    barcode = await case(api, here, "BARCODE_WRONG", lines=lines([("MA-G2", 1)]), detail="条码贴错")
    returned = await resolved(api, barcode["id"], "RETURN_PROBLEM_ITEMS")
    await do(api, "merchant-a", "enterReturnMethod", id=returned, method=self_pickup(remark="下午来"))
    asked = await do(api, "merchant-a", "openTicket", category="OTHER", subjectId=parcel, body="何时能到？")
    return Documents(
        parcels=[parcel],
        orders=[order],
        notes=[here["id"]],
        cases=[defect["id"], barcode["id"]],
        returns=[returned],
        tickets=[asked["id"]],
        address=f"ad_{api.world.ids['MA-ADDRESS'].hex}",
        waiting={
            "MERCHANT": {"CREATE_DELIVERY_NOTE": order},
            "SERVICE_PROVIDER": {"REPORT_FORWARDED": parcel, "FINISH_QUALITY_CHECK": here["id"], "PACK": returned},
            "PLATFORM_OPERATOR": {"RESOLVE": defect["id"], "REPLY": asked["id"]},
        },
    )


async def their_documents(api: Api) -> Documents:
    """Of merchant B in warehouse W3, which another provider runs. Other things are to be done than with ours."""
    place = {"merchantCode": "MB", "cargoOwnerCode": "MB-OWNER", "warehouseCode": "W3"}
    goods = lines([("MB-G1", 3)])
    parcel = await api.world.order(merchant="MB", warehouse="W3")
    undecided = await api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED, merchant="MB", warehouse="W3")
    order = (await do(api, "operator", "createStockOrder", orderKind="FIRST", lines=goods, **place))["id"]
    await do(api, "merchant-b", "acceptStockOrder", id=order)
    announced = {"stockOrderId": order, "logistics": "PLATFORM", "lines": goods}
    drafted = (await do(api, "merchant-b", "createDeliveryNote", **announced))["id"]
    finding = {"deliveryNoteId": drafted, "type": "NOTE_NOT_CONFIRMED", "stage": "RECEIVING"}
    found = await do(api, "other-provider", "openExceptionCase", **finding)
    returned = await resolved(api, found["id"], "RETURN_PARCEL")
    asked = await do(api, "merchant-b", "openTicket", category="OTHER", subjectId=parcel, body="?")
    return Documents(
        parcels=[parcel, undecided],
        orders=[order],
        notes=[drafted],
        cases=[found["id"]],
        returns=[returned],
        tickets=[asked["id"]],
        address=f"ad_{api.world.ids['MB-ADDRESS'].hex}",
        waiting={
            "MERCHANT": {"REGISTER_PICKUP": parcel, "ENTER_RETURN_METHOD": returned},
            "SERVICE_PROVIDER": {"DECIDE_CUSTOMS_OUTCOME": undecided},
            "PLATFORM_OPERATOR": {"REPLY": asked["id"]},
        },
    )


async def step(api: Api, account: str, operation: str, **input: Any) -> None:
    """Move a reverse order on."""
    (payload,) = (await api.data(account, operation, input=input)).values()
    assert codes(payload) == []


async def resolved(api: Api, case: str, resolution: str) -> str:
    """The return order that resolving the case makes."""
    (made,) = (await do(api, "operator", "resolveCase", id=case, resolution=resolution))["spawned"]
    return str(made["id"])


# ───────────────────────── what is read ─────────────────────────


@dataclass(frozen=True)
class Read:
    """A field with its arguments. The first value of each row that it answers says which one it is.

    `ours`: the rows of merchant A and its warehouse; `theirs`: of the other tenants; by role, where that decides which.
    `own`: what is an account's alone. `private`: what our rows hold that partners read masked; `staff`: what neither merchants nor partners read.
    """

    selection: str
    ours: Rows | Mapping[str, Rows] = frozenset()
    theirs: Rows | Mapping[str, Rows] = frozenset()
    private: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """How documents of a kind are read, alone and in lists."""

    selection: str
    private: tuple[str, ...]
    staff: tuple[str, ...] = ()

    def one(self, id: str) -> Read:
        by = {"by": {"id": id}}
        return Read(f"{{ {self.selection} }}", rows(id), private=self.private, staff=self.staff, arguments=by)

    def all(self, ours: list[str], theirs: list[str]) -> Read:
        return Read(connection(self.selection), rows(*ours), rows(*theirs), self.private, self.staff)


def connection(selection: str) -> str:
    return f"{{ totalCount nodes {{ {selection} }} }}"


TIMELINE = "timeline { nodes { actor { name } changes } }"
SUBMITTED = "contactName contactPhone remark address { recipient phone line1 postalCode } submittedBy { name }"
PARCEL = Kind(
    f"id reason pickup {{ {SUBMITTED} }} evidence {{ fileName sha256 url }} {TIMELINE}",
    (
        "签收人孙八",
        "/evidence/vd_",
        "收件人王五拒收",
        "李四",
        "+8613900139000",
        "文三路 1 号",
        "310000",
        "请打电话给赵六",
        "merchant-a",
    ),
)
CASE = Kind(
    f"id detail subtype proposedResolution options {{ resolution subtype }} {TIMELINE}",
    ("袖口开线",),
    ("PARTIAL", "REWORK_DEFECTIVE"),
)
RETURN = Kind(f"id entry {{ {SUBMITTED} }} {TIMELINE}", ("张三", "+8613800138000", "下午来", "merchant-a"))
ORDER = Kind(f"id {TIMELINE}", ("merchant-a",))
NOTE = Kind(f"id {TIMELINE}", ("merchant-a",))
TICKET = Kind(f"id messages {{ body author {{ name }} }} {TIMELINE}", ("何时能到？", "merchant-a"))


def reads(ours: Documents, theirs: Documents) -> dict[str, Read]:
    """Every field of Query."""
    return {
        "node": _node({"id": ours.parcels[0]}, ours.parcels),
        "nodes": _node({"ids": ours.parcels}, ours.parcels),
        "viewer": Read("{ name role }", own={account: rows(account) for account in ACCOUNTS}),
        "reverseOrder": PARCEL.one(ours.parcels[0]),
        "reverseOrders": PARCEL.all(ours.parcels, theirs.parcels),
        "exceptionCase": CASE.one(ours.cases[0]),
        "exceptionCases": CASE.all(ours.cases, theirs.cases),
        "returnOrder": RETURN.one(ours.returns[0]),
        "returnOrders": RETURN.all(ours.returns, theirs.returns),
        "stockOrder": ORDER.one(ours.orders[0]),
        "stockOrders": ORDER.all(ours.orders, theirs.orders),
        "deliveryNote": NOTE.one(ours.notes[0]),
        "deliveryNotes": NOTE.all(ours.notes, theirs.notes),
        "workTicket": TICKET.one(ours.tickets[0]),
        "workTickets": TICKET.all(ours.tickets, theirs.tickets),
        "merchants": Read(connection("code"), rows("MA"), rows("MB")),
        "warehouses": Read(connection("code"), rows("W1", "W2", "W3")),
        "cargoOwners": Read(connection("code"), rows("MA-OWNER"), rows("MB-OWNER")),
        "products": Read(connection("externalId"), _numbered("MA-P"), _numbered("MB-P")),
        "goodsItems": Read(connection("externalId"), _numbered("MA-G"), _numbered("MB-G")),
        "addresses": Read("{ id label }", rows(ours.address), rows(theirs.address)),
        "apiTokens": Read("{ name scopes }", own={account: _tokens(account) for account in ACCOUNTS}),
        "events": Read(
            connection("subject { id } changes"),
            rows(*ours.parcels, *ours.cases),
            rows(*theirs.parcels, *theirs.cases),
            private=("请打电话给赵六", "袖口开线"),
            staff=("REWORK_DEFECTIVE",),
            arguments={"first": 100, "kinds": ["REVERSE_ORDER", "EXCEPTION_CASE"]},
        ),
        "exceptionRules": Read("{ type subtype }", _ruled_types(), staff=("PARTIAL", "FULL_REJECT")),
        "previewResolution": _preview(ours.cases[0], "REWORK_DEFECTIVE"),
        "tasks": Read(connection("document { id }"), _documents_waiting(ours), _documents_waiting(theirs)),
        "taskSummary": Read("{ action total }", _actions_waiting(ours), _actions_waiting(theirs)),
        "stateMachine": Read("{ kind states { name } }", rows("STOCK_ORDER"), arguments={"kind": "STOCK_ORDER"}),
        "glossary": Read("{ enum value }", _enumerations()),
    }


def _node(arguments: Mapping[str, Any], ids: list[str]) -> Read:
    selection = f"{{ id ... on ReverseOrder {{ {PARCEL.selection} }} }}"
    return Read(selection, rows(*ids), private=PARCEL.private, arguments=arguments)


def _numbered(prefix: str) -> Rows:
    return frozenset(f"{prefix}{number}" for number in range(1, 8))


def _tokens(account: str) -> Rows:
    return rows("token", *(token_of(account, kind) for kind in NARROW | VOID))


def _ruled_types() -> Rows:
    """A case on a reverse order has no rule."""
    return frozenset(type.value for type in ExceptionType if type is not ExceptionType.REVERSE_PARCEL_ANOMALY)


def _preview(case: str, resolution: str) -> Read:
    arguments = {"caseId": case, "resolution": resolution}
    return Read("{ rule { resolution subtype } }", rows(resolution), staff=("PARTIAL",), arguments=arguments)


def _documents_waiting(documents: Documents) -> Mapping[str, Rows]:
    return _for_operators_too({role: rows(*tasks.values()) for role, tasks in documents.waiting.items()})


def _actions_waiting(documents: Documents) -> Mapping[str, Rows]:
    return _for_operators_too({role: rows(*tasks) for role, tasks in documents.waiting.items()})


def _for_operators_too(waiting: Mapping[str, Rows]) -> Mapping[str, Rows]:
    """An operator sees what waits for anybody."""
    return {**waiting, "PLATFORM_OPERATOR": rows().union(*waiting.values())}


def _enumerations() -> Rows:
    types = SCHEMA.type_map.values()
    return frozenset(type.name for type in types if isinstance(type, GraphQLEnumType) and type.name[0] != "_")


# ───────────────────────── what is done ─────────────────────────

MANY = 1_000
EXPECTED = "2026-06-08T02:00:00Z"
GOODS = [("MA-G1", 1)]
ADDRESS = forward()["forward"]["address"]
LOGISTICS = {"platformLogistics": ADDRESS}
_number = itertools.count(1)


@dataclass(frozen=True)
class Site:
    """Where documents are made to be acted on. Some begin with a stock order, or a note, that has enough for them all."""

    api: Api
    order: Any
    note: Any

    @classmethod
    async def of(cls, api: Api) -> Self:
        order = await stock_order(api, [("MA-G1", 2 * MANY)])
        return cls(api, order, await note(api, order, [("MA-G1", MANY)], at="RECEIVING"))


Make = Callable[[Site], Awaitable[str]]
Prepare = Callable[[Site], Awaitable[dict[str, Any]]]


def on(make: Make, called: str = "id", **given: Any) -> Prepare:
    """A document in the right state for it, that nobody has touched; `called` so by the input."""

    async def prepare(site: Site) -> dict[str, Any]:
        return {called: await make(site), **given}

    return prepare


def selecting(make: Make, **given: Any) -> Prepare:
    """A batch of one."""

    async def prepare(site: Site) -> dict[str, Any]:
        return {"selection": {"ids": [await make(site)]}, **given}

    return prepare


def new(**given: Any) -> Prepare:
    """Nothing but what is given."""

    async def prepare(_: Site) -> dict[str, Any]:
        return given

    return prepare


async def new_parcel(_: Site) -> dict[str, Any]:
    return new_order(orderNumber=f"NEW-{next(_number)}")


async def parcel(site: Site) -> str:
    return await site.api.world.order()


async def undecided(site: Site) -> str:
    return await site.api.world.order(ReverseType.CUSTOMS_CLEARANCE_FAILED)


async def condemned(site: Site) -> str:
    return await site.api.world.order(ReverseType.DESTRUCTION)


async def registered(site: Site) -> str:
    id = await parcel(site)
    await site.api.world.advance_to_pickup(id)
    return id


async def to_be_forwarded(site: Site) -> str:
    id = await parcel(site)
    await site.api.world.advance_to_pickup(id, forward=True)
    return id


async def picked_up(site: Site) -> str:
    id = await registered(site)
    await step(site.api, "provider", PICKED_UP, id=id, verifiedName="张三")
    return id


async def forwarded(site: Site) -> str:
    id = await to_be_forwarded(site)
    await step(site.api, "provider", FORWARDED, id=id, carrier="顺丰", trackingNumber="SF1")
    return id


async def proved(site: Site, account: str, id: str) -> dict[str, Any]:
    """A document that waits for a certificate, and one that it has."""
    made = await upload(site.api, id, account=account, kind="CERTIFICATE")
    return {"id": id, "certificateEvidenceId": made}


async def confirmed(site: Site) -> dict[str, Any]:
    id = await condemned(site)
    await step(site.api, "merchant-a", DESTROY, id=id, confirm=True)
    return await proved(site, "provider", id)


async def abandoned(site: Site) -> dict[str, Any]:
    return await proved(site, "provider", await to_be_packed(site, {"abandon": {"confirm": True}}))


async def ordered(site: Site) -> str:
    return str((await stock_order(site.api, GOODS, accepted=False))["id"])


async def accepted(site: Site) -> str:
    return str((await stock_order(site.api, GOODS))["id"])


async def drafted(site: Site) -> str:
    return str((await note(site.api, site.order, GOODS))["id"])


async def sent(site: Site) -> str:
    return str((await note(site.api, site.order, GOODS, at="CONFIRMED"))["id"])


async def found(site: Site) -> str:
    return str((await case(site.api, site.note, "BARCODE_WRONG", lines=lines(GOODS)))["id"])


async def anomalous(site: Site) -> str:
    return str((await anomaly(site.api, await parcel(site)))["id"])


async def going_back(site: Site) -> str:
    return await resolved(site.api, await found(site), "RETURN_PROBLEM_ITEMS")


async def overdue(site: Site) -> str:
    """Made sixteen days ago: the deadline to enter a method has passed, and nobody had to wait for it."""
    clock = site.api.world.clock
    clock.advance(days=-16)
    try:
        return await going_back(site)
    finally:
        clock.advance(days=16)


async def to_be_packed(site: Site, method: Any = LOGISTICS) -> str:
    id = await going_back(site)
    await do(site.api, "merchant-a", "enterReturnMethod", id=id, method=method)
    return id


async def to_be_shipped(site: Site) -> str:
    id = await to_be_packed(site)
    await do(site.api, "provider", "packReturn", id=id)
    return id


async def to_be_collected(site: Site) -> str:
    id = await to_be_packed(site, self_pickup())
    await do(site.api, "provider", "packReturn", id=id, scheduledPickupAt=EXPECTED)
    return id


async def shipped(site: Site) -> str:
    id = await to_be_shipped(site)
    await do(site.api, "provider", "shipReturn", id=id, carrier="顺丰", trackingNumber="SF1")
    return id


async def asked(site: Site) -> str:
    about = {"category": "OTHER", "subjectId": site.note["id"], "body": "?"}
    return str((await do(site.api, "merchant-a", "openTicket", **about))["id"])


async def token(site: Site) -> str:
    """Another one of merchant-a's than it asks with."""
    create = "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } } }"
    made = await site.api.data("merchant-a", create, input={"name": "spare", "scopes": ["read"]})
    return str(made["createApiToken"]["apiToken"]["id"])


_PLACE = {"merchantCode": "MA", "cargoOwnerCode": "MA-OWNER", "warehouseCode": "W1"}
_ANOMALY = {"stage": "HANDOVER", "type": "REVERSE_PARCEL_ANOMALY", "detail": "包裹破损"}

MUTATIONS: dict[str, Prepare] = {
    "registerPickup": on(parcel, pickup=self_pickup()),
    "registerPickupBatch": selecting(parcel, pickup=self_pickup()),
    "confirmDestruction": on(condemned, confirm=True),
    "confirmDestructionBatch": selecting(condemned, confirm=True),
    "confirmHandling": on(picked_up),
    "createReverseOrder": new_parcel,
    "decideCustomsOutcome": on(undecided, outcome="RETURN_SHIPMENT"),
    "reportPickedUp": on(registered, verifiedName="张三"),
    "reportForwarded": on(to_be_forwarded, carrier="顺丰", trackingNumber="SF1"),
    "reportDelivered": on(forwarded),
    "reportDestroyed": confirmed,
    "cancelReverseOrder": on(parcel, reason="录入错误"),
    "createStockOrder": new(orderKind="FIRST", lines=lines(GOODS), **_PLACE),
    "acceptStockOrder": on(ordered),
    "rejectStockOrder": on(ordered, reason="缺货"),
    "cancelStockOrder": on(ordered, reason="录入错误"),
    "createDeliveryNote": on(accepted, "stockOrderId", logistics="PLATFORM", lines=lines(GOODS)),
    "confirmSend": on(drafted),
    "cancelDeliveryNote": on(drafted, reason="不发了"),
    "advanceDeliveryNote": on(sent, to="ARRIVED"),
    "openExceptionCase": on(parcel, "reverseOrderId", **_ANOMALY),
    "proposeResolution": on(found, resolution="RETURN_PROBLEM_ITEMS"),
    "resolveCase": on(found, resolution="RETURN_PROBLEM_ITEMS"),
    "settleCase": on(anomalous, outcome="已重新包装"),
    "dismissCase": on(anomalous, reason="无异常"),
    "enterReturnMethod": on(going_back, method=LOGISTICS),
    "signReturn": on(shipped),
    "packReturn": on(to_be_packed),
    "shipReturn": on(to_be_shipped, carrier="顺丰", trackingNumber="SF1"),
    "collectReturn": on(to_be_collected, verifiedName="张三"),
    "disposeReturn": abandoned,
    "forceAbandon": on(overdue, reason="逾期未录入"),
    "cancelReturnOrder": on(going_back, reason="录入错误"),
    "openTicket": on(parcel, "subjectId", category="OTHER", body="何时能到？"),
    "replyTicket": on(asked, body="请回复"),
    "closeTicket": on(asked),
    "createAddress": new(label="门店", address=ADDRESS["address"]),
    "createApiToken": new(name="robot", scopes=["write"]),
    "revokeApiToken": on(token),
}
