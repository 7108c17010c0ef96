/** How much waits to be parsed and written, and for whom there is room. */
import type { StoredMessage } from '../contents'

const MAX_BYTES = 64 * 1_048_576
const MAX_MESSAGES = 20_000

export type Backlog = {
  /** Whether more may be taken on; `otherBytes` counts too. */
  hasRoomFor(mailboxId: string, otherBytes: number): boolean
  add(stored: StoredMessage[], bytes: number): void
  remove(stored: StoredMessage[], bytes: number): void
  ids(): string[]
  /** Resolves when nothing waits. */
  drained(): Promise<void>
}

/** When it is full, a mailbox that has nothing in it still finds room, up to twice as much: one flood keeps out itself. */
export function createBacklog(): Backlog {
  const ids = new Set<string>()
  const mailboxes = new Map<string, number>()
  let bytes = 0
  let waiting: (() => void)[] = []

  function count(mailboxId: string, change: number): void {
    const left = (mailboxes.get(mailboxId) ?? 0) + change
    if (left > 0) mailboxes.set(mailboxId, left)
    else mailboxes.delete(mailboxId)
  }

  return {
    hasRoomFor(mailboxId, otherBytes) {
      const share = mailboxes.has(mailboxId) ? 1 : 2
      return ids.size === 0 || (bytes + otherBytes <= MAX_BYTES * share && ids.size <= MAX_MESSAGES * share)
    },
    add(stored, size) {
      bytes += size
      for (const { id, mailboxId } of stored) {
        ids.add(id)
        count(mailboxId, 1)
      }
    },
    remove(stored, size) {
      bytes -= size
      for (const { id, mailboxId } of stored) {
        ids.delete(id)
        count(mailboxId, -1)
      }
      if (ids.size > 0) return
      for (const resolve of waiting) resolve()
      waiting = []
    },
    ids: () => [...ids],
    async drained() {
      while (ids.size > 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
