import { expect, test } from 'vitest'
import { addScore, emptyScore, precisionOf, recallOf, scoreMail } from './fixtures/extraction-score'
import { listLabelledMails, toRaw } from './fixtures/labelled-mails'
import { parseMessage } from './parse'

const MAILS = listLabelledMails()

test.each(['codes', 'otp', 'link'] as const)(
  'at least 97 %% of the %s are found, and are what they seem',
  async (aspect) => {
    const all = emptyScore()
    for (const mail of MAILS) addScore(all, scoreMail(mail, await parseMessage(toRaw(mail))))
    expect(precisionOf(all[aspect]), all.faults.join('\n')).toBeGreaterThanOrEqual(0.97)
    expect(recallOf(all[aspect]), all.faults.join('\n')).toBeGreaterThanOrEqual(0.97)
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
      subject: 'News',
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
