import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UserError } from '../../lib/api'
import type { Field, Input, Values } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { Certificate } from './Certificate'
import { PartySelect } from './PartySelect'
import { messages } from './useSending'

interface Props {
  field: Field
  value: Input
  onChange: (value: Input) => void
  errors: UserError[]
  document: Input
  autoFocus: boolean
}

/** One field of a form, by what it holds; what the API refused stands below it. */
export function FieldControl({ field, value, onChange, errors, document, autoFocus }: Props) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const common = {
    label: t(field.label),
    description: field.help && t(field.help),
    required: field.required,
    error: messages(errors),
    ...(autoFocus && { 'data-autofocus': true }),
  }
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'paragraph':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={8}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'moment':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          data={choices(field.enum).filter(
            (each) => !field.only || field.only.includes(each.value),
          )}
          value={value ?? null}
          onChange={onChange}
          // A browser asks for what is required only where something could be written.
          searchable={field.required}
          openOnFocus={false}
        />
      )
    case 'party':
      return <PartySelect {...common} of={field.of} value={value ?? null} onChange={onChange} />
    case 'certificate':
      return <Certificate {...common} documentId={document.id} value={value} onChange={onChange} />
    case 'custom':
      return <field.Control value={value} onChange={onChange} errors={errors} document={document} />
  }
}

/** The second confirmation of what cannot be taken back. */
export function Confirmation({
  text,
  value,
  onChange,
}: {
  text: string
  value: boolean
  onChange: (value: boolean) => void
}) {
  return (
    <Checkbox
      label={text}
      checked={value}
      required
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** What a field begins with. */
export function initialOf(field: Field, document: Input): Input {
  return field.kind === 'custom' ? field.initial(document) : null
}

/** The required fields that hold nothing: a browser looks only at those that are written in. */
export function missing(fields: Field[], values: Values, message: string): UserError[] {
  return fields
    .filter((field) => field.required && sent(field, values[field.name]) === null)
    .map(({ name }) => ({ code: 'VALIDATION', message, field: [name] }))
}

/** What of a value is sent: moments with their time zone, nothing for what was left empty. */
export function sent(field: Field, value: Input): Input {
  const given = typeof value === 'string' ? value.trim() : value
  if (given === '' || given === null || given === undefined) return null
  return field.kind === 'moment' ? new Date(given).toISOString() : given
}
