import { Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleFragment } from '../../gen/graphql'
import { colon, listed } from '../../lib/format'
import type { Key } from '../../lib/keys'
import { useWords, type Word } from '../../lib/session'
import { Choices } from '../../ui/Choices'
import { Failed } from '../../ui/Failed'
import { Notice } from '../../ui/Notice'
import classes from './rules.module.css'
import { useRules } from './useRules'

/** What the matrix can be narrowed to, with the enum of its values. */
const FILTERS = {
  type: 'ExceptionType',
  resolution: 'Resolution',
  scheme: 'MerchantScheme',
} as const

type FilterName = keyof typeof FILTERS
type Search = Partial<Record<FilterName, string[]>>

/** The rule matrix: what each resolution of an exception does to the documents, and who acts next. */
export default function Rules() {
  const { t } = useTranslation()
  const { word } = useWords()
  const [search, change] = useFilters()
  const { data, error, refetch } = useRules()
  const shown = data?.filter((rule) =>
    NAMES.every((name) => !search[name] || search[name].includes(rule[name])),
  )
  return (
    <div className={classes.page}>
      <Group justify="space-between" wrap="nowrap" className={classes.bar}>
        <Group gap="xs" align="baseline">
          <Title order={1} size="h4">
            {t('rules.title')}
          </Title>
          <Text size="sm" className="quiet" role="status">
            {shown && t('rules.total', { count: shown.length })}
          </Text>
        </Group>
        <Button
          size="compact-sm"
          variant="default"
          className="no-print"
          leftSection={<IconPrinter size={14} aria-hidden />}
          onClick={() => print()}
        >
          {t('rules.print')}
        </Button>
      </Group>
      <Group gap="xs" className={`${classes.bar} no-print`} align="start">
        {NAMES.map((name) => (
          <Filter
            key={name}
            name={name}
            rules={data ?? []}
            value={search[name] ?? []}
            onChange={(value) => change({ ...search, [name]: value })}
          />
        ))}
      </Group>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={400} m="sm" w="auto" />
      ) : shown.length === 0 ? (
        <Notice title={t('list.empty')} text={t('rules.none')}>
          <Button variant="light" onClick={() => change({})}>
            {t('list.showAll')}
          </Button>
        </Notice>
      ) : (
        <Matrix rules={shown} word={word} />
      )}
    </div>
  )
}

const NAMES = Object.keys(FILTERS) as FilterName[]

/** What is filtered by stands in the address. */
function useFilters(): [Search, (search: Search) => void] {
  const given = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const search = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = given[name]
      return Array.isArray(value) && value.length > 0 ? [[name, value]] : []
    }),
  ) as Search
  const change = (next: Search) => void navigate({ to: '.', search: next as never, replace: true })
  return [search, change]
}

interface FilterProps {
  name: FilterName
  rules: RuleFragment[]
  value: string[]
  onChange: (value: string[] | undefined) => void
}

function Filter({ name, rules, value, onChange }: FilterProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const known = new Set<string>(rules.map((rule) => rule[name]))
  return (
    <Choices
      className={classes.filter}
      label={t(LABELS[name])}
      data={choices(FILTERS[name]).filter((each) => known.has(each.value))}
      value={value}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      searchable
    />
  )
}

const LABELS: Record<FilterName, Key> = {
  type: 'column.type',
  resolution: 'rules.resolution',
  scheme: 'rules.scheme',
}

interface Column {
  label: Key
  cell: (rule: RuleFragment, word: Word) => ReactNode
}

const COLUMNS: Column[] = [
  {
    label: 'rules.originalNote',
    cell: ({ originalNote }, word) => word('OriginalNoteEffect', originalNote),
  },
  { label: 'rules.made', cell: (rule) => <Made rule={rule} /> },
  { label: 'rules.merchant', cell: (rule) => <Merchant rule={rule} /> },
  { label: 'rules.besides', cell: (rule) => <Besides rule={rule} /> },
  { label: 'rules.guidance', cell: ({ guidance }) => <Text size="xs">{guidance}</Text> },
]

/** A table that becomes cards where there is no room for it: each cell has its heading with it. */
function Matrix({ rules, word }: { rules: RuleFragment[]; word: Word }) {
  const { t } = useTranslation()
  const types = [...new Set(rules.map(({ type }) => type))]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className={classes.frame} tabIndex={0} aria-label={t('rules.title')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('rules.resolution')}</th>
            {COLUMNS.map(({ label }) => (
              <th key={label} scope="col">
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        {types.map((type) => (
          <tbody key={type}>
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={COLUMNS.length + 1}>
                {word('ExceptionType', type)}
              </th>
            </tr>
            {rules
              .filter((rule) => rule.type === type)
              .map((rule) => (
                <tr key={rule.id}>
                  <th scope="row">
                    {word('Resolution', rule.resolution)}
                    <OrderKinds rule={rule} />
                    {rule.subtype && (
                      <Text size="xs" className="quiet">
                        {word('ExceptionSubtype', rule.subtype)}
                      </Text>
                    )}
                  </th>
                  {COLUMNS.map(({ label, cell }) => (
                    <td key={label}>
                      <span className={classes.label}>{t(label)}</span>
                      <div>{cell(rule, word)}</div>
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function OrderKinds({ rule: { orderKinds } }: { rule: RuleFragment }) {
  const { choices, word } = useWords()
  const { t } = useTranslation()
  const all = orderKinds.length === choices('OrderKind').length
  return (
    <Text size="xs" className="quiet">
      {all ? t('rules.allKinds') : listed(orderKinds.map((kind) => word('OrderKind', kind)))}
    </Text>
  )
}

/** The documents that a rule makes. */
function Made({ rule: { newDeliveryNote, newStockOrder, returnScope } }: { rule: RuleFragment }) {
  const { word } = useWords()
  const made: [string, string][] = []
  if (newDeliveryNote)
    made.push([word('DocumentKind', 'DELIVERY_NOTE'), word('NewNoteEffect', newDeliveryNote)])
  if (newStockOrder)
    made.push([word('DocumentKind', 'STOCK_ORDER'), word('NewOrderEffect', newStockOrder)])
  if (returnScope)
    made.push([word('DocumentKind', 'RETURN_ORDER'), word('ReturnScope', returnScope)])
  return <Named pairs={made} />
}

function Named({ pairs }: { pairs: [string, string][] }) {
  if (pairs.length === 0) return '–'
  return pairs.map(([name, what]) => (
    <div key={name}>
      <span className="quiet">
        {name}
        {colon()}
      </span>
      {what}
    </div>
  ))
}

function Merchant({ rule: { scheme, merchantActions } }: { rule: RuleFragment }) {
  const { word } = useWords()
  return (
    <>
      {word('MerchantScheme', scheme)}
      {merchantActions.length > 0 && (
        <Text size="xs" className="quiet">
          {merchantActions.map((action) => word('Action', action)).join(' · ')}
        </Text>
      )}
    </>
  )
}

/** What else comes of it: money, penalties, tickets. */
function Besides({ rule }: { rule: RuleFragment }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const said = [
    rule.compensation && t('rules.compensation'),
    rule.jitPenaltyRisk && t('rules.penalty'),
    rule.opensTicket && t('rules.ticket', { category: word('TicketCategory', rule.opensTicket) }),
  ].filter(Boolean)
  if (said.length === 0) return '–'
  return said.map((each) => <div key={String(each)}>{each}</div>)
}
