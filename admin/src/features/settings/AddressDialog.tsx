import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CreateAddressDocument } from '../../gen/settings'
import { ask } from '../../lib/api'
import { Dialog } from '../../ui/Dialog'
import { AddressFields } from '../../ui/form/AddressControl'
import { NEW, withoutBlanks } from '../../ui/form/address'
import { FocusedForm } from '../../ui/form/FocusedForm'
import { Refusals } from '../../ui/form/Refusals'
import { byField, messages, useSending } from '../../ui/form/useSending'
import { notify } from '../../ui/notify'

export default function AddressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [label, setLabel] = useState('')
  const [address, setAddress] = useState(NEW)
  const [isDefault, setDefault] = useState(false)
  const { busy, error, errors, unanswered, send } = useSending()
  const refused = byField(errors, ['label', 'address'])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const written = withoutBlanks({ address }).address ?? address
    const input = { label: label.trim(), address: written, isDefault }
    const done = await send(
      input,
      async (whole) => (await ask(CreateAddressDocument, { input: { ...input, ...whole } })).done,
    )
    if (!done) return
    void queries.invalidateQueries({ queryKey: ['addresses'] })
    void notify(t('settings.added', { label: input.label }))
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={t('settings.addAddress')}>
      <FocusedForm onSubmit={(event) => void submit(event)} errors={errors} error={error}>
        <Stack gap="sm">
          <TextInput
            label={t('settings.label')}
            description={t('settings.labelHelp')}
            required
            data-autofocus
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            error={messages(refused['label'])}
          />
          <AddressFields value={address} onChange={setAddress} errors={refused['address'] ?? []} />
          <Checkbox
            label={t('settings.makeDefault')}
            checked={isDefault}
            onChange={(event) => setDefault(event.currentTarget.checked)}
          />
          <Refusals error={error} errors={refused['']} unanswered={unanswered} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {unanswered ? t('form.sendAgain') : t('settings.addAddress')}
            </Button>
          </Group>
        </Stack>
      </FocusedForm>
    </Dialog>
  )
}
