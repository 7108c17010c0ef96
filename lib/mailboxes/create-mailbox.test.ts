import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSessionToken, findSession } from '@/lib/accounts/sessions'
import { NOBODY, type Viewer } from '@/lib/accounts/viewer'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createMailbox } from './create-mailbox'
import { deleteMailbox, getMailbox, listMailboxes } from './mailboxes'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ MAIL_DOMAINS: 'mayfly.localhost,second.localhost' })
})
afterAll(() => ctx.dispose())

function session(): Viewer {
  const viewer = findSession(ctx.config, createSessionToken(ctx.config))
  if (!viewer) throw new Error('a token of our own was not recognised')
  return viewer
}

const atOnce = <T>(count: number, step: () => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, () => step()))

function codesOf(results: PromiseSettledResult<unknown>[]): string[] {
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
}

describe('identity', () => {
  test('a caller without identity gets a token that opens the mailbox', async () => {
    const { mailbox, sessionToken } = await createMailbox(ctx, NOBODY, {})
    const viewer = findSession(ctx.config, sessionToken ?? '')
    expect(viewer).not.toBeNull()
    expect((await getMailbox(ctx, viewer ?? NOBODY, mailbox.address)).body).toEqual(mailbox)
  })

  test('a token stands nowhere in the database', async () => {
    const { sessionToken = '' } = await createMailbox(ctx, NOBODY, { idempotencyKey: 'a key of nobody else' })
    const { rows } = await ctx.db.pool.query(
      `SELECT row_to_json(m)::text AS row FROM mailboxes m UNION ALL SELECT row_to_json(k)::text FROM idempotency_keys k`,
    )
    expect(rows.some(({ row }) => row.includes(sessionToken))).toBe(false)
  })

  test('one session never sees the mailboxes of another', async () => {
    const { mailbox } = await createMailbox(ctx, session(), {})
    await expect(getMailbox(ctx, session(), mailbox.address)).rejects.toMatchObject({ code: 'mailbox_not_found' })
  })
})

describe('time to live', () => {
  test.each([
    [undefined, 60],
    [1, 1],
    [60, 60],
    [61, 60],
    [1e300, 60],
  ])('%s minutes asked for becomes %s in the anonymous plan', async (ttlMinutes, effective) => {
    const { mailbox } = await createMailbox(ctx, session(), { ttlMinutes })
    expect(mailbox.ttl_minutes).toBe(effective)
    expect(Date.parse(mailbox.expires_at) - Date.parse(mailbox.created_at)).toBe(effective * 60_000)
  })
})

describe('addresses', () => {
  test('a chosen name is folded and used', async () => {
    const { mailbox } = await createMailbox(ctx, session(), { localPart: 'Ada.Lovelace', domain: 'Second.localhost' })
    expect(mailbox.address).toBe('ada.lovelace@second.localhost')
  })

  test.each(['', '.a', 'a.', 'a..b', 'a b', 'a+b', 'a@b', 'ä', 'x'.repeat(65), 'a\0'])(
    'refuses %j',
    async (localPart) => {
      await expect(createMailbox(ctx, session(), { localPart })).rejects.toMatchObject({ code: 'invalid_local_part' })
    },
  )

  test.each(['postmaster', 'Abuse', 'ADMIN'])('keeps %s for the operator', async (localPart) => {
    await expect(createMailbox(ctx, session(), { localPart })).rejects.toMatchObject({ code: 'reserved_local_part' })
  })

  test('refuses a domain that is not ours', async () => {
    await expect(createMailbox(ctx, session(), { domain: 'example.com' })).rejects.toMatchObject({
      code: 'unknown_domain',
    })
  })

  test('twenty callers at once get one address once', async () => {
    const results = await atOnce(20, () => createMailbox(ctx, session(), { localPart: 'wanted' }))
    expect(codesOf(results)).toEqual(Array(19).fill('address_taken'))
  })

  test('an ended mailbox keeps its address', async () => {
    const viewer = session()
    const { mailbox } = await createMailbox(ctx, viewer, { localPart: 'ended' })
    await deleteMailbox(ctx, viewer, mailbox.address)
    await expect(createMailbox(ctx, viewer, { localPart: 'ended' })).rejects.toMatchObject({ code: 'address_taken' })
  })

  test('a retired address is closed until its quarantine ends, and open from then on', async () => {
    await ctx.db.pool.query(
      `INSERT INTO retired_addresses VALUES ('early@mayfly.localhost', now() + interval '1 minute'),
                                            ('late@mayfly.localhost', now())`,
    )
    await expect(createMailbox(ctx, session(), { localPart: 'early' })).rejects.toMatchObject({ code: 'address_taken' })
    expect((await createMailbox(ctx, session(), { localPart: 'late' })).mailbox.address).toBe('late@mayfly.localhost')
  })

  test('an address that a purge retires while it is asked for stays closed', async () => {
    await ctx.db.pool.query(
      `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type) VALUES ('race@mayfly.localhost', now(), 1, 'anonymous')`,
    )
    const purge = await ctx.db.pool.connect()
    await purge.query('BEGIN')
    await purge.query(`DELETE FROM mailboxes WHERE address = 'race@mayfly.localhost'`)
    await purge.query(`INSERT INTO retired_addresses VALUES ('race@mayfly.localhost', now() + interval '1 day')`)
    const creating = createMailbox(ctx, session(), { localPart: 'race' })
    const refusal = expect(creating).rejects.toMatchObject({ code: 'address_taken' })
    await waitForLock()
    await purge.query('COMMIT')
    purge.release()
    await refusal
  })

  async function waitForLock(): Promise<void> {
    for (;;) {
      const { rowCount } = await ctx.db.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      if (rowCount) return
    }
  }
})

describe('limits', () => {
  test('twenty creates at once give exactly the plan, the rest are told which plan', async () => {
    const viewer = session()
    const results = await atOnce(20, () => createMailbox(ctx, viewer, {}))
    expect(codesOf(results)).toEqual(Array(15).fill('mailbox_limit_reached'))
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason.extra).toEqual({ limit: 5, plan: 'anonymous' })
    expect(await listMailboxes(ctx, viewer, { limit: 100 })).toHaveLength(5)
  })

  test('a mailbox that ended makes room', async () => {
    const viewer = session()
    const created = await Promise.all(Array.from({ length: 5 }, () => createMailbox(ctx, viewer, {})))
    await deleteMailbox(ctx, viewer, created[0]?.mailbox.address ?? '')
    await expect(createMailbox(ctx, viewer, {})).resolves.toBeDefined()
  })
})

describe('idempotency', () => {
  test('twenty requests at once with one key make one mailbox and one token', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => createMailbox(ctx, NOBODY, { idempotencyKey: 'twenty at once, one key' })),
    )
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
  })

  test('the same key with other parameters is refused', async () => {
    const viewer = session()
    await createMailbox(ctx, viewer, { idempotencyKey: 'k' })
    await expect(createMailbox(ctx, viewer, { idempotencyKey: 'k', ttlMinutes: 5 })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })

  test('a key belongs to its caller', async () => {
    const [one, two] = await Promise.all(
      [session(), session()].map((viewer) => createMailbox(ctx, viewer, { idempotencyKey: 'shared' })),
    )
    expect(one?.mailbox.address).not.toBe(two?.mailbox.address)
  })

  test('a key is free again after 24 hours, and not before', async () => {
    const viewer = session()
    const create = () => createMailbox(ctx, viewer, { idempotencyKey: 'aging' })
    // cut off, since the column rounds, up to half a millisecond younger
    const age = (by: string) =>
      ctx.db.pool.query(`UPDATE idempotency_keys SET created_at = date_trunc('milliseconds', now() - $1::interval)`, [
        by,
      ])
    const first = await create()
    await age('23:59:59')
    expect(await create()).toEqual(first)
    await age('24:00:00')
    expect(await create()).not.toEqual(first)
  })

  test('a refused create leaves its key unused', async () => {
    const viewer = session()
    await createMailbox(ctx, session(), { localPart: 'occupied' })
    const wanted = { localPart: 'occupied', idempotencyKey: 'retry' }
    await expect(createMailbox(ctx, viewer, wanted)).rejects.toMatchObject({ code: 'address_taken' })
    await ctx.db.pool.query(`DELETE FROM mailboxes WHERE address = 'occupied@mayfly.localhost'`)
    expect((await createMailbox(ctx, viewer, wanted)).mailbox.address).toBe('occupied@mayfly.localhost')
  })
})
