import { Badge, Button, Group, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddressesDocument } from '../../gen/lib'
import { ask } from '../../lib/api'
import { mayWrite, useViewer } from '../../lib/session'
import { AddressLines } from '../../ui/detail/AddressLines'
import { Failed } from '../../ui/Failed'
import { Notice } from '../../ui/Notice'
import classes from './settings.module.css'

const AddressDialog = lazy(() => import('./AddressDialog'))

/** A merchant's addresses, offered wherever goods are to be sent to it. Nobody else has a book. */
export function AddressBook() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const isMerchant = viewer.role === 'MERCHANT'
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['addresses'],
    queryFn: async ({ signal }) => (await ask(AddressesDocument, {}, signal)).addresses,
    enabled: isMerchant,
  })
  if (!isMerchant) return <Notice title={t('settings.noBook')} text={t('settings.noBookText')} />
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={96} />
  const add = mayWrite(viewer) && (
    <Button size="compact-sm" onClick={() => setAdding(true)}>
      {t('settings.addAddress')}
    </Button>
  )
  return (
    <>
      {data.length === 0 ? (
        <Notice title={t('settings.noAddresses')} text={t('settings.noAddressesText')}>
          {add}
        </Notice>
      ) : (
        <>
          <Group justify="space-between" mb="sm">
            <Text size="sm" className="quiet">
              {t('settings.addressesText')}
            </Text>
            {add}
          </Group>
          <SimpleGrid
            component="ul"
            cols={{ base: 1, sm: 2 }}
            spacing="sm"
            className={classes.list}
          >
            {data.map(({ id, label, isDefault, address }) => (
              <li key={id} className={classes.address}>
                <Group gap="xs" mb={2}>
                  <Text size="sm" fw={600}>
                    {label}
                  </Text>
                  {isDefault && (
                    <Badge size="sm" variant="light" tt="none" radius="sm">
                      {t('settings.default')}
                    </Badge>
                  )}
                </Group>
                <AddressLines address={address} />
              </li>
            ))}
          </SimpleGrid>
        </>
      )}
      <Suspense>{adding && <AddressDialog onClose={() => setAdding(false)} />}</Suspense>
    </>
  )
}
