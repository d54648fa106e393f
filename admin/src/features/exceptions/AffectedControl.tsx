import { Input, NumberInput, Select, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsFragment } from '../../gen/graphql'
import { GoodsItemsDocument } from '../../gen/lib'
import { ask } from '../../lib/api'
import { count } from '../../lib/format'
import type { FieldProps } from '../../lib/resource'

export interface Affected {
  goodsItem: GoodsFragment
  /** Null for goods that were not announced. */
  declared: number | null
  quantity: number
}

/** Of which goods how many are concerned; also of such as were not announced. */
export function AffectedControl({ value, onChange, errors }: FieldProps) {
  const { t } = useTranslation()
  const lines = value as Affected[]
  const set = (id: string, quantity: number) =>
    onChange(lines.map((each) => (each.goodsItem.id === id ? { ...each, quantity } : each)))
  return (
    <Input.Wrapper
      label={t('exceptions.affected')}
      description={t('exceptions.affectedHelp')}
      error={errors.map(({ message }) => message).join(' ') || undefined}
      labelElement="div"
    >
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.goods')}</Table.Th>
            <Table.Th ta="end">{t('exceptions.declared')}</Table.Th>
            <Table.Th w={110} ta="end">
              {t('exceptions.concerned')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ goodsItem, declared, quantity }) => (
            <Table.Tr key={goodsItem.id}>
              <Table.Td>
                {goodsItem.name}
                <Text size="xs" className="quiet">
                  {goodsItem.externalId}
                </Text>
              </Table.Td>
              <Table.Td ta="end" className="number">
                {declared === null ? '–' : count(declared)}
              </Table.Td>
              <Table.Td>
                <NumberInput
                  size="xs"
                  aria-label={`${t('exceptions.concerned')}: ${goodsItem.name}`}
                  value={quantity}
                  min={0}
                  allowDecimal={false}
                  allowNegative={false}
                  onChange={(next) => set(goodsItem.id, Number(next) || 0)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <OtherGoods
        known={lines}
        onChosen={(goodsItem) => onChange([...lines, { goodsItem, declared: null, quantity: 1 }])}
      />
    </Input.Wrapper>
  )
}

function OtherGoods({
  known,
  onChosen,
}: {
  known: Affected[]
  onChosen: (goodsItem: GoodsFragment) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search, 200)
  const { data = [] } = useQuery({
    queryKey: ['goods', asked],
    queryFn: async ({ signal }) =>
      (await ask(GoodsItemsDocument, { search: asked }, signal)).options.nodes,
    enabled: asked.length > 0,
  })
  const listed = new Set(known.map(({ goodsItem }) => goodsItem.id))
  return (
    <Select
      size="xs"
      mt={6}
      label={t('exceptions.otherGoods')}
      placeholder={t('exceptions.item')}
      data={data
        .filter(({ id }) => !listed.has(id))
        .map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
      filter={({ options }) => options}
      value={null}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(chosen) => {
        const found = data.find(({ id }) => id === chosen)
        if (!found) return
        onChosen({ id: found.id, externalId: found.code, name: found.name })
        setSearch('')
      }}
    />
  )
}
