import { Checkbox, Input, NumberInput, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { count } from '../../lib/format'
import type { FieldProps } from '../../lib/resource'
import type { Order } from './ReturnOrderBody'
import type { Shortfall } from './shortfall'

/** What did not arrive of what was sent. */
export default function ShortfallControl({ value, onChange, errors, document }: FieldProps) {
  const { t } = useTranslation()
  const shortfall = value as Shortfall
  const [asked, setAsked] = useState(false)
  return (
    <Input.Wrapper
      labelElement="div"
      error={errors.map(({ message }) => message).join(' ') || undefined}
    >
      <Checkbox
        label={t('returns.somethingMissing')}
        checked={asked}
        onChange={(event) => {
          setAsked(event.currentTarget.checked)
          onChange({})
        }}
      />
      {asked && (
        <Table fz="sm" verticalSpacing={4} mt="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.goods')}</Table.Th>
              <Table.Th ta="end">{t('returns.sent')}</Table.Th>
              <Table.Th w={110} ta="end">
                {t('returns.missing')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(document as Order).lines.map(({ goodsItem, packedQuantity }) => (
              <Table.Tr key={goodsItem.id}>
                <Table.Td>
                  {goodsItem.name}
                  <Text size="xs" className="quiet">
                    {goodsItem.externalId}
                  </Text>
                </Table.Td>
                <Table.Td ta="end" className="number">
                  {count(packedQuantity ?? 0)}
                </Table.Td>
                <Table.Td>
                  <NumberInput
                    size="xs"
                    aria-label={`${t('returns.missing')}: ${goodsItem.name}`}
                    value={shortfall[goodsItem.externalId] ?? 0}
                    min={0}
                    allowDecimal={false}
                    allowNegative={false}
                    onChange={(quantity) =>
                      onChange({ ...shortfall, [goodsItem.externalId]: Number(quantity) || 0 })
                    }
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Input.Wrapper>
  )
}
