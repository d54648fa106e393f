import '@mantine/charts/styles.css'
import { LineChart } from '@mantine/charts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask } from '../../lib/api'
import { count, date } from '../../lib/format'
import { Failed } from '../../ui/Failed'
import { countsOf, lastDays } from './days'

const DAYS = 14
const HEIGHT = 200

interface Point {
  day: string
  created: number
  finished: number
}

/** How many reverse orders came and were finished, day by day: drawn, and as a table for who does not see it. */
export default function Trend() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['workbench', 'trend'],
    staleTime: 300_000,
    queryFn: async ({ signal }): Promise<Point[]> => {
      const days = lastDays(DAYS)
      const { document, variables } = countsOf(days)
      const counts = await ask(document, variables, signal)
      return days.map(({ from }, index) => ({
        day: from.toISOString(),
        created: counts[`created${index}`]?.totalCount ?? 0,
        finished: counts[`finished${index}`]?.totalCount ?? 0,
      }))
    },
  })
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={HEIGHT} />
  const points = data.map((point) => ({ ...point, day: date(point.day) }))
  return (
    <figure style={{ position: 'relative', margin: 0 }}>
      <div aria-hidden>
        <LineChart
          h={HEIGHT}
          data={points}
          dataKey="day"
          curveType="linear"
          withLegend
          legendProps={{ verticalAlign: 'bottom', height: 28 }}
          withDots={false}
          strokeWidth={2}
          tickLine="none"
          gridAxis="x"
          valueFormatter={count}
          xAxisProps={{ tickFormatter: (day: string) => day.slice(5) }}
          yAxisProps={{ width: 36, allowDecimals: false }}
          lineChartProps={{ accessibilityLayer: false }}
          series={[
            { name: 'created', label: t('workbench.created'), color: 'indigo.6' },
            {
              name: 'finished',
              label: t('workbench.finished'),
              color: 'teal.7',
              strokeDasharray: '5 3',
            },
          ]}
        />
      </div>
      <figcaption className="unseen">
        <table>
          <caption>{t('workbench.trend')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('workbench.day')}</th>
              <th scope="col">{t('workbench.created')}</th>
              <th scope="col">{t('workbench.finished')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ day, created, finished }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{created}</td>
                <td>{finished}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </figcaption>
    </figure>
  )
}
