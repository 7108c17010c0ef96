/** Stored messages for tests: delivered for real, their contents written as parsing would. */
import type { Context } from '@/lib/context'
import { createDeliverer, type Deliverer } from '@/lib/messages/deliver'
import { toSearchText } from '@/lib/messages/search-text'
import { createTestArrival } from './arrivals'
import type { TestMailbox } from './factories'

export type StoredTestMessage = { id: string; seq: number; mailboxId: string }

type Options = {
  subject?: string
  /** The sender's address. */
  from?: string
  text?: string
  otp?: string
  link?: string
  /** false leaves it as it is right after the 250. */
  isParsed?: boolean
}

const deliverers = new WeakMap<Context['db'], Deliverer>()

/** One for each database: a deliverer keeps connections of its own. Dropping the test's database ends them. */
function getDeliverer(ctx: Context): Deliverer {
  const deliverer = deliverers.get(ctx.db) ?? createDeliverer(ctx)
  deliverers.set(ctx.db, deliverer)
  return deliverer
}

/** Delivers one message and, unless told otherwise, writes its contents and publishes the hint. */
export async function storeTestMessage(
  ctx: Context,
  mailbox: Pick<TestMailbox, 'address'>,
  { subject = 'A test', from = 'sender@example.com', isParsed = true, ...contents }: Options = {},
): Promise<StoredTestMessage> {
  const arrival = createTestArrival({ to: [mailbox.address], subject })
  const headers = { ...arrival.headers, from: { name: 'Sender', address: from } }
  const [outcome] = await getDeliverer(ctx).deliver({ ...arrival, headers })
  if (outcome?.result !== 'stored') throw new Error(`not stored: ${outcome?.result}`)
  if (isParsed) await parseTestMessage(ctx, outcome, { subject, ...contents })
  return outcome
}

export async function parseTestMessage(
  ctx: Context,
  { id, mailboxId, seq }: StoredTestMessage,
  { subject = 'A test', text = 'Hello', otp, link }: Pick<Options, 'subject' | 'text' | 'otp' | 'link'> = {},
): Promise<void> {
  const { searchText, searchSignature } = toSearchText({ subject, people: [], texts: [text] })
  await ctx.db.pool.query(
    `WITH parsed AS (
       INSERT INTO message_contents (message_id, mailbox_id, seq, slot, preview, body_text, cc, reply_to, headers, attachments,
         attachment_count, codes, links, otp, verification_link, search_text, search_signature)
       SELECT $1, $2, $3, slot, $4, $4, '[]', '[]', '[]', '[]', 0, '[]', '[]', $5, $6, $7, decode($8, 'base64')
       FROM messages WHERE id = $1)
     DELETE FROM unparsed_messages WHERE mailbox_id = $2 AND seq = $3`,
    [id, mailboxId, seq, text, otp ?? null, link ?? null, searchText, searchSignature],
  )
  ctx.bus.publish({ type: 'messages', mailboxId })
}
