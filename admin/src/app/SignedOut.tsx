import { Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SessionDocument } from '../gen/lib'
import { ask } from '../lib/api'
import { session, useViewer } from '../lib/session'
import { Dialog } from '../ui/Dialog'
import { Credentials } from './SignIn'

/** The session has ended: what was filled in stays behind this, and can be sent when somebody has signed in again. */
export default function SignedOut({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const queries = useQueryClient()
  const goOn = async () => {
    const fresh = await ask(SessionDocument, {})
    // Somebody else must not go on with what the first one filled in.
    if (fresh.viewer.id !== viewer.id) return location.assign('/')
    queries.setQueryData(session.queryKey, fresh)
    onSignedIn()
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0],
    })
  }
  return (
    <Dialog
      onClose={() => {}}
      withCloseButton={false}
      title={t('signIn.expired')}
      size="sm"
      zIndex={400}
    >
      <Stack>
        <Text size="sm">{t('signIn.expiredText', { name: viewer.name })}</Text>
        <Credentials onSignedIn={goOn} />
      </Stack>
    </Dialog>
  )
}
