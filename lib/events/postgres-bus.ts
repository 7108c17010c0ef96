/** The doorbell on PostgreSQL: NOTIFY through the pool, LISTEN on a connection of its own. */
import type { Database } from '@/lib/db'
import type { Log } from '@/lib/log'
import type { EventBus } from './bus'
import { decodeHints } from './hints'
import { createOutbox } from './outbox'
import { type ListenerOptions, listen } from './postgres-listener'
import { createSubscribers } from './subscribers'
import { createUpState } from './up-state'

const CHANNEL = 'mayfly_hints'
const SEND_DEADLINE_MS = 5_000

type Options = Pick<ListenerOptions, 'pingEveryMs' | 'pingDeadlineMs'>

/** Connects when somebody subscribes or asks for `ready`; publishing needs no connection of its own. */
export function createPostgresBus(db: Database, log: Log, options: Options = {}): EventBus {
  const subscribers = createSubscribers(log)
  const outbox = createOutbox((payloads) => notify(db, payloads), log)
  const state = createUpState(log)
  const closing = new AbortController()
  let listening: Promise<void> | undefined

  function start(): void {
    if (listening || closing.signal.aborted) return
    const hooks = {
      onPayload: (payload: string) => decodeHints(payload).forEach(subscribers.dispatch),
      onUp() {
        state.up()
        subscribers.resync()
      },
      onDown: state.down,
    }
    listening = listen({ url: db.url, channel: CHANNEL, ...hooks, ...options }, closing.signal)
  }

  return {
    publish: outbox.add,
    subscribe(mailboxId, listener) {
      start()
      return subscribers.subscribe(mailboxId, listener)
    },
    ready() {
      start()
      return state.untilUp()
    },
    isConnected: state.isUp,
    async close() {
      await outbox.drained()
      closing.abort()
      await listening
      state.close()
    },
  }
}

/** Never inside a transaction that stores: NOTIFY takes a global lock at commit. */
async function notify({ pool }: Database, payloads: string[]): Promise<void> {
  const query = {
    text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
    values: [CHANNEL, payloads],
    query_timeout: SEND_DEADLINE_MS,
  }
  await pool.query(query)
}
