/** Second half of "store first, parse second": contents are written right after the commit, or healed later. */
import type { Context } from '@/lib/context'
import { createFlusher } from './contents/flusher'
import { healUnparsed } from './contents/heal'
import { emptyContents } from './empty-contents'
import type { ParsedMessage, ScannedHeaders } from './schema'

export type StoredMessage = { id: string; mailboxId: string; seq: number }

export type ContentsWriter = {
  /**
   * Parses once for all recipients and writes their contents; returns at once. Beyond the backlog's limit it does
   * nothing: the messages are stored, and the healer finds them.
   */
  accept(stored: StoredMessage[], raw: Buffer, headers: ScannedHeaders): void
  /** One pass over messages that have waited for `olderThanMs`; returns how many it took off the list. */
  heal(signal: AbortSignal, olderThanMs: number): Promise<number>
  /** Resolves when nothing is being parsed or written. */
  drained(): Promise<void>
}

/** What `parse` rejects with when it ends before the message's turn: the message waits for the healer. */
export class ParsingStopped extends Error {
  override name = 'ParsingStopped'
}

const MAX_BACKLOG_BYTES = 64 * 1_048_576
const MAX_BACKLOG_MESSAGES = 20_000

export function createContentsWriter(ctx: Context, parse: (raw: Buffer) => Promise<ParsedMessage>): ContentsWriter {
  const flusher = createFlusher(ctx)
  const inFlight = new Set<string>()
  let backlogBytes = 0
  let waiting: (() => void)[] = []

  async function process(stored: StoredMessage[], raw: Buffer): Promise<void> {
    for (const { id } of stored) inFlight.add(id)
    backlogBytes += raw.length
    try {
      const parsed = await parse(raw).catch((error: unknown) => {
        if (error instanceof ParsingStopped) return null
        ctx.log.error({ err: error, messageId: stored[0]?.id }, 'parse_failed')
        return emptyContents('parsing failed')
      })
      if (parsed) await Promise.all(stored.map((message) => flusher.write({ message, parsed })))
    } finally {
      backlogBytes -= raw.length
      for (const { id } of stored) inFlight.delete(id)
      if (inFlight.size === 0) settleWaiting()
    }
  }

  function settleWaiting(): void {
    for (const resolve of waiting) resolve()
    waiting = []
  }

  return {
    accept(stored, raw) {
      const isFull = backlogBytes + flusher.pendingLength() > MAX_BACKLOG_BYTES || inFlight.size > MAX_BACKLOG_MESSAGES
      if (stored.length === 0 || (isFull && inFlight.size > 0)) return
      void process(stored, raw)
    },
    heal: (signal, olderThanMs) =>
      healUnparsed(ctx, {
        signal,
        olderThanMs,
        except: [...inFlight],
        process: (message, raw) => process([message], raw),
      }),
    async drained() {
      while (inFlight.size > 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
