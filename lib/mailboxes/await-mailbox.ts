/** A mailbox that may not be there yet: an address in the viewer's own namespace lives from its first mail on. */
import { followCredential } from '@/lib/accounts/follow-credential'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { limitReached } from './create-mailbox'
import { getMailbox, type Mailbox } from './mailboxes'
import { toNamespace } from './namespace'

/** What a lost hint costs at most. */
const SAFETY_LOOK_MS = 2_000

type Input = { timeoutMs: number; signal: AbortSignal }

/**
 * The live mailbox and the rest of the time; null when it did not come to be in time, or the signal aborted. Makes
 * nothing. Throws what getMailbox throws where it never can come to be, `mailbox_limit_reached` while the plan has no room
 * for it, and `invalid_token` when the key or session ends.
 */
export async function awaitMailbox(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { timeoutMs, signal }: Input,
): Promise<{ mailbox: Mailbox; leftMs: number } | null> {
  const endsAt = performance.now() + timeoutMs
  const leftMs = () => Math.max(0, endsAt - performance.now())
  try {
    return { mailbox: await getMailbox(ctx, viewer, address), leftMs: timeoutMs }
  } catch (error) {
    if (!isNotFound(error) || !(await mayComeToBe(ctx, viewer, address))) throw error
  }
  const credential = followCredential(ctx, viewer, signal)
  let ring = () => {}
  const leave = ctx.bus.subscribe(viewer.ownerId ?? '', () => ring())
  credential.signal.addEventListener('abort', () => ring(), { once: true })
  try {
    while (true) {
      const rung = new Promise<void>((resolve) => {
        ring = resolve
      })
      const mailbox = await findLive(ctx, viewer, address)
      if (mailbox) return { mailbox, leftMs: leftMs() }
      if (credential.hasEnded()) throw new AppError('invalid_token')
      if (leftMs() === 0 || signal.aborted) return null
      const timer = setTimeout(ring, Math.min(leftMs(), SAFETY_LOOK_MS))
      await rung
      clearTimeout(timer)
    }
  } finally {
    leave()
    credential.leave()
  }
}

async function findLive(ctx: Context, viewer: Viewer, address: string): Promise<Mailbox | null> {
  try {
    return await getMailbox(ctx, viewer, address)
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

/** Whether a first mail would make it. Throws `mailbox_limit_reached`. */
async function mayComeToBe({ db }: Context, viewer: Viewer, address: string): Promise<boolean> {
  const namespace = toNamespace(address)
  if (namespace === null || viewer.ownerId === null) return false
  const { rows } = await db.pool.query<{ plan: string; max: number; is_full: boolean }>(
    `SELECT p.id AS plan, p.max_active_mailboxes AS max,
       NOT EXISTS (SELECT FROM mailboxes WHERE address = $3) AND
       (SELECT count(*) FROM live_mailboxes WHERE owner_id = u.id) >= p.max_active_mailboxes AS is_full
     FROM users u JOIN plans p ON p.id = u.plan_id
     WHERE u.id = $1 AND u.namespace = $2
       AND NOT EXISTS (SELECT FROM retired_addresses WHERE address = $3 AND available_at > now())`,
    [viewer.ownerId, namespace, address],
  )
  const [found] = rows
  if (found?.is_full) throw limitReached(found.plan, found.max)
  return found !== undefined
}

function isNotFound(error: unknown): boolean {
  return error instanceof AppError && error.code === 'mailbox_not_found'
}
