import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenExceptionCaseDocument } from '../../gen/exceptions'
import type { ExceptionType } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { PATHS } from '../../lib/paths'
import type { Field, Values } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { Dialog } from '../../ui/Dialog'
import { FocusedForm } from '../../ui/form/FocusedForm'
import { type GoodsLine, someOf } from '../../ui/form/lines'
import { Refusals } from '../../ui/form/Refusals'
import { elsewhere, Fields, useFields } from '../../ui/form/useFields'
import { notify } from '../../ui/notify'
import { useRules } from '../rules/useRules'
import AffectedLines from './AffectedLines'
import { AFFECTED } from './affected'
import type { Subject } from './OpenCase'

/** Of a parcel on its way back there is one kind of case; all others are found on delivery notes. */
const ON_REVERSE_ORDER = { type: 'REVERSE_PARCEL_ANOMALY', stage: 'HANDOVER' }

interface Props {
  document: Subject
  onClose: () => void
}

export default function OpenCaseDialog({ document, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const onNote = document.kind === 'DELIVERY_NOTE'
  const all = useCaseFields(onNote)
  const { values, change, take, busy, error, errors, unanswered, send } = useFields(all, document)
  const hasSubtypes = useHasSubtypes(onNote ? values.type : undefined)
  const fields = all.filter(({ name }) => name !== 'subtype' || hasSubtypes)
  // A subtype is of its type.
  const fill = (changes: Values) =>
    change('type' in changes ? { ...changes, subtype: null } : changes)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const given = take(fields)
    if (!given) return
    const input = onNote
      ? // No lines stand for the whole note.
        { deliveryNoteId: document.id, ...given, lines: someOf(given.lines, AFFECTED) }
      : { reverseOrderId: document.id, ...ON_REVERSE_ORDER, ...given }
    const done = await send(
      input,
      async (whole) => (await ask(OpenExceptionCaseDocument, { input: whole as never })).done,
    )
    if (!done?.document) return
    void queries.invalidateQueries({ queryKey: ['list'] })
    void queries.invalidateQueries({ queryKey: ['document'] })
    void notify(t('form.created', { number: done.document.number }))
    onClose()
    void navigate({ to: PATHS.EXCEPTION_CASE, search: { open: done.document.id } as never })
  }
  return (
    <Dialog onClose={onClose} title={`${t('exceptions.open')} · ${document.number}`}>
      <FocusedForm onSubmit={(event) => void submit(event)} errors={errors} error={error}>
        <Stack gap="sm">
          <Fields
            fields={fields}
            values={values}
            onChange={fill}
            errors={errors}
            document={document}
          />
          <Refusals error={error} errors={elsewhere(errors, fields)} unanswered={unanswered} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {unanswered ? t('form.sendAgain') : t('exceptions.open')}
            </Button>
          </Group>
        </Stack>
      </FocusedForm>
    </Dialog>
  )
}

function beginning({ lines }: Subject): GoodsLine[] {
  return lines.map(({ goodsItem, quantity: declared }) => ({
    goodsItem,
    quantities: { declared, quantity: 0 },
  }))
}

/** Whether the rules tell kinds of this type apart. */
function useHasSubtypes(type: ExceptionType | null | undefined): boolean {
  return useRules().data?.some((rule) => rule.type === type && rule.subtype) ?? false
}

/** What is asked for; the subtype only where there are some. */
function useCaseFields(onNote: boolean): Field[] {
  const { choices } = useWords()
  const detail: Field = {
    name: 'detail',
    label: 'exceptions.detail',
    kind: 'paragraph',
    required: !onNote,
  }
  if (!onNote) return [detail]
  const others = (name: string, except: string) =>
    choices(name).flatMap(({ value }) => (value === except ? [] : value))
  const subtype: Field = {
    name: 'subtype',
    label: 'exceptions.subtype',
    kind: 'choice',
    enum: 'ExceptionSubtype',
    required: true,
  }
  return [
    {
      name: 'type',
      label: 'column.type',
      kind: 'choice',
      enum: 'ExceptionType',
      only: others('ExceptionType', ON_REVERSE_ORDER.type),
      required: true,
    },
    subtype,
    {
      name: 'stage',
      label: 'exceptions.stage',
      kind: 'choice',
      enum: 'InboundStage',
      only: others('InboundStage', ON_REVERSE_ORDER.stage),
      required: true,
    },
    {
      name: 'lines',
      label: 'exceptions.affected',
      kind: 'custom',
      Control: AffectedLines,
      initial: beginning,
    },
    detail,
  ]
}
