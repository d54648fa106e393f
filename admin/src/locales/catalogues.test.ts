import { describe, expect, it } from 'vitest'
import en from './en'
import chinese from './zh-CN'

/** Names that are the same in both languages. */
const NAMES = [
  'API',
  'Authorization',
  'Backhaul',
  'Ctrl',
  'curl',
  'GraphiQL',
  'GraphQL',
  'ID',
  'JIT',
  'JP',
  'POP',
  'Schema',
  'SHA',
]

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, within = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[within + key, value]] : flat(value, `${within}${key}.`),
  )
}

const texts = { en: flat(en), 'zh-CN': flat(chinese) }
const files = import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' })
const sources = Object.entries(
  import.meta.glob<string>('../{app,features,lib,ui}/**/*.{ts,tsx}', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
).filter(([path]) => !path.includes('.test.'))

const inserted = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

describe('the catalogues', () => {
  it('say the same things in both languages', () => {
    expect(texts['zh-CN'].map(([key]) => key).sort()).toEqual(texts.en.map(([key]) => key).sort())
  })

  it('hold every file of theirs, and none takes another one’s texts away', () => {
    for (const [language, told] of Object.entries(texts)) {
      const written = Object.entries(files).filter(([path]) => path.startsWith(`./${language}/`))
      const all = written.flatMap(([, tree]) => flat(tree))
      expect(all.map(([key]) => key).sort()).toEqual(told.map(([key]) => key).sort())
    }
  })

  it('leave nothing out, and put the same into their texts', () => {
    const english = new Map(texts.en)
    for (const [key, text] of texts['zh-CN']) {
      expect(text.trim(), key).toBe(text)
      expect(text, key).not.toBe('')
      expect(english.get(key)?.trim(), key).not.toBe('')
      expect(inserted(text), key).toEqual(inserted(english.get(key) ?? ''))
    }
  })

  it('speak Chinese where Chinese is spoken', () => {
    const left = texts['zh-CN'].filter(([, text]) =>
      (text.replace(/{{\w+}}/g, '').match(/[A-Za-z]{2,}/g) ?? []).some(
        (word) => !NAMES.includes(word),
      ),
    )
    expect(left).toEqual([])
  })

  it('are in order, as their files are read by people', () => {
    const isSorted = (tree: Tree): boolean => {
      const keys = Object.keys(tree)
      return (
        keys.every((key, index) => index === 0 || (keys[index - 1] as string) < key) &&
        Object.values(tree).every((value) => typeof value === 'string' || isSorted(value))
      )
    }
    expect(
      Object.entries(files)
        .filter(([, tree]) => !isSorted(tree))
        .map(([path]) => path),
    ).toEqual([])
  })

  it('hold no text that is shown nowhere', () => {
    // A key stands in the code as it is, or with a part that is filled in: `live.${status}Long`.
    const written = sources.flatMap(([, text]) =>
      [...text.matchAll(/(['"`])([\w.${}]+)\1/g)].map(([, , key]) => key as string),
    )
    const patterns = [...new Set(written)].map((key) => key.replace(/\$\{[^}]*\}/g, '\u0000'))
    const exact = new Set(patterns.filter((key) => !key.includes('\u0000')))
    const filled = patterns
      .filter((key) => key.includes('\u0000') && key.includes('.'))
      .map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('\u0000', '\\w+')}$`))
    const unused = texts.en
      .map(([key]) => key.replace(/_(one|other)$/, ''))
      .filter((key) => !exact.has(key) && !filled.some((pattern) => pattern.test(key)))
    expect([...new Set(unused)]).toEqual([])
  })
})
