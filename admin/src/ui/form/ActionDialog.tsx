import { Alert, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { dateTime } from '../../lib/format'
import { PATHS } from '../../lib/paths'
import type { ActionSpec, Resource, Values } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { Dialog } from '../Dialog'
import { type Document, useDocument } from '../detail/document'
import { Failed } from '../Failed'
import { Notice } from '../Notice'
import { notify } from '../notify'
import { Confirmation } from './FieldControl'
import { FocusedForm } from './FocusedForm'
import { Refusals } from './Refusals'
import { elsewhere, Fields, useFields } from './useFields'

interface Props {
  resource: Resource
  id: string
  action: Action
  spec: ActionSpec
  onClose: () => void
}

/** Asks for what an action needs, says what will happen, and does it once. */
export default function ActionDialog({ resource, id, action, spec, onClose }: Props) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { data, error, isFetching, refetch } = useDocument(resource, id)
  // Not what is remembered from before the last action: it would be a conflict with oneself.
  const [document, setDocument] = useState<Document | null>(null)
  if (!document && data && !isFetching) setDocument(data)
  return (
    <Dialog
      onClose={onClose}
      title={`${word('Action', action)}${document ? ` · ${document.number}` : ''}`}
      size={spec.wide ? 'min(1100px, 100%)' : undefined}
    >
      {document ? (
        <Form
          resource={resource}
          document={document}
          action={action}
          spec={spec}
          onClose={onClose}
        />
      ) : isFetching ? (
        <Skeleton height={120} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Notice title={t('detail.missing')} text={t('detail.missingText')} />
      )}
    </Dialog>
  )
}

type FormProps = Omit<Props, 'id'> & { document: Document }

function Form({ resource, document: current, action, spec, onClose }: FormProps) {
  const { t } = useTranslation()
  const { word } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  // What the form was opened on: what others change meanwhile is a conflict, and is shown as one.
  const [document, setDocument] = useState(current)
  const fields = spec.fields ?? []
  const { values, change, take, busy, error, errors, unanswered, send, refuse } = useFields(
    fields,
    document,
  )
  const [confirmed, setConfirmed] = useState(false)
  const allowed = document.availableActions.find((each) => each.action === action)
  const asked = spec.confirm?.(values)
  const destructive = allowed?.requiresConfirmation || Boolean(asked)
  const question = t(asked ?? 'form.confirm', {
    action: word('Action', action),
    number: document.number,
  })
  const stale = errors.some(({ code }) => code === 'STALE_VERSION')
  const fill = (changes: Values) => {
    change(changes)
    // Who confirmed one thing has not confirmed another.
    setConfirmed(false)
  }
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['document'] })
    void queries.invalidateQueries({ queryKey: ['list'] })
    void queries.invalidateQueries({ queryKey: ['workbench'] })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const given = take()
    if (!given) return
    const more = spec.input ? spec.input(given, document) : given
    const { id, version } = document
    const target = spec.target?.(document) ?? { id, expectedVersion: version }
    const input = { ...target, ...more }
    const done = await send(
      input,
      async (whole) => (await ask(spec.mutation, { input: whole })).done,
    )
    if (!done) return
    refresh()
    void notify(t('form.done', { action: word('Action', action), number: document.number }))
    onClose()
    if (spec.makes && done.document)
      void navigate({ to: PATHS[spec.makes], search: { open: done.document.id } as never })
  }
  return (
    <FocusedForm onSubmit={(event) => void submit(event)} errors={errors} error={error}>
      <Stack gap="sm">
        <Fields
          fields={fields}
          values={values}
          onChange={fill}
          errors={errors}
          document={document}
        />
        {fields.length === 0 && !spec.Consequences && (
          <Text size="sm" className="quiet">
            {[document.stateLabel, document.merchant.name, document.warehouse?.name]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        )}
        {spec.Consequences && (
          <Suspense fallback={<Skeleton height={40} />}>
            <spec.Consequences document={document} values={values} />
          </Suspense>
        )}
        {destructive && (
          <Alert color="red" p="xs" role="group" title={t('form.irreversible')}>
            <Confirmation text={question} value={confirmed} onChange={setConfirmed} />
          </Alert>
        )}
        {allowed?.irreversible && !destructive && (
          <Text size="sm" className="quiet">
            {t('form.irreversibleNote')}
          </Text>
        )}
        {stale ? (
          <Conflict
            resource={resource}
            ours={document}
            onTaken={(fresh) => {
              refuse()
              setDocument(fresh)
              setConfirmed(false)
              refresh()
            }}
          />
        ) : (
          <Refusals error={error} errors={elsewhere(errors, fields)} unanswered={unanswered} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {/* Two buttons of the same name would say neither what is cancelled nor what is not. */}
            {t(action === 'CANCEL' ? 'form.keep' : 'form.cancel')}
          </Button>
          <Button
            type="submit"
            loading={busy}
            color={destructive ? 'red' : undefined}
            disabled={stale || Boolean(destructive && !confirmed)}
            data-autofocus={fields.length === 0 || undefined}
          >
            {unanswered ? t('form.sendAgain') : word('Action', action)}
          </Button>
        </Group>
      </Stack>
    </FocusedForm>
  )
}

interface ConflictProps {
  resource: Resource
  ours: Document
  onTaken: (fresh: Document) => void
}

/** Somebody else changed the document while the form was open: both versions, side by side. */
function Conflict({ resource, ours, onTaken }: ConflictProps) {
  const { t } = useTranslation()
  const { data: theirs, refetch, isFetching } = useDocument(resource, ours.id)
  useEffect(() => void refetch(), [refetch])
  const rows: [string, (document: Document) => string | number | undefined][] = [
    [t('conflict.version'), ({ version }) => version],
    [t('column.state'), ({ stateLabel }) => stateLabel],
    [t('conflict.updated'), ({ updatedAt }) => dateTime(updatedAt)],
    [t('conflict.last'), ({ timeline }) => last(timeline)],
  ]
  return (
    <Alert color="orange" role="alert" tabIndex={-1} title={t('conflict.title')} p="xs">
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>{t('conflict.ours')}</Table.Th>
            <Table.Th>{t('conflict.theirs')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, read]) => (
            <Table.Tr key={name}>
              <Table.Th>{name}</Table.Th>
              <Table.Td>{read(ours)}</Table.Td>
              <Table.Td>{theirs && !isFetching ? read(theirs) : '…'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" my={6}>
        {t('conflict.text')}
      </Text>
      <Button
        size="compact-sm"
        loading={isFetching}
        disabled={!theirs}
        onClick={() => theirs && onTaken(theirs)}
      >
        {t('conflict.take')}
      </Button>
    </Alert>
  )
}

function last(timeline: Document['timeline']): string {
  const event = timeline.nodes.at(-1)
  return event ? `${event.actionLabel ?? ''} · ${event.actor.name}` : ''
}
