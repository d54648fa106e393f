import { Box, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './section.module.css'

interface Props {
  title: string
  /** 3 in a document's detail, which has a title of its own. */
  order?: 2 | 3
  /** Where an address may lead to. */
  id?: string
  /** Beside the title. */
  aside?: ReactNode
  children: ReactNode
}

export function Section({ title, order = 3, id, aside, children }: Props) {
  return (
    <Box component="section" className={classes.section} id={id}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={4}>
        <Title order={order} size="h6">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Box>
  )
}
