import { Box, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page.module.css'

interface Props {
  title: string
  /** Beside the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A screen that is no list: it scrolls as a whole. */
export function Page({ title, aside, children }: Props) {
  return (
    <Box className={classes.page}>
      <Group justify="space-between" gap="xs" mb="sm">
        <Title order={1} size="h4">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Box>
  )
}
