// Writes src/gen/ from schema.graphql and every operations.graphql; with --check it only compares.
// graphql.ts has the types of all; the operations of each feature are a file of their own, loaded with the feature.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as types from '@graphql-codegen/typescript'
import * as operations from '@graphql-codegen/typescript-operations'
import { Kind, parse, print, visit } from 'graphql'

const admin = new URL('../', import.meta.url)
const gen = new URL('src/gen/', admin)

const config = {
  enumsAsTypes: true,
  onlyOperationTypes: true,
  skipTypename: true,
  defaultScalarType: 'unknown',
  scalars: { ID: 'string', DateTime: 'string', PhoneNumber: 'string' },
}

const documents = readdirSync(new URL('src', admin), { recursive: true })
  .filter((path) => path.endsWith('.graphql'))
  .sort()
  .map((path) => ({
    location: path,
    document: parse(readFileSync(new URL(`src/${path}`, admin), 'utf8')),
  }))

const fragments = new Map(
  documents
    .flatMap(({ document }) => document.definitions)
    .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    .map((definition) => [definition.name.value, definition]),
)

/** The fragments that a definition spreads, and those that they spread. */
function spreadBy(definition, found = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value)
      if (found.has(fragment)) return
      found.add(fragment)
      spreadBy(fragment, found)
    },
  })
  return found
}

function written(definition) {
  const name = definition.name.value
  const kind = definition.operation[0].toUpperCase() + definition.operation.slice(1)
  const result = `${name}${kind}`
  const text = [definition, ...spreadBy(definition)].map(print).join('\n\n')
  return {
    types: [result, `${result}Variables`],
    code: `export const ${name}Document = \`\n${text}\n\` as Operation<${result}, ${result}Variables>\n`,
  }
}

/** features/stock-orders/operations.graphql becomes stock-orders.ts, lib/operations.graphql lib.ts. */
function fileOf({ location, document }) {
  const made = document.definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map(written)
  const names = made.flatMap((each) => each.types).sort()
  const content = [
    "import type { Operation } from '../lib/operation'\n",
    `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from './graphql'\n\n`,
    made.map(({ code }) => code).join('\n'),
  ].join('')
  return [`${location.split('/').at(-2)}.ts`, content]
}

const files = new Map([
  [
    'graphql.ts',
    await codegen({
      filename: 'graphql.ts',
      schema: parse(readFileSync(new URL('../schema.graphql', admin), 'utf8')),
      documents,
      config,
      plugins: [{ types: {} }, { operations: {} }],
      pluginMap: { types, operations },
    }),
  ],
  ...documents.map(fileOf),
])

if (process.argv.includes('--check')) {
  const there = new Set(readdirSync(gen))
  const stale = [...files].filter(
    ([name, content]) => !there.has(name) || readFileSync(new URL(name, gen), 'utf8') !== content,
  )
  if (stale.length > 0 || there.size !== files.size) {
    console.error('src/gen is stale: npm run generate')
    process.exit(1)
  }
} else {
  mkdirSync(gen, { recursive: true })
  for (const [name, content] of files) writeFileSync(new URL(name, gen), content)
}
