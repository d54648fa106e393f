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
  ) {
    super(message)
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
  if (answer.errors?.[0]) throw ended(refusal(response, answer))
  return answer.data as Result
}

export async function signIn(username: string, password: string): Promise<void> {
  await post('/auth/login', { username, password })
}

export async function signInAsDemo(username: string): Promise<void> {
  await post('/auth/demo', { username })
}

export async function signOut(): Promise<void> {
  const response = await send('/auth/logout', { method: 'POST' })
  if (!response.ok) throw refusal(response, await read(response))
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
      if (request.status < 300) resolve(answer as unknown as Uploaded)
      else reject(ended(refusal(request, answer)))
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
  if (!response.ok) throw refusal(response, await read(response))
}

async function read(response: Response): Promise<Answer> {
  return parsed(await response.text().catch(() => ''))
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text) as Answer
  } catch {
    // It comes from something between here and the API, and is not written for people.
    return { errors: [{ message: '' }] }
  }
}

function refusal({ status }: { status: number }, { errors }: Answer): ApiError {
  const error = errors?.[0]
  return new ApiError(
    String(error?.extensions?.code ?? 'UNAVAILABLE'),
    error?.message ?? '',
    status,
  )
}

/** Tells those who wait for it where the session has ended. A wrong password is no such end. */
function ended(error: ApiError): ApiError {
  if (error.code === 'UNAUTHENTICATED') for (const callback of signedOut) callback()
  return error
}
