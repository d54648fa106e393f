// The API's schema, as it is published: its types, what they have, and what is said about them.

import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql'
import source from '../../../../schema.graphql?raw'

export type Group = 'roots' | 'objects' | 'interfaces' | 'inputs' | 'enums' | 'scalars'

export interface Member {
  name: string
  text: string
  /** How its type is written, and which type that is; an enum's value has none. */
  type?: string
  of?: string
  args: Member[]
}

export interface Type {
  name: string
  group: Group
  text: string
  members: Member[]
  /** The interfaces that it implements, and the types that implement or belong to it. */
  related: string[]
  usedBy: string[]
}

const ROOTS = new Set(['Query', 'Mutation', 'Subscription'])
export const GROUPS: Group[] = ['roots', 'objects', 'interfaces', 'inputs', 'enums', 'scalars']

export const TYPES: ReadonlyMap<string, Type> = read(source)

function read(text: string): Map<string, Type> {
  const schema = buildSchema(text, { assumeValid: true })
  const types = new Map<string, Type>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    types.set(type.name, {
      name: type.name,
      group: groupOf(type),
      text: type.description ?? '',
      members: membersOf(type),
      related:
        isInterfaceType(type) || isUnionType(type)
          ? schema.getPossibleTypes(type).map(({ name }) => name)
          : isObjectType(type)
            ? type.getInterfaces().map(({ name }) => name)
            : [],
      usedBy: [],
    })
  }
  for (const { name, members } of types.values())
    for (const used of new Set(
      members.flatMap(({ of, args }) => [of, ...args.map((arg) => arg.of)]),
    ))
      if (used) types.get(used)?.usedBy.push(name)
  return types
}

function groupOf(type: GraphQLNamedType): Group {
  if (ROOTS.has(type.name)) return 'roots'
  if (isInterfaceType(type) || isUnionType(type)) return 'interfaces'
  if (isInputObjectType(type)) return 'inputs'
  if (isEnumType(type)) return 'enums'
  return isScalarType(type) ? 'scalars' : 'objects'
}

function membersOf(type: GraphQLNamedType): Member[] {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name, description }) => ({ name, text: description ?? '', args: [] }))
  if (isObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields()).map((field) => ({
      ...typed(field),
      args: field.args.map((arg) => ({ ...typed(arg), args: [] })),
    }))
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => ({ ...typed(field), args: [] }))
  return []
}

function typed(member: Pick<GraphQLArgument, 'name' | 'description' | 'type'> | Described) {
  return {
    name: member.name,
    text: member.description ?? '',
    type: String(member.type),
    of: getNamedType(member.type).name,
  }
}

interface Described {
  name: string
  description?: string | null | undefined
  type: GraphQLOutputType
}

export interface Words {
  english: string
  /** What it is called in Chinese; not everything has a name. */
  chinese: string
}

// Descriptions are written as "English (中文)." The last brackets with a Chinese character in them are the name.
const NAMED = /\s*\(([^()]*\p{Script=Han}[^()]*)\)(?![\s\S]*\([^()]*\p{Script=Han}[^()]*\))/u

export function wordsOf(text: string): Words {
  const chinese = NAMED.exec(text)?.[1] ?? ''
  return { english: text.replace(NAMED, '').trim(), chinese }
}

/** So many are shown of what was found. */
const MOST = 60

export interface Found {
  type: string
  member?: string
  text: string
}

/** Types and what they have, by name or by what is said about them, in either language. Names come first. */
export function find(wanted: string): Found[] {
  const word = wanted.trim().toLowerCase()
  if (!word) return []
  const named: Found[] = []
  const told: Found[] = []
  const add = (found: Found, name: string) => {
    if (name.toLowerCase().includes(word)) named.push(found)
    else if (found.text.toLowerCase().includes(word)) told.push(found)
  }
  for (const { name, text, members } of TYPES.values()) {
    add({ type: name, text }, name)
    for (const member of members)
      add({ type: name, member: member.name, text: member.text }, member.name)
  }
  return [...named, ...told].slice(0, MOST)
}
