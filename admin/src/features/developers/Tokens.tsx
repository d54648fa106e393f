import { Badge, Box, Button, Code, Group, Skeleton, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiTokensDocument } from '../../gen/developers'
import type { OwnTokenFragment } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { dateTime } from '../../lib/format'
import { Failed } from '../../ui/Failed'
import { scopeOf } from './scope'

const CreateToken = lazy(() => import('./CreateToken'))
const RevokeToken = lazy(() => import('./RevokeToken'))

/** One's own tokens: what programs sign in with. */
export function Tokens() {
  const { t } = useTranslation()
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<OwnTokenFragment | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens'],
    queryFn: async ({ signal }) => (await ask(ApiTokensDocument, {}, signal)).tokens,
  })
  return (
    <Box mb="lg">
      <Group justify="space-between" gap="xs" mb="xs">
        <Text size="sm" className="quiet" maw={640}>
          {t('developers.tokensText')}
        </Text>
        <Button size="compact-sm" onClick={() => setCreating(true)}>
          {t('developers.create')}
        </Button>
      </Group>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={120} />
      ) : data.length === 0 ? (
        <Text size="sm">{t('developers.none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={320}>
          <Table fz="sm" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('developers.name')}</Table.Th>
                <Table.Th>{t('developers.scopes')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('column.createdAt')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('developers.lastUsed')}</Table.Th>
                <Table.Th>{t('developers.expires')}</Table.Th>
                <Table.Th>{t('column.state')}</Table.Th>
                <Table.Th aria-label={t('developers.revoke')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((token) => (
                <Line key={token.id} token={token} onRevoke={() => setRevoking(token)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Suspense>
        {creating && <CreateToken onClose={() => setCreating(false)} />}
        {revoking && <RevokeToken token={revoking} onClose={() => setRevoking(null)} />}
      </Suspense>
    </Box>
  )
}

function Line({ token, onRevoke }: { token: OwnTokenFragment; onRevoke: () => void }) {
  const { t } = useTranslation()
  const state = stateOf(token)
  return (
    <Table.Tr>
      <Table.Td>
        {token.name}
        <br />
        <Code>{token.prefix}…</Code>
      </Table.Td>
      <Table.Td>
        {token.scopes.map((scope) => t(`developers.${scopeOf(scope)}`)).join(' · ')}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="number">
        {dateTime(token.createdAt)}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="number">
        {token.lastUsedAt ? dateTime(token.lastUsedAt) : t('developers.neverUsed')}
      </Table.Td>
      <Table.Td>{token.expiresAt ? dateTime(token.expiresAt) : t('developers.never')}</Table.Td>
      <Table.Td>
        <Badge
          variant="light"
          color={state === 'active' ? 'teal' : 'gray'}
          tt="none"
          fw={500}
          radius="sm"
        >
          {t(`developers.${state}`)}
        </Badge>
      </Table.Td>
      <Table.Td ta="end">
        {state === 'active' && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={t('developers.revokeNamed', { name: token.name })}
            onClick={onRevoke}
          >
            {t('developers.revoke')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function stateOf({ revokedAt, expiresAt }: OwnTokenFragment) {
  if (revokedAt) return 'revoked'
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active'
}
