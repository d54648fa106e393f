import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ExceptionRulesDocument } from '../../gen/rules'
import { ask } from '../../lib/api'

/** All rules: they are few, and do not change while somebody looks. */
export function useRules() {
  const { language } = useTranslation().i18n
  return useQuery({
    queryKey: ['rules', language],
    queryFn: async ({ signal }) => (await ask(ExceptionRulesDocument, {}, signal)).rules,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
