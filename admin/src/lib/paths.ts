import type { DocumentKind } from '../gen/graphql'

/** Where the documents of a kind are listed. */
export const PATHS: Record<DocumentKind, string> = {
  REVERSE_ORDER: '/reverse',
  EXCEPTION_CASE: '/exceptions',
  RETURN_ORDER: '/returns',
  STOCK_ORDER: '/stock-orders',
  DELIVERY_NOTE: '/delivery-notes',
  WORK_TICKET: '/tickets',
}
