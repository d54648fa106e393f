import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useReturnedFocus } from './useReturnedFocus'

/** A window in front of the page, open for as long as it is rendered. A click beside it loses nothing that was filled in. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation()
  useReturnedFocus()
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('form.close') }}
      closeOnClickOutside={false}
      {...props}
    />
  )
}
