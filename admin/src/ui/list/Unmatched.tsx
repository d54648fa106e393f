import { Alert, Code, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask } from '../../lib/api'
import type { Resource, Row } from '../../lib/resource'
import { asAsked } from '../../lib/search'

const MOST = 100

/** Of the numbers that were pasted, those that nothing was found for. */
export function Unmatched({ resource, numbers }: { resource: Resource; numbers: string[] }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['unmatched', resource.kind, numbers],
    queryFn: ({ signal }) => unmatched(resource, numbers, signal),
  })
  if (!data?.length) return null
  return (
    <Alert
      color="orange"
      mx="sm"
      my={4}
      p="xs"
      title={t('filter.unmatched', { count: data.length })}
    >
      <Text size="sm" style={{ maxHeight: 80, overflow: 'auto' }}>
        {data.map((number) => (
          <Code key={number} mr={6}>
            {number}
          </Code>
        ))}
      </Text>
    </Alert>
  )
}

async function unmatched(
  resource: Resource,
  numbers: string[],
  signal: AbortSignal,
): Promise<string[]> {
  const left = new Set(numbers)
  for (let start = 0; start < numbers.length; start += MOST) {
    const filter = resource.numbers?.(numbers.slice(start, start + MOST))
    let after: string | null = null
    do {
      const {
        page,
      }: { page: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } } } =
        await ask(resource.list, { filter, first: MOST, after }, signal)
      for (const row of page.nodes)
        for (const number of resource.numbersOf?.(row) ?? [row.number])
          left.delete(asAsked(number ?? ''))
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
    } while (after)
  }
  return [...left]
}
