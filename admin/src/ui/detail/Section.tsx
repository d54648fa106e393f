import { Box, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" mb="md">
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      {children}
    </Box>
  )
}
