/**
 * All followed mailboxes of this process. Hints, timers and the safety look only say "look again"; whatever is to be
 * looked at is looked at together, by one query at a time.
 */
import { setImmediate } from 'node:timers/promises'
import type { Context } from '@/lib/context'
import type { EventBus } from './bus'
import { createFeed, type Feed, type FeedListener } from './feed'
import { createGate } from './gate'
import { findChanged, type Look, lookAt } from './look'

export type Seat = {
  /** A look that began after this call. Rejects when the database cannot be asked. */
  look(): Promise<Look>
  leave(): void
}

export type Watch = {
  /** From now on the listener misses nothing. */
  join(mailboxId: string, listener: FeedListener): Seat
  /** Followed mailboxes. */
  size(): number
}

/** What a lost hint or a dead bus costs at most. */
const SAFETY_LOOK_MS = 4_000
const RETRY_MS = 500
const MAX_LOOK = 1_000
const MAX_READERS = 4
const MAX_TIMER_MS = 2_147_483_647

type Waiter = { resolve(look: Look): void; reject(error: unknown): void }
type Entry = {
  feed: Feed
  unsubscribe(): void
  timer?: NodeJS.Timeout
  waiters: Waiter[]
  isBusy: boolean
  again: boolean
}

const watches = new WeakMap<EventBus, Watch>()

/** The one watch of this context. */
export function getWatch(ctx: Context): Watch {
  const watch = watches.get(ctx.bus) ?? createWatch(ctx)
  watches.set(ctx.bus, watch)
  return watch
}

function createWatch(ctx: Context): Watch {
  const entries = new Map<string, Entry>()
  const due = new Set<Entry>()
  const gate = createGate(MAX_READERS)
  let safety: NodeJS.Timeout | undefined
  let isLooking = false
  let isChecking = false

  function wake(entry: Entry): void {
    if (entry.isBusy) entry.again = true
    else due.add(entry)
    if (due.size > 0 && !isLooking) void lookAll()
  }

  async function lookAll(): Promise<void> {
    isLooking = true
    await setImmediate()
    while (due.size > 0) {
      const batch = [...due].slice(0, MAX_LOOK).filter((entry) => due.delete(entry) && isOpen(entry))
      await lookAtBatch(batch)
    }
    isLooking = false
  }

  async function lookAtBatch(batch: Entry[]): Promise<void> {
    const waiters = new Map(batch.map((entry) => [entry, entry.waiters.splice(0)]))
    for (const entry of batch) entry.isBusy = true
    try {
      const ids = batch.map(({ feed }) => feed.mailboxId)
      const looks = new Map((ids.length ? await lookAt(ctx, ids) : []).map((look) => [look.mailboxId, look]))
      for (const entry of batch) {
        const look = looks.get(entry.feed.mailboxId)
        if (!look) throw new Error('the look left out a mailbox')
        for (const { resolve } of waiters.get(entry) ?? []) resolve(look)
        void settle(entry, look)
      }
    } catch (error) {
      ctx.log.warn({ err: error, mailboxes: batch.length }, 'look_failed')
      for (const entry of batch) {
        for (const { reject } of waiters.get(entry) ?? []) reject(error)
        retry(entry)
      }
    }
  }

  async function settle(entry: Entry, look: Look): Promise<void> {
    try {
      arm(entry, Math.max(1, look.againInMs))
      await (look.end === null ? gate(() => entry.feed.see(look)) : entry.feed.see(look))
      if (look.end !== null) return close(entry)
      entry.isBusy = false
      if (entry.again || entry.waiters.length > 0) wake(entry)
      entry.again = false
    } catch (error) {
      ctx.log.warn({ err: error }, 'feed_failed')
      retry(entry)
    }
  }

  function retry(entry: Entry): void {
    entry.isBusy = false
    arm(entry, RETRY_MS)
  }

  function arm(entry: Entry, delayMs: number): void {
    clearTimeout(entry.timer)
    if (isOpen(entry)) entry.timer = setTimeout(wake, Math.min(delayMs, MAX_TIMER_MS), entry).unref()
  }

  function open(mailboxId: string): Entry {
    const feed = createFeed(ctx, mailboxId)
    const entry: Entry = { feed, unsubscribe() {}, waiters: [], isBusy: false, again: false }
    entries.set(mailboxId, entry)
    entry.unsubscribe = ctx.bus.subscribe(mailboxId, (hint) => {
      feed.note(hint)
      wake(entry)
    })
    safety ??= setInterval(lookForChanges, SAFETY_LOOK_MS).unref()
    return entry
  }

  function close(entry: Entry): void {
    if (!isOpen(entry)) return
    entries.delete(entry.feed.mailboxId)
    due.delete(entry)
    clearTimeout(entry.timer)
    entry.unsubscribe()
    // who came while it ended learns that it ended
    const { last } = entry.feed
    for (const { resolve } of entry.waiters.splice(0)) if (last) resolve(last)
    if (entries.size > 0) return
    clearInterval(safety)
    safety = undefined
  }

  function isOpen(entry: Entry): boolean {
    return entries.get(entry.feed.mailboxId) === entry
  }

  async function lookForChanges(): Promise<void> {
    if (isChecking) return
    isChecking = true
    try {
      const versions = [...entries].map(([id, { feed }]) => [id, feed.last?.version ?? ''] as const)
      for (const id of await findChanged(ctx, new Map(versions))) {
        const entry = entries.get(id)
        if (!entry) continue
        entry.feed.note({ type: 'resync', mailboxId: id })
        wake(entry)
      }
    } catch (error) {
      ctx.log.warn({ err: error }, 'safety_look_failed')
    } finally {
      isChecking = false
    }
  }

  return {
    size: () => entries.size,
    join(mailboxId, listener) {
      const entry = entries.get(mailboxId) ?? open(mailboxId)
      entry.feed.listeners.add(listener)
      return {
        look: () =>
          new Promise((resolve, reject) => {
            entry.waiters.push({ resolve, reject })
            wake(entry)
          }),
        leave() {
          entry.feed.listeners.delete(listener)
          if (entry.feed.listeners.size === 0) close(entry)
        },
      }
    },
  }
}
