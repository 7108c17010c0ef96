import { expect, test } from 'vitest'
import { authenticate } from './authenticate'
import { type Resolve, withBounds } from './bounded-resolver'

const never: Resolve = () => new Promise(() => {})

test('a resolver that never answers is a time-out, for one look-up and for the message', async () => {
  const bounded = withBounds(never, { lookupLimitMs: 20, messageLimitMs: 60 })
  const started = performance.now()
  for (let i = 0; i < 20; i++) await expect(bounded('x.example', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('look-ups of one message are counted', async () => {
  let asked = 0
  const bounded = withBounds(async () => {
    asked++
    return []
  })
  await Promise.allSettled(Array.from({ length: 1_000 }, () => bounded('x.example', 'A')))
  expect(asked).toBe(150)
})

test.each([
  ['too many records', Array.from({ length: 101 }, () => ['v=spf1 -all'])],
  ['a record too long', [['x'.repeat(70_000)]]],
])('an answer of %s is refused', async (_, answer) => {
  await expect(withBounds(async () => answer)('x.example', 'TXT')).rejects.toMatchObject({ code: 'EBADRESP' })
})

test('records that name each other without end are given up', async () => {
  let asked = 0
  const loop: Resolve = async (name) => {
    asked++
    return name.startsWith('_') ? [] : [[`v=spf1 include:a.${name} include:b.${name} include:c.${name} -all`]]
  }
  const raw = Buffer.from('From: a@x.example\r\n\r\nx')
  const { spf } = await authenticate({ raw, mailFrom: 'a@x.example', clientIp: '192.0.2.1', clientName: 'x' }, loop)
  expect(spf.result).toBe('permerror')
  expect(asked).toBeLessThan(30)
})
