/** The companion: takes mail in, parses it, ends what is due. All its wiring is on this page. */
import type { Context } from '@/lib/context'
import { isReachable } from '@/lib/db'
import { expireMailboxes, findExpiryDelay } from '@/lib/mailboxes/expire'
import { purge } from '@/lib/mailboxes/purge'
import { createContentsWriter } from '@/lib/messages/contents'
import { createDeliverer } from '@/lib/messages/deliver'
import { createChecker } from './authentication/checker'
import { every, type Step } from './every'
import { startHealthServer } from './health'
import { listJobSteps } from './job-steps'
import { createMetrics } from './metrics'
import { createParsePool } from './parse/pool'
import { createPressure } from './parse/pressure'
import { loadCertificate } from './smtp/certificate'
import { createListener } from './smtp/listener'

/** Who is stored this long and still not parsed was left behind by a crash or a flood. */
const HEAL_AFTER_MS = 5_000
const HEAL_EVERY_MS = 2_000
/** What is still being parsed when we stop is parsed by whoever starts next. */
const PARSE_LIMIT_MS = 1_000

export type Companion = {
  smtpPort: number
  companionPort: number
  /** Finishes the messages under way, says 421 to the others, ends the loops. Resolves within some seconds. */
  stop(): Promise<void>
}

/** Resolves when mail can be sent; rejects when a port is taken. The database has been found usable. */
export async function startCompanion(ctx: Context): Promise<Companion> {
  const { config, log } = ctx
  const aborter = new AbortController()
  const metrics = createMetrics()

  const pressure = createPressure()
  const pool = createParsePool({ stepsBack: pressure.isHigh })
  const checker = config.AUTHENTICATION_RESULTS === 'on' ? createChecker(ctx) : null
  const contents = createContentsWriter(ctx, pool.parse, checker?.accept)
  const deliverer = createDeliverer(ctx, {
    onBatch(arrivals, ms) {
      pressure.note(arrivals)
      metrics.batchSize.observe(arrivals)
      metrics.batchSeconds.observe(ms / 1_000)
    },
  })
  const listener = await createListener(ctx, {
    deliverer,
    certificate: await loadCertificate(config.DATA_DIR, config.MAIL_DOMAINS[0]),
    onStored: contents.accept,
    onAccepted(bytes, replyMs) {
      metrics.accepted.inc()
      metrics.bytes.inc(bytes)
      metrics.replySeconds.observe(replyMs / 1_000)
    },
    onReply(code) {
      if (code >= 400) metrics.refused.inc({ code: String(code) })
    },
  })
  metrics.gauge('mayfly_smtp_connections', 'Open SMTP connections', listener.connections)
  metrics.gauge('mayfly_smtp_buffered_bytes', 'Bytes of large messages in memory', listener.bufferedBytes)
  metrics.gauge('mayfly_parse_pending_bytes', 'Bytes of messages that wait for a parser', pool.pendingBytes)

  metrics.gauge(
    'mayfly_authentication_pending',
    'Messages that wait for SPF, DKIM and DMARC',
    () => checker?.pending() ?? 0,
  )

  const health = await startHealthServer({
    port: config.COMPANION_PORT,
    registry: metrics.registry,
    isReady: async () => !aborter.signal.aborted && (await isReachable(ctx.db)),
  })

  const steps: Step[] = [
    {
      name: 'expire',
      step: async (signal) => metrics.expired.inc(await expireMailboxes(ctx, { signal })),
      nextDelayMs: () => findExpiryDelay(ctx),
    },
    {
      name: 'purge',
      step: async (signal) => metrics.purged.inc((await purge(ctx, { signal })).mailboxes),
      nextDelayMs: () => config.EXPIRY_INTERVAL_SECONDS * 1_000,
    },
    {
      name: 'heal',
      step: async (signal) => metrics.healed.inc(await contents.heal(signal, HEAL_AFTER_MS)),
      nextDelayMs: () => HEAL_EVERY_MS,
    },
  ]
  const loops = [...steps, ...listJobSteps(ctx, contents)].map((step) => every(log, step, aborter.signal))

  return {
    smtpPort: listener.port,
    companionPort: health.port,
    async stop() {
      aborter.abort()
      await listener.close()
      await deliverer.close()
      await isDoneWithin(PARSE_LIMIT_MS, contents.drained())
      await pool.close()
      await contents.drained()
      await checker?.close()
      // the healer waits for what it gave the pool
      await Promise.all(loops)
      await health.close()
    },
  }
}

function isDoneWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, ms, false).unref())])
}
