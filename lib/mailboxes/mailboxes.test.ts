import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOBODY } from '@/lib/accounts/viewer'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { deleteMailbox, extendMailbox, getMailbox, listMailboxes } from './mailboxes'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing',
    ({ code, extra }) => ({ code, extra }),
  )

describe('expiry without any worker', () => {
  let due: TestMailbox
  beforeAll(async () => {
    due = await createTestMailbox(ctx, { expiresIn: '0 seconds' })
  })

  test('at the very instant of expires_at the mailbox is gone, and its owner is told when', async () => {
    const { rows } = await ctx.db.pool.query('SELECT expires_at, is_active FROM mailboxes WHERE id = $1', [due.id])
    expect(rows[0].is_active).toBe(true)
    expect(await refusal(getMailbox(ctx, due.viewer, due.address))).toEqual({
      code: 'mailbox_expired',
      extra: { ended_at: rows[0].expires_at.toISOString(), refused_since: 0 },
    })
  })

  test('nobody else learns that it ever was', async () => {
    const other = await createTestMailbox(ctx)
    const missing = await refusal(getMailbox(ctx, other.viewer, 'never@mayfly.localhost'))
    expect(await refusal(getMailbox(ctx, other.viewer, due.address))).toEqual(missing)
    expect(await refusal(getMailbox(ctx, NOBODY, due.address))).toEqual(missing)
  })

  test('it cannot be extended, deleted or listed', async () => {
    const code = expect.objectContaining({ code: 'mailbox_expired' })
    expect(await refusal(extendMailbox(ctx, due.viewer, due.address, { ttlMinutes: 60 }))).toEqual(code)
    expect(await refusal(deleteMailbox(ctx, due.viewer, due.address))).toEqual(code)
    expect(await listMailboxes(ctx, due.viewer, { limit: 10 })).toEqual([])
  })
})

test('extending counts from now and stops at the plan', async () => {
  const { viewer, address } = await createTestMailbox(ctx, { expiresIn: '5 minutes' })
  const long = await extendMailbox(ctx, viewer, address, { ttlMinutes: 10_000 })
  expect(long.body.ttl_minutes).toBe(60)
  expect(long.expiresInMs).toBeGreaterThan(59 * 60_000)
  expect(long.expiresInMs).toBeLessThanOrEqual(60 * 60_000)
  const short = await extendMailbox(ctx, viewer, address, { ttlMinutes: 1 })
  expect(short.expiresInMs).toBeLessThanOrEqual(60_000)
})

test('a deleted mailbox is told apart from an expired one, also after its time', async () => {
  const { id, viewer, address } = await createTestMailbox(ctx)
  await deleteMailbox(ctx, viewer, address)
  expect(await refusal(getMailbox(ctx, viewer, address))).toMatchObject({ code: 'mailbox_deleted' })
  await ctx.db.pool.query(`UPDATE mailboxes SET expires_at = now() + interval '1 ms' WHERE id = $1`, [id])
  expect(await refusal(getMailbox(ctx, viewer, address))).toMatchObject({ code: 'mailbox_deleted' })
})

test('twenty deletes at once end it once', async () => {
  const { viewer, address } = await createTestMailbox(ctx)
  const results = await Promise.all(Array.from({ length: 20 }, () => refusal(deleteMailbox(ctx, viewer, address))))
  expect(results.filter((result) => result === 'nothing')).toHaveLength(1)
})

test('a list goes newest first and pages without gap or repeat', async () => {
  const { viewer, address } = await createTestMailbox(ctx)
  await ctx.db.pool.query(
    `INSERT INTO mailboxes (address, created_at, expires_at, ttl_minutes, owner_type, session_token_hash)
     SELECT 'page' || n || '@mayfly.localhost', date_trunc('second', now()) - interval '1 minute' * (n / 2 + 1),
            now() + interval '1 hour', 60, 'anonymous', $1 FROM generate_series(1, 9) n`,
    [viewer.sessionTokenHash],
  )
  const seen: string[] = []
  let before: { createdAt: Date; id: string } | undefined
  for (;;) {
    const page = await listMailboxes(ctx, viewer, { limit: 3, before })
    seen.push(...page.map((mailbox) => mailbox.address))
    const last = page.at(-1)
    if (!last) break
    before = { createdAt: new Date(last.body.created_at), id: last.id }
  }
  expect(seen).toHaveLength(10)
  expect(new Set(seen).size).toBe(10)
  expect(seen[0]).toBe(address)
})

test('asked for at once, each gets its own mailbox or its own refusal, and nobody another one', async () => {
  const mine = await Promise.all(Array.from({ length: 250 }, () => createTestMailbox(ctx)))
  const answers = await Promise.all(
    mine.flatMap(({ viewer, address }, n) => [
      getMailbox(ctx, viewer, address).then(({ address }) => address),
      refusal(getMailbox(ctx, NOBODY, address)),
      refusal(getMailbox(ctx, viewer, mine[(n + 1) % mine.length]?.address ?? '')),
    ]),
  )
  const nothing = { code: 'mailbox_not_found', extra: {} }
  expect(answers).toEqual(mine.flatMap(({ address }) => [address, nothing, nothing]))
})

test('a question that the database cannot take fails alone', async () => {
  const { viewer, address } = await createTestMailbox(ctx)
  const [odd, fine] = await Promise.allSettled([
    getMailbox(ctx, viewer, 'nul\0@mayfly.localhost'),
    getMailbox(ctx, viewer, address),
  ])
  expect(odd.status).toBe('rejected')
  expect(fine).toMatchObject({ value: { address } })
})
