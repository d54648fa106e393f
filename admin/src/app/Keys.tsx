import { Kbd, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog'

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
  return (
    <Dialog onClose={onClose} title={t('keys.title')} size="md" closeOnClickOutside>
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
    </Dialog>
  )
}
