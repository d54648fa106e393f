import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice'

export function Missing() {
  const { t } = useTranslation()
  return (
    <Notice title={t('missing.title')} text={t('missing.text')}>
      <Button component={Link} to="/" variant="light">
        {t('missing.home')}
      </Button>
    </Notice>
  )
}
