import { Button, Skeleton, Tabs } from '@mantine/core'
import { IconBrandGraphql } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
import { Start } from './Start'
import { Tokens } from './Tokens'

const Examples = lazy(() => import('./Examples'))
const SchemaDocs = lazy(() => import('./SchemaDocs'))

const TABS = ['tokens', 'examples', 'schema'] as const
type Tab = (typeof TABS)[number]

/** For who builds on the API: tokens, what can be asked, and how. */
export default function Developers() {
  const { t } = useTranslation()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const shown: Tab = TABS.find((each) => each === tab) ?? 'tokens'
  return (
    <Page
      title={t('developers.title')}
      aside={
        <Button
          component="a"
          href="/graphql"
          size="compact-sm"
          variant="default"
          leftSection={<IconBrandGraphql size={16} aria-hidden />}
        >
          {t('developers.graphiql')}
        </Button>
      }
    >
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(chosen) =>
          void navigate({ to: '.', search: (chosen === 'tokens' ? {} : { tab: chosen }) as never })
        }
      >
        <Tabs.List>
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each} py={6}>
              {t(`developers.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="tokens" pt="sm">
          <Tokens />
          <Start />
        </Tabs.Panel>
        <Tabs.Panel value="examples" pt="sm">
          <Suspense fallback={<Skeleton height={400} />}>
            <Examples />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="schema" pt="sm">
          <Suspense fallback={<Skeleton height={400} />}>
            <SchemaDocs />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
