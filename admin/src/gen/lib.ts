import type { Operation } from '../lib/operation'
import type {
  AddressesQuery,
  AddressesQueryVariables,
  CargoOwnersQuery,
  CargoOwnersQueryVariables,
  ChangesSubscription,
  ChangesSubscriptionVariables,
  GoodsItemsQuery,
  GoodsItemsQueryVariables,
  LastCursorQuery,
  LastCursorQueryVariables,
  MerchantsQuery,
  MerchantsQueryVariables,
  MoreTimelineQuery,
  MoreTimelineQueryVariables,
  SessionQuery,
  SessionQueryVariables,
  WarehousesQuery,
  WarehousesQueryVariables,
} from './graphql'

export const SessionDocument = `
query Session {
  viewer {
    id
    name
    role
    scopes
    maskedFields
    merchants {
      code
      name
    }
    warehouses {
      code
      name
    }
  }
  glossary {
    enum
    value
    zh
    en
  }
}
` as Operation<SessionQuery, SessionQueryVariables>

export const ChangesDocument = `
subscription Changes($after: String) {
  changes(after: $after) {
    cursor
    event {
      fromState
    }
    document {
      id
      kind
      version
    }
  }
}
` as Operation<ChangesSubscription, ChangesSubscriptionVariables>

export const LastCursorDocument = `
query LastCursor {
  events(last: 1) {
    pageInfo {
      endCursor
    }
  }
}
` as Operation<LastCursorQuery, LastCursorQueryVariables>

export const WarehousesDocument = `
query Warehouses($search: String) {
  options: warehouses(search: $search, first: 50) {
    nodes {
      id
      code
      name
    }
  }
}
` as Operation<WarehousesQuery, WarehousesQueryVariables>

export const MerchantsDocument = `
query Merchants($search: String) {
  options: merchants(search: $search, first: 50) {
    nodes {
      id
      code
      name
    }
  }
}
` as Operation<MerchantsQuery, MerchantsQueryVariables>

export const CargoOwnersDocument = `
query CargoOwners($search: String) {
  options: cargoOwners(search: $search, first: 50) {
    nodes {
      id
      code
      name
    }
  }
}
` as Operation<CargoOwnersQuery, CargoOwnersQueryVariables>

export const GoodsItemsDocument = `
query GoodsItems($search: String) {
  options: goodsItems(search: $search, first: 20) {
    nodes {
      id
      code: externalId
      name
    }
  }
}
` as Operation<GoodsItemsQuery, GoodsItemsQueryVariables>

export const AddressesDocument = `
query Addresses {
  addresses {
    id
    label
    isDefault
    address {
      ...Place
    }
  }
}

fragment Place on PostalAddress {
  recipient
  phone
  country
  region
  city
  district
  line1
  line2
  postalCode
}
` as Operation<AddressesQuery, AddressesQueryVariables>

export const MoreTimelineDocument = `
query MoreTimeline($id: ID!, $after: String) {
  node(id: $id) {
    ... on Document {
      timeline(first: 100, after: $after) {
        nodes {
          ...Happened
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}

fragment Happened on Event {
  id
  at
  action
  actionLabel
  fromStateLabel
  toStateLabel
  changedValues {
    name
    label
    value
  }
  actor {
    name
    role
  }
}
` as Operation<MoreTimelineQuery, MoreTimelineQueryVariables>
