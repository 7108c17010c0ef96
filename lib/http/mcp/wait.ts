/** Waiting for an agent: bounded, with signs of life, and never for what an agent was given before. */
import { AppError } from '@/lib/errors'
import { toCanonicalAddress } from '@/lib/mailboxes/address'
import { markMessage } from '@/lib/messages/messages'
import type { MessageBody } from '@/lib/messages/schema'
import { waitForMessage } from '@/lib/messages/wait'
import { whileServing } from '../while-serving'
import type { WaitInput } from './schema'
import type { Call } from './tool'

const PROGRESS_MS = 5_000
const MAX_TOLD = 10

export type Waited = {
  status: 'matched' | 'timeout'
  cursor: number
  message: MessageBody | null
  near_misses: { id: string; seq: number; why: string }[]
  refused: { at: string; reason: string | null; from_domain: string | null }[]
}

/**
 * As the API's wait. Without `after_seq` only what is unread is waited for; what is returned is marked as read, so that
 * an old code cannot come back to an agent that keeps no cursor.
 */
export async function waitForAgent(call: Call, what: 'message' | 'otp' | 'link', input: WaitInput): Promise<Waited> {
  const { ctx, viewer } = call
  const address = toCanonicalAddress(input.address) ?? ''
  if (viewer.isReadOnly && input.after_seq === undefined) {
    const detail = 'A read-only key cannot note what was returned: pass after_seq, 0 at first.'
    throw new AppError('invalid_request', { detail })
  }
  const wanted = {
    for: what,
    from: input.from,
    subject: input.subject,
    q: input.q,
    unread: input.after_seq === undefined ? true : undefined,
    afterSeq: input.after_seq ?? 0,
    timeoutMs: input.timeout_seconds * 1_000,
  }
  const answer = await whileTelling(call, input.timeout_seconds, () =>
    whileServing(call.signal, (signal) => waitForMessage(ctx, viewer, address, wanted, signal)),
  )
  if (answer.status === 'timeout') {
    return {
      ...answer,
      near_misses: answer.near_misses.slice(-MAX_TOLD),
      refused: answer.refused.slice(0, MAX_TOLD).map(({ at, reason, from_domain }) => ({ at, reason, from_domain })),
    }
  }
  if (!viewer.isReadOnly) await markAsRead(call, address, answer.message.id)
  return { ...answer, near_misses: [], refused: [] }
}

/** What was deleted meanwhile needs no mark. */
async function markAsRead({ ctx, viewer }: Call, address: string, id: string): Promise<void> {
  await markMessage(ctx, viewer, address, { id, isRead: true }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

async function whileTelling<T>({ progress }: Call, totalSeconds: number, step: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const tell = () => progress(Math.round((performance.now() - startedAt) / 1_000), totalSeconds)
  tell()
  const timer = setInterval(tell, PROGRESS_MS)
  try {
    return await step()
  } finally {
    clearInterval(timer)
  }
}

/** What an agent reads after a timeout: what came instead, and how to go on. */
export function describeTimeout(
  { cursor, near_misses, refused }: Omit<Waited, 'message'>,
  { timeout_seconds, after_seq }: WaitInput,
): string {
  const went = near_misses.map(({ id, seq, why }) =>
    why === 'unread'
      ? `Email ${id}, number ${seq}, was returned before; after_seq ${seq - 1} returns it again.`
      : `Email ${id}, number ${seq}, arrived but did not match: ${why}.`,
  )
  const turned = refused.map(({ reason, from_domain }) => `A delivery from ${from_domain} was refused: ${reason}.`)
  const again = `To go on waiting, call again${after_seq === undefined ? '' : ` with after_seq ${cursor}`}.`
  return [`Nothing within ${timeout_seconds} seconds.`, ...went, ...turned, again].join('\n')
}
