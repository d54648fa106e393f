import { Grid } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { live } from '../../lib/live'
import { useViewer } from '../../lib/session'
import { Page } from '../../ui/Page'
import { Queues } from './Queues'
import { mayHaveTasks } from './queues'
import { Readable } from './Readable'
import { Tasks } from './Tasks'
import { Today } from './Today'
import { TrendSection } from './TrendSection'

/** What is due, the most urgent first; what happened today; how it goes. */
export default function Workbench() {
  const { t } = useTranslation()
  const works = mayHaveTasks(useViewer().role)
  useFresh()
  return (
    <Page title={t('workbench.title')}>
      {works ? <Queues /> : <Readable />}
      <Grid gap="xl">
        {works && (
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Tasks />
          </Grid.Col>
        )}
        <Grid.Col span={{ base: 12, lg: works ? 4 : 6 }}>
          <TrendSection />
          {works && <Today />}
        </Grid.Col>
        {!works && (
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <Today />
          </Grid.Col>
        )}
      </Grid>
    </Page>
  )
}

const PAUSE = 2_000

/** Counts and movements follow what happens, at most every two seconds. The list of tasks stays: rows do not move. */
function useFresh() {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.follow(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        for (const part of ['queues', 'today', 'readable'])
          void queries.invalidateQueries({ queryKey: ['workbench', part] })
      }, PAUSE)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [queries])
}
