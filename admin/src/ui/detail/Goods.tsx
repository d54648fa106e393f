import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GoodsFragment } from '../../gen/graphql'
import { count } from '../../lib/format'
import type { Key } from '../../lib/keys'

interface Props {
  lines: { goodsItem: GoodsFragment; quantities: (number | null | undefined)[] }[]
  /** What each of the quantities is. */
  names: Key[]
}

/** Which goods, and how many of them. */
export function Goods({ lines, names }: Props) {
  const { t } = useTranslation()
  return (
    <Table fz="sm" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.goods')}</Table.Th>
          {names.map((name) => (
            <Table.Th key={name} ta="end">
              {t(name)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ goodsItem, quantities }) => (
          <Table.Tr key={goodsItem.id}>
            <Table.Td>
              {goodsItem.name}
              <Text size="xs" className="quiet">
                {goodsItem.externalId}
              </Text>
            </Table.Td>
            {names.map((name, index) => (
              <Table.Td key={name} ta="end" className="number">
                {quantities[index] == null ? '–' : count(quantities[index])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
