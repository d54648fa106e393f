// Everything that the console does goes through here: the public GraphQL API, signing in, and evidence.

import { language } from './i18n'
import type { Operation } from './operation'

export interface UserError {
  code: string
  message: string
  field?: string[] | null
}

/** Refused as a whole: `code` is the API's, or OFFLINE where no answer came. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 0,
    readonly extensions: Record<string, unknown> = {},
  ) {
    super(message)
  }

  get field(): string[] | undefined {
    return this.extensions.field as string[] | undefined
  }

  /** Nobody knows whether it was done, or it was not for a moment: the same may be sent again. */
  get isPassing(): boolean {
    return this.code === 'OFFLINE' || this.status >= 500 || this.status === 429
  }
}

const signedOut = new Set<() => void>()

/** Calls back whenever the API says that nobody is signed in (any more). */
export function onSignedOut(callback: () => void): () => void {
  signedOut.add(callback)
  return () => signedOut.delete(callback)
}

export async function ask<Result, Variables>(
  document: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: JSON.stringify({ query: document, variables }),
    signal: signal ?? null,
  })
  const answer = await read(response)
  const error = answer.errors?.[0]
  if (error) throw refusal(response, error)
  return answer.data as Result
}

export async function signIn(username: string, password: string): Promise<void> {
  await post('/auth/login', { username, password })
}

export async function signInAsDemo(username: string): Promise<void> {
  await post('/auth/demo', { username })
}

export async function signOut(): Promise<void> {
  await send('/auth/logout', { method: 'POST' })
}

/** How one may sign in here; `demo` names the demo accounts of a server that has them. */
export interface Ways {
  signIn: string[]
  demo: string[]
}

/** Null for who is signed in already. */
export async function ways(): Promise<Ways | null> {
  const response = await send('/auth/session', {})
  if (response.ok) return null
  const { errors } = await read(response)
  const extensions = errors?.[0]?.extensions ?? {}
  return {
    signIn: (extensions.signIn as string[] | undefined) ?? ['/auth/login'],
    demo: (extensions.demo as string[] | undefined) ?? [],
  }
}

export interface Uploaded {
  id: string
}

/** Attaches a file to a document; `onProgress` is told the part that was sent, from 0 to 1. */
export function upload(
  file: File,
  kind: string,
  documentId: string,
  onProgress: (part: number) => void,
): Promise<Uploaded> {
  const form = new FormData()
  form.set('kind', kind)
  form.set('documentId', documentId)
  form.set('file', file)
  return new Promise((resolve, reject) => {
    // fetch tells nothing of how much was sent.
    const request = new XMLHttpRequest()
    request.open('POST', '/evidence')
    request.setRequestHeader('Accept-Language', language())
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total)
    request.onerror = () => reject(new ApiError('OFFLINE', ''))
    request.onload = () => {
      const answer = parsed(request.responseText)
      const error = answer.errors?.[0]
      if (request.status < 300) resolve(answer as unknown as Uploaded)
      else reject(refusal(request, error ?? { message: request.statusText }))
    }
    request.send(form)
  })
}

// ───────────────────────── how it is sent ─────────────────────────

interface Answer {
  data?: unknown
  errors?: { message: string; extensions?: Record<string, unknown> }[]
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const headers = { 'Accept-Language': language(), ...init.headers }
    return await fetch(path, { ...init, headers, credentials: 'same-origin' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError('OFFLINE', '')
  }
}

async function post(path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (response.ok) return
  const { errors } = await read(response)
  const error = errors?.[0] ?? { message: response.statusText }
  throw new ApiError(
    String(error.extensions?.code),
    error.message,
    response.status,
    error.extensions,
  )
}

async function read(response: Response): Promise<Answer> {
  return parsed(await response.text().catch(() => ''))
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text) as Answer
  } catch {
    return { errors: [{ message: text.slice(0, 200), extensions: { code: 'UNAVAILABLE' } }] }
  }
}

function refusal(
  response: { status: number },
  error: { message: string; extensions?: Record<string, unknown> },
): ApiError {
  const code = String(error.extensions?.code ?? 'UNAVAILABLE')
  if (code === 'UNAUTHENTICATED') for (const callback of signedOut) callback()
  return new ApiError(code, error.message, response.status, error.extensions)
}
