// What a kind of document is to the console: a list, its filters and columns, a detail, and what may be done to it.
// Whether something may be done, the API says of each document (availableActions); here stands only how it is asked for.

import type { ComponentType, ReactNode } from 'react'
import type { Action, AllowedFragment, DocumentBy, DocumentKind, DueFragment } from '../gen/graphql'
import type { UserError } from './api'
import type { Key } from './keys'
import type { Language } from './language'
import type { Operation } from './operation'
import type { Words } from './session'

export interface Row {
  id: string
  number: string
  kind: DocumentKind
  version: number
  state: string
  stateLabel: string
  updatedAt: string
  availableActions: AllowedFragment[]
  deadlines?: DueFragment[]
}

export interface Page<R> {
  nodes: R[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
  totalCount: number
  facets?: { tabs: { value: string; count: number }[] }
}

// biome-ignore lint/suspicious/noExplicitAny: each kind has input types of its own, which its operations check
export type Input = any

export interface ListVariables {
  filter?: Input
  sort?: Input
  first?: number | null
  after?: string | null
}

/** A tab shows the documents whose tab field has one of the values; without values, all. */
export interface Tab {
  name: string
  /** Left out: what the state of this name is called. */
  label?: Key
  values?: string[]
}

export type Filter = { name: string; label: Key } & (
  | { kind: 'words'; enum: string }
  | { kind: 'text'; matches: 'item' | 'number' }
  | { kind: 'dates' }
  | { kind: 'party'; of: 'warehouses' | 'merchants' | 'cargoOwners' }
)

/** What is filled in for a filter: values of an enum or ids, a text, or days from and to. */
export type FilterValue = string[] | string | { from?: string; to?: string }

export interface Column<R> {
  id: string
  label: Key
  cell: (row: R, words: Words) => ReactNode
  /** In pixels; words of the same meaning are not as long in every language. */
  width: number | Record<Language, number>
  align?: 'right'
  /** Not shown until it is chosen. */
  optional?: boolean
}

export type Values = Record<string, Input>

export interface FieldProps {
  value: Input
  onChange: (value: Input) => void
  /** Refusals that concern this field, with the path that the API gives. */
  errors: UserError[]
  document: Input
}

export type Field = {
  name: string
  label: Key
  help?: Key
  required?: boolean
} & (
  | { kind: 'text' | 'paragraph' | 'moment' | 'certificate' }
  | { kind: 'choice'; enum: string; only?: string[] }
  | { kind: 'party'; of: 'warehouses' | 'merchants' | 'cargoOwners' }
  | { kind: 'custom'; Control: ComponentType<FieldProps>; initial: (document: Input) => Input }
)

export interface Done {
  done: {
    document?: { id: string; number: string; version: number } | null
    userErrors: UserError[]
  }
}

export interface ActionSpec {
  mutation: Operation<Done, { input: Input }>
  fields?: Field[]
  /** How the input says which document is meant; left out: by its id and version. */
  target?: (document: Input) => object
  /** What the input has beside that and the key. */
  input?: (values: Values, document: Input) => object
  /** Of which kind the document is that is made, to be shown then; left out: none is made. */
  makes?: DocumentKind
  /** What exactly will happen, shown above the button. */
  Consequences?: ComponentType<{ document: Input; values: Values }>
  /** What is confirmed of something irreversible, where the usual words do not say it. */
  confirm?: (values: Values) => Key | undefined
  /** Its form stands side by side with something. */
  wide?: boolean
}

export interface BatchResult {
  requested: number
  applied: number
  items: {
    id: string
    number?: string | null
    outcome: 'APPLIED' | 'SKIPPED' | 'REJECTED'
    userErrors: UserError[]
  }[]
}

/** An action on many documents at once: the same form as on one. */
export interface BatchSpec {
  action: Action
  mutation: Operation<
    { done: { batch?: BatchResult | null; userErrors: UserError[] } },
    { input: Input }
  >
  /** It is confirmed before it is done. */
  irreversible?: true
}

export interface Create {
  label: Key
  /** Who sees the button. The API decides who may. */
  roles: string[]
  fields: Field[]
  mutation: Operation<Done, { input: Input }>
  input: (values: Values) => object
}

export interface Resource<R extends Row = Row, D = Input> {
  kind: DocumentKind
  title: Key
  /** The enum of its states. */
  states: string
  list: Operation<{ page: Page<R> }, ListVariables>
  detail: Operation<{ document?: D | null }, { by: DocumentBy }>
  /** Left out, as filters are, where the API's list takes no filter. */
  tabs?: Tab[]
  /** Which filter the tabs stand for: shown as a filter on the first tab only. */
  tabField?: string
  filters?: Filter[]
  /** The condition for pasted numbers; left out where the API has none. */
  numbers?: (numbers: string[]) => Input
  /** Which of a row's numbers somebody may have pasted. */
  numbersOf?: (row: R) => (string | null | undefined)[]
  sortable?: string[]
  columns: Column<R>[]
  Body: ComponentType<{ document: D }>
  actions: Partial<Record<Action, ActionSpec>>
  batches?: BatchSpec[]
  create?: Create[]
}

/** What may be done now, or why not yet: in the order in which the feature names it, which offers the first of them first. */
export function actionsOf(resource: Resource, { availableActions }: Pick<Row, 'availableActions'>) {
  const order = Object.keys(resource.actions)
  return availableActions
    .filter(({ action }) => order.includes(action))
    .sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action))
}
