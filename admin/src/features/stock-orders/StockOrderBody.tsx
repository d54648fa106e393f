import { Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../lib/format'
import { useWords } from '../../lib/session'
import { Facts } from '../../ui/detail/Facts'
import { Goods } from '../../ui/detail/Goods'
import { Section } from '../../ui/detail/Section'
import { StandingLink } from '../../ui/detail/StandingLink'
import type { StockOrder } from './lines'

export default function StockOrderBody({ document: order }: { document: StockOrder }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { lines, penalties, deliveryNotes, sourceCase } = order
  return (
    <>
      <Facts
        facts={[
          ['stockOrders.kind', word('OrderKind', order.orderKind)],
          ['stockOrders.mode', word('FulfilmentMode', order.mode)],
          ['stockOrders.origin', word('StockOrderOrigin', order.origin)],
          ['stockOrders.sourceCase', sourceCase && <StandingLink document={sourceCase} />],
          ['column.owner', order.cargoOwner?.name],
          ['stockOrders.acceptBy', order.acceptBy && dateTime(order.acceptBy)],
          ['stockOrders.shipBy', order.shipBy && dateTime(order.shipBy)],
          ['stockOrders.arriveBy', order.arriveBy && dateTime(order.arriveBy)],
        ]}
      />
      {penalties.length > 0 && (
        <Section title={t('stockOrders.penalties')}>
          <Stack gap={4}>
            {penalties.map(({ reason, state, at }) => (
              <Group key={reason} gap="xs">
                <Badge color={PENALTY_COLORS[state]} variant="light" tt="none" radius="sm">
                  {word('PenaltyState', state)}
                </Badge>
                <Text size="sm">{word('PenaltyReason', reason)}</Text>
                <Text size="xs" className="quiet number">
                  {dateTime(at)}
                </Text>
              </Group>
            ))}
          </Stack>
        </Section>
      )}
      <Section title={t('column.goods')}>
        <Goods
          lines={lines.map(({ goodsItem, ...line }) => ({
            goodsItem,
            quantities: [line.orderedQuantity, line.shippedQuantity, line.receivedQuantity],
          }))}
          names={['stockOrders.ordered', 'stockOrders.shipped', 'stockOrders.received']}
        />
      </Section>
      <Section title={t('stockOrders.deliveryNotes')}>
        {deliveryNotes.length === 0 && (
          <Text size="sm" className="quiet">
            {t('stockOrders.noDeliveryNotes')}
          </Text>
        )}
        <Stack gap={4}>
          {deliveryNotes.map((note) => (
            <Group key={note.id} justify="space-between" gap="xs">
              <StandingLink document={note} />
              <Text size="xs" className="quiet number">
                {dateTime(note.createdAt)}
              </Text>
            </Group>
          ))}
        </Stack>
      </Section>
    </>
  )
}

const PENALTY_COLORS = { WARNED: 'orange', APPLIED: 'red', WAIVED: 'gray' }
