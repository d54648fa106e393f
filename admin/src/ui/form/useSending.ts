import { useRef, useState } from 'react'
import { ApiError, type UserError } from '../../lib/api'
import { IdempotencyKey } from '../../lib/idempotency'

/** Sends something that must be done once: again under the same key, as often as no answer comes. */
export function useSending() {
  const key = useRef(new IdempotencyKey())
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [errors, setErrors] = useState<UserError[]>([])

  const send = async <T extends { userErrors: UserError[] }>(
    input: object,
    act: (input: object) => Promise<T>,
  ): Promise<T | null> => {
    setBusy(true)
    setError(null)
    setErrors([])
    try {
      const done = await act({ ...input, idempotencyKey: key.current.of(input) })
      if (done.userErrors.length === 0) {
        key.current.forget()
        return done
      }
      setErrors(done.userErrors)
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
    return null
  }
  const unanswered = error instanceof ApiError && error.isPassing
  /** What need not be sent to be refused; with nothing, what was refused is forgotten. */
  const refuse = (known: UserError[] = []) => {
    setError(null)
    setErrors(known)
  }
  return { busy, error, errors, unanswered, send, refuse }
}

/** The refusals that concern a field, and at the end those that concern none. */
export function byField(
  errors: UserError[],
  names: string[],
): Record<string, UserError[]> & { '': UserError[] } {
  const found: Record<string, UserError[]> & { '': UserError[] } = { '': [] }
  for (const error of errors) {
    const name = names.find((each) => error.field?.includes(each)) ?? ''
    found[name] = [...(found[name] ?? []), error]
  }
  return found
}

/** What a field says of what was refused. */
export function messages(errors: UserError[] = []): string | undefined {
  return errors.map(({ message }) => message).join(' ') || undefined
}
