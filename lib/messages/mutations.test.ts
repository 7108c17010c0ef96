/** Hundreds of mails broken at random, though always the same: whatever comes, reading ends, and what it tells holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutate } from './fixtures/mutations'
import { scanHeaders } from './headers'
import { parseMessage, toUnparsed } from './parse'
import { AttachmentBody, type ParsedMessage } from './schema'
import { readAttachment } from './testing/open'

const SEEDS = 10

const folder = new URL('./fixtures/mail/', import.meta.url)
const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'))
/** What a column of PostgreSQL refuses, and half characters, which JSON cannot carry. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/

test('the same seed gives the same bytes', () => {
  const raw = Buffer.from('Subject: x\r\n\r\nHello')
  expect(mutate(raw, 7)).toEqual(mutate(raw, 7))
  expect(new Set(Array.from({ length: 50 }, (_, seed) => mutate(raw, seed).toString('latin1'))).size).toBeGreaterThan(
    40,
  )
})

test.each(mails)('%s, broken in every way, is read and can be stored', async (name) => {
  const whole = readFileSync(new URL(name, folder))
  for (let seed = 0; seed < SEEDS; seed++) {
    const raw = mutate(whole, seed)
    const parsed = await parseMessage(raw)
    expect(JSON.stringify([parsed, scanHeaders(raw), toUnparsed(raw, 'x')]), `seed ${seed}`).not.toMatch(UNSTORABLE)
    await checkAttachments(raw, parsed, seed)
  }
})

/** What is told of an attachment is what a download gives. */
async function checkAttachments(raw: Buffer, { attachments }: ParsedMessage, seed: number): Promise<void> {
  for (const { place: _, ...told } of attachments.slice(0, 5)) {
    expect(AttachmentBody.parse(told)).toEqual(told)
    const { content, ...found } = (await readAttachment(raw, told.index)) ?? {}
    expect(found, `seed ${seed}`).toEqual(told)
    expect(content?.length, `seed ${seed}`).toBe(told.size)
  }
}
