import { execFileSync } from 'node:child_process'
import { parse } from 'graphql'
import { describe, expect, it, vi } from 'vitest'
import { asCurl, asGraphQL } from './copy'

vi.stubGlobal('location', { origin: 'https://backhaul.example' })

const QUERY = `
query Orders($filter: Filter) {
  orders(filter: $filter) {
    id
  }
}
`

describe('asGraphQL', () => {
  it('is an operation, with its variables where nothing reads them', () => {
    const text = asGraphQL(QUERY, { filter: { name: { contains: 'a"b\n#c' } } })
    expect(parse(text).definitions).toHaveLength(1)
    const told = text
      .split('\n')
      .filter((line) => line.startsWith('# '))
      .slice(1)
      .map((line) => line.slice(2))
    expect(JSON.parse(told.join('\n'))).toEqual({ filter: { name: { contains: 'a"b\n#c' } } })
  })
})

describe('asCurl', () => {
  it('is one command, and a shell gives curl what was meant', () => {
    const variables = { filter: { name: `it's "quoted" $HOME \\ 中文` } }
    const command = asCurl(QUERY, variables)
    // In the place of curl, something that says what it was given, a line an argument.
    const said = execFileSync('sh', ['-c', command.replace(/^curl/, "printf '%s\\n'")], {
      encoding: 'utf8',
      env: { TOKEN: 'bh_secret' },
    }).split('\n')
    expect(said.slice(0, 6)).toEqual([
      'https://backhaul.example/graphql',
      '-H',
      'Authorization: Bearer bh_secret',
      '-H',
      'Content-Type: application/json',
      '-d',
    ])
    const body = JSON.parse(said[6] ?? '') as { query: string; variables: object }
    expect(body.variables).toEqual(variables)
    expect(parse(body.query).definitions).toHaveLength(1)
  })
})
