import { Box, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** 3 in a document's detail, which has a title of its own. */
  order?: 2 | 3
  /** Where an address may lead to. */
  id?: string
  children: ReactNode
}

export function Section({ title, order = 3, id, children }: Props) {
  return (
    <Box component="section" my="md" id={id}>
      <Title order={order} size="h6" mb={4}>
        {title}
      </Title>
      {children}
    </Box>
  )
}
