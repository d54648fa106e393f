import type en from '../locales/en'

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`
}[keyof T & string]

/** A text of the catalogues. */
export type Key = Paths<typeof en>
