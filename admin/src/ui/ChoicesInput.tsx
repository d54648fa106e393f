import { MultiSelect } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChoicesProps } from './Choices'

export default function ChoicesInput({ label, placeholder, value, ...props }: ChoicesProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  // It was loaded for somebody to choose, and not to show what the address says.
  const [begun] = useState(value.length === 0)
  useEffect(() => {
    if (begun) input.current?.focus()
  }, [begun])
  return (
    <MultiSelect
      ref={input}
      size="xs"
      label={!placeholder && label}
      aria-label={label}
      placeholder={value.length === 0 ? (placeholder ?? t('filter.any')) : ''}
      value={value}
      defaultDropdownOpened={begun}
      clearable
      clearButtonProps={{ 'aria-label': t('filter.clear'), 'aria-hidden': false }}
      {...props}
    />
  )
}
