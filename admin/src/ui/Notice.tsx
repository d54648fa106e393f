import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  text?: string | undefined
  children?: ReactNode
}

/** In the place of what is not there: why, and what to do. */
export function Notice({ title, text, children }: Props) {
  return (
    <Stack align="center" gap="xs" p="xl" ta="center" role="status">
      <Title order={2} size="h4">
        {title}
      </Title>
      {text && (
        <Text size="sm" className="quiet" maw={460}>
          {text}
        </Text>
      )}
      {children}
    </Stack>
  )
}
