import { Table, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsFragment } from '../../gen/graphql'
import { count } from '../../lib/format'
import type { Key } from '../../lib/keys'
import { useNarrow } from '../useNarrow'

interface Props {
  lines: { goodsItem: GoodsFragment; quantities: (number | null | undefined)[] }[]
  /** What each of the quantities is. */
  names: Key[]
}

/** Which goods, and how many of them. */
export function Goods({ lines, names }: Props) {
  const { t } = useTranslation()
  const stacked = useNarrow() && names.length > 2
  return (
    <Table fz="sm" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          {!stacked && <Table.Th>{t('column.goods')}</Table.Th>}
          {names.map((name) => (
            <Table.Th key={name} ta="end" className="number">
              {t(name)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ goodsItem, quantities }) => {
          const item = <GoodsName goodsItem={goodsItem} />
          return (
            <Fragment key={goodsItem.id}>
              {stacked && (
                <Table.Tr style={{ borderBottom: 0 }}>
                  <Table.Td colSpan={names.length}>{item}</Table.Td>
                </Table.Tr>
              )}
              <Table.Tr>
                {!stacked && <Table.Td>{item}</Table.Td>}
                {names.map((name, index) => (
                  <Table.Td key={name} ta="end" className="number">
                    {quantities[index] == null ? '–' : count(quantities[index])}
                  </Table.Td>
                ))}
              </Table.Tr>
            </Fragment>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}

export function GoodsName({ goodsItem }: { goodsItem: { externalId: string; name: string } }) {
  return (
    <>
      {goodsItem.name}
      <Text size="xs" className="quiet" style={{ overflowWrap: 'anywhere' }}>
        {goodsItem.externalId}
      </Text>
    </>
  )
}
