/** Hints on the wire: JSON arrays, cut so that each fits a PostgreSQL notification (below 8,000 bytes). */
import { z } from 'zod'
import type { Hint } from './bus'

const WireHint = z.discriminatedUnion('type', [
  z.object({ type: z.literal('messages'), mailboxId: z.uuid() }),
  z.object({ type: z.literal('mailbox'), mailboxId: z.uuid() }),
  z.object({ type: z.literal('account'), mailboxId: z.uuid() }),
  z.object({ type: z.literal('refused'), mailboxId: z.uuid() }),
  z.object({ type: z.literal('message_updated'), mailboxId: z.uuid(), id: z.uuid() }),
  z.object({ type: z.literal('message_deleted'), mailboxId: z.uuid(), id: z.uuid(), seq: z.int().min(1) }),
])

/** Far above any hint, far below the limit; ids are ASCII, so characters are bytes. */
const MAX_PAYLOAD_BYTES = 7_000

export function encodeHints(hints: Iterable<Hint>): string[] {
  const payloads: string[] = []
  let items: string[] = []
  let length = 0
  for (const hint of hints) {
    const item = JSON.stringify(hint)
    if (length + item.length > MAX_PAYLOAD_BYTES) {
      payloads.push(`[${items.join()}]`)
      items = []
      length = 0
    }
    items.push(item)
    length += item.length + 1
  }
  if (items.length > 0) payloads.push(`[${items.join()}]`)
  return payloads
}

/** What is not a hint is left out, so that strangers on the channel and newer versions do no harm. */
export function decodeHints(payload: string): Hint[] {
  const items = parseArray(payload)
  return items.flatMap((item) => {
    const hint = WireHint.safeParse(item)
    return hint.success ? [hint.data] : []
  })
}

function parseArray(payload: string): unknown[] {
  try {
    const value: unknown = JSON.parse(payload)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
