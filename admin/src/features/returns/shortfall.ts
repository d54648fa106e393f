/** How many are missing, by the goods' id in the catalogue. */
export type Shortfall = Record<string, number>

export function toLines(shortfall: Shortfall) {
  const lines = Object.entries(shortfall)
    .filter(([, quantity]) => quantity > 0)
    .map(([goodsExternalId, quantity]) => ({ goodsExternalId, quantity }))
  return lines.length > 0 ? lines : null
}
