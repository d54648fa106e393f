import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExceptionCaseDetailQuery } from '../../gen/graphql'
import { count, dateTime } from '../../lib/format'
import { useViewer, useWords } from '../../lib/session'
import { DocumentLink } from '../../ui/DocumentLink'
import { Facts } from '../../ui/detail/Facts'
import { Goods } from '../../ui/detail/Goods'
import { Section } from '../../ui/detail/Section'
import { StandingLink } from '../../ui/detail/StandingLink'
import { useRules } from '../rules/useRules'
import { PendingList } from './PendingList'

export type Case = NonNullable<ExceptionCaseDetailQuery['document']>

export default function ExceptionCaseBody({ document }: { document: Case }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { compensation, resolvedBy } = document
  return (
    <>
      <Todo document={document} />
      <Section title={t('exceptions.finding')}>
        <Facts
          facts={[
            ['column.type', document.typeLabel],
            ['exceptions.subtype', document.subtype && word('ExceptionSubtype', document.subtype)],
            ['exceptions.stage', word('InboundStage', document.stage)],
            [
              'exceptions.deliveryNote',
              document.deliveryNote && <StandingLink document={document.deliveryNote} />,
            ],
            [
              'exceptions.reverseOrder',
              document.reverseOrder && <DocumentLink document={document.reverseOrder} />,
            ],
            ['exceptions.orderKind', document.orderKind && word('OrderKind', document.orderKind)],
            ['exceptions.detail', document.detail],
          ]}
        />
        {document.affectedLines.length > 0 && (
          <Goods
            lines={document.affectedLines.map(({ goodsItem, quantity }) => ({
              goodsItem,
              quantities: [quantity],
            }))}
            names={['column.quantity']}
          />
        )}
      </Section>
      <Outcome document={document} />
      {compensation && (
        <Section title={t('exceptions.compensation')}>
          <Facts
            facts={[
              ['column.state', word('CompensationState', compensation.state)],
              ['exceptions.basis', count(compensation.basisQuantity)],
              [
                'exceptions.amount',
                compensation.amount &&
                  [compensation.amount, compensation.currency].filter(Boolean).join(' '),
              ],
            ]}
          />
        </Section>
      )}
      {document.spawned.length > 0 && (
        <Section title={t('exceptions.spawned')}>
          <Stack gap={4}>
            {document.spawned.map((each) => (
              <StandingLink key={each.id} document={each} named />
            ))}
          </Stack>
        </Section>
      )}
      {resolvedBy && (
        <Text size="xs" className="quiet">
          {t('exceptions.decided', {
            when: dateTime(document.resolvedAt),
            who: resolvedBy.name,
          })}
          {document.closedAt &&
            ` · ${t('exceptions.closed', { when: dateTime(document.closedAt) })}`}
        </Text>
      )}
    </>
  )
}

/** What the reader has to do comes first; then what others have to. */
function Todo({ document }: { document: Case }) {
  const { t } = useTranslation()
  const { role } = useViewer()
  const mine = document.pendingActions.filter((each) => each.role === role)
  const others = document.pendingActions.filter((each) => each.role !== role)
  const waiting = WAITING[document.state]
  return (
    <>
      {(mine.length > 0 || (role === 'MERCHANT' && waiting)) && (
        <Section title={t('exceptions.yours')}>
          {mine.length > 0 ? (
            <PendingList pending={mine} />
          ) : (
            waiting && <Text size="sm">{t(waiting)}</Text>
          )}
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('exceptions.others')}>
          <PendingList pending={others} named />
        </Section>
      )}
    </>
  )
}

/** Why a merchant has nothing to do, while the case is not at its end. */
const WAITING: Partial<
  Record<Case['state'], 'exceptions.waitingDecision' | 'exceptions.waitingOthers'>
> = {
  OPEN: 'exceptions.waitingDecision',
  PROPOSED: 'exceptions.waitingDecision',
  AWAITING_MERCHANT: 'exceptions.waitingOthers',
  AWAITING_WAREHOUSE: 'exceptions.waitingOthers',
}

/** What was decided, and what that means for the reader. */
function Outcome({ document }: { document: Case }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { type, resolution, proposedResolution } = document
  const rule = useRules().data?.find((each) => each.type === type && each.resolution === resolution)
  if (!resolution && !proposedResolution && !document.outcome) return null
  return (
    <Section title={t('exceptions.outcome')}>
      <Facts
        facts={[
          [
            'exceptions.proposed',
            resolution ? null : proposedResolution && word('Resolution', proposedResolution),
          ],
          ['exceptions.resolution', document.resolutionLabel],
          ['exceptions.scheme', document.scheme && word('MerchantScheme', document.scheme)],
          ['exceptions.guidance', document.closedAt ? null : rule?.guidance],
          ['exceptions.settled', document.outcome],
        ]}
      />
    </Section>
  )
}
