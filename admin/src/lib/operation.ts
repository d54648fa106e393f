/** The text of an operation, and what it is asked with and answers. */
export type Operation<Result, Variables> = string & {
  readonly answers?: (variables: Variables) => Result
}
