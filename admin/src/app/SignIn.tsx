import {
  Alert,
  Anchor,
  Button,
  Divider,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn, signInAsDemo, ways } from '../lib/api'
import { speak } from '../lib/i18n'
import { useReason } from '../ui/Failed'

const PASSWORD = '/auth/login'

interface Props {
  /** What fails of it is told as what fails of signing in. */
  onSignedIn: () => Promise<unknown>
}

export default function SignIn({ onSignedIn }: Props) {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <Stack component="main" mih="100dvh" justify="center" align="center" p="md" bg="var(--raised)">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <Stack gap="md">
          <Group justify="space-between" align="baseline">
            <Title order={1} size="h3">
              Backhaul
            </Title>
            <Anchor component="button" size="sm" lang={other} onClick={() => void speak(other)}>
              {other === 'en' ? 'English' : '中文'}
            </Anchor>
          </Group>
          <Text size="sm" className="quiet">
            {t('signIn.lead')}
          </Text>
          <Credentials onSignedIn={onSignedIn} />
        </Stack>
      </Paper>
    </Stack>
  )
}

/** Signs in, in whichever way there is. */
export function Credentials({ onSignedIn }: Props) {
  const { t } = useTranslation()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const reason = useReason(error)
  const found = useQuery({ queryKey: ['ways'], queryFn: ways, retry: false, staleTime: 0 })

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    try {
      await act()
      await onSignedIn()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    void attempt(() => signIn(String(given.get('username')), String(given.get('password'))))
  }
  const elsewhere = found.data?.signIn.filter((way) => way !== PASSWORD) ?? []
  return (
    <>
      {found.data?.demo.length ? (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t('signIn.demo')}
          </Text>
          <Group gap="xs">
            {found.data.demo.map((name) => (
              <Button
                key={name}
                variant="light"
                size="compact-md"
                disabled={busy}
                onClick={() => void attempt(() => signInAsDemo(name))}
              >
                {name}
              </Button>
            ))}
          </Group>
          <Divider label={t('signIn.or')} />
        </Stack>
      ) : null}
      <form onSubmit={submit}>
        <Stack gap="sm">
          {error !== null && (
            <Alert color="red" role="alert">
              {reason}
            </Alert>
          )}
          <TextInput
            name="username"
            label={t('signIn.name')}
            autoComplete="username"
            required
            data-autofocus
          />
          <PasswordInput
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            required
          />
          <Button type="submit" loading={busy}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      {elsewhere.map((way) => (
        <Button key={way} component="a" href={way} variant="default">
          {t('signIn.elsewhere')}
        </Button>
      ))}
    </>
  )
}
