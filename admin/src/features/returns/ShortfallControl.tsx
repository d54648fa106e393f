import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl } from '../../ui/form/LinesControl'
import type { Order } from './ReturnOrderBody'
import { MISSING, nothingMissing } from './shortfall'

/** What did not arrive of what was sent. */
export default function ShortfallControl(props: FieldProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('returns.somethingMissing')}
        checked={asked}
        onChange={(event) => {
          setAsked(event.currentTarget.checked)
          props.onChange(nothingMissing(props.document as Order))
        }}
      />
      {asked && <LinesControl {...props} label={t('returns.missing')} columns={MISSING} partial />}
    </Stack>
  )
}
