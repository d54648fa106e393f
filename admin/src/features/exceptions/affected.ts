import type { QuantityColumn } from '../../ui/form/lines'

export const AFFECTED: QuantityColumn[] = [
  { name: 'declared', label: 'exceptions.declared', fixed: true },
  { name: 'quantity', label: 'exceptions.concerned' },
]
