import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '../lib/api'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Where nothing can be reached, it is said instead of waited for.
      networkMode: 'always',
      refetchOnReconnect: true,
      refetchOnWindowFocus: false,
      // What is wrong stays wrong; what did not come may come.
      retry: (tries, error) => tries < 2 && error instanceof ApiError && error.isPassing,
    },
    mutations: { networkMode: 'always' },
  },
})
