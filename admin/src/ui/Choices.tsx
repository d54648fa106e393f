import { InputBase } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { OnDemand } from './OnDemand'

export interface ChoicesProps {
  label: string
  /** Shown while nothing is chosen, in place of a label above. */
  placeholder?: string
  data: { value: string; label: string }[]
  value: string[]
  onChange: (value: string[]) => void
  searchable?: boolean
  className?: string | undefined
  w?: { base: string; xs: number }
}

/** Several of some values. Until it is used, it only looks like the input that is loaded then. */
export function Choices(props: ChoicesProps) {
  const { t } = useTranslation()
  const { label, placeholder, value, className, w } = props
  return (
    <OnDemand
      wanted={value.length > 0}
      button={(want) => (
        <InputBase
          component="button"
          type="button"
          size="xs"
          pointer
          className={className}
          w={w}
          label={!placeholder && label}
          aria-label={placeholder && label}
          aria-haspopup="listbox"
          onClick={want}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          rightSectionPointerEvents="none"
        >
          <span style={{ color: 'var(--mantine-color-placeholder)' }}>
            {placeholder ?? t('filter.any')}
          </span>
        </InputBase>
      )}
      load={() => import('./ChoicesInput')}
      props={props}
    />
  )
}
