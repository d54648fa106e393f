import type { Fetcher, FetcherOpts, FetcherParams } from '@graphiql/toolkit'
import { getOperationAST } from 'graphql'
import { createClient } from 'graphql-sse'
import type { Language } from '../lib/language'

const URL = '/graphql'

export function createFetcher(
  token: string,
  language: Language,
  onStatus: (status: number) => void,
): Fetcher {
  return (params, options) => {
    const headers = new Headers({ 'Accept-Language': language })
    if (token) headers.set('Authorization', `Bearer ${token}`)
    // What someone wrote into the headers pane wins over the bar.
    for (const [name, value] of Object.entries(options?.headers ?? {})) headers.set(name, value)

    return isSubscription(params, options)
      ? subscribe(params, headers, onStatus)
      : ask(params, headers, onStatus)
  }
}

/** Who is signed in by the browser's cookie, which goes along wherever no token is given. */
export async function sessionName(): Promise<string | null> {
  try {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ query: '{ viewer { name } }' })
    const response = await fetch(URL, { method: 'POST', headers, body })
    const { data } = (await response.json()) as { data?: { viewer: { name: string } } }
    return data?.viewer.name ?? null
  } catch {
    return null
  }
}

function isSubscription(params: FetcherParams, options: FetcherOpts | undefined): boolean {
  const document = options?.documentAST
  return (
    document !== undefined &&
    getOperationAST(document, params.operationName)?.operation === 'subscription'
  )
}

async function ask(params: FetcherParams, headers: Headers, onStatus: (status: number) => void) {
  headers.set('Content-Type', 'application/json')
  headers.set('Accept', 'application/graphql-response+json, application/json;q=0.9')
  const response = await fetch(URL, { method: 'POST', headers, body: JSON.stringify(params) })
  onStatus(response.status)
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500)}`)
  }
}

async function* subscribe(
  { query, variables, operationName }: FetcherParams,
  headers: Headers,
  onStatus: (status: number) => void,
) {
  const client = createClient({
    url: URL,
    headers: Object.fromEntries(headers),
    retryAttempts: 0,
    fetchFn: async (input: RequestInfo, init?: RequestInit) => {
      const response = await fetch(input, init)
      onStatus(response.status)
      return response
    },
  })
  try {
    yield* client.iterate<Record<string, unknown>, Record<string, unknown>>({
      query,
      variables: variables as Record<string, unknown>,
      ...(operationName && { operationName }),
    })
  } finally {
    client.dispose()
  }
}
