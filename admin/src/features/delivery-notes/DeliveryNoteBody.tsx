import { Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../lib/session'
import { Facts } from '../../ui/detail/Facts'
import { Goods } from '../../ui/detail/Goods'
import { Section } from '../../ui/detail/Section'
import { StandingLink } from '../../ui/detail/StandingLink'
import { OpenCase } from '../exceptions/OpenCase'
import type { DeliveryNote } from './counts'

// Until the goods are counted, a quantity of 0 says nothing.
const RECEIVED = new Set(['QUALITY_CHECK', 'PUTAWAY_DONE'])
const CHECKED = new Set(['PUTAWAY_DONE'])

export default function DeliveryNoteBody({ document: note }: { document: DeliveryNote }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { lines, cartons, trackingNumbers, exceptionCases, supplementOf, state } = note
  const declared = lines.map(({ goodsItem, declaredQuantity: quantity }) => ({
    goodsItem,
    quantity,
  }))
  const counted = (quantity: number, states: Set<string>) =>
    quantity > 0 || states.has(state) ? quantity : null
  return (
    <>
      <Facts
        facts={[
          ['deliveryNotes.stockOrder', <StandingLink key="order" document={note.stockOrder} />],
          ['deliveryNotes.supplementOf', supplementOf && <StandingLink document={supplementOf} />],
          ['deliveryNotes.logistics', word('DeliveryLogistics', note.logistics)],
          ['column.owner', note.cargoOwner?.name],
          [
            'deliveryNotes.trackingNumbers',
            trackingNumbers.length > 0 && (
              <Group gap={4}>
                {trackingNumbers.map((number) => (
                  <Code key={number}>{number}</Code>
                ))}
              </Group>
            ),
          ],
        ]}
      />
      <Section title={t('column.goods')}>
        <Goods
          lines={lines.map((line) => ({
            goodsItem: line.goodsItem,
            quantities: [
              line.declaredQuantity,
              counted(line.receivedQuantity, RECEIVED),
              counted(line.passedQuantity, CHECKED),
              counted(line.problemQuantity, CHECKED),
            ],
          }))}
          names={[
            'deliveryNotes.declared',
            'deliveryNotes.received',
            'deliveryNotes.passed',
            'deliveryNotes.problem',
          ]}
        />
      </Section>
      {cartons.length > 0 && (
        <Section title={t('deliveryNotes.cartons', { count: cartons.length })}>
          <Group gap={6}>
            {cartons.map(({ mark, relabelled }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cartons have nothing else of their own
              <Code key={index}>
                {mark ?? t('deliveryNotes.noMark')}
                {relabelled && ` · ${t('deliveryNotes.relabelled')}`}
              </Code>
            ))}
          </Group>
        </Section>
      )}
      <Section title={t('deliveryNotes.cases')}>
        {exceptionCases.length === 0 && (
          <Text size="sm" className="quiet">
            {t('deliveryNotes.noCases')}
          </Text>
        )}
        <Stack gap={4}>
          {exceptionCases.map((each) => (
            <Group key={each.id} justify="space-between" gap="xs">
              <StandingLink document={each} />
              <Text size="xs">{word('ExceptionType', each.type)}</Text>
            </Group>
          ))}
        </Stack>
        <OpenCase
          document={{ id: note.id, kind: 'DELIVERY_NOTE', number: note.number, lines: declared }}
        />
      </Section>
    </>
  )
}
