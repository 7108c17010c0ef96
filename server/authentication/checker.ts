/**
 * Who vouches for a message, found after it became readable: never in the way of a 250 or an event. What waits when the
 * process ends, and what is beyond the backlog, is forgotten: the message stays without findings.
 */
import { Worker } from 'node:worker_threads'
import type { Context } from '@/lib/context'
import type { Submission } from '@/lib/messages/authentication/authenticate'
import { findSubmission, writeAuthentication } from '@/lib/messages/authentication/store'
import type { StoredMessage } from '@/lib/messages/contents'
import type { AuthenticationBody } from '@/lib/messages/schema'
import type { Answer, Question } from './protocol'

/** At once: each holds the bytes of its message. */
const MAX_RUNNING = 4
/** Ids that wait; beyond that nothing is checked until there is room. */
const MAX_WAITING = 10_000
/** The look-ups of one message take 15 s at most. */
const LIMIT_MS = 30_000

export type Checker = {
  /** Returns at once. The copies are of one message. */
  accept(copies: StoredMessage[]): void
  /** Messages that wait or are being checked. */
  pending(): number
  /** Ends the worker; what was waiting is forgotten. */
  close(): Promise<void>
}

type Options = { workerUrl?: URL; limitMs?: number }
type Running = { resolve(found: AuthenticationBody | null): void }

export function createChecker(
  ctx: Context,
  { workerUrl = new URL('./authentication-worker.js', import.meta.url), limitMs = LIMIT_MS }: Options = {},
): Checker {
  const waiting: StoredMessage[][] = []
  const running = new Map<number, Running>()
  let worker: Worker | undefined
  let active = 0
  let nextId = 1
  let isClosed = false

  function getWorker(): Worker {
    if (worker) return worker
    const spawned = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: 384 }, stdout: true })
    spawned.unref()
    // the library prints what senders write
    spawned.stdout.resume()
    spawned.on('message', ({ id, found }: Answer) => running.get(id)?.resolve(found))
    spawned.on('error', (error) => ctx.log.warn({ err: error }, 'authentication_worker_failed'))
    spawned.on('exit', () => lose(spawned))
    worker = spawned
    return spawned
  }

  /** A worker that is stuck or dead takes its questions with it. */
  function lose(lost: Worker): void {
    if (lost !== worker) return
    worker = undefined
    for (const { resolve } of running.values()) resolve(null)
    void lost.terminate()
  }

  async function ask({ raw, ...envelope }: Submission): Promise<AuthenticationBody | null> {
    const id = nextId++
    const asked = getWorker()
    const bytes = new Uint8Array(raw)
    const limit = setTimeout(() => lose(asked), limitMs)
    try {
      return await new Promise((resolve) => {
        running.set(id, { resolve })
        asked.postMessage({ ...envelope, id, bytes } satisfies Question, [bytes.buffer])
      })
    } finally {
      clearTimeout(limit)
      running.delete(id)
    }
  }

  async function check(copies: StoredMessage[]): Promise<void> {
    try {
      const submission = copies[0] && (await findSubmission(ctx, copies[0].id))
      const found = submission && !isClosed ? await ask(submission) : null
      if (found && !isClosed) await writeAuthentication(ctx, copies, found)
    } catch (error) {
      ctx.log.warn({ err: error, messageId: copies[0]?.id }, 'authentication_not_written')
    }
  }

  function next(): void {
    while (active < MAX_RUNNING) {
      const copies = waiting.shift()
      if (!copies) return
      active++
      void check(copies).finally(() => {
        active--
        next()
      })
    }
  }

  return {
    accept(copies) {
      if (isClosed || copies.length === 0 || waiting.length >= MAX_WAITING) return
      waiting.push(copies)
      next()
    },
    pending: () => waiting.length + active,
    async close() {
      isClosed = true
      waiting.length = 0
      const ending = worker
      worker = undefined
      for (const { resolve } of running.values()) resolve(null)
      await ending?.terminate()
    },
  }
}
