import { useEffect, useState } from 'react'

const KEY = 'backhaul.token'
const PAUSE = 400

// The text in the field, its setter, and the token to use: the text once typing has paused.
export function useToken(): [string, (text: string) => void, string] {
  const [typed, setTyped] = useState(() => sessionStorage.getItem(KEY) ?? '')
  const [token, setToken] = useState(typed)

  useEffect(() => {
    const timer = setTimeout(() => {
      const clean = typed.trim().replace(/^Bearer\s+/i, '')
      if (clean) sessionStorage.setItem(KEY, clean)
      else sessionStorage.removeItem(KEY)
      setToken(clean)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])

  return [typed, setTyped, token]
}
