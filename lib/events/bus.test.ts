/** One suite for both doorbells, each on its real server behind a link that can be cut and frozen. */
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDatabase, type Database } from '@/lib/db'
import { createTestRedis, type TestRedis } from '@/lib/testing/redis-server'
import { createTcpProxy, type TcpProxy } from '@/lib/testing/tcp-proxy'
import { cloneTemplate, dropDatabase } from '@/lib/testing/template-database'
import type { EventBus, Hint } from './bus'
import { createPostgresBus } from './postgres-bus'
import { createRedisBus } from './redis-bus'

const log = pino({ level: 'silent' })
const FAST = { pingEveryMs: 50, pingDeadlineMs: 200 }
const PATIENT = { timeout: 10_000 }

type Server = { url: string; start(): Promise<void>; stop(): Promise<void>; createBus(url: string): EventBus }

const postgres = (): Server => {
  const databases: Database[] = []
  const server = {
    url: '',
    async start() {
      server.url = await cloneTemplate()
    },
    createBus(url: string) {
      const db = createDatabase(url)
      databases.push(db)
      return createPostgresBus(db, log, FAST)
    },
    async stop() {
      await Promise.all(databases.map((db) => db.close()))
      await dropDatabase(server.url)
    },
  }
  return server
}

const redis = (): Server & { redis: TestRedis | undefined } => {
  const server = {
    url: '',
    redis: undefined as TestRedis | undefined,
    async start() {
      server.redis = await createTestRedis()
      server.url = server.redis.url
    },
    createBus: (url: string) => createRedisBus(url, log, FAST),
    async stop() {
      await server.redis?.kill()
    },
  }
  return server
}

/** Set by `npm test` where there is no redis-server and none can be installed; it says so loudly. */
const hasRedis = process.env.TEST_WITHOUT_REDIS === undefined

describe.each([['PostgreSQL', postgres()] as const, ...(hasRedis ? [['Redis', redis()] as const] : [])])(
  'the event bus on %s',
  (_name, server) => {
    const mailboxId = randomUUID()
    const buses: EventBus[] = []
    let proxy: TcpProxy
    let here: EventBus
    let there: EventBus

    const createBus = (url: string) => {
      const bus = server.createBus(url)
      buses.push(bus)
      return bus
    }
    const throughProxy = () => {
      const url = new URL(server.url)
      url.hostname = '127.0.0.1'
      url.port = String(proxy.port)
      return url.href
    }

    beforeAll(() => server.start())
    afterAll(() => server.stop())
    beforeEach(async () => {
      const { hostname, port } = new URL(server.url)
      proxy = await createTcpProxy({ host: hostname, port: Number(port) })
      here = createBus(throughProxy())
      there = createBus(server.url)
    })
    afterEach(async () => {
      await Promise.all(buses.splice(0).map((bus) => bus.close()))
      await proxy.close()
    })

    /** Subscribes, and waits until hints pass: what the first connection makes of itself is left out. */
    async function hear(bus: EventBus, id = mailboxId) {
      const heard: Hint[] = []
      await bus.ready()
      const unsubscribe = bus.subscribe(id, (hint) => heard.push(hint))
      return {
        heard,
        unsubscribe,
        until: (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count), PATIENT),
      }
    }

    test('carries every kind of hint from one process to another, and to itself', async () => {
      const id = randomUUID()
      const hints: Hint[] = [
        { type: 'messages', mailboxId },
        { type: 'mailbox', mailboxId },
        { type: 'message_updated', mailboxId, id },
        { type: 'message_deleted', mailboxId, id, seq: 7 },
      ]
      const [other, own] = [await hear(here), await hear(there)]
      for (const hint of hints) there.publish(hint)
      await Promise.all([other.until(4), own.until(4)])
      expect(other.heard).toEqual(hints)
      expect(own.heard).toEqual(hints)
    })

    test('brings a hint only to those who follow that mailbox, and to none who stopped', async () => {
      const [follower, stopped, stranger] = [await hear(here), await hear(here), await hear(here, randomUUID())]
      stopped.unsubscribe()
      stopped.unsubscribe()
      there.publish({ type: 'messages', mailboxId })
      await follower.until(1)
      expect(stopped.heard).toEqual([])
      expect(stranger.heard).toEqual([])
    })

    test('says the same thing once when it is published many times in one turn', async () => {
      const { heard, until } = await hear(here)
      for (let i = 0; i < 500; i++) there.publish({ type: 'messages', mailboxId })
      there.publish({ type: 'mailbox', mailboxId })
      await until(2)
      expect(heard.map(({ type }) => type)).toEqual(['messages', 'mailbox'])
    })

    test('carries more at once than fits one notification', async () => {
      const ids = Array.from({ length: 500 }, () => randomUUID())
      const { heard, until } = await hear(here)
      ids.forEach((id, i) => {
        there.publish({ type: 'message_deleted', mailboxId, id, seq: i + 1 })
      })
      await until(500)
      expect(heard.map((hint) => 'id' in hint && hint.id)).toEqual(ids)
    })

    test('a listener that throws stops no other', async () => {
      await here.ready()
      here.subscribe(mailboxId, () => {
        throw new Error('a fault of this listener')
      })
      const { until } = await hear(here)
      there.publish({ type: 'messages', mailboxId })
      await until(1)
    })

    test('says "resync" to every follower after the link was lost, and hears again', async () => {
      const { heard, until } = await hear(here)
      await proxy.cut()
      await vi.waitFor(() => expect(here.isConnected()).toBe(false), PATIENT)
      there.publish({ type: 'messages', mailboxId })
      await proxy.mend()
      await until(1)
      expect(heard[0]).toEqual({ type: 'resync', mailboxId })
      // a link that is slow to come back may be lost once more
      await vi.waitFor(() => {
        there.publish({ type: 'mailbox', mailboxId })
        expect(heard.at(-1)?.type).toBe('mailbox')
      }, PATIENT)
      expect(heard.filter(({ type }) => type === 'messages')).toEqual([])
    })

    test('notices a link that went dead without a word, and comes back', async () => {
      const { heard, until } = await hear(here)
      proxy.freeze()
      await until(1)
      expect(heard).toEqual([{ type: 'resync', mailboxId }])
      there.publish({ type: 'mailbox', mailboxId })
      await until(2)
    })

    test('publishing while the server is away neither throws nor hangs', async () => {
      const { heard, until } = await hear(here)
      here.publish({ type: 'mailbox', mailboxId })
      await until(1)
      await proxy.cut()
      for (let i = 0; i < 20_000; i++) here.publish({ type: 'message_updated', mailboxId, id: randomUUID() })
      await here.close()
      expect(heard.filter(({ type }) => type === 'message_updated')).toEqual([])
    })

    test('sends what was published before it closes, and leaves no connection behind', async () => {
      const { until } = await hear(there)
      await here.ready()
      here.publish({ type: 'messages', mailboxId })
      await here.close()
      await until(1)
      await expect(here.ready()).resolves.toBeUndefined()
      expect(here.isConnected()).toBe(false)
    })

    test('closes at once while it cannot connect', async () => {
      await proxy.cut()
      here.subscribe(mailboxId, () => {})
      const ready = here.ready()
      await here.close()
      await ready
    })
  },
)

test.skipIf(!hasRedis)('the Redis bus survives a Redis that is killed and started again', async () => {
  const server = await createTestRedis()
  const [here, there] = [createRedisBus(server.url, log, FAST), createRedisBus(server.url, log, FAST)]
  const mailboxId = randomUUID()
  const heard: Hint[] = []
  await here.ready()
  here.subscribe(mailboxId, (hint) => heard.push(hint))
  there.publish({ type: 'messages', mailboxId })
  await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENT)
  await server.kill()
  there.publish({ type: 'messages', mailboxId })
  await server.start()
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ type: 'resync', mailboxId }), PATIENT)
  await vi.waitFor(() => {
    there.publish({ type: 'mailbox', mailboxId })
    expect(heard.at(-1)).toEqual({ type: 'mailbox', mailboxId })
  }, PATIENT)
  await Promise.all([here.close(), there.close()])
  await server.kill()
})
