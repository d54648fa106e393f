"""What is asked: Backhaul's operations, and the same for PostGraphile, which answers under the same names by aliases."""

from benchmarks.documents import Kind

_TIMELINE = "timeline(first: 20) { nodes { at action fromState toState } }"
_LINKS = "links { relation document { __typename id number } }"


def page(kind: Kind) -> str:
    declared, given = (f"$filter: {kind.type}Filter, ", ", filter: $filter") if kind.states else ("", "")
    return f"""query Page({declared}$after: String) {{
  {kind.list}(first: 50, after: $after{given}) {{
    nodes {{ {kind.selection} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}"""


def detail(kind: Kind) -> str:
    return f"""query Detail($id: ID!) {{
  {kind.field}(by: {{ id: $id }}) {{
    {kind.selection} {_TIMELINE} {_LINKS if kind.linked else ""}
  }}
}}"""


NOTHING = "{ __typename }"
PRODUCTS = """query Products($search: String!) {
  products(search: $search, first: 25) { nodes { id externalId name } pageInfo { hasNextPage endCursor } }
}"""
ORDERS_WITH_PRODUCT = """query OrdersWithProduct($search: String!) {
  reverseOrders(first: 25, filter: { product: { name: { contains: $search } } }) {
    nodes { id number } pageInfo { hasNextPage endCursor }
  }
}"""
REGISTER = """mutation Register($ids: [ID!]!, $pickup: PickupInput!) {
  registerPickupBatch(input: { selection: { ids: $ids }, pickup: $pickup }) {
    batch { applied } userErrors { code message }
  }
}"""

_POSTGRAPHILE_ORDER = """
  id: rowId number orderNumber salesReturnNumber type cause state businessModel pickupMethod totalQuantity
  forwardTrackingNumber reverseTrackingNumber createdAt updatedAt
  warehouse: warehouseByWarehouseId { id: rowId code name }
  cargoOwner: cargoOwnerByMerchantIdAndCargoOwnerId { id: rowId code name }
  lines: reverseOrderLinesByMerchantIdAndReverseOrderIdList(orderBy: [POSITION_ASC]) {
    quantity lotNumber
    goodsItem: goodsItemByMerchantIdAndGoodsItemId { id: rowId externalId name }
    product: productByMerchantIdAndProductId { id: rowId externalId name }
  }
"""
POSTGRAPHILE_PAGE = f"""query Page($condition: ReverseOrderCondition, $after: Cursor) {{
  reverseOrders: allReverseOrders(
    first: 50, after: $after, condition: $condition, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]
  ) {{
    nodes {{ {_POSTGRAPHILE_ORDER} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}"""
POSTGRAPHILE_CURSOR = """query Cursor($condition: ReverseOrderCondition, $offset: Int!) {
  reverseOrders: allReverseOrders(
    first: 1, offset: $offset, condition: $condition, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]
  ) { pageInfo { endCursor } }
}"""
POSTGRAPHILE_DETAIL = f"""query Detail($merchant: UUID!, $id: UUID!) {{
  reverseOrder: reverseOrderByMerchantIdAndRowId(merchantId: $merchant, rowId: $id) {{
    {_POSTGRAPHILE_ORDER}
    timeline: eventsByMerchantIdAndSubjectId(first: 20, orderBy: [SUBJECT_VERSION_ASC, ROW_ID_ASC]) {{
      nodes {{ at action fromState toState }}
    }}
  }}
}}"""
