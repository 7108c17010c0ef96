import { beforeAll, expect, test } from 'vitest'
import { addScore, emptyScore, precisionOf, recallOf, scoreMail } from './fixtures/extraction-score'
import { listLabelledMails, toRaw } from './fixtures/labelled-mails'
import { parseMessage } from './parse'
import { renderDocument } from './render'

const ALL = emptyScore()
const NO_PICTURES = { subject: '', images: false, attachments: [], attachmentUrl: () => '' }

beforeAll(async () => {
  for (const mail of listLabelledMails()) addScore(ALL, scoreMail(mail, await parseMessage(toRaw(mail))))
}, 60_000)

test.each(['codes', 'otp', 'link'] as const)(
  '0.97 and more of the %s are found, and of those told are right',
  (aspect) => {
    expect(precisionOf(ALL[aspect]), ALL.faults.join('\n')).toBeGreaterThanOrEqual(0.97)
    expect(recallOf(ALL[aspect]), ALL.faults.join('\n')).toBeGreaterThanOrEqual(0.97)
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

test('lists every web address once, with its kind, host and text, and whether it belongs to the sender', async () => {
  const { links } = await parseMessage(
    toRaw({
      from: 'News <news@mail.n.example>',
      subject: 'News',
      html: '<a href="https://n.example/unsub?u=1">Unsubscribe</a> <a href="https://n.example/a">Read</a> <a href="https://n.example/a">again</a> <a href="javascript:x">x</a> <a href="mailto:a@b">m</a> see https://plain.example/x.',
      text: 'https://n.example/a and (https://münchen.example/ü) and http://192.0.2.1/x',
    }),
  )
  expect(links).toEqual([
    {
      url: 'https://n.example/unsub?u=1',
      text: 'Unsubscribe',
      kind: 'unsubscribe',
      host: 'n.example',
      is_aligned: true,
    },
    { url: 'https://n.example/a', text: 'Read', kind: 'other', host: 'n.example', is_aligned: true },
    {
      url: 'https://plain.example/x',
      text: 'https://plain.example/x',
      kind: 'other',
      host: 'plain.example',
      is_aligned: false,
    },
    {
      url: 'https://münchen.example/ü',
      text: 'https://münchen.example/ü',
      kind: 'other',
      host: 'xn--mnchen-3ya.example',
      is_aligned: false,
    },
    { url: 'http://192.0.2.1/x', text: 'http://192.0.2.1/x', kind: 'other', host: '192.0.2.1', is_aligned: null },
  ])
})

test('controls that turn text around stand escaped in an address, in HTML as in text, and so does the document open it', async () => {
  const url = 'https://x.example/\u202efdp.exe?a=\u2066b'
  const expected = 'https://x.example/%E2%80%AEfdp.exe?a=%E2%81%A6b'
  for (const body of [{ html: `<a href="${url}">Open</a>` }, { text: `\u202bלחצו: \u202a${url}\u202c.\n` }]) {
    const { links, safeHtml, bodyText } = await parseMessage(toRaw({ subject: 's', ...body }))
    expect(links.map((link) => link.url)).toEqual([expected])
    const document = renderDocument({ ...NO_PICTURES, safeHtml, bodyText }).html
    expect(document).toContain(`<a href="${expected}"`)
    expect(new URL(url).href).toBe(expected)
  }
})

test('two customers of one host are strangers to each other', async () => {
  const { links } = await parseMessage(
    toRaw({ from: 'a@one.github.io', subject: 's', text: 'https://one.github.io/ https://two.github.io/\n' }),
  )
  expect(links.map((link) => link.is_aligned)).toEqual([true, false])
})

test('what List-Unsubscribe names ends mails, whatever stands on it', async () => {
  const { links, verificationLink } = await parseMessage(
    toRaw({
      subject: 'Confirm your account',
      headers: ['List-Unsubscribe: <mailto:out@x.example>, <https://x.example/o/9f8e7d6c5b4a39281706>'],
      html: '<a href="https://x.example/o/9f8e7d6c5b4a39281706">Confirm my choice</a>',
    }),
  )
  expect(links.map(({ kind }) => kind)).toEqual(['unsubscribe'])
  expect(verificationLink).toBeNull()
})

test('of an old code and a new one the new one is first, and quoted mail counts only on its own', async () => {
  const read = async (text: string) =>
    (await parseMessage(toRaw({ subject: 'Your code', text }))).codes.map((c) => c.value)
  expect(await read('Your old code 111222 no longer works.\nYour new code is 333444.\n')).toEqual(['333444', '111222'])
  expect(await read('Your code is 333444.\n\n> Your code is 111222.\n')).toEqual(['333444'])
  expect(await read('See below.\n\n> Your code is 111222.\n')).toEqual(['111222'])
})

test('neither the scale of a survey nor a figure in large type is a code', async () => {
  const boxes = Array.from({ length: 10 }, (_, i) => `<div style="font-size:30px">${i + 1}</div>`).join('')
  const html = `<p>How well did your login code work for you?</p>${boxes}`
  expect((await parseMessage(toRaw({ subject: 'Your login code', html }))).codes).toEqual([])
})

test('a code made of words is told as it is to be typed, and pieces of sentences are none', async () => {
  const read = async (text: string) => (await parseMessage(toRaw({ subject: 'Sign in', text }))).otp
  expect(await read('Enter this one-time passphrase in your open tab:\n\nlemon rotate cabin\n')).toBe(
    'lemon rotate cabin',
  )
  expect(await read('Your login code: fosta-limer-quebu\n')).toBe('fosta-limer-quebu')
  expect(await read('Use this login code directly:\n\ntyrnk-hwqea\n')).toBe('tyrnk-hwqea')
  expect(await read('Your voucher code:\n\nfirst-order\n')).toBeNull()
  expect(await read('Your code keeps the account\nsafe and well today\n')).toBeNull()
  expect(await read('Your recovery passphrase:\n\nlemon rotate cabin lift\n')).toBeNull()
})
