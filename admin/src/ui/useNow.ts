import { useSyncExternalStore } from 'react'

const MINUTE = 60_000

let minutes = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** The time, which goes on by the minute for all who show it. */
export function useNow(): number {
  useSyncExternalStore(follow, () => minutes)
  return Date.now()
}

function follow(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(tick, MINUTE)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

function tick(): void {
  minutes++
  for (const listener of listeners) listener()
}
