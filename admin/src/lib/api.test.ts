import i18next from 'i18next'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type ApiError, ask, onSignedOut, signIn, signOut } from './api'
import type { Operation } from './operation'

const QUERY = 'query { viewer { id } }' as Operation<unknown, object>

const answer = (status: number, body: string) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))

const refused = async (done: Promise<unknown>): Promise<ApiError> =>
  done.then(
    () => expect.fail('it is not refused'),
    (error) => error,
  )

beforeEach(() => void i18next.init({ lng: 'en', resources: {} }))

describe('an answer', () => {
  it('that is no JSON is not shown to anybody', async () => {
    answer(502, '<html><title>502 Bad Gateway</title></html>')
    for (const done of [ask(QUERY, {}), signIn('merchant-a', 'x'), signOut()])
      expect(await refused(done)).toMatchObject({ code: 'UNAVAILABLE', message: '', status: 502 })
  })

  it('of a session that has ended is told to those who wait for it; of a wrong password not', async () => {
    const ended = vi.fn()
    onSignedOut(ended)
    const error = { message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }
    answer(401, JSON.stringify({ errors: [error] }))
    expect(await refused(signIn('merchant-a', 'x'))).toMatchObject({ message: 'No.', status: 401 })
    expect(ended).not.toHaveBeenCalled()
    expect(await refused(ask(QUERY, {}))).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(ended).toHaveBeenCalledOnce()
  })
})
