import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserError } from '../../lib/api'
import type { Field, Input, Values } from '../../lib/resource'
import { FieldControl, initialOf, missing, sent } from './FieldControl'
import { byField, useSending } from './useSending'

/** What is filled in, and sent once: of all fields that may be asked for. */
export function useFields(fields: Field[], document: Input = null) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.name, initialOf(field, document)])),
  )
  const sending = useSending()
  const change = (changes: Values) => setValues((before) => ({ ...before, ...changes }))
  /** What of those that are asked for now is sent; null where one is left out, which it then says. */
  const take = (asked = fields): Values | null => {
    const left = missing(asked, values, t('form.required'))
    sending.refuse(left)
    if (left.length > 0) return null
    return Object.fromEntries(asked.map((field) => [field.name, sent(field, values[field.name])]))
  }
  return { values, change, take, ...sending }
}

interface Props {
  fields: Field[]
  values: Values
  onChange: (changes: Values) => void
  /** What was refused. */
  errors: UserError[]
  document?: Input
}

export function Fields({ fields, values, onChange, errors, document = null }: Props) {
  const refused = refusedBy(errors, fields)
  return fields.map((field, index) => (
    <FieldControl
      key={field.name}
      field={field}
      value={values[field.name]}
      onChange={(value) => onChange({ [field.name]: value })}
      errors={refused[field.name] ?? []}
      document={document}
      autoFocus={index === 0}
    />
  ))
}

/** What was refused and concerns none of the fields. */
export function elsewhere(errors: UserError[], fields: Field[]): UserError[] {
  return refusedBy(errors, fields)['']
}

function refusedBy(errors: UserError[], fields: Field[]) {
  return byField(
    errors,
    fields.map(({ name }) => name),
  )
}
