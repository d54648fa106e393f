// Writes src/gen/graphql.ts from schema.graphql and every operations.graphql; with --check it only compares.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as documents from '@graphql-codegen/typed-document-node'
import * as types from '@graphql-codegen/typescript'
import * as operations from '@graphql-codegen/typescript-operations'
import { parse } from 'graphql'

const admin = new URL('../', import.meta.url)
const target = new URL('src/gen/graphql.ts', admin)

const config = {
  documentMode: 'string',
  enumsAsTypes: true,
  onlyOperationTypes: true,
  useTypeImports: true,
  skipTypename: true,
  defaultScalarType: 'unknown',
  scalars: { ID: 'string', DateTime: 'string', PhoneNumber: 'string' },
}

function operationFiles() {
  return readdirSync(new URL('src', admin), { recursive: true })
    .filter((path) => path.endsWith('.graphql'))
    .sort()
    .map((path) => ({
      location: path,
      document: parse(readFileSync(new URL(`src/${path}`, admin), 'utf8')),
    }))
}

const output = await codegen({
  filename: 'graphql.ts',
  schema: parse(readFileSync(new URL('../schema.graphql', admin), 'utf8')),
  documents: operationFiles(),
  config,
  plugins: [{ types: {} }, { operations: {} }, { documents: {} }],
  pluginMap: { types, operations, documents },
})

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== output) {
    console.error('src/gen/graphql.ts is stale: npm run generate')
    process.exit(1)
  }
} else {
  writeFileSync(target, output)
}
