import { Alert, Anchor, Button, Group, Progress, Stack, Table, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../lib/api'
import { count } from '../../lib/format'
import { PATHS } from '../../lib/paths'
import type { BatchResult, BatchSpec, Resource } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { Dialog } from '../Dialog'
import { Confirmation } from './FieldControl'
import { FocusedForm } from './FocusedForm'
import { Refusals } from './Refusals'
import { elsewhere, Fields, useFields } from './useFields'
import { messages } from './useSending'

interface Props {
  resource: Resource
  batch: BatchSpec
  selection: { ids: string[] } | { filter: object }
  /** How many are selected. */
  selected: number
  onClose: () => void
}

/** One form for many: first what could be done, and to which not and why; then it is done; then what became of each. */
export default function BatchDialog({
  resource,
  batch,
  selection: given,
  selected,
  onClose,
}: Props) {
  const { t } = useTranslation()
  const { word } = useWords()
  const queries = useQueryClient()
  const spec = resource.actions[batch.action]
  const fields = spec?.fields ?? []
  const { values, change, take, busy, error, errors, unanswered, send } = useFields(fields)
  const [selection, setSelection] = useState<Props['selection']>(given)
  const [tried, setTried] = useState<BatchResult | null>(null)
  const [done, setDone] = useState<BatchResult | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const action = word('Action', batch.action)
  // After the first look, these and no others.
  const chosen = 'ids' in selection ? selection.ids.length : selected

  const look = (result: BatchResult | null) => {
    setTried(result)
    // Who confirmed one thing has not confirmed another.
    setConfirmed(false)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const filled = take()
    if (!filled) return
    const dryRun = !tried
    const more = spec?.input ? spec.input(filled, null) : filled
    const input = { selection, policy: 'SKIP_INVALID', dryRun, ...more }
    const answer = await send(
      input,
      async (whole) => (await ask(batch.mutation, { input: whole })).done,
    )
    if (!answer?.batch) return
    if (dryRun) {
      look(answer.batch)
      // What was looked at is what is done: a filter may match others by then.
      setSelection(idsOf(answer.batch.items))
    } else {
      setDone(answer.batch)
      void queries.invalidateQueries({ queryKey: ['list'] })
      void queries.invalidateQueries({ queryKey: ['document'] })
    }
  }
  const retry = (items: BatchResult['items']) => {
    setSelection(idsOf(items))
    look(null)
    setDone(null)
  }
  const shown = done ?? tried
  const failed = shown?.items.filter(({ outcome }) => outcome !== 'APPLIED') ?? []
  return (
    <Dialog onClose={onClose} title={action}>
      <FocusedForm onSubmit={(event) => void submit(event)} errors={errors} error={error}>
        <Stack gap="sm">
          {!shown && (
            <Text size="sm">
              {t('batch.selected', { count: chosen, formatted: count(chosen) })}
            </Text>
          )}
          {!shown && <Fields fields={fields} values={values} onChange={change} errors={errors} />}
          {shown && (
            <Stack gap={4} role="status">
              <Text fw={600}>
                {done
                  ? t('batch.done', { count: done.applied })
                  : t('batch.can', { count: shown.applied })}
                {failed.length > 0 &&
                  ` ${t(done ? 'batch.failed' : 'batch.cannot', { count: failed.length })}`}
              </Text>
              <Progress.Root size="sm" aria-hidden>
                <Progress.Section
                  value={(100 * shown.applied) / Math.max(1, shown.requested)}
                  color="teal"
                />
                <Progress.Section
                  value={(100 * failed.length) / Math.max(1, shown.requested)}
                  color="orange"
                />
              </Progress.Root>
            </Stack>
          )}
          {failed.length > 0 && <Reasons items={failed} path={PATHS[resource.kind]} />}
          {tried && !done && batch.irreversible && tried.applied > 0 && (
            <Alert color="red" p="xs" role="group" title={t('form.irreversible')}>
              <Confirmation
                text={t('batch.confirm', { action, count: tried.applied })}
                value={confirmed}
                onChange={setConfirmed}
              />
            </Alert>
          )}
          <Refusals error={error} errors={elsewhere(errors, fields)} unanswered={unanswered} />
          <Group justify="flex-end">
            {done ? (
              <>
                {failed.length > 0 && (
                  <Button variant="default" onClick={() => retry(failed)}>
                    {t('batch.retry', { count: failed.length })}
                  </Button>
                )}
                <Button onClick={onClose}>{t('close')}</Button>
              </>
            ) : (
              <>
                <Button variant="default" onClick={tried ? () => look(null) : onClose}>
                  {t(tried ? 'batch.back' : 'form.cancel')}
                </Button>
                <Button
                  type="submit"
                  loading={busy}
                  color={tried && batch.irreversible ? 'red' : undefined}
                  disabled={Boolean(
                    tried && (tried.applied === 0 || (batch.irreversible && !confirmed)),
                  )}
                >
                  {unanswered
                    ? t('form.sendAgain')
                    : tried
                      ? t('batch.apply', { action, count: tried.applied })
                      : t('batch.try')}
                </Button>
              </>
            )}
          </Group>
        </Stack>
      </FocusedForm>
    </Dialog>
  )
}

function idsOf(items: BatchResult['items']): { ids: string[] } {
  return { ids: items.map(({ id }) => id) }
}

function Reasons({ items, path }: { items: BatchResult['items']; path: string }) {
  return (
    <Table.ScrollContainer minWidth={300} mah={260}>
      <Table fz="sm">
        <Table.Tbody>
          {items.map(({ id, number, userErrors }) => (
            <Table.Tr key={id}>
              <Table.Td className="number">
                <Anchor component={Link} to={path} search={{ open: id } as never} size="sm">
                  {number ?? id}
                </Anchor>
              </Table.Td>
              <Table.Td>{messages(userErrors)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
