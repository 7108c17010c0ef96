/** Second half of "store first, parse second": contents are written right after the commit, or healed later. */
import type { Context } from '@/lib/context'
import { createBacklog } from './contents/backlog'
import { type EncodedContents, encodeContents } from './contents/encode'
import { createFlusher } from './contents/flusher'
import { healUnparsed } from './contents/heal'
import { emptyContents } from './empty-contents'

export type StoredMessage = { id: string; mailboxId: string; seq: number }

export type ContentsWriter = {
  /**
   * Parses once for all recipients and writes their contents; returns at once. Beyond the backlog's limit it does
   * nothing: the messages are stored, and the healer finds them.
   */
  accept(stored: StoredMessage[], raw: Buffer, clientIp: string): void
  /** One pass over messages that have waited for `olderThanMs`; returns how many it took off the list. */
  heal(signal: AbortSignal, olderThanMs: number): Promise<number>
  /** Resolves when nothing is being parsed or written. */
  drained(): Promise<void>
}

/** What `parse` rejects with when it ends before the message's turn: the message waits for the healer. */
export class ParsingStopped extends Error {
  override name = 'ParsingStopped'
}

/** `accounts` are those on whose behalf it is parsed: no flood of theirs may hold up the messages of others. */
export type Parse = (raw: Buffer, accounts: string[]) => Promise<EncodedContents>

/** `onWritten` hears of a message's copies when their contents are written, or given up. */
export function createContentsWriter(
  ctx: Context,
  parse: Parse,
  onWritten: (copies: StoredMessage[]) => void = () => {},
): ContentsWriter {
  const flusher = createFlusher(ctx)
  const backlog = createBacklog()

  async function process(stored: StoredMessage[], raw: Buffer, clientIp: string): Promise<void> {
    backlog.add(stored, raw.length)
    try {
      const [first] = stored
      // only the first recipient's: nobody is to make others pay by naming them too
      const contents = await parse(raw, [`mailbox ${first?.mailboxId}`, `client ${clientIp}`]).catch(
        (error: unknown) => {
          if (error instanceof ParsingStopped) return null
          ctx.log.error({ err: error, messageId: first?.id }, 'parse_failed')
          return encodeContents(emptyContents('parsing failed'))
        },
      )
      if (!contents) return
      await Promise.all(stored.map((message) => flusher.write({ message, contents })))
      onWritten(stored)
    } finally {
      backlog.remove(stored, raw.length)
    }
  }

  return {
    accept(stored, raw, clientIp) {
      const [first] = stored
      if (first && backlog.hasRoomFor(first.mailboxId, flusher.pendingBytes())) void process(stored, raw, clientIp)
    },
    heal: (signal, olderThanMs) =>
      healUnparsed(ctx, {
        signal,
        olderThanMs,
        except: backlog.ids(),
        process: (message, raw, clientIp) => process([message], raw, clientIp),
      }),
    drained: backlog.drained,
  }
}
