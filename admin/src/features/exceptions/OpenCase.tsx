import { Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsFragment } from '../../gen/graphql'
import { mayWrite, useViewer } from '../../lib/session'

const OpenCaseDialog = lazy(() => import('./OpenCaseDialog'))

/** What a case is opened on. */
export interface Subject {
  id: string
  kind: 'DELIVERY_NOTE' | 'REVERSE_ORDER'
  number: string
  lines: { goodsItem: GoodsFragment; quantity: number }[]
}

/** Who works in the warehouse reports what is wrong. The API says of no document whether a case may be opened on it. */
export function OpenCase({ document }: { document: Subject }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [opened, setOpened] = useState(false)
  if (!mayWrite(viewer) || viewer.role === 'MERCHANT') return null
  return (
    <Group className="no-print" mb="md">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconAlertTriangle size={14} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('exceptions.open')}
      </Button>
      <Suspense>
        {opened && <OpenCaseDialog document={document} onClose={() => setOpened(false)} />}
      </Suspense>
    </Group>
  )
}
