import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIND_MAILBOXES } from '@/lib/mailboxes/find-mailbox'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { WRITE_CONTENTS } from './contents/write'
import { DELIVER } from './deliver-sql'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

/** The plan that a hot connection keeps for all calls, made while the tables are empty. */
async function explainKept(statement: string, args: string): Promise<string> {
  const client = await ctx.db.hot.connect()
  await client.query(`PREPARE kept AS ${statement}`)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE kept(${args})`)
  client.release(true)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('delivering finds mailboxes by address, never among all that live', async () => {
  const plan = await explainKept(DELIVER, `'[]', '', '{}', '{}', '{}', '{}', 0`)
  expect(plan).toMatch(/mailboxes_address_key[^\n]*\n\s+Index Cond: \(address = ANY/)
  expect(plan).not.toContain('mailboxes_owner_idx')
})

test('contents find their messages by key, however many there are by then', async () => {
  const plan = await explainKept(WRITE_CONTENTS, `'[]'`)
  expect(plan).toMatch(/Index Scan using messages_pkey[^\n]*\n\s+Index Cond: \(id = /)
  expect(plan).toMatch(/Index Scan using unparsed_messages_pkey[^\n]*\n\s+Index Cond: \(\(mailbox_id = /)
  expect(plan).not.toContain('Seq Scan')
})

test('mailboxes are found by address, however many are asked for at once', async () => {
  const plan = await explainKept(FIND_MAILBOXES, `'{}', '{}', '{}'`)
  expect(plan).toContain('mailboxes_address_key')
  expect(plan).not.toContain('Seq Scan')
})
