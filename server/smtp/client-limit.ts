/** How many connections one address may hold at a time. */
export class ClientLimit {
  readonly #counts = new Map<string, number>()

  constructor(readonly maxPerAddress: number) {}

  /** False when the address has all it may have. */
  enter(ip: string): boolean {
    const count = this.#counts.get(ip) ?? 0
    if (count >= this.maxPerAddress) return false
    this.#counts.set(ip, count + 1)
    return true
  }

  leave(ip: string): void {
    const count = (this.#counts.get(ip) ?? 0) - 1
    if (count > 0) this.#counts.set(ip, count)
    else this.#counts.delete(ip)
  }
}
