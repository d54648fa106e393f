// An operation as whoever builds on the API writes it.

export function asGraphQL(query: string, variables: object): string {
  const told = JSON.stringify(variables, null, 2).replaceAll('\n', '\n# ')
  return `# Variables:\n# ${told}\n\n${query.trim()}\n`
}

export function asCurl(query: string, variables: object): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ').trim(), variables })
  return [
    `curl ${location.origin}/graphql`,
    `  -H "Authorization: Bearer $TOKEN"`,
    `  -H "Content-Type: application/json"`,
    `  -d '${body.replaceAll("'", `'\\''`)}'`,
  ].join(' \\\n')
}
