import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../lib/api'
import type { Resource, Row } from '../../lib/resource'
import { conditionOf, type ListSearch } from '../../lib/search'

const PAGE = 50

/** What a list shows now, and what follows: page by page, each behind the last row of the one before. */
export function useRows(resource: Resource, search: ListSearch) {
  const filter = conditionOf(resource, search)
  const language = useTranslation().i18n.language
  const sort = search.sort && [search.sort]
  const query = useInfiniteQuery({
    queryKey: ['list', resource.kind, filter ?? null, sort ?? null, language],
    queryFn: ({ pageParam, signal }) =>
      ask(
        resource.list,
        { first: PAGE, after: pageParam, ...(filter && { filter }), ...(sort && { sort }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) =>
      page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined,
    // What was read again is told from what was read before.
    structuralSharing: false,
    placeholderData: (before, last) => (last?.queryKey[1] === resource.kind ? before : undefined),
  })
  const rows = useMemo(
    () => unique(query.data?.pages.flatMap(({ page }) => page.nodes) ?? []),
    [query.data],
  )
  return { query, rows, filter, first: query.data?.pages[0]?.page }
}

/** A row that moved between two pages while they were read stands in both. */
function unique(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
