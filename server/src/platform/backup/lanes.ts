/** So many pieces of work at a time; whoever hands in more waits. The first failure is thrown to the next who asks. */
export class Lanes {
  readonly #most: number
  readonly #under = new Set<Promise<void>>()
  #failure: { error: unknown } | null = null

  constructor(most: number) {
    this.#most = most
  }

  async add(work: () => Promise<void>): Promise<void> {
    while (this.#under.size >= this.#most) await Promise.race(this.#under)
    this.#mustBeSound()
    const running: Promise<void> = work()
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => {
        this.#under.delete(running)
      })
    this.#under.add(running)
  }

  /** Until everything handed in is done. @throws the first failure */
  async done(): Promise<void> {
    while (this.#under.size > 0) await Promise.race(this.#under)
    this.#mustBeSound()
  }

  #mustBeSound(): void {
    if (this.#failure) throw this.#failure.error
  }
}
