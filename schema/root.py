"""The contract's root: each field names its resolver, its type, and who may use it."""

from functools import cache
from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter

import resolvers.catalogue
import resolvers.meta
import resolvers.nodes
import resolvers.reverse_orders
from domain.documents import Action
from domain.reverse_orders import MACHINE as REVERSE_ORDERS
from schema.fields import mutation, query
from schema.scalars import SCALARS
from schema.types.lists import (
    CargoOwnerConnection,
    GoodsItemConnection,
    MerchantConnection,
    ProductConnection,
    ReverseOrderConnection,
    WarehouseConnection,
)
from schema.types.parties import Address, Node
from schema.types.payloads import (
    ConfirmDestructionBatchPayload,
    ConfirmDestructionPayload,
    RegisterPickupBatchPayload,
    RegisterPickupPayload,
    ReverseOrderPayload,
)
from schema.types.reverse_orders import ReverseOrder
from schema.types.viewer import GlossaryEntry, StateMachine, Viewer
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

    state_machine: StateMachine = query(
        resolvers.meta.state_machine, "How documents of a kind move from state to state (状态机)."
    )
    glossary: list[GlossaryEntry] = query(
        resolvers.meta.glossary, "Every value of every enumeration in both languages (词汇表)."
    )


def _on_orders(resolver: Any, action: Action, payload: Any, description: str) -> Any:
    return mutation(resolver, REVERSE_ORDERS.roles(action), payload, description)


@strawberry.type(description="What can be done (操作). Expected failures stand in each payload's userErrors.")
class Mutation:
    register_pickup: RegisterPickupPayload = _on_orders(
        resolvers.reverse_orders.register_pickup,
        Action.REGISTER_PICKUP,
        RegisterPickupPayload,
        "Merchant: say who picks the goods up, or where they go; once only (登记提货).",
    )
    register_pickup_batch: RegisterPickupBatchPayload = _on_orders(
        resolvers.reverse_orders.register_pickup_batch,
        Action.REGISTER_PICKUP,
        RegisterPickupBatchPayload,
        "Merchant: the same for up to 500 orders of one warehouse (批量登记提货).",
    )
    confirm_destruction: ConfirmDestructionPayload = _on_orders(
        resolvers.reverse_orders.confirm_destruction,
        Action.CONFIRM_DESTRUCTION,
        ConfirmDestructionPayload,
        "Merchant: confirm that the goods are destroyed; once only, never undone (确认销毁).",
    )
    confirm_destruction_batch: ConfirmDestructionBatchPayload = _on_orders(
        resolvers.reverse_orders.confirm_destruction_batch,
        Action.CONFIRM_DESTRUCTION,
        ConfirmDestructionBatchPayload,
        "Merchant: the same for up to 500 orders of one warehouse (批量确认销毁).",
    )
    confirm_handling: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.confirm_handling,
        Action.CONFIRM_HANDLING,
        ReverseOrderPayload,
        "Merchant: confirm that the order was handled (确认处理完成).",
    )
    create_reverse_order: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.create_reverse_order,
        Action.CREATE,
        ReverseOrderPayload,
        "Service provider: enter a parcel that turned back (创建逆向管理单).",
    )
    decide_customs_outcome: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.decide_customs_outcome,
        Action.DECIDE_CUSTOMS_OUTCOME,
        ReverseOrderPayload,
        "Service provider: say what customs decided (确定清关结果).",
    )
    report_picked_up: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.report_picked_up,
        Action.REPORT_PICKED_UP,
        ReverseOrderPayload,
        "Service provider: the goods were handed to the verified person (登记已提货).",
    )
    report_forwarded: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.report_forwarded,
        Action.REPORT_FORWARDED,
        ReverseOrderPayload,
        "Service provider: the goods were handed to a carrier (登记已转寄).",
    )
    report_delivered: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.report_delivered,
        Action.REPORT_DELIVERED,
        ReverseOrderPayload,
        "Service provider: the forwarded goods arrived (登记已送达).",
    )
    cancel_reverse_order: ReverseOrderPayload = _on_orders(
        resolvers.reverse_orders.cancel_reverse_order,
        Action.CANCEL,
        ReverseOrderPayload,
        "Platform operator: cancel an order that still waits (取消逆向管理单).",
    )


class Names(NameConverter):
    """Strawberry asks for the same names in every request."""

    @cache  # noqa: B019  there is one of these
    def apply_naming_config(self, name: str) -> str:
        return super().apply_naming_config(name)


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True, name_converter=Names()),
)
