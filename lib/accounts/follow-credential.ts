/**
 * What is opened with a key or a sign-in session outlives the request that was allowed. This tells when the credential
 * it stands on has ended: revoked, expired, or signed in before the password changed.
 */
import type { Context } from '@/lib/context'
import type { EventBus } from '@/lib/events/bus'
import type { Credential, Viewer } from './viewer'

export type FollowedCredential = {
  /** Aborts with the given one, and when the credential ends: at once if the hint comes through, else within 4 s. */
  signal: AbortSignal
  hasEnded(): boolean
  leave(): void
}

/** What a lost hint costs at most. */
const SAFETY_LOOK_MS = 4_000

type Entry = { credential: Credential; ends: Set<() => void>; unsubscribe(): void }
type Watch = { entries: Map<string, Entry>; timer?: NodeJS.Timeout; isLooking: boolean; again: boolean }

const watches = new WeakMap<EventBus, Watch>()

/** An anonymous session has no end of its own; neither has that of an account that is deleted, whose mailboxes end. */
export function followCredential(ctx: Context, { credential }: Viewer, signal: AbortSignal): FollowedCredential {
  if (!credential) return { signal, hasEnded: () => false, leave() {} }
  const end = new AbortController()
  const watch = watches.get(ctx.bus) ?? { entries: new Map(), isLooking: false, again: false }
  watches.set(ctx.bus, watch)
  const key = JSON.stringify(credential)
  const entry = watch.entries.get(key) ?? open(ctx, watch, key, credential)
  const abort = () => end.abort()
  entry.ends.add(abort)
  return {
    signal: AbortSignal.any([signal, end.signal]),
    hasEnded: () => end.signal.aborted,
    leave() {
      entry.ends.delete(abort)
      if (entry.ends.size === 0) close(watch, key)
    },
  }
}

function open(ctx: Context, watch: Watch, key: string, credential: Credential): Entry {
  const unsubscribe = ctx.bus.subscribe(credential.userId, () => void look(ctx, watch))
  const entry = { credential, ends: new Set<() => void>(), unsubscribe }
  watch.entries.set(key, entry)
  // It may have ended since the request was allowed, before anybody listened.
  void look(ctx, watch)
  return entry
}

function close(watch: Watch, key: string): void {
  watch.entries.get(key)?.unsubscribe()
  watch.entries.delete(key)
  if (watch.entries.size === 0) clearTimeout(watch.timer)
}

/** One query at a time for all credentials; asks again until nobody called meanwhile, and at the next known end. */
async function look(ctx: Context, watch: Watch): Promise<void> {
  watch.again = true
  if (watch.isLooking) return
  watch.isLooking = true
  let nextMs = SAFETY_LOOK_MS
  while (watch.again && watch.entries.size > 0) {
    watch.again = false
    nextMs = await endThoseOver(ctx, watch).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'credential_look_failed')
      return SAFETY_LOOK_MS
    })
  }
  watch.isLooking = false
  clearTimeout(watch.timer)
  if (watch.entries.size > 0) watch.timer = setTimeout(look, nextMs, ctx, watch).unref()
}

type Row = { key: string; is_over: boolean; ends_in_ms: number | null }

/** Milliseconds until the next look is worth it. */
async function endThoseOver({ db }: Context, { entries }: Watch): Promise<number> {
  const asked = [...entries].map(([key, { credential }]) => ({ key, ...credential }))
  const { rows } = await db.pool.query<Row>({
    name: 'look_at_credentials',
    text: `SELECT c.key, k.ends_in_ms,
             CASE WHEN c."keyId" IS NULL THEN u.sessions_from > to_timestamp(c.since / 1000) ELSE k.id IS NULL END AS is_over
           FROM jsonb_to_recordset($1) AS c(key text, "userId" uuid, "keyId" uuid, since float8)
           JOIN users u ON u.id = c."userId"
           LEFT JOIN LATERAL (
             SELECT id, ceil(extract(epoch FROM expires_at - clock_timestamp()) * 1000)::float8 AS ends_in_ms
             FROM api_keys WHERE id = c."keyId" AND (expires_at IS NULL OR expires_at > now())) k ON true`,
    values: [JSON.stringify(asked)],
  })
  for (const { key, is_over } of rows) if (is_over) for (const end of entries.get(key)?.ends ?? []) end()
  return Math.min(SAFETY_LOOK_MS, ...rows.map(({ ends_in_ms }) => Math.max(1, ends_in_ms ?? SAFETY_LOOK_MS)))
}
