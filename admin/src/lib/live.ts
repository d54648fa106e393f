// What happens while somebody looks: one subscription for the whole console, resumed where it broke off.

import { createClient } from 'graphql-ws'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ChangesSubscription } from '../gen/graphql'
import { ChangesDocument, LastCursorDocument } from '../gen/lib'
import { ask } from './api'

export type Change = ChangesSubscription['changes']
export type Status = 'connecting' | 'live' | 'offline'

/** So many are kept: of the documents that changed, and of what is new. */
const KEPT = 1_000
/** Between two tries to connect. */
const LONGEST = 30_000

class Live {
  status: Status = 'connecting'
  /** The latest change of each document, by its id. */
  readonly changes = new Map<string, Change>()
  private cursor: string | null = null
  private stopping: (() => void) | null = null
  private readonly listeners = new Set<() => void>()
  private readonly followers = new Set<(change: Change) => void>()
  private version = 0

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  snapshot = (): number => this.version

  /** Calls back with each change as it comes. */
  follow(follower: (change: Change) => void): () => void {
    this.followers.add(follower)
    return () => this.followers.delete(follower)
  }

  start(): void {
    if (this.stopping) return
    const address = new URL('/graphql', location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    let since = Number.POSITIVE_INFINITY
    const client = createClient({
      url: address.href,
      lazy: true,
      lazyCloseTimeout: 0,
      retryAttempts: 0,
      keepAlive: 20_000,
      on: {
        connected: () => {
          since = Date.now()
          this.become('live')
        },
      },
    })
    let stopped = false
    const wake = () => this.cutWaiting?.()
    addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    this.stopping = () => {
      stopped = true
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      wake()
      void client.dispose()
    }
    void (async () => {
      for (let tries = 0; !stopped; tries++) {
        since = Number.POSITIVE_INFINITY
        try {
          // Only what happens from now on: what was there before is in the lists.
          this.cursor ??= (await ask(LastCursorDocument, {})).events.pageInfo.endCursor ?? null
          if (stopped) break
          const changes = client.iterate<ChangesSubscription>({
            query: ChangesDocument,
            variables: { after: this.cursor },
          })
          for await (const { data } of changes) {
            if (!data) break
            this.take(data.changes)
          }
        } catch {
          // Broken off, or refused: the next try tells.
        }
        if (stopped) break
        this.become('offline')
        // What lasted was well; who is turned away again and again waits longer each time.
        if (Date.now() - since > LONGEST) tries = 0
        await this.wait(Math.min(LONGEST, 500 * 2 ** tries))
      }
    })()
  }

  stop(): void {
    this.stopping?.()
    this.stopping = null
    this.cursor = null
    this.changes.clear()
    this.become('connecting')
  }

  private cutWaiting: (() => void) | undefined

  private wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.cutWaiting = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private take(change: Change): void {
    this.cursor = change.cursor
    if (change.document) {
      this.changes.delete(change.document.id)
      this.changes.set(change.document.id, change)
      const oldest = this.changes.keys().next().value
      if (this.changes.size > KEPT && oldest) this.changes.delete(oldest)
    }
    for (const follower of this.followers) follower(change)
    this.tell()
  }

  private become(status: Status): void {
    if (status === this.status) return
    this.status = status
    this.tell()
  }

  private tell(): void {
    this.version++
    for (const listener of this.listeners) listener()
  }
}

export const live = new Live()

/** Drawn again whenever something changes. */
export function useLive(): Live {
  useSyncExternalStore(live.subscribe, live.snapshot)
  return live
}

/** The ids of the documents that are newer than they are shown. */
export function useChanged(shown: { id: string; version: number }[]): ReadonlySet<string> {
  const { changes } = useLive()
  return new Set(
    shown
      .filter(({ id, version }) => (changes.get(id)?.document?.version ?? 0) > version)
      .map(({ id }) => id),
  )
}

/** What changed since something was read, which is told from what was read before by its identity. */
export function useNews(read: unknown): Change[] {
  const [news, setNews] = useState<Change[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read is no news
  useEffect(() => {
    setNews([])
    return live.follow((change) => setNews((before) => [...before, change].slice(-KEPT)))
  }, [read])
  return news
}
