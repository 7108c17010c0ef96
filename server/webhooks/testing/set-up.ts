/** A user with a mailbox, a receiver and a worker for each test, over one database for the file. */
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import type { Viewer } from '@/lib/accounts/viewer'
import { createOwnedMailbox, createTestUser } from '@/lib/testing/accounts'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createReceiver, type Receiver } from '@/lib/testing/receiver'
import { listWebhookDeliveries } from '@/lib/webhooks/log'
import {
  type CreatedWebhookBody,
  type WebhookBody,
  type WebhookDeliveryBody,
  WebhookEventType,
} from '@/lib/webhooks/schema'
import { createWebhook, listWebhooks } from '@/lib/webhooks/webhooks'
import { runWebhookWorker } from '../worker'

type Scene = {
  ctx: TestContext
  viewer: Viewer
  inbox: Awaited<ReturnType<typeof createOwnedMailbox>>
  receiver: Receiver
  /** After how many failures the worker backed off, each time. */
  failures: number[]
  /** Ends the worker of the test. */
  stop: () => Promise<void>
}

type Fields = Partial<Parameters<typeof createWebhook>[2]>

type Webhooks = Scene & {
  /** One more worker, which backs off by milliseconds; resolves with what ends it. */
  startWorker(): Promise<() => Promise<void>>
  /** A webhook of the user, for everything unless told otherwise. */
  hook(fields?: Fields): Promise<CreatedWebhookBody>
  /** Type and seq of what the receiver accepted. */
  told(): [string, number | null][]
  log(id: string): Promise<WebhookDeliveryBody[]>
  /** The user's one webhook. */
  only(): Promise<WebhookBody>
  until(check: () => Promise<void> | void): Promise<void>
}

/** On the top level of a test file. What it returns is there within tests. */
export function setUpWebhooks(): Webhooks {
  const on: Webhooks = Object.assign({} as Scene, {
    async startWorker() {
      const aborter = new AbortController()
      const { failures } = on
      const backoff = (count: number) => {
        failures.push(count)
        return 20
      }
      let running = Promise.resolve()
      await new Promise<void>((onReady) => {
        running = runWebhookWorker(on.ctx, aborter.signal, { backoff, pollMs: 20, onReady })
      })
      return () => {
        aborter.abort()
        return running
      }
    },
    hook(fields: Fields = {}) {
      const input = { url: on.receiver.url, events: WebhookEventType.options, mailbox: null, isEnabled: true }
      return createWebhook(on.ctx, on.viewer, { ...input, ...fields })
    },
    told: () =>
      on.receiver.accepted.map(({ payload: { type, data } }): [string, number | null] => [
        type,
        'seq' in data ? data.seq : null,
      ]),
    log: async (id: string) =>
      (await listWebhookDeliveries(on.ctx, on.viewer, id, { limit: 100 })).map(({ body }) => body),
    async only() {
      const [webhook] = await listWebhooks(on.ctx, on.viewer)
      if (!webhook) throw new Error('there is no webhook')
      return webhook
    },
    until: (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 10 }),
  })

  beforeAll(async () => {
    on.ctx = await createTestContext({ WEBHOOK_ALLOW_PRIVATE: 'on', PURGE_AFTER_HOURS: '0' })
  })
  beforeEach(async () => {
    on.viewer = await createTestUser(on.ctx)
    on.inbox = await createOwnedMailbox(on.ctx, on.viewer)
    on.receiver = await createReceiver()
    on.failures = []
    on.stop = await on.startWorker()
  })
  afterEach(async () => {
    await on.stop()
    await on.receiver.close()
    await on.ctx.db.pool.query('TRUNCATE users CASCADE')
  })
  afterAll(() => on.ctx.dispose())
  return on
}
