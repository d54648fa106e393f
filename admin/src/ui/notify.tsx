import { lazy, Suspense, useSyncExternalStore } from 'react'

// Nothing of it is loaded until there is something to say.
const load = async () => {
  await import('@mantine/notifications/styles.css')
  return import('@mantine/notifications')
}
const Shown = lazy(async () => ({ default: (await load()).Notifications }))

let wanted = false
const listeners = new Set<() => void>()

/** A short message in the corner: that something was done, or was not. */
export async function notify(message: string, color: 'teal' | 'red' = 'teal'): Promise<void> {
  wanted = true
  for (const listener of listeners) listener()
  const { notifications } = await load()
  notifications.show({ message, color })
}

export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
  return shown ? (
    <Suspense>
      <Shown position="bottom-left" limit={4} />
    </Suspense>
  ) : null
}
