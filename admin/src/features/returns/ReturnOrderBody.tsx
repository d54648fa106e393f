import { Anchor, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReturnOrderDetailQuery } from '../../gen/graphql'
import { dateTime } from '../../lib/format'
import { useWords } from '../../lib/session'
import { DocumentLink } from '../../ui/DocumentLink'
import { AddressLines } from '../../ui/detail/AddressLines'
import { Facts } from '../../ui/detail/Facts'
import { Goods } from '../../ui/detail/Goods'
import { Section } from '../../ui/detail/Section'

export type Order = NonNullable<ReturnOrderDetailQuery['document']>

export default function ReturnOrderBody({ document: order }: { document: Order }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { sourceCase, entry, certificate } = order
  return (
    <>
      <Facts
        facts={[
          [
            'returns.sourceCase',
            <Group key="case" gap="xs">
              <DocumentLink document={sourceCase} />
              <Text size="xs" className="quiet">
                {[sourceCase.typeLabel, sourceCase.resolutionLabel].filter(Boolean).join(' · ')}
              </Text>
            </Group>,
          ],
          ['returns.scope', word('ReturnScope', order.scope)],
          ['returns.method', order.method && word('ReturnMethod', order.method)],
          [
            'returns.scheduledPickupAt',
            order.scheduledPickupAt && dateTime(order.scheduledPickupAt),
          ],
          ['returns.carrier', order.carrier],
          ['returns.trackingNumber', order.trackingNumber],
          ['returns.signedAt', order.signedAt && dateTime(order.signedAt)],
          [
            'returns.certificate',
            certificate && <Certificate key="certificate" certificate={certificate} />,
          ],
        ]}
      />
      <Section title={t('column.goods')}>
        <Goods
          lines={order.lines.map(({ goodsItem, quantity, packedQuantity, signedQuantity }) => ({
            goodsItem,
            quantities: [quantity, packedQuantity, signedQuantity],
          }))}
          names={['column.quantity', 'returns.packed', 'returns.signed']}
        />
      </Section>
      {entry && (
        <Section title={t('returns.entry')}>
          <Facts
            facts={[
              ['returns.method', word('ReturnMethod', entry.method)],
              [
                'pickup.expectedPickupAt',
                entry.expectedPickupAt && dateTime(entry.expectedPickupAt),
              ],
              ['returns.address', entry.address && <AddressLines address={entry.address} />],
              ['pickup.contactName', entry.address ? null : entry.contactName],
              ['pickup.contactPhone', entry.address ? null : entry.contactPhone],
              ['pickup.remark', entry.remark],
              ['returns.submitted', `${dateTime(entry.submittedAt)} · ${entry.submittedBy.name}`],
            ]}
          />
        </Section>
      )}
    </>
  )
}

function Certificate({ certificate }: { certificate: NonNullable<Order['certificate']> }) {
  const { fileName, url } = certificate
  if (!url) return <Text size="sm">{fileName}</Text>
  return (
    <Anchor href={url} download size="sm">
      {fileName}
    </Anchor>
  )
}
