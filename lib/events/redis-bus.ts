/** The doorbell on Redis pub/sub: one connection that hears, one that speaks. */
import { Redis } from 'ioredis'
import type { Log } from '@/lib/log'
import type { EventBus } from './bus'
import { decodeHints } from './hints'
import { createOutbox } from './outbox'
import { createSubscribers } from './subscribers'
import { createUpState } from './up-state'

const CHANNEL = 'mayfly:hints'
const SEND_DEADLINE_MS = 2_000
const MAX_RETRY_MS = 2_000

type Options = { pingEveryMs?: number; pingDeadlineMs?: number }

const COMMON = {
  lazyConnect: true,
  retryStrategy: (attempt: number) =>
    Math.min(50 * 2 ** Math.min(attempt, 10), MAX_RETRY_MS) * (0.5 + Math.random() / 2),
}

/** The hearing connection opens when somebody subscribes or asks for `ready`, the speaking one at the first hint. */
export function createRedisBus(
  url: string,
  log: Log,
  { pingEveryMs = 10_000, pingDeadlineMs = 5_000 }: Options = {},
): EventBus {
  const subscribers = createSubscribers(log)
  const state = createUpState(log)
  const publisher = createPublisher(url, log)
  const outbox = createOutbox((payloads) => send(publisher, payloads), log)
  // Every answer is due within the deadline: with the ping below, a dead link is noticed and replaced.
  const listener = new Redis(url, {
    ...COMMON,
    autoResubscribe: false,
    maxRetriesPerRequest: null,
    socketTimeout: pingDeadlineMs,
  })
  let ping: NodeJS.Timeout | undefined

  listener.on('error', state.down)
  listener.on('close', () => state.down(new Error('The connection ended')))
  listener.on('message', (_channel, payload) => decodeHints(payload).forEach(subscribers.dispatch))
  listener.on('ready', async () => {
    try {
      await listener.subscribe(CHANNEL)
      state.up()
      // what was said while nobody listened is lost
      subscribers.resync()
    } catch (error) {
      state.down(error)
      listener.disconnect(true)
    }
  })

  function start(): void {
    if (listener.status !== 'wait') return
    listener.connect().catch(state.down)
    ping = setInterval(() => {
      if (state.isUp()) listener.ping().catch(() => {})
    }, pingEveryMs).unref()
  }

  return {
    publish: outbox.add,
    subscribe(mailboxId, heard) {
      start()
      return subscribers.subscribe(mailboxId, heard)
    },
    ready() {
      start()
      return state.untilUp()
    },
    isConnected: state.isUp,
    async close() {
      await outbox.drained()
      clearInterval(ping)
      state.close()
      listener.disconnect()
      publisher.disconnect()
    },
  }
}

/** Fails at once while disconnected, and within the deadline on a dead link: a hint is not worth waiting for. */
function createPublisher(url: string, log: Log): Redis {
  const publisher = new Redis(url, {
    ...COMMON,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: SEND_DEADLINE_MS,
    socketTimeout: SEND_DEADLINE_MS,
    connectTimeout: SEND_DEADLINE_MS,
  })
  publisher.on('error', (error) => log.debug({ err: error }, 'event_bus_publisher_failed'))
  return publisher
}

async function send(publisher: Redis, payloads: string[]): Promise<void> {
  if (publisher.status === 'wait') await publisher.connect()
  await Promise.all(payloads.map((payload) => publisher.publish(CHANNEL, payload)))
}
