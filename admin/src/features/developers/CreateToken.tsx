import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Code,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CreateApiTokenDocument } from '../../gen/developers'
import { ask } from '../../lib/api'
import { useViewer } from '../../lib/session'
import { Dialog } from '../../ui/Dialog'
import { Refusals } from '../../ui/form/Refusals'
import { byField, messages } from '../../ui/form/useSending'
import { useCopy } from '../../ui/useCopy'
import { curlFor } from './Start'
import { scopeOf } from './scope'

const DAY = 86_400_000
const OTHER = 'other'
const NEVER = 'never'

export default function CreateToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [token, setToken] = useState<string | null>(null)
  return (
    <Dialog
      onClose={onClose}
      title={t(token ? 'developers.created' : 'developers.create')}
      // It is told only once: it is not to be lost by a key.
      closeOnEscape={!token}
      withCloseButton={!token}
    >
      {token ? (
        <Told token={token} onClose={onClose} />
      ) : (
        <Form onCreated={setToken} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface FormProps {
  onCreated: (token: string) => void
  onClose: () => void
}

function Form({ onCreated, onClose }: FormProps) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['read'])
  const [span, setSpan] = useState('90')
  const [moment, setMoment] = useState('')
  const sending = useMutation({
    mutationFn: async () =>
      (
        await ask(CreateApiTokenDocument, {
          input: { name: name.trim(), scopes, expiresAt: expiry(span, moment) },
        })
      ).done,
    onSuccess: ({ token }) => {
      if (token) onCreated(token)
    },
    // What was not answered may have been made all the same.
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  })
  const refused = byField(sending.data?.userErrors ?? [], ['name', 'scopes', 'expiresAt'])
  const wrong = (field: string) => messages(refused[field])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sending.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('developers.name')}
          description={t('developers.nameHelp')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrong('name')}
          maxLength={100}
          required
          data-autofocus
        />
        <Checkbox.Group
          label={t('developers.scopes')}
          value={scopes}
          onChange={setScopes}
          error={wrong('scopes')}
          required
        >
          <Stack gap={6} mt={4}>
            {viewer.scopes.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`developers.${scopeOf(scope)}`)}
                description={t(`developers.${scopeOf(scope)}Help`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('developers.expires')}
          data={[
            ...['30', '90', '365'].map((days) => ({
              value: days,
              label: t('developers.days', { count: Number(days) }),
            })),
            { value: OTHER, label: t('developers.otherMoment') },
            { value: NEVER, label: t('developers.never') },
          ]}
          value={span}
          onChange={(value) => value && setSpan(value)}
          error={span !== OTHER && wrong('expiresAt')}
          allowDeselect={false}
        />
        {span === OTHER && (
          <TextInput
            type="datetime-local"
            label={t('developers.otherMoment')}
            value={moment}
            onChange={(event) => setMoment(event.currentTarget.value)}
            error={wrong('expiresAt')}
            required
          />
        )}
        {span === NEVER && (
          <Text size="sm" className="quiet">
            {t('developers.neverHelp')}
          </Text>
        )}
        <Refusals error={sending.error} errors={refused['']} unanswered={false} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button type="submit" loading={sending.isPending} disabled={scopes.length === 0}>
            {t('developers.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function expiry(span: string, moment: string): string | null {
  if (span === NEVER) return null
  if (span === OTHER) return new Date(moment).toISOString()
  return new Date(Date.now() + Number(span) * DAY).toISOString()
}

/** The token itself, which nobody can read again. */
function Told({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation()
  const copy = useCopy()
  return (
    <Stack gap="sm">
      <Alert color="orange" title={t('developers.once')} p="xs">
        <Text size="sm">{t('developers.onceText')}</Text>
      </Alert>
      <Group gap="xs" wrap="nowrap">
        <Code block flex={1} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {token}
        </Code>
        <Tooltip label={t('developers.copy')}>
          <ActionIcon
            variant="filled"
            size="lg"
            aria-label={t('developers.copy')}
            onClick={() => void copy(token)}
            data-autofocus
          >
            <IconCopy size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Group justify="space-between">
        <Button variant="subtle" size="compact-sm" onClick={() => void copy(curlFor(token))}>
          {t('copy.curl')}
        </Button>
        <Button onClick={onClose}>{t('developers.kept')}</Button>
      </Group>
    </Stack>
  )
}
