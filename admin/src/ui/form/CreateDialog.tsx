import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../lib/api'
import { PATHS } from '../../lib/paths'
import type { Create, Resource } from '../../lib/resource'
import { Dialog } from '../Dialog'
import { notify } from '../notify'
import { FocusedForm } from './FocusedForm'
import { Refusals } from './Refusals'
import { elsewhere, Fields, useFields } from './useFields'

interface Props {
  resource: Resource
  create: Create
  onClose: () => void
}

/** A new document, which then stands open. */
export default function CreateDialog({ resource, create, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { fields } = create
  const { values, change, take, busy, error, errors, unanswered, send } = useFields(fields)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const given = take()
    if (!given) return
    const done = await send(
      create.input(given),
      async (input) => (await ask(create.mutation, { input })).done,
    )
    if (!done?.document) return
    void queries.invalidateQueries({ queryKey: ['list', resource.kind] })
    void notify(t('form.created', { number: done.document.number }))
    onClose()
    void navigate({ to: PATHS[resource.kind], search: { open: done.document.id } as never })
  }
  return (
    <Dialog onClose={onClose} title={t(create.label)}>
      <FocusedForm onSubmit={(event) => void submit(event)} errors={errors} error={error}>
        <Stack gap="sm">
          <Fields fields={fields} values={values} onChange={change} errors={errors} />
          <Refusals error={error} errors={elsewhere(errors, fields)} unanswered={unanswered} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {unanswered ? t('form.sendAgain') : t(create.label)}
            </Button>
          </Group>
        </Stack>
      </FocusedForm>
    </Dialog>
  )
}
