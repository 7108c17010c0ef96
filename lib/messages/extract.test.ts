import { expect, test } from 'vitest'
import { LABELLED_MAILS, toRaw } from './fixtures/labelled-mails'
import { parseMessage } from './parse'

test('finds at least 95 % of the codes, and at least 95 % of what it finds are codes', async () => {
  let right = 0
  const faults: string[] = []
  for (const mail of LABELLED_MAILS) {
    const found = (await parseMessage(toRaw(mail))).codes.map(({ value }) => value)
    for (const value of found) {
      if (mail.codes.includes(value)) right++
      else faults.push(`${mail.name}: ${value} is no code`)
    }
    for (const value of mail.codes) if (!found.includes(value)) faults.push(`${mail.name}: ${value} was not found`)
  }
  const wrong = faults.filter((fault) => fault.endsWith('no code')).length
  const missed = faults.length - wrong
  expect(right / (right + wrong), faults.join('\n')).toBeGreaterThanOrEqual(0.95)
  expect(right / (right + missed), faults.join('\n')).toBeGreaterThanOrEqual(0.95)
})

test.each(LABELLED_MAILS.map((mail) => [mail.name, mail] as const))(
  'reads the code and the link of: %s',
  async (_, mail) => {
    const { otp, verificationLink } = await parseMessage(toRaw(mail))
    expect(otp).toBe(mail.codes[0] ?? null)
    expect(verificationLink).toBe(mail.link ?? null)
  },
)

test('where a code comes from is told, and the sender knows best', async () => {
  const mail = (extra: string, body: string) =>
    parseMessage(Buffer.from(`From: a@bank.example\r\nSubject: s\r\n${extra}\r\n\r\n${body}`))
  expect((await mail('One-Time-Code: 111-222', 'Your code is 333444')).codes).toEqual([
    { value: '111222', score: 1, source: 'header' },
    { value: '333444', score: expect.any(Number), source: 'text' },
  ])
  expect((await mail('X: y', 'Your code is 333444.\n\n@bank.example #333444\n')).codes).toEqual([
    { value: '333444', score: 0.99, source: 'origin_bound' },
  ])
  expect((await mail('Content-Type: text/html', '<p>Your code is <b>333444</b></p>')).codes[0]).toMatchObject({
    source: 'html',
  })
  expect((await mail('OTP-Token: "1830"; origin="https://elsewhere.example"', 'See you.')).codes).toEqual([])
})

test('lists every web address once, with its kind, host and text', async () => {
  const { links } = await parseMessage(
    toRaw({
      name: '',
      subject: 'News',
      codes: [],
      html: '<a href="https://n.example/unsub?u=1">Unsubscribe</a> <a href="https://n.example/a">Read</a> <a href="https://n.example/a">again</a> <a href="javascript:x">x</a> <a href="mailto:a@b">m</a> see https://plain.example/x.',
      text: 'https://n.example/a and (https://münchen.example/ü).',
    }),
  )
  expect(links).toEqual([
    { url: 'https://n.example/unsub?u=1', text: 'Unsubscribe', kind: 'unsubscribe', host: 'n.example' },
    { url: 'https://n.example/a', text: 'Read', kind: 'other', host: 'n.example' },
    { url: 'https://plain.example/x', text: 'https://plain.example/x', kind: 'other', host: 'plain.example' },
    {
      url: 'https://münchen.example/ü',
      text: 'https://münchen.example/ü',
      kind: 'other',
      host: 'xn--mnchen-3ya.example',
    },
  ])
})
