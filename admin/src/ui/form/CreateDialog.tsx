import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../lib/api'
import type { Create, Resource, Values } from '../../lib/resource'
import { notify } from '../notify'
import { useReturnedFocus } from '../useReturnedFocus'
import { FieldControl, initialOf, missing, sent } from './FieldControl'
import { FocusedForm } from './FocusedForm'
import { Refusals } from './Refusals'
import { byField, useSending } from './useSending'

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
  useReturnedFocus()
  const { fields } = create
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.name, initialOf(field, null)])),
  )
  const { busy, error, errors, unanswered, send, refuse } = useSending()
  const refused = byField(
    errors,
    fields.map(({ name }) => name),
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const left = missing(fields, values, t('form.required'))
    if (left.length > 0) return refuse(left)
    const given = Object.fromEntries(
      fields.map((field) => [field.name, sent(field, values[field.name])]),
    )
    const done = await send(
      create.input(given),
      async (input) => (await ask(create.mutation, { input })).done,
    )
    if (!done?.document) return
    void queries.invalidateQueries({ queryKey: ['list', resource.kind] })
    void notify(t('form.created', { number: done.document.number }))
    onClose()
    void navigate({ to: resource.path, search: { open: done.document.id } as never })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(create.label)}
      closeButtonProps={{ 'aria-label': t('form.close') }}
      closeOnClickOutside={false}
    >
      <FocusedForm onSubmit={(event) => void submit(event)} errors={errors} error={error}>
        <Stack gap="sm">
          {fields.map((field, index) => (
            <FieldControl
              key={field.name}
              field={field}
              value={values[field.name]}
              onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
              errors={refused[field.name] ?? []}
              document={null}
              autoFocus={index === 0}
            />
          ))}
          <Refusals error={error} errors={refused['']} unanswered={unanswered} />
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
    </Modal>
  )
}
