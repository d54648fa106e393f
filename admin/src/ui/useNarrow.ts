import { useMediaQuery } from '@mantine/hooks'

/** On a telephone: the name of a line stands above its quantities there. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 36em)') ?? false
}
