import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api'
import { Notice } from './Notice'

/** What could not be read, why, and another try. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice title={t('failed.title')} text={useReason(error)}>
      <Button variant="light" onClick={retry}>
        {t('failed.retry')}
      </Button>
    </Notice>
  )
}

/** Why something was refused, in the reader's language. */
export function useReason(error: unknown): string {
  const { t } = useTranslation()
  if (!(error instanceof ApiError)) return t('failed.unexpected')
  return error.message || t('failed.offline')
}
