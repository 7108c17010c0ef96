import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { storeTestMessage } from '@/lib/testing/messages'
import { listMessages } from './messages'
import { toProbes, toSignature } from './search-signature'
import { toSearchTerms } from './search-terms'
import { toSearchText } from './search-text'
import { waitForMessage } from './wait'

const MAILS = [
  { subject: 'Your invoice 2026-114', text: 'Crème brûlée for the Lindqvists. https://studio.example/plans?id=ab12' },
  { subject: '驗證您的電子郵件', text: '請輸入您的驗證碼以完成註冊。東京タワー' },
  { subject: 'Подтверждение адреса', text: 'Ваш код подтверждения. Ёлка. שָׁלוֹם مَرْحَبًا ΟΔΟΣ Straße' },
  { subject: 'Quarterly report', text: `Supercalifragilistic ${'long '.repeat(50)}` },
]

let ctx: TestContext
let inbox: TestMailbox
beforeAll(async () => {
  ctx = await createTestContext()
  inbox = await createTestMailbox(ctx)
  for (const mail of MAILS) await storeTestMessage(ctx, inbox, mail)
})
afterAll(() => ctx.dispose())

const find = async (q: string) =>
  (await listMessages(ctx, inbox.viewer, inbox.address, { limit: 100, q })).map(({ seq }) => seq)

describe.each(['with signatures', 'of messages stored before there were signatures'])('search %s', (which) => {
  beforeAll(async () => {
    if (which !== 'with signatures') await ctx.db.pool.query('UPDATE message_contents SET search_signature = NULL')
  })

  test.each([
    ['invoice', [1]],
    ['NVOIC', [1]],
    ['e', [4, 3, 1]],
    ['qv', [1]],
    ['creme brulee', [1]],
    ['crème', [1]],
    ['2026-114', [1]],
    ['studio.example/plans', [1]],
    ['輸入', [2]],
    ['碼', [2]],
    ['驗證碼', [2]],
    ['タワ', [2]],
    ['твержд', [3]],
    ['елка', [3]],
    ['שלום', [3]],
    ['مرحبا', [3]],
    ['οδος', [3]],
    ['STRASSE', [3]],
    ['califrag long', [4]],
    ['report invoice', []],
    ['invoices', []],
    ['nothing-of-this', []],
  ])('%s finds %j', async (q, seqs) => {
    expect(await find(q)).toEqual(seqs)
    const answer = await waitForMessage(
      ctx,
      inbox.viewer,
      inbox.address,
      { q, for: 'message', timeoutMs: 0, afterSeq: 0 },
      new AbortController().signal,
    )
    expect(answer.message?.seq).toBe(seqs.at(-1))
  })

  test('an empty question asks for everything, one of marks alone for nothing', async () => {
    expect(await find('')).toEqual([4, 3, 2, 1])
    expect(await find(' \t')).toEqual([4, 3, 2, 1])
    expect(await find('%')).toEqual([])
    expect(await find('…!?')).toEqual([])
  })

  test.each(["'", "a' | 'b", 'a:*', '!a', '(', 'a & | b', '\\', '_', '%e%', '\ud800', 'İ', '$1', '\u{1f600}'])(
    'what means something to a database means nothing here: %s',
    async (q) => {
      expect(await find(q)).toBeInstanceOf(Array)
    },
  )

  test('hundreds of words are one question', async () => {
    expect(await find('long report '.repeat(80))).toEqual([4])
    expect(await find(Array.from({ length: 200 }, (_, n) => `w${n}`).join(' '))).toEqual([])
  })
})

test('pages of search results go newest first and stop at both ends', async () => {
  const other = await createTestMailbox(ctx)
  for (let n = 1; n <= 7; n++) await storeTestMessage(ctx, other, { subject: n % 2 ? 'An odd one' : 'Even' })
  const page = async (input: object) =>
    (await listMessages(ctx, other.viewer, other.address, { limit: 2, q: 'dd', ...input })).map(({ seq }) => seq)
  expect(await page({})).toEqual([7, 5])
  expect(await page({ beforeSeq: 5 })).toEqual([3, 1])
  expect(await page({ beforeSeq: 5, afterSeq: 1 })).toEqual([3])
  expect(await page({ unread: false })).toEqual([])
})

test('a signature never denies a part of what it was made of, however much that is', () => {
  const alphabet = 'abcdefghij0123456789漢字仮名交文е́ж'
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return (seed >>> 8) % below
  }
  for (const words of [1, 30, 300, 3_000]) {
    const text = Array.from({ length: words }, () =>
      Array.from({ length: 1 + random(12) }, () => alphabet[random(alphabet.length)]).join(''),
    ).join(' ')
    const signature = Buffer.from(toSearchText({ subject: '', people: [], texts: [text] }).searchSignature, 'base64')
    const has = (number: number) => {
      const at = number & (signature.length * 8 - 1)
      return ((signature[at >> 3] ?? 0) >> (at & 7)) & 1
    }
    for (const term of toSearchTerms(text).slice(0, 300)) {
      const start = random(term.length)
      const part = term.slice(start, start + 1 + random(term.length))
      expect(toProbes([part]).filter((number) => !has(number))).toEqual([])
    }
  }
})

test('a signature denies nearly everything else, in a few hundred bytes', () => {
  const words = Array.from({ length: 250 }, (_, n) => (n * 7_919 + 10_007).toString(36) + (n * 104_729).toString(30))
  const signature = Buffer.from(toSignature(words), 'base64')
  expect(signature.length).toBeLessThanOrEqual(1_024)
  const has = (number: number) => {
    const at = number & (signature.length * 8 - 1)
    return ((signature[at >> 3] ?? 0) >> (at & 7)) & 1
  }
  const strangers = Array.from({ length: 1_000 }, (_, n) => `z${(n * 15_485_863).toString(36)}`)
  const taken = strangers.filter((word) => toProbes([word]).every(has))
  expect(taken.length).toBeLessThan(100)
})

test('three letters that a text does not hold are mostly denied, though their one run may be by chance in its signature', () => {
  const words = Array.from({ length: 250 }, (_, n) => (n * 7_919 + 10_007).toString(36) + (n * 104_729).toString(30))
  const signature = Buffer.from(toSignature(words), 'base64')
  const has = (number: number) => {
    const at = number & (signature.length * 8 - 1)
    return ((signature[at >> 3] ?? 0) >> (at & 7)) & 1
  }
  const letters = [...'абвгдежзиклмно']
  const strangers = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
  expect(strangers.filter((part) => toProbes([part]).every(has)).length).toBeLessThan(strangers.length / 20)
})

test('messages are joined only where their words were found, however many their signatures let through', async () => {
  const other = await createTestMailbox(ctx)
  await ctx.db.pool.query(
    `WITH stored AS (
       INSERT INTO messages (id, mailbox_id, seq, slot, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol,
         duration_ms, to_list, subject)
       SELECT gen_random_uuid(), $1, n, 2, now(), 1, '', '', '', '', '', 1, '[]', '' FROM generate_series(1, 1000) n
       RETURNING id, mailbox_id, seq, slot)
     INSERT INTO message_contents (message_id, mailbox_id, seq, slot, preview, cc, reply_to, headers, attachments,
       attachment_count, codes, links, search_text)
     SELECT id, mailbox_id, seq, slot, '', '[]', '[]', '[]', '[]', 0, '[]', '[]', 'word' || seq FROM stored`,
    [other.id],
  )
  const asked: [text: string, values: unknown[]][] = []
  const pool = new Proxy(ctx.db.pool, {
    get: (target, name) =>
      name === 'query' ? (...query: [string, unknown[]]) => keep(query) : Reflect.get(target, name),
  })
  const keep = (query: [string, unknown[]]) => {
    asked.push(query)
    return ctx.db.pool.query(...query)
  }
  const observed = { ...ctx, db: { ...ctx.db, pool } }
  const found = await listMessages(observed, other.viewer, other.address, { limit: 50, q: 'ord99' })
  expect(found.map(({ seq }) => seq)).toEqual([...Array.from({ length: 10 }, (_, n) => 999 - n), 99])
  const [text, values] = asked.at(-1) ?? ['', []]
  const { rows } = await ctx.db.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS OFF) ${text}`, values)
  const scans = rows.map((row) => row['QUERY PLAN']).filter((line) => / on messages m /.test(line))
  expect(scans).toEqual([expect.stringMatching(/using messages_mailbox_seq_key .* loops=11\)/)])
})
