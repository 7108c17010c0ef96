import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNameServer } from '@/lib/testing/name-server'
import { createReceiver, type Receiver } from '@/lib/testing/receiver'
import { createPublicLookup } from './lookup'
import { createSend } from './send'
import { isPublicAddress, toTarget } from './target'

let receiver: Receiver
beforeAll(async () => {
  receiver = await createReceiver()
})
afterAll(() => receiver.close())

const closed = { WEBHOOK_ALLOW_PRIVATE: 'off' } as const
const open = { WEBHOOK_ALLOW_PRIVATE: 'on' } as const
const letter = (url: string) => ({ url, secret: 'whsec_AAAA', eventId: 'an-id', body: '{}' })

const PRIVATE = [
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254', // metadata
  '100.64.0.1', // carrier-grade NAT
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254', // metadata
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8', // mapped addresses are never needed
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  '100::1',
  '4000::1', // nobody's yet
]

test.each(PRIVATE)('%s is refused as a target and again at the connection', async (address) => {
  expect(isPublicAddress(address)).toBe(false)
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${receiver.port}/`
  expect(() => toTarget(closed, url)).toThrow(expect.objectContaining({ code: 'invalid_webhook_url', status: 422 }))
  expect(await createSend(closed)(letter(url))).toMatchObject({
    isDelivered: false,
    error: 'the name leads to a private or reserved address',
  })
})

test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111'])('%s is out in the Internet', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test('numbers in disguise are seen through', () => {
  for (const host of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::ffff:7f00:1]', '１２７.0.0.1']) {
    expect(() => toTarget(closed, `http://${host}/`)).toThrow(expect.objectContaining({ code: 'invalid_webhook_url' }))
  }
})

test('a name is judged by what it resolves to, when the socket connects', async () => {
  const names = await createNameServer({
    'rebound.example': ['127.0.0.1'],
    'mixed.example': ['8.8.8.8', '::ffff:127.0.0.1'],
    'detour.example': ['64:ff9b::7f00:1'],
  })
  const send = createSend(closed, { lookup: createPublicLookup({ servers: [names.server] }) })
  const before = receiver.requests()
  for (const name of ['rebound.example', 'mixed.example', 'detour.example']) {
    expect(toTarget(closed, `http://${name}:${receiver.port}/`)).toContain(name)
    const { error } = await send(letter(`http://${name}:${receiver.port}/`))
    expect([name, error]).toEqual([name, 'the name leads to a private or reserved address'])
  }
  const { error } = await send(letter(`https://nobody.example:${receiver.port}/`))
  expect(error).toBe('the name cannot be resolved')
  expect(receiver.requests()).toBe(before)
  expect(await createSend(open)(letter(`http://localhost:${receiver.port}/`))).toMatchObject({ isDelivered: true })
  await names.close()
})

test('names whose servers never answer hold up no other name, and no thread of the process', async () => {
  const names = await createNameServer({ 'silent.example': null, 'quick.example': ['127.0.0.1'] })
  const send = createSend(closed, {
    limitMs: 2_000,
    lookup: createPublicLookup({ servers: [names.server], tryMs: 100 }),
  })
  let silent = 0
  const slow = Array.from({ length: 32 }, async () => {
    const sent = await send(letter('https://silent.example/'))
    silent++
    return sent.error
  })
  const { error } = await send(letter('https://quick.example/'))
  await readFile(import.meta.filename)
  expect([error, silent]).toEqual(['the name leads to a private or reserved address', 0])
  expect(new Set(await Promise.all(slow))).toEqual(new Set(['the name cannot be resolved']))
  await names.close()
})

test('only URLs that can receive are taken', () => {
  const bad = [
    '',
    'hook',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com:22/',
    'http://example.com:25/',
    'http://localhost/',
    'http://a.localhost./',
    'http://metadata.google.internal/',
    'http://printer.local/',
  ]
  for (const url of bad) expect(() => toTarget(closed, url), url).toThrow(expect.objectContaining({ status: 422 }))
  expect(toTarget(closed, 'https://EXAMPLE.com:443/a?b#c')).toBe('https://example.com/a?b')
  expect(toTarget(open, 'http://127.0.0.1:99/')).toBe('http://127.0.0.1:99/')
})

test('a receiver that never answers, or not in HTTP, costs no more than the limit', async () => {
  receiver.answerWith(0)
  const send = createSend(open, { limitMs: 200 })
  expect(await send(letter(receiver.url))).toMatchObject({
    isDelivered: false,
    status: null,
    error: 'no answer within 0.2 s',
  })
  receiver.answerWith(204)
  const drip: Server = createServer((socket) => {
    socket.on('error', () => {})
    const timer = setInterval(() => socket.write('HTTP/1.1 200 OK\r\nX: y'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  await new Promise<void>((resolve) => drip.listen(0, '127.0.0.1', resolve))
  const address = drip.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await send(letter(`http://127.0.0.1:${port}/`))).toMatchObject({ isDelivered: false, status: null })
  await new Promise((resolve) => drip.close(resolve))
})

test('an attempt that is called off says so', async () => {
  expect(await createSend(open)(letter(receiver.url), AbortSignal.abort())).toMatchObject({ isDelivered: false })
})
