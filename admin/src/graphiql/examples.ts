export interface Example {
  name: string
  title: string
  kind: string
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
    return {
      name,
      title: /^#\s*(\S.*)$/m.exec(query)?.[1]?.trim() ?? name,
      kind: /^\s*(query|mutation|subscription)\b/m.exec(query)?.[1] ?? 'query',
      query: query.trim(),
      variables: variables[`${stem}.variables.json`]?.trim() ?? '',
    }
  })
