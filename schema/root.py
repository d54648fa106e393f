"""The contract's root: each field names its resolver, its type, and who may use it."""

from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLOneOfDirective
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.schema_directives import OneOf

import resolvers.catalogue
import resolvers.events
import resolvers.exception_cases
import resolvers.meta
import resolvers.nodes
import resolvers.return_orders
import resolvers.reverse_orders
import resolvers.stock_orders
import resolvers.users
import resolvers.work_tickets
from domain.delivery_notes import MACHINE as DELIVERY_NOTES
from domain.documents import Action
from domain.exception_cases import MACHINE as EXCEPTION_CASES
from domain.machine import StateMachine as Machine
from domain.permissions import MERCHANT, Role
from domain.return_orders import MACHINE as RETURN_ORDERS
from domain.reverse_orders import MACHINE as REVERSE_ORDERS
from domain.stock_orders import MACHINE as STOCK_ORDERS
from domain.work_tickets import MACHINE as WORK_TICKETS
from schema.fields import mutation, query, subscription
from schema.scalars import SCALARS
from schema.types.delivery_notes import DeliveryNote
from schema.types.documents import Change, EventConnection
from schema.types.exception_cases import ExceptionCase, ExceptionRule, ResolutionPreview
from schema.types.lists import (
    CargoOwnerConnection,
    DeliveryNoteConnection,
    ExceptionCaseConnection,
    GoodsItemConnection,
    MerchantConnection,
    ProductConnection,
    ReturnOrderConnection,
    ReverseOrderConnection,
    StockOrderConnection,
    TaskConnection,
    WarehouseConnection,
    WorkTicketConnection,
)
from schema.types.parties import Address, Node
from schema.types.payloads import (
    AddressPayload,
    ApiTokenPayload,
    ConfirmDestructionBatchPayload,
    ConfirmDestructionPayload,
    CreateApiTokenPayload,
    DeliveryNotePayload,
    ExceptionCasePayload,
    RegisterPickupBatchPayload,
    RegisterPickupPayload,
    ReturnOrderPayload,
    ReverseOrderPayload,
    StockOrderPayload,
    WorkTicketPayload,
)
from schema.types.return_orders import ReturnOrder
from schema.types.reverse_orders import ReverseOrder
from schema.types.stock_orders import StockOrder
from schema.types.users import ApiToken
from schema.types.viewer import GlossaryEntry, StateMachine, Viewer
from schema.types.work_tickets import TaskSummary, WorkTicket
from services.queries import catalogue as lists


@strawberry.type(description="What can be read (查询).")
class Query:
    node: Node | None = query(
        resolvers.nodes.node, "Anything by its id; null for what is not there, or not to be seen (节点)."
    )
    nodes: list[Node | None] = query(resolvers.nodes.nodes, "Several by their ids, at most 100 (节点列表).")
    viewer: Viewer = query(resolvers.nodes.viewer, "Who is asking (当前用户).")

    reverse_order: ReverseOrder | None = query(
        resolvers.reverse_orders.reverse_order, "One reverse order, by its id or number (逆向管理单)."
    )
    reverse_orders: ReverseOrderConnection = query(
        resolvers.reverse_orders.reverse_orders, "Parcels that turned back (逆向管理单列表)."
    )

    exception_case: ExceptionCase | None = query(
        resolvers.exception_cases.exception_case, "One exception case, by its id or number (异常单)."
    )
    exception_cases: ExceptionCaseConnection = query(
        resolvers.exception_cases.exception_cases, "What went wrong, and what is done about it (异常单列表)."
    )
    return_order: ReturnOrder | None = query(
        resolvers.return_orders.return_order, "One return order, by its id or number (退货单)."
    )
    return_orders: ReturnOrderConnection = query(
        resolvers.return_orders.return_orders, "Goods that leave the warehouse again (退货单列表)."
    )
    stock_order: StockOrder | None = query(
        resolvers.stock_orders.stock_order, "One stock order, by its id or number (备货订单)."
    )
    stock_orders: StockOrderConnection = query(
        resolvers.stock_orders.stock_orders, "What merchants are asked to send (备货订单列表)."
    )
    delivery_note: DeliveryNote | None = query(
        resolvers.stock_orders.delivery_note, "One delivery note, by its id or number (送货单)."
    )
    delivery_notes: DeliveryNoteConnection = query(
        resolvers.stock_orders.delivery_notes, "Goods on their way into the warehouse (送货单列表)."
    )
    work_ticket: WorkTicket | None = query(
        resolvers.work_tickets.work_ticket, "One work ticket, by its id or number (工单)."
    )
    work_tickets: WorkTicketConnection = query(
        resolvers.work_tickets.work_tickets, "What people ask each other; none for partners (工单列表)."
    )

    merchants: MerchantConnection = query(
        resolvers.catalogue.searched(lists.MERCHANTS), "Merchants whose documents the viewer may see (商家列表)."
    )
    warehouses: WarehouseConnection = query(
        resolvers.catalogue.searched(lists.WAREHOUSES), "All warehouses (仓库列表)."
    )
    cargo_owners: CargoOwnerConnection = query(
        resolvers.catalogue.searched(lists.CARGO_OWNERS), "Cargo owners of the viewer's merchants (货主列表)."
    )
    products: ProductConnection = query(
        resolvers.catalogue.searched(lists.PRODUCTS), "Products of the viewer's merchants (商品列表)."
    )
    goods_items: GoodsItemConnection = query(
        resolvers.catalogue.searched(lists.GOODS_ITEMS), "Goods of the viewer's merchants (货品列表)."
    )
    addresses: list[Address] = query(
        resolvers.catalogue.addresses,
        "The merchant's own address book, the default first; empty for who has none (地址簿).",
    )

    api_tokens: list[ApiToken] = query(
        resolvers.users.api_tokens, "The viewer's own API tokens, the newest first (令牌列表)."
    )

    exception_rules: list[ExceptionRule] = query(
        resolvers.exception_cases.exception_rules, "The rule matrix: what each resolution does (异常处理规则)."
    )
    preview_resolution: ResolutionPreview | None = query(
        resolvers.exception_cases.preview_resolution,
        "What resolving a case would do. Null for MERCHANT and PARTNER, and for a resolution that the case does not "
        "admit (处理预览).",
    )
    tasks: TaskConnection = query(
        resolvers.work_tickets.due_tasks,
        "What the viewer has to do, by deadline; for an operator, what anybody has (待办列表).",
    )
    task_summary: list[TaskSummary] = query(
        resolvers.work_tickets.task_summary, "How much there is to do of each kind (待办汇总)."
    )
    events: EventConnection = query(
        resolvers.events.events,
        "The feed of everything the viewer may see, oldest first; hand back the last cursor to continue (事件流).",
    )
    state_machine: StateMachine = query(
        resolvers.meta.state_machine, "How documents of a kind move from state to state (状态机)."
    )
    glossary: list[GlossaryEntry] = query(
        resolvers.meta.glossary, "Every value of every enumeration in both languages (词汇表)."
    )


def _on(machine: Machine[Any], resolver: Any, action: Action, payload: Any, description: str) -> Any:
    """Who may, the kind's table says."""
    return mutation(resolver, machine.roles(action), payload, description)


@strawberry.type(description="What can be done (操作). Expected failures stand in each payload's userErrors.")
class Mutation:
    register_pickup: RegisterPickupPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.register_pickup,
        Action.REGISTER_PICKUP,
        RegisterPickupPayload,
        "Merchant: say who picks the goods up, or where they go; once only (登记提货).",
    )
    register_pickup_batch: RegisterPickupBatchPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.register_pickup_batch,
        Action.REGISTER_PICKUP,
        RegisterPickupBatchPayload,
        "Merchant: the same for up to 500 orders of one warehouse (批量登记提货).",
    )
    confirm_destruction: ConfirmDestructionPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.confirm_destruction,
        Action.CONFIRM_DESTRUCTION,
        ConfirmDestructionPayload,
        "Merchant: confirm that the goods are destroyed; once only, never undone (确认销毁).",
    )
    confirm_destruction_batch: ConfirmDestructionBatchPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.confirm_destruction_batch,
        Action.CONFIRM_DESTRUCTION,
        ConfirmDestructionBatchPayload,
        "Merchant: the same for up to 500 orders of one warehouse (批量确认销毁).",
    )
    confirm_handling: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.confirm_handling,
        Action.CONFIRM_HANDLING,
        ReverseOrderPayload,
        "Merchant: confirm that the order was handled (确认处理完成).",
    )
    create_reverse_order: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.create_reverse_order,
        Action.CREATE,
        ReverseOrderPayload,
        "Service provider: enter a parcel that turned back (创建逆向管理单).",
    )
    decide_customs_outcome: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.decide_customs_outcome,
        Action.DECIDE_CUSTOMS_OUTCOME,
        ReverseOrderPayload,
        "Service provider: say what customs decided (确定清关结果).",
    )
    report_picked_up: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.report_picked_up,
        Action.REPORT_PICKED_UP,
        ReverseOrderPayload,
        "Service provider: the goods were handed to the verified person (登记已提货).",
    )
    report_forwarded: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.report_forwarded,
        Action.REPORT_FORWARDED,
        ReverseOrderPayload,
        "Service provider: the goods were handed to a carrier (登记已转寄).",
    )
    report_delivered: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.report_delivered,
        Action.REPORT_DELIVERED,
        ReverseOrderPayload,
        "Service provider: the forwarded goods arrived (登记已送达).",
    )
    report_destroyed: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.report_destroyed,
        Action.REPORT_DESTROYED,
        ReverseOrderPayload,
        "Service provider: the goods were destroyed, as the certificate proves (登记已销毁).",
    )
    cancel_reverse_order: ReverseOrderPayload = _on(
        REVERSE_ORDERS,
        resolvers.reverse_orders.cancel_reverse_order,
        Action.CANCEL,
        ReverseOrderPayload,
        "Platform operator: cancel an order that still waits (取消逆向管理单).",
    )

    create_stock_order: StockOrderPayload = _on(
        STOCK_ORDERS,
        resolvers.stock_orders.create_stock_order,
        Action.CREATE,
        StockOrderPayload,
        "Platform operator: ask a merchant to send goods (创建备货订单).",
    )
    accept_stock_order: StockOrderPayload = _on(
        STOCK_ORDERS,
        resolvers.stock_orders.accept_stock_order,
        Action.ACCEPT,
        StockOrderPayload,
        "Merchant: accept an order (接单).",
    )
    reject_stock_order: StockOrderPayload = _on(
        STOCK_ORDERS,
        resolvers.stock_orders.reject_stock_order,
        Action.REJECT,
        StockOrderPayload,
        "Merchant: do not accept it, and say why (拒绝接单).",
    )
    cancel_stock_order: StockOrderPayload = _on(
        STOCK_ORDERS,
        resolvers.stock_orders.cancel_stock_order,
        Action.CANCEL,
        StockOrderPayload,
        "Platform operator: cancel an order of which nothing is shipped (取消备货订单).",
    )
    create_delivery_note: DeliveryNotePayload = _on(
        STOCK_ORDERS,
        resolvers.stock_orders.create_delivery_note,
        Action.CREATE_DELIVERY_NOTE,
        DeliveryNotePayload,
        "Merchant: announce a delivery of what was ordered (创建送货单).",
    )
    confirm_send: DeliveryNotePayload = _on(
        DELIVERY_NOTES,
        resolvers.stock_orders.confirm_send,
        Action.CONFIRM_SEND,
        DeliveryNotePayload,
        "Merchant: the goods are sent (确认送货).",
    )
    cancel_delivery_note: DeliveryNotePayload = _on(
        DELIVERY_NOTES,
        resolvers.stock_orders.cancel_delivery_note,
        Action.CANCEL,
        DeliveryNotePayload,
        "Merchant: take back a note that is not on its way (取消送货单).",
    )
    advance_delivery_note: DeliveryNotePayload = _on(
        DELIVERY_NOTES,
        resolvers.stock_orders.advance_delivery_note,
        Action.START_RECEIVING,
        DeliveryNotePayload,
        "Service provider: one step on, with the counts that belong to it (推进送货单).",
    )
    open_exception_case: ExceptionCasePayload = _on(
        EXCEPTION_CASES,
        resolvers.exception_cases.open_exception_case,
        Action.CREATE,
        ExceptionCasePayload,
        "Service provider: what was found on a delivery note, or with a reverse order (登记异常).",
    )
    propose_resolution: ExceptionCasePayload = _on(
        EXCEPTION_CASES,
        resolvers.exception_cases.propose_resolution,
        Action.PROPOSE_RESOLUTION,
        ExceptionCasePayload,
        "Service provider: say what the warehouse would do (建议处理方式).",
    )
    resolve_case: ExceptionCasePayload = _on(
        EXCEPTION_CASES,
        resolvers.exception_cases.resolve_case,
        Action.RESOLVE,
        ExceptionCasePayload,
        "Platform operator: decide what happens; the rule's effects are carried out at once (处理异常).",
    )
    settle_case: ExceptionCasePayload = _on(
        EXCEPTION_CASES,
        resolvers.exception_cases.settle_case,
        Action.SETTLE,
        ExceptionCasePayload,
        "Platform operator: end a case on a reverse order with a written outcome (处理完结).",
    )
    dismiss_case: ExceptionCasePayload = _on(
        EXCEPTION_CASES,
        resolvers.exception_cases.dismiss_case,
        Action.DISMISS,
        ExceptionCasePayload,
        "Platform operator: nothing was wrong after all (驳回异常).",
    )
    enter_return_method: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.enter_return_method,
        Action.ENTER_RETURN_METHOD,
        ReturnOrderPayload,
        "Merchant: say how the goods go back, or give them up; once only (录入退货方式).",
    )
    sign_return: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.sign_return,
        Action.SIGN,
        ReturnOrderPayload,
        "Merchant: the goods arrived; say what is missing (签收退货).",
    )
    pack_return: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.pack_return,
        Action.PACK,
        ReturnOrderPayload,
        "Service provider: the goods are packed (打包).",
    )
    ship_return: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.ship_return,
        Action.SHIP,
        ReturnOrderPayload,
        "Service provider: the goods are with the carrier (退货发出).",
    )
    collect_return: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.collect_return,
        Action.COLLECT,
        ReturnOrderPayload,
        "Service provider: the goods were handed to the verified person (自提交接).",
    )
    dispose_return: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.dispose_return,
        Action.DISPOSE,
        ReturnOrderPayload,
        "Service provider: goods that were given up were disposed of, as the certificate proves (处置).",
    )
    force_abandon: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.force_abandon,
        Action.FORCE_ABANDON,
        ReturnOrderPayload,
        "Platform operator: give up goods whose deadline passed; they wait to be disposed of (强制弃货).",
    )
    cancel_return_order: ReturnOrderPayload = _on(
        RETURN_ORDERS,
        resolvers.return_orders.cancel_return_order,
        Action.CANCEL,
        ReturnOrderPayload,
        "Platform operator: cancel a return for which no method was entered (取消退货单).",
    )
    open_ticket: WorkTicketPayload = _on(
        WORK_TICKETS,
        resolvers.work_tickets.open_ticket,
        Action.OPEN_TICKET,
        WorkTicketPayload,
        "Ask something, about a document or about none (提交工单).",
    )
    reply_ticket: WorkTicketPayload = _on(
        WORK_TICKETS,
        resolvers.work_tickets.reply_ticket,
        Action.REPLY,
        WorkTicketPayload,
        "Answer (回复工单).",
    )
    close_ticket: WorkTicketPayload = _on(
        WORK_TICKETS,
        resolvers.work_tickets.close_ticket,
        Action.CLOSE,
        WorkTicketPayload,
        "Nothing more is to be said; a warehouse says so, and whose ticket it is closes it (关闭工单).",
    )
    create_address: AddressPayload = mutation(
        resolvers.catalogue.create_address, MERCHANT, AddressPayload, "Merchant: add to the address book (新增地址)."
    )
    create_api_token: CreateApiTokenPayload = mutation(
        resolvers.users.create_api_token,
        frozenset(Role),
        CreateApiTokenPayload,
        "Everybody: a token of one's own, with no more scopes than the caller has (创建令牌).",
    )
    revoke_api_token: ApiTokenPayload = mutation(
        resolvers.users.revoke_api_token,
        frozenset(Role),
        ApiTokenPayload,
        "Everybody: one's own token is good no longer, at once (吊销令牌).",
    )


@strawberry.type(description="What can be followed (订阅).")
class Subscription:
    changes: Change = subscription(
        resolvers.events.changes,
        Change,
        "Everything that happens to what the viewer may see, as it happens; with `after`, first what happened since. "
        "A stream that is read too slowly ends with SLOW_CONSUMER (变更订阅).",
    )


class Names(NameConverter):
    """Strawberry asks for the same names in every request."""

    @cache  # noqa: B019  there is one of these
    def apply_naming_config(self, name: str) -> str:
        return super().apply_naming_config(name)


# Strawberry prints the directive without a word about it, and takes none but these.
vars(OneOf)["__strawberry_directive__"].description = GraphQLOneOfDirective.description

schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True, name_converter=Names()),
)
