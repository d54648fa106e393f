import { useTranslation } from 'react-i18next'
import type { ReverseOrderDetailQuery } from '../../gen/graphql'
import { dateTime } from '../../lib/format'
import { useWords } from '../../lib/session'
import { AddressLines } from '../../ui/detail/AddressLines'
import { Facts } from '../../ui/detail/Facts'
import { Goods } from '../../ui/detail/Goods'
import { Section } from '../../ui/detail/Section'
import { OpenCase } from '../exceptions/OpenCase'

type Order = NonNullable<ReverseOrderDetailQuery['document']>

export default function ReverseOrderBody({ document: order }: { document: Order }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { pickup, destruction, handover } = order
  return (
    <>
      <Facts
        facts={[
          ['column.type', word('ReverseType', order.type)],
          ['reverse.cause', word('ReverseCause', order.cause)],
          ['reverse.reason', order.reason],
          ['reverse.orderNumber', order.orderNumber],
          ['reverse.salesReturnNumber', order.salesReturnNumber],
          ['reverse.forwardTracking', order.forwardTrackingNumber],
          ['reverse.reverseTracking', order.reverseTrackingNumber],
          ['reverse.businessModel', word('BusinessModel', order.businessModel)],
          ['reverse.exceptionStatus', word('ReverseExceptionStatus', order.exceptionStatus)],
          ['column.owner', order.cargoOwner?.name],
          ['reverse.provider', order.serviceProvider.name],
        ]}
      />
      <Section title={t('column.goods')}>
        <Goods
          lines={order.lines.map(({ goodsItem, quantity }) => ({
            goodsItem,
            quantities: [quantity],
          }))}
          names={['column.quantity']}
        />
      </Section>
      {pickup && (
        <Section title={t('reverse.pickup')}>
          <Facts
            facts={[
              ['reverse.method', word('PickupMethod', pickup.method)],
              [
                'pickup.expectedPickupAt',
                pickup.expectedPickupAt && dateTime(pickup.expectedPickupAt),
              ],
              ['pickup.contactName', pickup.contactName],
              ['pickup.contactPhone', pickup.contactPhone],
              ['reverse.address', pickup.address && <AddressLines address={pickup.address} />],
              ['pickup.remark', pickup.remark],
              ['reverse.submitted', `${dateTime(pickup.submittedAt)} · ${pickup.submittedBy.name}`],
            ]}
          />
        </Section>
      )}
      {destruction && (
        <Section title={t('reverse.destruction')}>
          <Facts
            facts={[
              [
                'reverse.confirmedBy',
                `${dateTime(destruction.confirmedAt)} · ${destruction.confirmedBy.name}`,
              ],
              ['reverse.destroyedAt', destruction.destroyedAt && dateTime(destruction.destroyedAt)],
              ['reverse.certificate', destruction.certificate?.fileName],
            ]}
          />
        </Section>
      )}
      {handover && (
        <Section title={t('reverse.handover')}>
          <Facts
            facts={[
              ['reverse.actualPickup', handover.verifiedName],
              ['reverse.carrier', handover.carrier],
              ['reverse.trackingNumber', handover.trackingNumber],
              [
                'reverse.submitted',
                `${dateTime(handover.reportedAt)} · ${handover.reportedBy.name}`,
              ],
            ]}
          />
        </Section>
      )}
      <OpenCase document={{ ...order, kind: 'REVERSE_ORDER' }} />
    </>
  )
}
