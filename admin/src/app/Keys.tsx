import { Kbd, Modal, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useReturnedFocus } from '../ui/useReturnedFocus'

const KEYS = [
  ['j / k', 'keys.move'],
  ['Enter', 'keys.open'],
  ['x', 'keys.select'],
  ['Shift + j / k', 'keys.range'],
  ['e', 'keys.act'],
  ['/', 'keys.search'],
  ['Esc', 'keys.close'],
  ['Ctrl + K', 'keys.palette'],
  ['?', 'keys.help'],
] as const

export default function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  useReturnedFocus()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      size="md"
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <Table>
        <Table.Tbody>
          {KEYS.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th w={140}>
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(what)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
