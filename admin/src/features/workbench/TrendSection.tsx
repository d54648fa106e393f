import { Button, Skeleton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/detail/Section'

// What draws the chart is as big as everything else that the workbench needs.
const Trend = lazy(() => import('./Trend'))

/** The trend, for who wants to see it; this is remembered. */
export function TrendSection() {
  const { t } = useTranslation()
  const [shown, setShown] = useLocalStorage({
    key: 'backhaul-trend',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  return (
    <Section
      title={t('workbench.trend')}
      order={2}
      aside={
        <Button
          size="compact-xs"
          variant="subtle"
          className="no-print"
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'workbench.hideTrend' : 'workbench.showTrend')}
        </Button>
      }
    >
      {shown && (
        <Suspense fallback={<Skeleton height={200} />}>
          <Trend />
        </Suspense>
      )}
    </Section>
  )
}
