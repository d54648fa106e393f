import {
  Box,
  Code,
  Group,
  type MantineColorScheme,
  SegmentedControl,
  Stack,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '../../lib/i18n'
import type { Key } from '../../lib/keys'
import type { Language } from '../../lib/language'
import { useViewer, useWords } from '../../lib/session'
import { Facts } from '../../ui/detail/Facts'
import { Page } from '../../ui/Page'
import { AddressBook } from './AddressBook'
import classes from './settings.module.css'

/** Who is signed in, how the console looks, and the merchant's addresses. */
export default function Settings() {
  const { t } = useTranslation()
  return (
    <Page title={t('settings.title')}>
      <Part title="settings.account">
        <Account />
      </Part>
      <Part title="settings.appearance">
        <Group gap="xl" align="end">
          <LanguageChoice />
          <SchemeChoice />
        </Group>
      </Part>
      <Part title="settings.addresses">
        <AddressBook />
      </Part>
    </Page>
  )
}

function Part({ title, children }: { title: Key; children: ReactNode }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className={classes.part} aria-labelledby={id}>
      <Title order={2} size="h5" mb="sm" id={id}>
        {t(title)}
      </Title>
      {children}
    </section>
  )
}

function Account() {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name, role, merchants, warehouses, maskedFields } = useViewer()
  const isPartner = role === 'PARTNER'
  return (
    <Facts
      facts={[
        ['settings.name', name],
        ['settings.role', word('Role', role)],
        ['column.merchant', <Granted key="merchants" parties={merchants} />],
        ['column.warehouse', <Granted key="warehouses" parties={warehouses} />],
        [
          'settings.masked',
          isPartner && (
            <Stack gap={6}>
              <Text size="sm">{t('settings.maskedText')}</Text>
              <Group gap={4}>
                {maskedFields.map((field) => (
                  <Code key={field}>{field}</Code>
                ))}
              </Group>
            </Stack>
          ),
        ],
      ]}
    />
  )
}

function Granted({ parties }: { parties: { code: string; name: string }[] }) {
  const { t } = useTranslation()
  if (parties.length === 0) return t('settings.notLimited')
  return (
    <Stack gap={0}>
      {parties.map(({ code, name }) => (
        <Text key={code} size="sm">
          {name} <span className="quiet">{code}</span>
        </Text>
      ))}
    </Stack>
  )
}

function LanguageChoice() {
  const { i18n } = useTranslation()
  return (
    <Choice
      label="settings.language"
      value={i18n.language as Language}
      data={[
        { value: 'zh-CN', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
      onChange={(language) => void speak(language)}
    />
  )
}

function SchemeChoice() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Choice<MantineColorScheme>
      label="settings.scheme"
      value={colorScheme}
      data={[
        { value: 'auto', label: t('settings.auto') },
        { value: 'light', label: t('settings.light') },
        { value: 'dark', label: t('settings.dark') },
      ]}
      onChange={setColorScheme}
    />
  )
}

interface ChoiceProps<Value extends string> {
  label: Key
  value: Value
  data: { value: Value; label: string }[]
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, value, data, onChange }: ChoiceProps<Value>) {
  const { t } = useTranslation()
  return (
    <Box>
      <Text size="sm" mb={4} aria-hidden>
        {t(label)}
      </Text>
      <SegmentedControl
        aria-label={t(label)}
        value={value}
        data={data}
        onChange={onChange}
        size="sm"
      />
    </Box>
  )
}
