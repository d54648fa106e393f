import { Anchor, Code, Group, NavLink, Stack, Text, TextInput, Title } from '@mantine/core'
import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice'
import { find, GROUPS, type Member, TYPES, type Type, wordsOf } from './schema'
import classes from './schema.module.css'

const searchFor = (type: string) => ({ tab: 'schema', type }) as never

/** The schema to read: its types, their fields, and what each is, in both languages. */
export default function SchemaDocs() {
  const { t } = useTranslation()
  const given = useSearch({ strict: false }) as { type?: string }
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const type = TYPES.get(given.type ?? '') ?? TYPES.get('Query')
  return (
    <div className={classes.docs}>
      <div className={classes.side}>
        <TextInput
          size="xs"
          mb="xs"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          aria-label={t('developers.searchSchema')}
          placeholder={t('developers.searchSchema')}
        />
        <div className={classes.list}>
          {wanted.trim() ? (
            <FoundList wanted={wanted} onChosen={() => setSearch('')} />
          ) : (
            <TypeList open={type?.name} />
          )}
        </div>
      </div>
      {type && <Shown key={type.name} type={type} />}
    </div>
  )
}

function TypeList({ open }: { open: string | undefined }) {
  const { t } = useTranslation()
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const frame = list.current?.parentElement
    const chosen = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (frame && chosen) frame.scrollTop = chosen.offsetTop - frame.clientHeight / 2
  }, [])
  return (
    <nav ref={list} aria-label={t('developers.types')}>
      {GROUPS.map((group) => {
        const types = [...TYPES.values()].filter((type) => type.group === group)
        return (
          <NavLink
            key={group}
            component="button"
            label={
              <>
                {t(`developers.${group}`)} <span className="quiet number">{types.length}</span>
              </>
            }
            py={4}
            defaultOpened={group === 'roots' || types.some(({ name }) => name === open)}
          >
            {types.map(({ name }) => (
              <NavLink
                key={name}
                component={Link}
                to="."
                search={searchFor(name)}
                label={name}
                active={name === open}
                aria-current={name === open ? 'page' : undefined}
                py={3}
                lang="en"
              />
            ))}
          </NavLink>
        )
      })}
    </nav>
  )
}

function FoundList({ wanted, onChosen }: { wanted: string; onChosen: () => void }) {
  const { t } = useTranslation()
  const found = find(wanted)
  if (found.length === 0) return <Notice title={t('developers.nothing')} />
  return (
    <nav aria-label={t('developers.found')}>
      {found.map(({ type, member, text }) => (
        <NavLink
          key={`${type}.${member}`}
          component={Link}
          to="."
          search={searchFor(type)}
          hash={member ?? ''}
          label={
            <Text size="sm" style={{ overflowWrap: 'break-word' }}>
              {type}
              {member && (
                <>
                  <wbr />
                  <strong>.{member}</strong>
                </>
              )}
            </Text>
          }
          description={<Description text={text} short />}
          onClick={onChosen}
          py={4}
        />
      ))}
    </nav>
  )
}

function Shown({ type }: { type: Type }) {
  const { t } = useTranslation()
  return (
    <article className={classes.type}>
      <Title order={2} size="h4" lang="en">
        {type.name}
      </Title>
      <Description text={type.text} />
      {type.related.length > 0 && <Names label={t('developers.related')} names={type.related} />}
      <dl className={classes.members}>
        {type.members.map((member) => (
          <Entry key={member.name} member={member} />
        ))}
      </dl>
      {type.usedBy.length > 0 && <Names label={t('developers.usedBy')} names={type.usedBy} />}
    </article>
  )
}

function Names({ label, names }: { label: string; names: string[] }) {
  return (
    <Group gap="4px 10px" my="xs">
      <Text size="sm" className="quiet">
        {label}
      </Text>
      {names.map((name) => (
        <TypeLink key={name} name={name} text={name} />
      ))}
    </Group>
  )
}

function Entry({ member }: { member: Member }) {
  const chosen = useLocation({ select: ({ hash }) => hash === member.name })
  return (
    <div id={member.name} className={classes.member} data-chosen={chosen || undefined}>
      <dt>
        <Code>{member.name}</Code>
        {member.type && member.of && (
          <>
            {': '}
            <TypeLink name={member.of} text={member.type} />
          </>
        )}
      </dt>
      <dd>
        <Description text={member.text} />
        {member.args.length > 0 && (
          <Stack gap={4} mt={4} className={classes.args}>
            {member.args.map((arg) => (
              <div key={arg.name}>
                <Code>{arg.name}</Code>: <TypeLink name={arg.of ?? ''} text={arg.type ?? ''} />
                <Description text={arg.text} />
              </div>
            ))}
          </Stack>
        )}
      </dd>
    </div>
  )
}

function TypeLink({ name, text }: { name: string; text: string }) {
  return (
    <Anchor component={Link} to="." search={searchFor(name)} size="sm" ff="monospace" lang="en">
      {text}
    </Anchor>
  )
}

/** The reader's language first; the other one stays, because the field's words are looked up in both. */
function Description({ text, short = false }: { text: string; short?: boolean }) {
  const reader = useTranslation().i18n.language
  const { english, chinese } = wordsOf(text)
  const first = reader === 'zh-CN' && chinese
  return (
    <Text
      size={short ? 'xs' : 'sm'}
      component="span"
      display="block"
      lineClamp={short ? 2 : undefined}
    >
      {first && (
        <span lang="zh-CN">
          {chinese}
          {' · '}
        </span>
      )}
      <span lang="en" className={first ? 'quiet' : undefined}>
        {english}
      </span>
      {!first && chinese && (
        <span lang="zh-CN" className="quiet">
          {' '}
          {chinese}
        </span>
      )}
    </Text>
  )
}
