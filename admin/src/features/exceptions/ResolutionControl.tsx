import { Badge, Group, Input, Radio, Skeleton, Text } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PreviewResolutionDocument } from '../../gen/exceptions'
import type { PiecesFragment, PreviewResolutionQuery, RuleFragment } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { count, dateTime } from '../../lib/format'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { useReason } from '../../ui/Failed'
import type { Case } from './ExceptionCaseBody'
import classes from './resolution.module.css'

type Preview = NonNullable<PreviewResolutionQuery['preview']>

/** What may be decided, each with all that it would do, side by side. */
export function ResolutionControl({ value, onChange, errors, document }: FieldProps) {
  const { t } = useTranslation()
  const exceptionCase = document as Case
  return (
    <fieldset className={classes.options}>
      <legend className="unseen">{t('exceptions.resolution')}</legend>
      {exceptionCase.options.map((rule) => (
        <Option
          key={rule.id}
          rule={rule}
          document={exceptionCase}
          chosen={value === rule.resolution}
          onChoose={() => onChange(rule.resolution)}
        />
      ))}
      {errors.map(({ message }) => (
        <Input.Error key={message}>{message}</Input.Error>
      ))}
    </fieldset>
  )
}

interface OptionProps {
  rule: RuleFragment
  document: Case
  chosen: boolean
  onChoose: () => void
}

function Option({ rule, document, chosen, onChoose }: OptionProps) {
  const { t, i18n } = useTranslation()
  const { word } = useWords()
  const { id, version, proposedResolution } = document
  const { resolution } = rule
  const { data, error } = useQuery({
    queryKey: ['document', 'preview', id, version, resolution, i18n.language],
    queryFn: async ({ signal }) =>
      (await ask(PreviewResolutionDocument, { caseId: id, resolution }, signal)).preview ?? null,
  })
  const reason = useReason(error)
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio button stands in it
    <label className={classes.option} data-chosen={chosen || undefined}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Radio
          name="resolution"
          required
          checked={chosen}
          onChange={onChoose}
          disabled={data === null}
          aria-label={word('Resolution', resolution)}
        />
        <Text fw={600} lh={1.25} component="span">
          {word('Resolution', resolution)}
          {resolution === proposedResolution && (
            <Badge variant="light" tt="none" radius="sm" fw={500} ml={6}>
              {t('exceptions.proposedHere')}
            </Badge>
          )}
        </Text>
      </Group>
      {data ? (
        <Effects rule={rule} preview={data} document={document} />
      ) : data === null || error ? (
        <Text size="sm" className="quiet">
          {error ? reason : t('exceptions.noPreview')}
        </Text>
      ) : (
        <Skeleton height={160} />
      )}
    </label>
  )
}

interface EffectsProps {
  rule: RuleFragment
  preview: Preview
  document: Case
}

/** As many lines in each column, so that they can be compared. */
function Effects({ rule, preview, document }: EffectsProps) {
  const { t } = useTranslation()
  const { word } = useWords()
  const before = document.deliveryNote?.stateLabel
  const after = word('DeliveryNoteState', preview.originalNoteState)
  const effects: [string, ReactNode][] = [
    [t('exceptions.scheme'), word('MerchantScheme', preview.scheme)],
    [
      `${t('exceptions.originalNote')} ${document.deliveryNote?.number ?? ''}`,
      <>
        {word('OriginalNoteEffect', rule.originalNote)}
        <Text size="xs" className="quiet">
          {before === after ? t('exceptions.stays', { state: after }) : `${before} → ${after}`}
        </Text>
      </>,
    ],
    [
      t('exceptions.newNote'),
      <Pieces
        key="note"
        lines={preview.newDeliveryNoteLines}
        how={rule.newDeliveryNote && word('NewNoteEffect', rule.newDeliveryNote)}
      />,
    ],
    [
      t('exceptions.newOrder'),
      <Pieces
        key="order"
        lines={preview.newStockOrderLines}
        how={rule.newStockOrder && word('NewOrderEffect', rule.newStockOrder)}
      />,
    ],
    [
      t('exceptions.returnOrder'),
      <Pieces
        key="return"
        lines={preview.returnOrderLines}
        how={rule.returnScope && word('ReturnScope', rule.returnScope)}
      />,
    ],
    [
      t('exceptions.pending'),
      preview.pendingActions.length === 0
        ? null
        : preview.pendingActions.map((each) => <Planned key={each.action} planned={each} />),
    ],
    [t('exceptions.compensation'), preview.compensation && t('exceptions.compensationDue')],
    [
      t('exceptions.ticket'),
      rule.opensTicket &&
        t('exceptions.opensTicket', { category: word('TicketCategory', rule.opensTicket) }),
    ],
    [
      t('exceptions.guidance'),
      <Text key="guidance" size="xs">
        {rule.guidance}
      </Text>,
    ],
  ]
  return (
    <dl className={classes.effects}>
      {effects.map(([name, what]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{what || <span className="quiet">{t('exceptions.nothing')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

function Pieces({ lines, how }: { lines: PiecesFragment[]; how: string | null | undefined }) {
  const { t } = useTranslation()
  if (lines.length === 0) return <span className="quiet">{t('exceptions.nothing')}</span>
  return (
    <>
      {how}
      <ul className={classes.pieces}>
        {lines.map(({ goodsItem, quantity }) => (
          <li key={goodsItem.id}>
            <span>{goodsItem.name}</span>
            <span className="number">× {count(quantity)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Planned({ planned }: { planned: Preview['pendingActions'][number] }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { action, role, documentKind, dueAt, penaltyRisk } = planned
  return (
    <div>
      {word('Role', role)}: {word('Action', action)} ({word('DocumentKind', documentKind)})
      {dueAt && (
        <Text size="xs" className="quiet">
          {t('exceptions.until', { when: dateTime(dueAt) })}
          {penaltyRisk && (
            <>
              {' · '}
              <IconAlertTriangleFilled size={12} aria-hidden /> {t('due.penalty')}
            </>
          )}
        </Text>
      )}
    </div>
  )
}
