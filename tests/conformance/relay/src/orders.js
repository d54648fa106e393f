// What a page of a Relay application declares: its query, a list that is scrolled, and a row that refreshes itself.
import { graphql } from "relay-runtime";

graphql`
  query ordersPageQuery($count: Int!, $filter: ReverseOrderFilter) {
    viewer {
      name
    }
    ...orders_list @arguments(count: $count, filter: $filter)
  }
`;

graphql`
  fragment orders_list on Query
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 3 }
    cursor: { type: "String" }
    filter: { type: "ReverseOrderFilter" }
  )
  @refetchable(queryName: "ordersListPaginationQuery") {
    reverseOrders(first: $count, after: $cursor, filter: $filter) @connection(key: "orders_list_reverseOrders") {
      edges {
        node {
          id
          ...orders_row
        }
      }
    }
  }
`;

graphql`
  fragment orders_row on ReverseOrder @refetchable(queryName: "ordersRowRefetchQuery") {
    number
    state
    merchant {
      name
    }
    lines {
      quantity
      goodsItem {
        name
      }
    }
  }
`;

graphql`
  mutation ordersRegisterPickupMutation($input: RegisterPickupInput!) {
    registerPickup(input: $input) {
      reverseOrder {
        ...orders_row
      }
      userErrors {
        code
        message
      }
    }
  }
`;
