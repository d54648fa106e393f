import { Badge, Group, Input, Radio, Skeleton, Text } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PreviewResolutionDocument } from '../../gen/exceptions'
import type { PiecesFragment, PreviewResolutionQuery, RuleFragment } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { count, dateTime, labelled } from '../../lib/format'
import type { Key } from '../../lib/keys'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { useReason } from '../../ui/Failed'
import type { Case } from './ExceptionCaseBody'
import classes from './resolution.module.css'

type Preview = NonNullable<PreviewResolutionQuery['preview']>

/** What may be decided, each with all that it would do, side by side. */
export default function ResolutionControl({ value, onChange, errors, document }: FieldProps) {
  const { t } = useTranslation()
  const { options, proposedResolution } = document as Case
  const previews = usePreviews(document)
  const effectsOf = useEffects(document)
  const effects = options.map((rule, index) => {
    const preview = previews[index]?.data
    return preview ? effectsOf(rule, preview) : undefined
  })
  // What none of them does is not said.
  const rows = NAMES.filter((name) => effects.some((each) => each?.[name]))
  return (
    <fieldset className={classes.options} style={{ '--rows': rows.length } as CSSProperties}>
      <legend className="unseen">{t('exceptions.resolution')}</legend>
      {options.map(({ id, resolution }, index) => (
        <Option
          key={id}
          resolution={resolution}
          proposed={resolution === proposedResolution}
          refused={previews[index]?.data === null}
          error={previews[index]?.error}
          chosen={value === resolution}
          onChoose={() => onChange(resolution)}
        >
          {effects[index] && (
            <dl className={classes.effects}>
              {rows.map((name) => (
                <div key={name}>
                  <dt>{t(name)}</dt>
                  <dd>
                    {effects[index]?.[name] || (
                      <span className="quiet">{t('exceptions.nothing')}</span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </Option>
      ))}
      {errors.map(({ message }) => (
        <Input.Error key={message}>{message}</Input.Error>
      ))}
    </fieldset>
  )
}

function usePreviews({ id, version, options }: Case) {
  const language = useTranslation().i18n.language
  return useQueries({
    queries: options.map(({ resolution }) => ({
      queryKey: ['document', 'preview', id, version, resolution, language],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await ask(PreviewResolutionDocument, { caseId: id, resolution }, signal)).preview ?? null,
    })),
  })
}

interface OptionProps {
  resolution: RuleFragment['resolution']
  proposed: boolean
  /** The case does not admit it. */
  refused: boolean
  error: unknown
  chosen: boolean
  onChoose: () => void
  children: ReactNode
}

function Option(props: OptionProps) {
  const { resolution, proposed, refused, error, chosen, onChoose, children } = props
  const { t } = useTranslation()
  const { word } = useWords()
  const reason = useReason(error)
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio button stands in it
    <label className={classes.option} data-chosen={chosen || undefined}>
      <Group gap="xs" wrap="nowrap" align="center" pb={8}>
        <Radio
          name="resolution"
          required
          checked={chosen}
          onChange={onChoose}
          disabled={refused}
          aria-label={word('Resolution', resolution)}
        />
        <Text fw={600} lh={1.25} component="span">
          {word('Resolution', resolution)}
        </Text>
        {proposed && (
          <Badge variant="light" tt="none" radius="sm" fw={500} style={{ flex: 'none' }}>
            {t('exceptions.proposedHere')}
          </Badge>
        )}
      </Group>
      {children ||
        (refused || error ? (
          <Text size="sm" className="quiet">
            {error ? reason : t('exceptions.noPreview')}
          </Text>
        ) : (
          <Skeleton height={160} />
        ))}
    </label>
  )
}

/** What a resolution may do, in the order in which it is said. */
const NAMES = [
  'exceptions.scheme',
  'exceptions.originalNote',
  'exceptions.newNote',
  'exceptions.newOrder',
  'exceptions.returnOrder',
  'exceptions.pending',
  'exceptions.compensation',
  'exceptions.ticket',
  'exceptions.guidance',
] as const satisfies Key[]

type Effects = Record<(typeof NAMES)[number], ReactNode>

function useEffects({ deliveryNote }: Case): (rule: RuleFragment, preview: Preview) => Effects {
  const { t } = useTranslation()
  const { word } = useWords()
  return (rule, preview) => {
    const before = deliveryNote?.stateLabel
    const after = word('DeliveryNoteState', preview.originalNoteState)
    return {
      'exceptions.scheme': word('MerchantScheme', preview.scheme),
      'exceptions.originalNote': (
        <>
          {word('OriginalNoteEffect', rule.originalNote)}
          <Text size="xs" className="quiet">
            {before === after ? t('exceptions.stays', { state: after }) : `${before} → ${after}`}
          </Text>
        </>
      ),
      'exceptions.newNote': rule.newDeliveryNote && (
        <Pieces
          lines={preview.newDeliveryNoteLines}
          how={word('NewNoteEffect', rule.newDeliveryNote)}
        />
      ),
      'exceptions.newOrder': rule.newStockOrder && (
        <Pieces
          lines={preview.newStockOrderLines}
          how={word('NewOrderEffect', rule.newStockOrder)}
        />
      ),
      'exceptions.returnOrder': rule.returnScope && (
        <Pieces lines={preview.returnOrderLines} how={word('ReturnScope', rule.returnScope)} />
      ),
      'exceptions.pending':
        preview.pendingActions.length > 0 &&
        preview.pendingActions.map((each) => <Planned key={each.action} planned={each} />),
      'exceptions.compensation': preview.compensation && t('exceptions.compensationDue'),
      'exceptions.ticket':
        rule.opensTicket &&
        t('exceptions.opensTicket', { category: word('TicketCategory', rule.opensTicket) }),
      'exceptions.guidance': <Text size="xs">{rule.guidance}</Text>,
    }
  }
}

function Pieces({ lines, how }: { lines: PiecesFragment[]; how: string }) {
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
      {labelled(word('Role', role), word('Action', action))} ({word('DocumentKind', documentKind)})
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
