import '@mantine/spotlight/styles.css'
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconFileSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PATHS } from '../lib/paths'
import { useReturnedFocus } from '../ui/useReturnedFocus'
import { usePlaces } from './Shell'

const [store, palette] = createSpotlight()

/** Where each document's number leads: its first letters say of which kind it is. */
const KINDS: Record<string, string> = {
  RO: PATHS.REVERSE_ORDER,
  EC: PATHS.EXCEPTION_CASE,
  RT: PATHS.RETURN_ORDER,
  SO: PATHS.STOCK_ORDER,
  DN: PATHS.DELIVERY_NOTE,
  WT: PATHS.WORK_TICKET,
}

/** Goes to a screen, or to a document by its number. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const places = usePlaces()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  useReturnedFocus()
  useEffect(() => palette.open(), [])

  const number = query.trim().toUpperCase()
  const to = KINDS[number.slice(0, 2)]
  const actions: SpotlightActionData[] = places.map((place) => ({
    id: place.to,
    label: t(place.label),
    leftSection: <place.Icon size={18} />,
    onClick: () => void navigate({ to: place.to }),
  }))
  if (to && number.length > 8)
    actions.unshift({
      id: 'document',
      label: number,
      description: t('palette.byNumber'),
      leftSection: <IconFileSearch size={18} />,
      onClick: () => void navigate({ to, search: { open: number } as never }),
    })
  return (
    <Spotlight
      store={store}
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      nothingFound={t('palette.nothing')}
      highlightQuery
      searchProps={{ placeholder: t('palette.hint'), 'aria-label': t('palette.hint') }}
      shortcut={null}
    />
  )
}
