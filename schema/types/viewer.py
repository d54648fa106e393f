"""Who is asking; and the words and state machines, for whoever builds upon them."""

from typing import Annotated, Any

import strawberry

from domain.documents import Action, DocumentKind
from domain.machine import StateMachine as Machine
from domain.machine import Transition as TransitionValue
from domain.permissions import Role
from domain.texts import Locale, label, text
from models import Merchant as MerchantRow
from models import Warehouse as WarehouseRow
from schema.context import Context, Info
from schema.fields import column, computed
from schema.types.parties import Merchant, Warehouse

MASKED_FIELDS = [
    "Actor.id",
    "Actor.name",
    "Event.changes",
    "Evidence.fileName",
    "Evidence.sha256",
    "Evidence.url",
    "ExceptionCase.detail",
    "ExceptionCase.outcome",
    "Handover.verifiedName",
    "PickupRegistration.contactName",
    "PickupRegistration.contactPhone",
    "PickupRegistration.contentHash",
    "PickupRegistration.remark",
    "PostalAddress.line1",
    "PostalAddress.line2",
    "PostalAddress.phone",
    "PostalAddress.postalCode",
    "PostalAddress.recipient",
    "ReturnMethodEntry.contactName",
    "ReturnMethodEntry.contactPhone",
    "ReturnMethodEntry.contentHash",
    "ReturnMethodEntry.remark",
    "ReverseOrder.reason",
]
SEQUENCED_FIELDS = ["Event.hash", "Event.seq"]
STAFF_FIELDS = [
    "ExceptionCase.options",
    "ExceptionCase.proposedResolution",
    "ExceptionCase.subtype",
    "ExceptionRule.subtype",
    "Query.previewResolution",
]


def _masked_fields(viewer: Any, _: Context) -> list[str]:
    masked = list(MASKED_FIELDS) if viewer.masked else []
    masked += SEQUENCED_FIELDS if viewer.role is not Role.PLATFORM_OPERATOR else []
    masked += [] if viewer.sees_subtypes else STAFF_FIELDS
    return sorted(masked)


@strawberry.type(description="Who is asking (当前用户).")
class Viewer:
    id: strawberry.ID = computed("The user (用户 ID).", [], lambda viewer, _: f"us_{viewer.id.hex}")
    name: str = column("The account's name (用户名).")
    role: Role = column("What the account is (角色).")
    scopes: list[str] = computed(
        "What the token may be used for: read, write (令牌权限).", [], lambda viewer, _: sorted(viewer.scopes)
    )
    masked_fields: list[str] = computed(
        "Paths answered masked or null for this viewer, e.g. PostalAddress.line1 (脱敏字段).", [], _masked_fields
    )

    @strawberry.field(description="The merchants granted to it; empty where none are named (商家).")
    async def merchants(root: Any, info: Info) -> list[Merchant]:
        ids = sorted(root.grants.merchant_ids or ())
        return await info.context.loaders.one(MerchantRow).load_many([(id, id) for id in ids])

    @strawberry.field(description="The warehouses granted to it; empty where none are named (仓库).")
    async def warehouses(root: Any, info: Info) -> list[Warehouse]:
        ids = sorted(root.grants.warehouse_ids or ())
        return await info.context.loaders.one(WarehouseRow).load_many([(id, id) for id in ids])


_LocaleArgument = Annotated[
    Locale | None, strawberry.argument(description="The language; left out: the request's (语言).")
]


@strawberry.type(description="One line of a state machine (状态流转).")
class Transition:
    kind: strawberry.Private[DocumentKind]
    value: strawberry.Private[TransitionValue[Any]]
    action: Action = computed("What is done (操作).", [], lambda row, _: row.value.action)
    from_: str | None = strawberry.field(
        resolver=lambda root: root.value.from_state,
        name="from",
        description="The state before; null at creation (原状态).",
    )
    to: str = computed("The state after (新状态).", [], lambda row, _: row.value.to_state.value)
    roles: list[Role] = computed("Who may (可操作角色).", [], lambda row, _: [r for r in Role if r in row.value.roles])
    system: bool = computed("Whether it also happens by itself (系统自动).", [], lambda row, _: row.value.system)
    irreversible: bool = computed("Whether it cannot be undone (不可撤销).", [], lambda row, _: row.value.irreversible)

    @strawberry.field(description="What it means (说明).")
    def description(self, info: Info, locale: _LocaleArgument = strawberry.UNSET) -> str:
        return text(locale or info.context.locale, "transitions", self.kind.value, self.value.action.value)


@strawberry.type(description="A state of a state machine (状态).")
class StateInfo:
    value: strawberry.Private[Any]
    name: str = computed("Its name in the API (状态名).", [], lambda row, _: row.value.value)
    terminal: bool = column("Whether nothing follows (终态).")

    @strawberry.field(description="Its name in words (状态说明).")
    def label(self, info: Info, locale: _LocaleArgument = strawberry.UNSET) -> str:
        return label(self.value, locale or info.context.locale)


@strawberry.type(description="How documents of a kind move from state to state (状态机).")
class StateMachine:
    machine: strawberry.Private[Machine[Any]]
    kind: DocumentKind = computed("The kind of document (单据类型).", [], lambda row, _: row.machine.kind)

    @strawberry.field(description="All states, in the enum's order (状态).")
    def states(self) -> list[StateInfo]:
        return [StateInfo(value=state, terminal=self.machine.terminal(state)) for state in self.machine.states]

    @strawberry.field(description="All transitions (状态流转).")
    def transitions(self) -> list[Transition]:
        return [Transition(kind=self.machine.kind, value=value) for value in self.machine.transitions]


@strawberry.type(description="A value of an enumeration in both languages (词汇).")
class GlossaryEntry:
    enum: str = column("The enumeration (枚举).")
    value: str = column("The value (取值).")
    zh: str = column("In Chinese (中文).")
    en: str = column("In English (英文).")
