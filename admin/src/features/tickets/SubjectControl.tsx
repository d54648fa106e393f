import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedFragment } from '../../gen/graphql'
import { TicketSubjectDocument } from '../../gen/tickets'
import { ask } from '../../lib/api'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { byOf } from '../../ui/detail/document'
import { messages } from '../../ui/form/useSending'
import type { SubjectValue } from './subject'

type Props = FieldProps & { required?: boolean }

/** A document by its number or id: it is looked up while it is written, and named before it is sent. */
export default function SubjectControl({ value, onChange, errors, required = false }: Props) {
  const { t, i18n } = useTranslation()
  const { word } = useWords()
  const { written, id } = value as SubjectValue
  const [asked] = useDebouncedValue(written.trim(), 250)
  const input = useRef<HTMLInputElement>(null)
  const { data: found, isFetching } = useQuery({
    queryKey: ['subject', asked, i18n.language],
    queryFn: ({ signal }) => find(asked, signal),
    enabled: asked !== '',
  })
  const current = asked === written.trim() && !isFetching
  const isUnknown = asked !== '' && current && found === null
  useEffect(() => {
    if (current && found && found.id !== id) onChange({ written, id: found.id })
  }, [current, found, id, onChange, written])
  useEffect(() => {
    // The browser keeps a form from being sent with a number that leads nowhere.
    input.current?.setCustomValidity(written.trim() && !id ? t('tickets.subjectUnknown') : '')
  }, [written, id, t])
  return (
    <TextInput
      ref={input}
      label={t('tickets.subject')}
      description={
        found && id
          ? `${word('DocumentKind', found.kind)} ${found.number} · ${found.stateLabel}`
          : t(required ? 'tickets.subjectHelpRequired' : 'tickets.subjectHelp')
      }
      required={required}
      value={written}
      onChange={(event) => onChange({ written: event.currentTarget.value, id: null })}
      error={messages(errors) ?? (isUnknown ? t('tickets.subjectUnknown') : undefined)}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

async function find(written: string, signal: AbortSignal): Promise<NamedFragment | null> {
  const by = byOf(written.includes('_') ? written : written.toUpperCase())
  const found = await ask(TicketSubjectDocument, { by }, signal)
  return Object.values(found).find((document) => document !== null) ?? null
}
