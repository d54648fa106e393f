import { useEffect, useState } from 'react'

/** When this is gone, what had the focus before it came has it again: or, when that is gone too, what is around it. */
export function useReturnedFocus(): void {
  const [before] = useState(pathOfFocus)
  useEffect(() => {
    let here = true
    return () => {
      here = false
      // Whatever holds the focus inside lets go of it first.
      setTimeout(() => {
        if (!here && !isSomewhere()) before.find(isThere)?.focus({ preventScroll: true })
      })
    }
  }, [before])
}

function pathOfFocus(): HTMLElement[] {
  const path: HTMLElement[] = []
  for (let each = document.activeElement; each instanceof HTMLElement; each = each.parentElement)
    path.push(each)
  return path
}

function isThere(element: HTMLElement): boolean {
  return (
    element.isConnected && element.matches('[tabindex], a[href], button:enabled, input:enabled')
  )
}

function isSomewhere(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body
}
