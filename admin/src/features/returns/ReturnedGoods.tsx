import { Box, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { count } from '../../lib/format'
import type { Order } from './ReturnOrderBody'

/** What will not come back, piece by piece: for whoever is about to give it up or to dispose of it. */
export default function ReturnedGoods({ document: { lines } }: { document: Order }) {
  const { t } = useTranslation()
  const total = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <Box>
      <Text size="sm">{t('returns.givenUp', { count: total, formatted: count(total) })}</Text>
      <List size="sm" mt={4}>
        {lines.map(({ goodsItem, quantity }) => (
          <List.Item key={goodsItem.id}>
            {goodsItem.name} <span className="number">× {count(quantity)}</span>
          </List.Item>
        ))}
      </List>
    </Box>
  )
}
