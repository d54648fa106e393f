import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { createPortal } from 'react-dom'
import { EXAMPLES, type Example, linkedExample } from './examples'
import type { TEXTS } from './texts'

const WIDTH = 416
const GAP = 8

interface Props {
  slot: HTMLElement | null
  texts: (typeof TEXTS)['en']
}

// Drawn into the bar, but a child of GraphiQL: only there its editors are within reach.
export function ExamplesMenu({ slot, texts }: Props) {
  const { addTab, updateActiveTabValues } = useGraphiQLActions()
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'))
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  function open({ query, variables }: Example) {
    list.current?.hidePopover()
    addTab()
    updateActiveTabValues({ query, variables })
    queryEditor?.setValue(query)
    variableEditor?.setValue(variables)
    queryEditor?.focus()
  }

  // An address that names an example opens it, once: loading the page again adds no tab.
  const openLinked = useEffectEvent(() => {
    const example = linkedExample(location.hash)
    if (!example) return
    history.replaceState(null, '', location.pathname)
    open(example)
  })
  const ready = Boolean(queryEditor && variableEditor)
  useEffect(() => {
    if (!ready) return
    openLinked()
    addEventListener('hashchange', openLinked)
    return () => removeEventListener('hashchange', openLinked)
  }, [ready])

  function placeBelowButton() {
    const box = button.current?.getBoundingClientRect()
    if (!box || !list.current) return
    const room = document.documentElement.clientWidth
    const right = Math.min(room - box.right, room - WIDTH - GAP)
    list.current.style.top = `${box.bottom + GAP}px`
    list.current.style.right = `${Math.max(right, GAP)}px`
    list.current.style.width = `${Math.min(WIDTH, room - 2 * GAP)}px`
  }

  if (!slot || EXAMPLES.length === 0) return null
  return createPortal(
    <>
      <button ref={button} type="button" popoverTarget="examples" disabled={!queryEditor}>
        {texts.examples} <span aria-hidden="true">▾</span>
      </button>
      <div ref={list} id="examples" popover="auto" onBeforeToggle={placeBelowButton}>
        <p>{texts.opensTab}</p>
        <ul>
          {EXAMPLES.map((example) => (
            <li key={example.name}>
              <button type="button" onClick={() => open(example)}>
                <span>{example.title}</span>
                <small>{example.steps > 1 ? texts.steps(example.steps) : example.kind}</small>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>,
    slot,
  )
}
