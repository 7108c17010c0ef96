import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMailbox } from '@/lib/mailboxes/mailboxes'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { runAdmin } from './run-admin'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ PURGE_AFTER_HOURS: '1' })
})
afterAll(() => ctx.dispose())

async function run(...argv: string[]) {
  const printed = { out: '', err: '' }
  const code = await runAdmin(argv, async () => ctx, {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
  })
  return { code, ...printed }
}

async function runJson(...argv: string[]) {
  const { code, out, err } = await run(...argv, '--json')
  expect(err).toBe('')
  return { code, answer: JSON.parse(out) }
}

describe('mailboxes', () => {
  test('lists live ones, as text and as JSON', async () => {
    const { address } = await createTestMailbox(ctx)
    const ended = await createTestMailbox(ctx, { expiresIn: '0 seconds' })
    const { code, answer } = await runJson('mailbox:list')
    expect(code).toBe(0)
    const listed = answer.map((row: { address: string }) => row.address)
    expect(listed).toContain(address)
    expect(listed).not.toContain(ended.address)
    const text = await run('mailbox:list', '--limit', '1')
    expect(text.out).toContain(address)
    expect(text.out.split('\n')[0]).toMatch(/^address +created_at/)
  })

  test('deletes one by any spelling of its address, and says so when there is none', async () => {
    const { address, viewer } = await createTestMailbox(ctx)
    expect(await runJson('mailbox:delete', address.toUpperCase())).toEqual({ code: 0, answer: { deleted: address } })
    await expect(getMailbox(ctx, viewer, address)).rejects.toMatchObject({ code: 'mailbox_deleted' })
    expect(await runJson('mailbox:delete', address)).toMatchObject({
      code: 1,
      answer: { error: { code: 'mailbox_not_found' } },
    })
    expect(await run('mailbox:delete', address)).toEqual({ code: 1, out: '', err: 'There is no such mailbox.\n' })
  })

  test('expires and purges what is due, and counts', async () => {
    await createTestMailbox(ctx, { expiresIn: '-2 hours' })
    const due = (await runJson('stats')).answer.due_mailboxes
    expect(due).toBeGreaterThan(0)
    expect((await runJson('expire')).answer).toEqual({ expired: due })
    expect((await runJson('purge')).answer).toMatchObject({ mailboxes: 1 })
    expect((await runJson('stats')).answer).toMatchObject({ due_mailboxes: 0, retired_addresses: 1 })
  })
})

describe('users', () => {
  test('lists them and puts them on a plan', async () => {
    await ctx.db.prisma.user.create({ data: { email: 'ann@example.com' } })
    expect((await runJson('user:plan', 'Ann@example.com', 'pro')).answer).toEqual({
      email: 'ann@example.com',
      plan: 'pro',
    })
    expect((await runJson('user:list')).answer).toMatchObject([{ email: 'ann@example.com', plan: 'pro' }])
    expect(await runJson('user:plan', 'nobody@example.com', 'pro')).toMatchObject({ code: 1 })
    expect(await runJson('user:plan', 'ann@example.com', 'golden')).toMatchObject({ code: 1 })
  })

  test('deletes one, with all that it has', async () => {
    await ctx.db.prisma.user.create({ data: { email: 'bob@example.com' } })
    expect((await runJson('user:delete', 'Bob@example.com')).answer).toEqual({ deleted: 'bob@example.com' })
    expect(await runJson('user:delete', 'bob@example.com')).toMatchObject({ code: 1 })
  })
})

test.each([
  [[]],
  [['no:such']],
  [['__proto__']],
  [['mailbox:delete']],
  [['mailbox:list', 'surplus']],
  [['stats', '--yaml']],
  [['user:list', '--limit', 'x']],
])('explains itself and answers 2 to %j', async (argv) => {
  const { code, out, err } = await run(...argv)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain('npm run admin -- COMMAND')
})

test.each([[['--help']], [['-h']], [['help']], [['stats', '--help']]])(
  'explains itself to %j who asks',
  async (argv) => {
    const { code, out, err } = await run(...argv)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('npm run admin -- COMMAND')
  },
)
