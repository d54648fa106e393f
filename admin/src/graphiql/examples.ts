export interface Example {
  name: string
  title: string
  /** The demo account that it is meant for. */
  account: string
  kind: string
  steps: number
  query: string
  variables: string
}

const queries = import.meta.glob<string>('../../../examples/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const variables = import.meta.glob<string>('../../../examples/operations/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const EXAMPLES: Example[] = Object.entries(queries)
  .sort(([a], [b]) => a.localeCompare(b, 'en'))
  .map(([path, query]) => {
    const stem = path.replace(/\.graphql$/, '')
    const name = stem.slice(stem.lastIndexOf('/') + 1)
    const operations = query.match(/^(query|mutation|subscription)\b/gm) ?? []
    return {
      name,
      title: /^#\s*(\S.*)$/m.exec(query)?.[1]?.trim() ?? name,
      account: /^# Account: (\S+)$/m.exec(query)?.[1] ?? '',
      kind: operations[0] ?? 'query',
      steps: operations.length,
      query: query.trim(),
      variables: variables[`${stem}.variables.json`]?.trim() ?? '',
    }
  })

const LINK = '#example='

/** GraphiQL, with the example in a tab. */
export function linkTo({ name }: Example): string {
  return `/graphql${LINK}${name}`
}

/** The example that the address names. */
export function linkedExample(hash: string): Example | undefined {
  return hash.startsWith(LINK)
    ? EXAMPLES.find(({ name }) => name === hash.slice(LINK.length))
    : undefined
}
