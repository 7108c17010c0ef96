import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMessage } from '@/lib/messages/messages'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { storeTestMessage } from '@/lib/testing/messages'
import { bundleSource } from '../testing/bundle'
import { createChecker } from './checker'

/** The real work behind a DNS that knows one policy, never answers for stuck.example, and kills at bomb.example. */
const WORKER = `
import { parentPort } from 'node:worker_threads'
import { authenticate } from './lib/messages/authentication/authenticate'
const resolve = async (name) => {
  if (name === 'bomb.example') process.exit(1)
  if (name === 'stuck.example') for (;;);
  if (name === 'example.com') return [['v=spf1 ip4:192.0.2.1 -all']]
  throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
}
parentPort.on('message', async ({ id, bytes, mailFrom, ...envelope }) => {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = await authenticate({ ...envelope, mailFrom, raw }, resolve)
  parentPort.postMessage({ id, found })
})`

let ctx: TestContext
let workerUrl: URL
beforeAll(async () => {
  ctx = await createTestContext()
  workerUrl = pathToFileURL(await bundleSource('authentication-worker', WORKER))
})
afterAll(() => ctx.dispose())

const PASSED = { spf: { result: 'pass', domain: 'example.com' }, dkim: { result: 'none' }, dmarc: { result: 'none' } }

async function stored(mailFrom = 'sender@example.com') {
  const mailbox = await createTestMailbox(ctx)
  const message = await storeTestMessage(ctx, mailbox)
  await ctx.db.pool.query('UPDATE messages SET mail_from = $2 WHERE id = $1', [message.id, mailFrom])
  const read = () => getMessage(ctx, mailbox.viewer, mailbox.address, message.id)
  return { mailbox, message, read }
}

/** Resolves when the mailbox hears that a message of it changed. */
function updated(mailboxId: string): Promise<void> {
  return new Promise((resolve) => ctx.bus.subscribe(mailboxId, (hint) => hint.type === 'message_updated' && resolve()))
}

test('a message is readable without findings, then has them and says so', async () => {
  const checker = createChecker(ctx, { workerUrl })
  const { mailbox, message, read } = await stored()
  expect((await read()).authentication).toBeNull()
  await ctx.bus.ready()
  const heard = updated(mailbox.id)
  checker.accept([message])
  await heard
  expect((await read()).authentication).toMatchObject(PASSED)
  await checker.close()
})

test('every copy gets the finding; one that is gone holds back no other', async () => {
  const checker = createChecker(ctx, { workerUrl })
  const [first, gone, last] = await Promise.all([stored(), stored(), stored()])
  await ctx.db.pool.query('DELETE FROM messages WHERE id = $1', [gone.message.id])
  await ctx.bus.ready()
  const heard = Promise.all([updated(first.mailbox.id), updated(last.mailbox.id)])
  checker.accept([first.message, gone.message, last.message])
  await heard
  expect((await first.read()).authentication).toMatchObject(PASSED)
  expect((await last.read()).authentication).toMatchObject(PASSED)
  await checker.close()
})

test.each(['bomb.example', 'stuck.example'])(
  'a worker lost to %s is replaced, and the message stays as it is',
  async (domain) => {
    const checker = createChecker(ctx, { workerUrl, limitMs: 3_000 })
    const lost = await stored(`a@${domain}`)
    const after = await stored()
    checker.accept([lost.message])
    await expect.poll(() => checker.pending(), { timeout: 20_000 }).toBe(0)
    expect((await lost.read()).authentication).toBeNull()
    await ctx.bus.ready()
    const heard = updated(after.mailbox.id)
    checker.accept([after.message])
    await heard
    expect((await after.read()).authentication).toMatchObject(PASSED)
    await checker.close()
  },
)

test('many at once are all checked, and none after the end', async () => {
  const checker = createChecker(ctx, { workerUrl })
  const many = await Promise.all(Array.from({ length: 40 }, () => stored()))
  for (const { message } of many) checker.accept([message])
  await expect.poll(() => checker.pending(), { timeout: 20_000 }).toBe(0)
  for (const { read } of many) expect((await read()).authentication).toMatchObject(PASSED)
  await checker.close()
  const late = await stored()
  checker.accept([late.message])
  expect(checker.pending()).toBe(0)
  expect((await late.read()).authentication).toBeNull()
})
