import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentBy, HeadFragment, LinkedFragment } from '../../gen/graphql'
import { ask } from '../../lib/api'
import type { Resource } from '../../lib/resource'

export type Document = HeadFragment & LinkedFragment & { state: string }

export function byOf(open: string): DocumentBy {
  return open.includes('_') ? { id: open } : { number: open }
}

export function useDocument(resource: Resource, open: string) {
  const language = useTranslation().i18n.language
  return useQuery({
    queryKey: ['document', resource.kind, open, language],
    queryFn: async ({ signal }) =>
      (await ask(resource.detail, { by: byOf(open) }, signal)).document as
        | Document
        | null
        | undefined,
  })
}
