/** Takes jobs off the queue in PostgreSQL (graphile-worker). Any number of processes may do it. */
import { Logger, run, type TaskList } from 'graphile-worker'
import type { Context } from '@/lib/context'

/** Webhooks mostly wait for their receivers. */
const CONCURRENCY = 32
/** Jobs are heard of at once; only those planned for later are found by looking. */
const POLL_MS = 2_000

type Options = {
  pollMs?: number
  /** Told when jobs are being taken. */
  onReady?(): void
}

/** Resolves after the signal aborts and the tasks under way have settled. Rejects when the queue cannot be used: run it again. */
export async function runJobs(
  ctx: Context,
  taskList: TaskList,
  signal: AbortSignal,
  { pollMs = POLL_MS, onReady = () => {} }: Options = {},
): Promise<void> {
  const runner = await run({
    pgPool: ctx.db.pool,
    concurrency: CONCURRENCY,
    pollInterval: pollMs,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: createLogger(ctx),
    taskList,
  })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped = runner.stop().catch((error) => ctx.log.warn({ err: error }, 'jobs_stop_failed'))
  }
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  onReady()
  await runner.promise
  await stopped
}

/**
 * The library's words: faults as warnings, the rest only when asked for. Its own warnings are advice, such as a pool as
 * large as the concurrency: a job that waits for its receiver holds no connection.
 */
function createLogger({ log }: Context): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.warn({ detail: message }, 'job_queue')
    else log.trace({ detail: message }, 'job_queue')
  })
}
