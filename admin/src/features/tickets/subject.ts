export interface SubjectValue {
  written: string
  /** Of the document that was found by what is written. */
  id: string | null
}

export const NO_SUBJECT: SubjectValue = { written: '', id: null }
