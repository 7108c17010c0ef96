import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMailbox } from '@/lib/mailboxes/create-mailbox'
import { extendMailbox, getMailbox, listMailboxes } from '@/lib/mailboxes/mailboxes'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { adoptMailboxes } from './adopt'
import { createApiKey, deleteApiKey, findKeyViewer, listApiKeys } from './api-keys'
import { createSessionToken, findSession } from './sessions'
import { findUserViewer, readClock, signInWithPassword } from './sign-in'
import { changePassword, createUser, deleteUser } from './sign-up'
import { setUserPlan } from './users'
import { NOBODY, type Viewer } from './viewer'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

const PASSWORD = 'correct horse battery'
let count = 0

async function signUp() {
  const { id, email } = await createUser(ctx, { email: `user${++count}@example.org`, password: PASSWORD })
  const viewer = await findUserViewer(ctx, id, await readClock(ctx))
  if (!viewer) throw new Error('a new user is not found')
  return { id, email, viewer }
}

const atOnce = <T>(times: number, step: () => Promise<T>) =>
  Promise.allSettled(Array.from({ length: times }, () => step()))

const codesOf = (results: PromiseSettledResult<unknown>[]): string[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))

describe('sign-up', () => {
  test('twenty sign-ups with one address, in any case, make one account', async () => {
    const emails = ['Once@Example.org', 'once@example.org']
    const results = await atOnce(20, () => createUser(ctx, { email: emails[count++ % 2] ?? '', password: PASSWORD }))
    expect(codesOf(results)).toEqual(Array(19).fill('email_taken'))
  })

  test.each([
    'short',
    'ninechars',
    'password123',
    'PASSWORD123!',
    'qwertyuiop',
    '1234567890',
    'aaaaaaaaaaaa',
    'weak@example.org',
    'x'.repeat(201),
  ])('refuses the password %j', async (password) => {
    await expect(createUser(ctx, { email: 'weak@example.org', password })).rejects.toMatchObject({
      code: 'weak_password',
    })
  })

  test('a password stands nowhere in clear', async () => {
    const { id } = await signUp()
    const user = await ctx.db.prisma.user.findUniqueOrThrow({ where: { id } })
    expect(user.passwordHash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(user)).not.toContain(PASSWORD)
  })
})

describe('sign-in', () => {
  const signIn = (email: string, password: string) => signInWithPassword(ctx, { email, password }, '192.0.2.1')

  test('takes the right password, for the address in any case, and nothing else', async () => {
    const { id, email } = await signUp()
    expect(await signIn(` ${email.toUpperCase()} `, PASSWORD)).toMatchObject({ id })
    expect(await signIn(email, `${PASSWORD} `)).toBeNull()
    expect(await signIn(email, '')).toBeNull()
    expect(await signIn('nobody@example.org', PASSWORD)).toBeNull()
    expect(await signIn('nobody@example.org', 'the password of nobody')).toBeNull()
  })

  test('a changed password ends the sessions before it, and none after', async () => {
    const { id, email } = await signUp()
    const before = await readClock(ctx)
    await expect(
      changePassword(ctx, id, { currentPassword: 'not this one', password: 'another fine phrase' }),
    ).rejects.toMatchObject({ code: 'wrong_password' })
    expect(await findUserViewer(ctx, id, before)).not.toBeNull()
    await changePassword(ctx, id, { currentPassword: PASSWORD, password: 'another fine phrase' })
    expect(await findUserViewer(ctx, id, before)).toBeNull()
    expect(await signIn(email, PASSWORD)).toBeNull()
    const again = await signIn(email, 'another fine phrase')
    expect(await findUserViewer(ctx, id, again?.since ?? 0)).not.toBeNull()
  })
})

describe('plans', () => {
  test('twenty creates at once by session and key give exactly the plan', async () => {
    const { id, viewer } = await signUp()
    const { key } = await createApiKey(ctx, id, { name: 'ci', expiresAt: null, isReadOnly: false })
    const script = (await findKeyViewer(ctx, key)) ?? NOBODY
    let turn = 0
    const results = await atOnce(20, () => createMailbox(ctx, turn++ % 2 ? viewer : script, {}))
    expect(codesOf(results)).toEqual(Array(15).fill('mailbox_limit_reached'))
    const types = (await listMailboxes(ctx, viewer, { limit: 10 })).map(({ body }) => body.owner_type)
    expect(types).toEqual(expect.arrayContaining(['api', 'user']))
  })

  test('an operator moves a user and the ceiling changes at once; going back shortens nothing that exists', async () => {
    const { id, email } = await signUp()
    const now = () => readClock(ctx).then((since) => findUserViewer(ctx, id, since))
    await setUserPlan(ctx, { email, planId: 'pro' })
    const pro = (await now()) as Viewer
    const { mailbox } = await createMailbox(ctx, pro, { ttlMinutes: 5_000 })
    expect(mailbox.ttl_minutes).toBe(1_440)
    await setUserPlan(ctx, { email, planId: 'free' })
    const free = (await now()) as Viewer
    expect((await getMailbox(ctx, free, mailbox.address)).body.expires_at).toBe(mailbox.expires_at)
    expect((await extendMailbox(ctx, free, mailbox.address, { ttlMinutes: 5_000 })).body.ttl_minutes).toBe(60)
  })
})

describe('API keys', () => {
  test('twenty at once give exactly the plan, and no key stands in the database', async () => {
    const { id } = await signUp()
    const results = await atOnce(20, () => createApiKey(ctx, id, { name: 'k', expiresAt: null, isReadOnly: false }))
    expect(codesOf(results)).toEqual(Array(18).fill('api_key_limit_reached'))
    const keys = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.key] : []))
    const { rows } = await ctx.db.pool.query('SELECT row_to_json(k)::text AS row FROM api_keys k')
    expect(rows.some(({ row }) => keys.some((key) => row.includes(key)))).toBe(false)
    expect(JSON.stringify(await listApiKeys(ctx, id))).not.toContain(keys[0])
  })

  test('a key opens nothing once it is revoked or at the instant it expires', async () => {
    const { id } = await signUp()
    const make = () => createApiKey(ctx, id, { name: 'k', expiresAt: null, isReadOnly: false })
    const [revoked, expired] = [await make(), await make()]
    expect(await findKeyViewer(ctx, revoked.key)).toMatchObject({ kind: 'api', ownerId: id })
    expect((await listApiKeys(ctx, id)).find((key) => key.id === revoked.id)?.last_used_at).not.toBeNull()
    await deleteApiKey(ctx, id, revoked.id)
    await ctx.db.pool.query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [expired.id])
    expect(await findKeyViewer(ctx, revoked.key)).toBeNull()
    expect(await findKeyViewer(ctx, expired.key)).toBeNull()
  })

  test('nobody revokes the key of another', async () => {
    const [one, two] = [await signUp(), await signUp()]
    const key = await createApiKey(ctx, one.id, { name: 'k', expiresAt: null, isReadOnly: false })
    await expect(deleteApiKey(ctx, two.id, key.id)).rejects.toMatchObject({ code: 'api_key_not_found' })
  })
})

describe('from visitor to user', () => {
  const visit = (): Viewer => findSession(ctx.config, createSessionToken(ctx.config)) ?? NOBODY

  test('the inbox on screen becomes theirs and the anonymous token opens it no longer', async () => {
    const { id, viewer } = await signUp()
    const visitor = visit()
    const { mailbox } = await createMailbox(ctx, visitor, {})
    expect(await adoptMailboxes(ctx, visitor, id)).toBe(1)
    expect((await getMailbox(ctx, viewer, mailbox.address)).body.owner_type).toBe('user')
    await expect(getMailbox(ctx, visitor, mailbox.address)).rejects.toMatchObject({ code: 'mailbox_not_found' })
  })

  test('twenty sign-ins from twenty visits never exceed the plan', async () => {
    const { id, viewer } = await signUp()
    const visitors = Array.from({ length: 20 }, visit)
    await Promise.all(visitors.map((visitor) => createMailbox(ctx, visitor, {})))
    await Promise.all(visitors.map((visitor) => adoptMailboxes(ctx, visitor, id)))
    expect(await listMailboxes(ctx, viewer, { limit: 100 })).toHaveLength(5)
  })
})

test('deleting an account ends its inboxes and keys at once and keeps their addresses closed', async () => {
  const { id, viewer } = await signUp()
  const { mailbox } = await createMailbox(ctx, viewer, { localPart: 'farewell' })
  const { key } = await createApiKey(ctx, id, { name: 'k', expiresAt: null, isReadOnly: false })
  await expect(deleteUser(ctx, id, 'not this one')).rejects.toMatchObject({ code: 'wrong_password' })
  await deleteUser(ctx, id, PASSWORD)
  expect(await findKeyViewer(ctx, key)).toBeNull()
  expect(await findUserViewer(ctx, id, Date.now() + 1_000)).toBeNull()
  await expect(getMailbox(ctx, viewer, mailbox.address)).rejects.toMatchObject({ code: 'mailbox_not_found' })
  await expect(createMailbox(ctx, viewer, {})).rejects.toMatchObject({ code: 'unauthorized' })
  const other = await signUp()
  await expect(createMailbox(ctx, other.viewer, { localPart: 'farewell' })).rejects.toMatchObject({
    code: 'address_taken',
  })
})
