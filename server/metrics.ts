/** What the companion counts, in the words of Prometheus. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    accepted: new Counter({ name: 'mayfly_smtp_accepted_total', help: 'Messages answered with 250', registers }),
    bytes: new Counter({ name: 'mayfly_smtp_accepted_bytes_total', help: 'Bytes of these messages', registers }),
    refused: new Counter({
      name: 'mayfly_smtp_refused_total',
      help: 'Commands and messages refused, by reply code',
      labelNames: ['code'],
      registers,
    }),
    replySeconds: new Histogram({
      name: 'mayfly_smtp_reply_seconds',
      help: 'From the last byte of a message to its 250',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
      registers,
    }),
    batchSize: new Histogram({
      name: 'mayfly_delivery_batch_messages',
      help: 'Messages that shared a commit',
      buckets: [1, 2, 4, 8, 16, 32, 64],
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'mayfly_delivery_batch_seconds',
      help: 'Duration of such a commit',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
      registers,
    }),
    expired: new Counter({ name: 'mayfly_mailboxes_expired_total', help: 'Mailboxes flipped to inactive', registers }),
    purged: new Counter({ name: 'mayfly_mailboxes_purged_total', help: 'Mailboxes deleted for good', registers }),
    healed: new Counter({ name: 'mayfly_messages_healed_total', help: 'Messages parsed belatedly', registers }),
    /** A value that is read when somebody asks. */
    gauge(name: string, help: string, read: () => number) {
      return new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    },
  }
}
