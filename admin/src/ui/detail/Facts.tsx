import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Key } from '../../lib/keys'

/** Names and values; what is not known is left out. */
export function Facts({ facts }: { facts: [Key, ReactNode][] }) {
  const { t } = useTranslation()
  return (
    <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
      <Table.Tbody>
        {facts
          .filter(
            ([, value]) => value !== null && value !== undefined && value !== '' && value !== false,
          )
          .map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th
                scope="row"
                w={140}
                fw={400}
                className="quiet"
                pe="sm"
                style={{ verticalAlign: 'top' }}
              >
                {t(label)}
              </Table.Th>
              <Table.Td>
                {typeof value === 'string' ? (
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {value}
                  </Text>
                ) : (
                  value
                )}
              </Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  )
}
