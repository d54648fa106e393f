import { expect, it } from 'vitest'
import { balanced } from './counts'

const lines = [
  {
    goodsItem: { externalId: 'G1', name: 'Tea' },
    quantities: { receivedQuantity: 10, passedQuantity: 10, problemQuantity: 0 },
  },
]
const written = (column: string, quantity: number | null) =>
  balanced(
    lines.map((line) => ({ ...line, quantities: { ...line.quantities, [column]: quantity } })),
    0,
    column,
  )[0]?.quantities

it('lets what was not written follow what was', () => {
  expect(written('problemQuantity', 3)).toMatchObject({ passedQuantity: 7, problemQuantity: 3 })
  expect(written('passedQuantity', 8)).toMatchObject({ passedQuantity: 8, problemQuantity: 2 })
})

it('keeps what does not add up for the API to refuse', () => {
  expect(written('passedQuantity', 12)).toMatchObject({ passedQuantity: 12, problemQuantity: 0 })
  expect(written('passedQuantity', null)).toMatchObject({ problemQuantity: 0 })
})
