/** On mail that is well formed, our reader and the one most Node programs use must see the same. */
import { simpleParser } from 'mailparser'
import type { SendMailOptions } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { expect, test } from 'vitest'
import { scanHeaders } from '../headers'
import { parseMessage } from '../parse'
import { readAttachment } from '../testing/open'

const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 31) % 256))
const base = {
  from: '"Ünal, Ada" <ada@sender.example>',
  to: 'box@mayfly.example, "B, B" <b@x.example>',
  date: new Date(0),
}

const MAILS: (SendMailOptions & { subject: string })[] = [
  { ...base, subject: 'text', text: 'Plain words.\nSecond line.\n' },
  { ...base, subject: 'Grüße 你好 🎉', text: 'Grüße 你好 🎉\n'.repeat(50) },
  { ...base, subject: 'html', html: '<p>Grüße <b>fett</b></p>' },
  { ...base, subject: 'both', text: 'words', html: '<p>words</p>', textEncoding: 'base64' },
  { ...base, subject: 'x'.repeat(300), text: `${'long line '.repeat(300)}\n`, textEncoding: 'quoted-printable' },
  {
    ...base,
    subject: 'attachments',
    text: 'see files',
    html: '<img src="cid:logo@x">',
    attachments: [
      { filename: 'Übersicht 你好.bin', content: bytes },
      { filename: 'logo.png', content: bytes, cid: 'logo@x', contentDisposition: 'inline' },
      { filename: 'notes.txt', content: 'notes' },
    ],
  },
  {
    ...base,
    subject: 'calendar',
    text: 'come',
    icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
  },
]

test.each(MAILS)('agrees on $subject', async (options) => {
  const raw = await new MailComposer(options).compile().build()
  const theirs = await simpleParser(raw, { keepCidLinks: true, skipTextToHtml: true, skipHtmlToText: true })
  const ours = await parseMessage(raw)
  expect(ours.parseError).toBeNull()
  expect(ours.bodyText?.trimEnd()).toBe(theirs.text?.trimEnd() || undefined)
  expect(ours.bodyHtml?.trimEnd()).toBe(theirs.html ? theirs.html.trimEnd() : undefined)
  expect(ours.attachments.map(({ filename, size, content_type }) => [filename, size, content_type])).toEqual(
    theirs.attachments.map(({ filename, size, contentType }) => [filename ?? null, size, contentType]),
  )
  for (const [index, { content }] of theirs.attachments.entries()) {
    expect((await readAttachment(raw, index))?.content.equals(content)).toBe(true)
  }
  const { from, to, subject, date, messageId } = scanHeaders(raw)
  expect({ from, to, subject, date, messageId }).toEqual({
    from: theirs.from?.value[0],
    to: [theirs.to].flat().flatMap((list) => list?.value ?? []),
    subject: theirs.subject,
    date: theirs.date,
    messageId: theirs.messageId,
  })
})
