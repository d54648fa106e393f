import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { RevokeApiTokenDocument } from '../../gen/developers'
import type { OwnTokenFragment } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { Dialog } from '../../ui/Dialog'
import { Refusals } from '../../ui/form/Refusals'
import { notify } from '../../ui/notify'

interface Props {
  token: OwnTokenFragment
  onClose: () => void
}

export default function RevokeToken({ token, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: async () =>
      (await ask(RevokeApiTokenDocument, { input: { id: token.id } })).done.userErrors,
    onSuccess: (userErrors) => {
      if (userErrors.length > 0) return
      void queries.invalidateQueries({ queryKey: ['tokens'] })
      void notify(t('developers.wasRevoked', { name: token.name }))
      onClose()
    },
  })
  return (
    <Dialog onClose={onClose} title={t('developers.revokeNamed', { name: token.name })}>
      <Stack gap="sm">
        <Text size="sm">{t('developers.revokeText', { prefix: token.prefix })}</Text>
        <Refusals error={sending.error} errors={sending.data ?? []} unanswered={false} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('form.cancel')}
          </Button>
          <Button color="red" loading={sending.isPending} onClick={() => sending.mutate()}>
            {t('developers.revoke')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
