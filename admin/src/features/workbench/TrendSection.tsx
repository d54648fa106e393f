import { Button, Skeleton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/detail/Section'

// What draws the chart is as big as everything else that the workbench needs.
const Trend = lazy(() => import('./Trend'))
const AFTERWARDS = 1_500

/** The trend, unless somebody has hidden it. It comes when all else is there. */
export function TrendSection() {
  const { t } = useTranslation()
  const [shown, setShown] = useLocalStorage({
    key: 'backhaul-trend',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  const [itsTurn, setItsTurn] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setItsTurn(true), AFTERWARDS)
    return () => clearTimeout(timer)
  }, [])
  const placeholder = <Skeleton height={200} />
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
      {shown && <Suspense fallback={placeholder}>{itsTurn ? <Trend /> : placeholder}</Suspense>}
    </Section>
  )
}
