/** A key for each thing to be done: the same as long as it is the same, so that sending it again does it once. */
export class IdempotencyKey {
  private content = ''
  private key = ''

  of(input: object): string {
    const content = JSON.stringify(input)
    if (content !== this.content || !this.key) {
      this.content = content
      this.key = randomKey()
    }
    return this.key
  }

  /** It was done: the same content is a new thing from now on. */
  forget(): void {
    this.key = ''
  }
}

// crypto.randomUUID is there on https and this machine only; this is everywhere.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
