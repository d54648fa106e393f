import { GraphiQL } from 'graphiql'
import { useEffect, useMemo, useState } from 'react'
import icon from '../icon.svg'
import { type Language, preferredLanguage, rememberLanguage } from '../lib/language'
import { ExamplesMenu } from './ExamplesMenu'
import { EXAMPLES } from './examples'
import { createFetcher, sessionName } from './fetcher'
import { TEXTS } from './texts'
import { useToken } from './useToken'

export function Page() {
  const [language, setLanguage] = useState<Language>(preferredLanguage)
  const [typed, setTyped, token] = useToken()
  const [refused, setRefused] = useState<string | null>(null)
  const [session, setSession] = useState<string | null>(null)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const texts = TEXTS[language]

  // GraphiQL reads the schema again whenever it is given another fetcher.
  const fetcher = useMemo(
    () =>
      createFetcher(token, language, (status) => {
        setRefused((before) => (status === 401 ? token : before === token ? null : before))
      }),
    [token, language],
  )

  // Without a token, whoever signed in to the console is asking.
  useEffect(() => {
    void sessionName().then(setSession)
  }, [])

  useEffect(() => {
    document.documentElement.lang = language
    rememberLanguage(language)
  }, [language])

  return (
    <>
      <header className="bar">
        <h1>
          <a className="bar-home" href="/" aria-label={texts.home}>
            <img src={icon} width="24" height="24" alt="" />
            <span>Backhaul</span>
          </a>
        </h1>
        <form className="bar-token" onSubmit={(event) => event.preventDefault()}>
          <label htmlFor="token">{texts.token}</label>
          <input
            id="token"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            aria-describedby="token-hint"
            onChange={(event) => setTyped(event.target.value)}
          />
        </form>
        <span className="bar-examples" ref={setSlot} />
        <select
          aria-label={texts.language}
          value={language}
          onChange={(event) => setLanguage(event.target.value as Language)}
        >
          <option value="zh-CN" lang="zh-CN">
            中文
          </option>
          <option value="en" lang="en">
            English
          </option>
        </select>
        <p id="token-hint" role="status" className="bar-hint">
          {!token && session && <span>{texts.session(session)}</span>}
          {refused === token && !(session && !token) && (
            <>
              <strong>{token ? texts.refused : texts.needed}</strong>{' '}
              {!token && <a href="/">{texts.signIn}</a>}{' '}
              <span>
                <code>make demo</code> {texts.printed}{' '}
                <code>backhaul tokens create --user merchant-a</code>
              </span>
            </>
          )}
        </p>
      </header>
      <main lang="en">
        <GraphiQL
          fetcher={fetcher}
          defaultQuery={EXAMPLES[0]?.query ?? ''}
          defaultEditorToolsVisibility="variables"
          shouldPersistHeaders={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <ExamplesMenu slot={slot} texts={texts} />
        </GraphiQL>
      </main>
    </>
  )
}
