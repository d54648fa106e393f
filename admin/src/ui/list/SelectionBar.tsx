import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { count } from '../../lib/format'
import type { BatchSpec } from '../../lib/resource'
import { useWords } from '../../lib/session'
import type { Selection } from './useSelection'

interface Props {
  selection: Selection
  /** How many match. */
  total: number
  /** How many of them stand in the list. */
  loaded: number
  batches: BatchSpec[]
  onBatch: (batch: BatchSpec) => void
}

/** What is selected, and what may be done to all of it. */
export function SelectionBar({ selection, total, loaded, batches, onBatch }: Props) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { ids, everything, setEverything, clear } = selection
  if (ids.size === 0 && !everything) return null
  const chosen = everything ? total : ids.size
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {t('list.selected', { count: chosen, formatted: count(chosen) })}
      </Text>
      {!everything && total > loaded && (
        <Button size="compact-xs" variant="subtle" onClick={setEverything}>
          {t('list.selectEverything', { count: total, formatted: count(total) })}
        </Button>
      )}
      {batches.map((each) => (
        <Button key={each.action} size="compact-sm" variant="default" onClick={() => onBatch(each)}>
          {word('Action', each.action)}
        </Button>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={clear}>
        {t('list.clear')}
      </Button>
    </>
  )
}
