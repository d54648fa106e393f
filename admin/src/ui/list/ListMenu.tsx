import { IconColumns3, IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Resource } from '../../lib/resource'
import type { ListSearch } from '../../lib/search'
import { IconButton } from '../IconButton'
import { OnDemand } from '../OnDemand'

interface Props {
  resource: Resource
  search: ListSearch
  filter: object | undefined
  change: (changes: Partial<ListSearch>) => void
}

/** Which columns are shown, and the list as an operation to copy. */
export function ListMenu({ resource, search, filter, change }: Props) {
  const { t } = useTranslation()
  const variables = {
    first: 50,
    ...(filter && { filter }),
    ...(search.sort && { sort: [search.sort] }),
  }
  return (
    <>
      <OnDemand
        button={(want) => (
          <IconButton label={t('list.columns')} onClick={want}>
            <IconColumns3 size={18} />
          </IconButton>
        )}
        load={() => import('./Columns')}
        props={{ resource, search, change }}
      />
      <OnDemand
        button={(want) => (
          <IconButton label={t('list.more')} onClick={want}>
            <IconDots size={18} />
          </IconButton>
        )}
        load={() => import('../CopyMenu')}
        props={{ document: resource.list, variables }}
      />
    </>
  )
}
