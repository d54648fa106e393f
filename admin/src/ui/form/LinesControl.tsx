import { ActionIcon, Input, NumberInput, Select, Table } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GoodsItemsDocument } from '../../gen/lib'
import { ask, type UserError } from '../../lib/api'
import { count, labelled } from '../../lib/format'
import { GoodsName } from '../detail/Goods'
import { useNarrow } from '../useNarrow'
import { type GoodsLine, meant, type QuantityColumn } from './lines'
import { messages } from './useSending'

interface Props {
  label: string
  description?: string | undefined
  columns: QuantityColumn[]
  value: GoodsLine[]
  /** `changed`: the line and the column that were written in. */
  onChange: (lines: GoodsLine[], changed?: { index: number; column: string }) => void
  errors: UserError[]
  /** Any goods may be added, and taken away again. */
  open?: boolean
  /** Lines without a quantity are not meant: see `meant`. */
  partial?: boolean
}

/** Pieces of goods: which, and one or more quantities of each. */
export function LinesControl(props: Props) {
  const { label, description, columns, value, onChange, errors, open = false } = props
  const { t } = useTranslation()
  const stacked = useNarrow() && columns.length > 2
  const sent = props.partial ? meant(value, columns) : value
  const refusals = (line: GoodsLine) => errors.filter(({ field }) => sent[lineOf(field)] === line)
  const general = errors.filter(({ field }) => !sent[lineOf(field)])
  const write = (index: number, column: string, quantity: number | null) =>
    onChange(
      value.map((line, i) =>
        i === index ? { ...line, quantities: { ...line.quantities, [column]: quantity } } : line,
      ),
      { index, column },
    )
  const add = (goodsItem: GoodsLine['goodsItem']) => {
    if (value.every((line) => line.goodsItem.externalId !== goodsItem.externalId))
      onChange([...value, { goodsItem, quantities: empty(columns) }])
  }
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      required={!props.partial}
      role="group"
      aria-label={label}
      error={messages(general)}
    >
      {value.length > 0 && (
        <Table fz="sm" verticalSpacing={4} horizontalSpacing={6} mt={4}>
          <Table.Thead>
            <Table.Tr>
              {!stacked && <Table.Th>{t('column.goods')}</Table.Th>}
              {columns.map((column) => (
                <Table.Th key={column.name} ta="end" w={column.fixed ? 1 : 84} className="number">
                  {t(column.label)}
                </Table.Th>
              ))}
              {open && <Table.Th w={32} aria-label={t('lines.remove')} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.map((line, index) => (
              <LineRow
                key={line.goodsItem.externalId}
                line={line}
                columns={columns}
                stacked={stacked}
                errors={refusals(line)}
                onWrite={(column, quantity) => write(index, column, quantity)}
                open={open}
                onRemove={
                  wasAdded(line, columns)
                    ? () => onChange(value.filter((each) => each !== line))
                    : undefined
                }
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {open && <GoodsSearch onFound={add} required={!props.partial && value.length === 0} />}
    </Input.Wrapper>
  )
}

interface RowProps {
  line: GoodsLine
  columns: QuantityColumn[]
  /** The name stands above the quantities. */
  stacked: boolean
  errors: UserError[]
  onWrite: (column: string, quantity: number | null) => void
  open: boolean
  /** Left out for what was there to begin with. */
  onRemove: (() => void) | undefined
}

function LineRow({ line, columns, stacked, errors, onWrite, open, onRemove }: RowProps) {
  const { t } = useTranslation()
  const { goodsItem, quantities } = line
  const width = columns.length + (stacked ? 0 : 1) + (open ? 1 : 0)
  const item = <GoodsName goodsItem={goodsItem} />
  return (
    <>
      {stacked && (
        <Table.Tr style={{ borderBottom: 0 }}>
          <Table.Td colSpan={width}>{item}</Table.Td>
        </Table.Tr>
      )}
      <Table.Tr style={errors.length > 0 ? { borderBottom: 0 } : undefined}>
        {!stacked && <Table.Td>{item}</Table.Td>}
        {columns.map(({ name, label, fixed }) => (
          <Table.Td key={name} ta="end" className="number">
            {fixed ? (
              quantities[name] == null ? (
                '–'
              ) : (
                count(quantities[name])
              )
            ) : (
              <NumberInput
                size="xs"
                aria-label={labelled(t(label), goodsItem.name)}
                error={messages(errors.filter(({ field }) => field?.at(-1) === name))}
                // There is no room for it in the cell: it is read below the line, and heard here.
                errorProps={{ className: 'unseen' }}
                value={quantities[name] ?? ''}
                onChange={(value) => onWrite(name, typeof value === 'number' ? value : null)}
                required
                min={0}
                allowDecimal={false}
                allowNegative={false}
                hideControls
                styles={{ input: { textAlign: 'end' } }}
              />
            )}
          </Table.Td>
        ))}
        {open && (
          <Table.Td>
            {onRemove && (
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={onRemove}
                aria-label={t('lines.removeOne', { name: goodsItem.name })}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Table.Td>
        )}
      </Table.Tr>
      {errors.length > 0 && (
        <Table.Tr>
          <Table.Td colSpan={width} pt={0}>
            <Input.Error role="alert">{messages(errors)}</Input.Error>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

interface SearchProps {
  onFound: (goodsItem: GoodsLine['goodsItem']) => void
  required: boolean
}

/** Goods by id or name; each one that is chosen makes room for the next. */
function GoodsSearch({ onFound, required }: SearchProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search.trim(), 200)
  const { data = [], isFetching } = useQuery({
    queryKey: ['goods', asked],
    queryFn: async ({ signal }) =>
      (await ask(GoodsItemsDocument, { search: asked || null }, signal)).options.nodes,
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  return (
    <Select
      mt={6}
      size="xs"
      aria-label={t('lines.add')}
      placeholder={t('lines.add')}
      required={required}
      data={data.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
      filter={({ options }) => options}
      value={null}
      onChange={(code) => {
        const found = data.find((each) => each.code === code)
        if (found) onFound({ externalId: found.code, name: found.name })
        setSearch('')
      }}
      searchable
      openOnFocus={false}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={isFetching ? t('loading') : t('lines.nothing')}
    />
  )
}

function wasAdded({ quantities }: GoodsLine, columns: QuantityColumn[]): boolean {
  return columns.every(({ name, fixed }) => !fixed || quantities[name] == null)
}

function empty(columns: QuantityColumn[]): Record<string, number | null> {
  return Object.fromEntries(columns.map(({ name }) => [name, null]))
}

/** Which of the sent lines a refusal concerns; -1 for none. */
function lineOf(field: UserError['field']): number {
  const index = field?.find((part) => /^\d+$/.test(part))
  return index === undefined ? -1 : Number(index)
}
