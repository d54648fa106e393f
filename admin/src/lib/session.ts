// Who is signed in, and what everything is called: asked for once, when the console begins.

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionQuery } from '../gen/graphql'
import { SessionDocument } from '../gen/lib'
import { ask } from './api'

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => ask(SessionDocument, {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
})

export type Viewer = SessionQuery['viewer']

export function useViewer(): Viewer {
  return useSuspenseQuery(session).data.viewer
}

export function mayWrite(viewer: Viewer): boolean {
  return viewer.role !== 'PARTNER' && viewer.scopes.includes('write')
}

/** What a value of an enum is called, in the reader's language. */
export type Word = (name: string, value: string | null | undefined) => string

export interface Words {
  word: Word
  /** All values of an enum with what they are called, for lists to choose from. */
  choices: (name: string) => { value: string; label: string }[]
}

export function useWords(): Words {
  const { glossary } = useSuspenseQuery(session).data
  const chinese = useTranslation().i18n.language === 'zh-CN'
  return useMemo(() => {
    const enums = new Map<string, Map<string, string>>()
    for (const entry of glossary) {
      const values = enums.get(entry.enum) ?? new Map<string, string>()
      enums.set(entry.enum, values.set(entry.value, chinese ? entry.zh : entry.en))
    }
    return {
      word: (name, value) => (value ? (enums.get(name)?.get(value) ?? value) : '–'),
      choices: (name) => [...(enums.get(name) ?? [])].map(([value, label]) => ({ value, label })),
    }
  }, [glossary, chinese])
}
