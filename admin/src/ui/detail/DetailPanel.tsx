import { Alert, Box, Button, Group, Menu, Skeleton, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconDots, IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../gen/graphql'
import { dateTime } from '../../lib/format'
import { useChanged } from '../../lib/live'
import { actionsOf, type Resource } from '../../lib/resource'
import { mayWrite, useViewer, useWords } from '../../lib/session'
import { DueTime } from '../DueTime'
import { Failed } from '../Failed'
import { IconButton } from '../IconButton'
import classes from '../list/list.module.css'
import { Notice } from '../Notice'
import { OnDemand } from '../OnDemand'
import { StateBadge } from '../StateBadge'
import { useReturnedFocus } from '../useReturnedFocus'
import { byOf, type Document, useDocument } from './document'
import { Links } from './Links'
import { Timeline } from './Timeline'

const ActionDialog = lazy(() => import('../form/ActionDialog'))
const Evidence = lazy(() => import('./Evidence'))

interface Props {
  resource: Resource
  /** An id, or a number. */
  open: string
  onClose: () => void
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** One document: where it stands, what may be done, what happened, what belongs to it. */
export default function DetailPanel({ resource, open, onClose, onPrevious, onNext }: Props) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { data: document, error, isPending, refetch } = useDocument(resource, open)
  useReturnedFocus()
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => close.current?.focus(), [])
  return (
    <aside
      className={classes.detail}
      aria-label={document?.number ?? t('detail.title')}
      tabIndex={-1}
    >
      <Group px="sm" py={6} gap={4} wrap="nowrap" className="no-print">
        <Text size="sm" className="quiet" flex={1}>
          {word('DocumentKind', resource.kind)}
        </Text>
        <IconButton label={t('detail.previous')} onClick={onPrevious} disabled={!onPrevious}>
          <IconChevronUp size={18} />
        </IconButton>
        <IconButton label={t('detail.next')} onClick={onNext} disabled={!onNext}>
          <IconChevronDown size={18} />
        </IconButton>
        <OnDemand
          button={(want) => (
            <IconButton label={t('list.more')} onClick={want}>
              <IconDots size={18} />
            </IconButton>
          )}
          load={() => import('../CopyMenu')}
          props={{ document: resource.detail, variables: { by: byOf(open) } }}
        />
        <IconButton ref={close} label={t('detail.close')} onClick={onClose}>
          <IconX size={18} />
        </IconButton>
      </Group>
      <Box px="sm" pb="xl" style={{ overflow: 'auto', flex: 1 }}>
        {document ? (
          <Suspense fallback={<Loading />}>
            <Shown resource={resource} document={document} />
          </Suspense>
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : isPending ? (
          <Loading />
        ) : (
          <Notice title={t('detail.missing')} text={t('detail.missingText')} />
        )}
      </Box>
    </aside>
  )
}

function Loading() {
  const { t } = useTranslation()
  return (
    <Stack role="status" aria-label={t('loading')}>
      <Skeleton height={28} width="60%" />
      <Skeleton height={20} />
      <Skeleton height={160} />
    </Stack>
  )
}

function Shown({ resource, document }: { resource: Resource; document: Document }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const newer = useChanged([document]).has(document.id)
  const reload = () => void queries.invalidateQueries({ queryKey: ['document', resource.kind] })
  const running = document.deadlines.filter(
    ({ status }) => status !== 'MET' && status !== 'CANCELLED',
  )
  const { Body } = resource
  return (
    <Stack gap="sm">
      <Box>
        <Group gap="xs">
          <Title order={2} size="h4" className="number">
            {document.number}
          </Title>
          <StateBadge state={document.state} label={document.stateLabel} />
        </Group>
        <Text size="xs" className="quiet">
          {[document.merchant.name, document.warehouse?.name].filter(Boolean).join(' · ')} ·{' '}
          <span className="number">
            {t('detail.updated', { when: dateTime(document.updatedAt) })}
          </span>
        </Text>
        {running.map((due) => (
          <Box key={due.kind} mt={4}>
            <DueTime due={due} named />
          </Box>
        ))}
      </Box>
      {newer && (
        <Alert color="blue" p="xs">
          <Group justify="space-between">
            <Text size="sm">{t('detail.changed')}</Text>
            <Button size="compact-xs" onClick={reload}>
              {t('detail.reload')}
            </Button>
          </Group>
        </Alert>
      )}
      <Actions resource={resource} document={document} />
      <Tabs defaultValue="detail" keepMounted={false}>
        <Tabs.List className="one-line">
          <Tabs.Tab value="detail" px={10}>
            {t('detail.title')}
          </Tabs.Tab>
          <Tabs.Tab value="timeline" px={10}>
            {t('detail.timeline')}
          </Tabs.Tab>
          <Tabs.Tab value="links" px={10}>
            {t('detail.links', { count: document.links.length })}
          </Tabs.Tab>
          <Tabs.Tab value="evidence" px={10}>
            {t('detail.evidence', { count: document.evidence.length })}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="detail" pt="sm">
          <Suspense fallback={<Skeleton height={160} />}>
            <Body document={document} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="timeline" pt="sm">
          <Timeline document={document} />
        </Tabs.Panel>
        <Tabs.Panel value="links" pt="sm">
          <Links document={document} />
        </Tabs.Panel>
        <Tabs.Panel value="evidence" pt="sm">
          <Suspense fallback={<Skeleton height={80} />}>
            <Evidence document={document} onChanged={reload} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

/** Buttons for what may be done now; what may not says why. */
function Actions({ resource, document }: { resource: Resource; document: Document }) {
  const viewer = useViewer()
  const { word } = useWords()
  const { t } = useTranslation()
  const [acting, setActing] = useState<Action | null>(null)
  if (!mayWrite(viewer)) return null
  const known = actionsOf(resource, document)
  const now = known.filter(({ enabled }) => enabled)
  const later = known.filter(({ enabled }) => !enabled)
  const spec = acting && resource.actions[acting]
  if (known.length === 0) return null
  return (
    <Group gap="xs" className="no-print">
      {now.map(({ action, requiresConfirmation }, index) => (
        <Button
          key={action}
          size="xs"
          variant={index === 0 ? 'filled' : 'default'}
          color={requiresConfirmation ? 'red' : undefined}
          onClick={() => setActing(action)}
        >
          {word('Action', action)}
        </Button>
      ))}
      {later.length > 0 && (
        <Menu position="bottom-end" width={320}>
          <Menu.Target>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              className={now.length === 0 ? 'flush' : ''}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {t('detail.notNow', { count: later.length })}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {later.map(({ action, disabledReason }) => (
              <Box key={action} px="sm" py={4}>
                <Text size="sm">{word('Action', action)}</Text>
                <Text size="xs" className="quiet">
                  {disabledReason?.message}
                </Text>
              </Box>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Suspense>
        {acting && spec && (
          <ActionDialog
            resource={resource}
            id={document.id}
            action={acting}
            spec={spec}
            onClose={() => setActing(null)}
          />
        )}
      </Suspense>
    </Group>
  )
}
