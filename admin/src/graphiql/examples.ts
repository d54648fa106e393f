export interface Example {
  name: string
  title: string
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
      kind: operations[0] ?? 'query',
      steps: operations.length,
      query: query.trim(),
      variables: variables[`${stem}.variables.json`]?.trim() ?? '',
    }
  })
