import { Box, Group, Text, UnstyledButton, type UnstyledButtonProps } from '@mantine/core'
import { IconUserCircle } from '@tabler/icons-react'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useViewer, useWords } from '../lib/session'

type Props = UnstyledButtonProps & ComponentPropsWithoutRef<'button'>

/** Who is signed in, and as what. */
export const AccountButton = forwardRef<HTMLButtonElement, Props>(
  function AccountButton(props, ref) {
    const { t } = useTranslation()
    const viewer = useViewer()
    const { word } = useWords()
    return (
      <UnstyledButton ref={ref} px={4} {...props}>
        <span className="unseen">{t('account.menu')}</span>
        <Group gap={6} wrap="nowrap">
          <IconUserCircle size={22} aria-hidden />
          <Box visibleFrom="sm">
            <Text size="sm" lh={1.1}>
              {viewer.name}
            </Text>
            <Text size="xs" className="quiet" lh={1.1}>
              {word('Role', viewer.role)}
            </Text>
          </Box>
        </Group>
      </UnstyledButton>
    )
  },
)
