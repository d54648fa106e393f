import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '../lib/api'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // What is wrong stays wrong; what did not come may come.
      retry: (tries, error) => tries < 2 && error instanceof ApiError && error.isPassing,
    },
  },
})
