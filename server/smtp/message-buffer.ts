/** Collects the pieces of a message. Many tiny pieces (dot-stuffed lines) are copied together, so that none costs more than its bytes. */

/** Pieces at least this large are kept as they are. */
const LARGE_BYTES = 4_096
const MAX_SLAB_BYTES = 65_536

export class MessageBuffer {
  size = 0
  #pieces: Buffer[] = []
  #slab = Buffer.alloc(0)
  #used = 0

  append(piece: Buffer): void {
    this.size += piece.length
    if (piece.length >= LARGE_BYTES) {
      this.#seal()
      this.#pieces.push(piece)
      return
    }
    if (this.#slab.length - this.#used < piece.length) {
      this.#seal()
      this.#slab = Buffer.allocUnsafeSlow(Math.min(Math.max(this.size, LARGE_BYTES), MAX_SLAB_BYTES))
    }
    this.#used += piece.copy(this.#slab, this.#used)
  }

  /** The whole message, once; the collector is empty afterwards. */
  take(): Buffer {
    this.#seal()
    const whole = Buffer.concat(this.#pieces, this.size)
    this.clear()
    return whole
  }

  clear(): void {
    this.#pieces = []
    this.#slab = Buffer.alloc(0)
    this.#used = 0
    this.size = 0
  }

  /** What is full goes among the pieces; the rest of its slab stays in use. */
  #seal(): void {
    if (this.#used > 0) this.#pieces.push(this.#slab.subarray(0, this.#used))
    this.#slab = this.#slab.subarray(this.#used)
    this.#used = 0
  }
}
