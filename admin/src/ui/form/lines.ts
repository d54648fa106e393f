import type { Key } from '../../lib/keys'

export interface GoodsLine {
  goodsItem: { externalId: string; name: string }
  /** By the name of their column; null where nothing is filled in. */
  quantities: Record<string, number | null>
}

export interface QuantityColumn {
  /** As the API's input calls it, so that what it refuses stands beside it. */
  name: string
  label: Key
  /** Shown only. */
  fixed?: boolean
}

/** The lines that somebody meant: those that have a quantity. */
export function meant(lines: GoodsLine[], columns: QuantityColumn[]): GoodsLine[] {
  const written = columns.filter(({ fixed }) => !fixed)
  return lines.filter(({ quantities }) => written.some(({ name }) => quantities[name]))
}

/** The lines as the API takes them. */
export function toInput<Name extends string>(
  lines: GoodsLine[],
  ...names: Name[]
): ({ goodsExternalId: string } & Record<Name, number>)[] {
  return lines.map(({ goodsItem, quantities }) => ({
    goodsExternalId: goodsItem.externalId,
    ...(Object.fromEntries(names.map((name) => [name, quantities[name] ?? 0])) as Record<
      Name,
      number
    >),
  }))
}

/** Of the lines that somebody meant how many; null where none was meant. */
export function someOf(lines: GoodsLine[], columns: QuantityColumn[]) {
  const some = meant(lines, columns)
  return some.length > 0 ? toInput(some, 'quantity') : null
}
