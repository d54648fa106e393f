import { Badge, Button, type ButtonProps } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { useTranslation } from 'react-i18next'

type Props = ButtonProps & ComponentPropsWithoutRef<'button'> & { active: number }

export const FilterButton = forwardRef<HTMLButtonElement, Props>(function FilterButton(
  { active, ...props },
  ref,
) {
  const { t } = useTranslation()
  return (
    <Button
      ref={ref}
      size="xs"
      variant="default"
      leftSection={<IconFilter size={14} aria-hidden />}
      rightSection={
        active > 0 && (
          <Badge size="xs" circle>
            {active}
          </Badge>
        )
      }
      {...props}
    >
      {t('filter.title')}
    </Button>
  )
})
