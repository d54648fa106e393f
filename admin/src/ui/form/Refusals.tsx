import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UserError } from '../../lib/api'
import { useReason } from '../Failed'

interface Props {
  error: unknown
  errors: UserError[]
  /** No answer came: it may be sent again, and is done once. */
  unanswered: boolean
}

export function Refusals({ error, errors, unanswered }: Props) {
  const { t } = useTranslation()
  const reason = useReason(error)
  if (error === null && errors.length === 0) return null
  return (
    <Alert color={unanswered ? 'orange' : 'red'} role="alert" p="xs">
      {error !== null && <Text size="sm">{reason}</Text>}
      {unanswered && <Text size="sm">{t('form.again')}</Text>}
      {errors.map(({ code, message, field }) => (
        <Text key={`${code}${field}`} size="sm">
          {message}
        </Text>
      ))}
    </Alert>
  )
}
