import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { beforeAll, expect, test } from 'vitest'
import { authenticate, type Submission } from './authenticate'
import type { Resolve } from './bounded-resolver'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const ZONE: Record<string, string> = {
  'TXT sender.example': 'v=spf1 ip4:192.0.2.0/24 -all',
  'TXT s1._domainkey.sender.example': `v=DKIM1; k=rsa; p=${KEY}`,
  'TXT _dmarc.sender.example': 'v=DMARC1; p=reject',
  'TXT s1._domainkey.other.example': `v=DKIM1; k=rsa; p=${KEY}`,
}

const dns =
  (zone: Record<string, string>): Resolve =>
  async (name, type) => {
    const record = zone[`${type} ${name}`]
    if (record === undefined) throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
    return [[record]]
  }
const failing =
  (code: string): Resolve =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }))

const MAIL = 'From: Ada <ada@sender.example>\r\nTo: box@mayfly.example\r\nSubject: hello\r\n\r\nYour code is 482913\r\n'

async function sign(signingDomain: string, options: { maxBodyLength?: number } = {}): Promise<string> {
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signature = { signingDomain, selector: 's1', privateKey: key, ...options }
  const { signatures } = await dkimSign(MAIL, {
    ...signature,
    canonicalization: 'relaxed/relaxed',
    signTime: new Date(),
    signatureData: [signature],
  })
  return signatures
}

let signed = ''
let signedByOther = ''
beforeAll(async () => {
  signed = `${await sign('sender.example')}${MAIL}`
  signedByOther = `${await sign('other.example')}${MAIL}`
})

const check = (mail: string, resolve: Resolve, envelope: Partial<Submission> = {}) =>
  authenticate(
    {
      raw: Buffer.from(mail, 'latin1'),
      mailFrom: 'ada@sender.example',
      clientIp: '192.0.2.7',
      clientName: 'mx.sender.example',
      ...envelope,
    },
    resolve,
  )

const results = async (...given: Parameters<typeof check>) => {
  const { spf, dkim, dmarc } = await check(...given)
  return [spf.result, dkim.result, dmarc.result]
}

test('what the sender signed, sent from where it may, passes', async () => {
  expect(await check(signed, dns(ZONE))).toEqual({
    spf: { result: 'pass', domain: 'sender.example' },
    dkim: { result: 'pass', domain: 'sender.example', selector: 's1' },
    dmarc: { result: 'pass', domain: 'sender.example', policy: 'reject' },
  })
})

test('a changed body or field, another host and a missing key are told apart', async () => {
  expect(await results(signed.replace('482913', '666666'), dns(ZONE))).toEqual(['pass', 'fail', 'pass'])
  expect(await results(signed.replace('hello', 'bye'), dns(ZONE))).toEqual(['pass', 'fail', 'pass'])
  expect(await results(signed, dns(ZONE), { clientIp: '203.0.113.9' })).toEqual(['fail', 'pass', 'pass'])
  expect(await results(MAIL, dns(ZONE), { clientIp: '203.0.113.9' })).toEqual(['fail', 'none', 'fail'])
  const { 'TXT s1._domainkey.sender.example': _, ...keyless } = ZONE
  expect(await results(signed, dns(keyless))).toEqual(['pass', 'permerror', 'pass'])
})

test('only a signature of the author counts towards DMARC, and of several the best is told', async () => {
  const envelope = { mailFrom: 'bounce@other.example' }
  expect(await results(signedByOther, dns(ZONE), envelope)).toEqual(['none', 'pass', 'fail'])
  const both = await check(`${signedByOther.slice(0, signedByOther.indexOf('From:'))}${signed}`, dns(ZONE), envelope)
  expect(both).toMatchObject({ dkim: { result: 'pass', domain: 'sender.example' }, dmarc: { result: 'pass' } })
})

test('where nothing is published, nothing is found', async () => {
  expect(await results(MAIL, dns({}))).toEqual(['none', 'none', 'none'])
  expect(await results('Subject: no author\r\n\r\nx', dns({}), { mailFrom: '' })).toEqual(['none', 'none', 'none'])
  expect(await results('', dns({}), { mailFrom: '', clientName: '' })).toEqual(['none', 'none', 'none'])
})

test('mail that came by HTTP has no sending host to ask about', async () => {
  expect(await results(signed, dns(ZONE), { clientIp: null })).toEqual(['none', 'pass', 'pass'])
})

test('two authors have no policy', async () => {
  const two = MAIL.replace('<ada@sender.example>', '<ada@sender.example>, <eve@evil.example>')
  expect((await check(two, dns(ZONE))).dmarc).toEqual({ result: 'permerror', domain: null, policy: null })
})

test('a signature over a part of the body vouches for nothing', async () => {
  const partly = `${await sign('sender.example', { maxBodyLength: 4 })}${MAIL}`
  const found = await check(partly, dns(ZONE), { clientIp: '203.0.113.9' })
  expect(found).toMatchObject({ dkim: { result: 'policy' }, dmarc: { result: 'fail' } })
})

test.each(['ETIMEOUT', 'ESERVFAIL', 'EREFUSED', 'ECONNREFUSED'])(
  'DNS that answers %s is a temporary error',
  async (code) => {
    expect(await results(signed, failing(code))).toEqual(['temperror', 'temperror', 'temperror'])
  },
)

test('bare line ends do not break a signature', async () => {
  expect(await results(signed.replaceAll('\r\n', '\n'), dns(ZONE))).toEqual(['pass', 'pass', 'pass'])
})

test('ten thousand signatures cost as many look-ups as eight', async () => {
  const signature = signed.slice(0, signed.indexOf('From:'))
  for (const times of [100, 10_000]) {
    const asked: string[] = []
    const counting: Resolve = (name, type) => {
      asked.push(name)
      return dns(ZONE)(name, type)
    }
    await check(`${signature.repeat(times)}${MAIL}`, counting)
    expect(asked.length).toBeLessThan(20)
  }
})

const SIGNATURE = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=s1; h=from; bh=x; b=y\r\n`
const HOSTILE: [string, string][] = [
  ['an endless line', `${SIGNATURE}From: a@sender.example\r\n\r\n${'a '.repeat(4_000_000)}`],
  ['long lines', `${SIGNATURE}From: a@sender.example\r\n\r\n${`${' '.repeat(100_000)}\r\n`.repeat(80)}`],
  ['bare LF only', `${SIGNATURE}From: a@sender.example\r\n\r\n${'\n'.repeat(4_000_000)}`],
  ['bare CR only', `${SIGNATURE}From: a@sender.example\r\n\r\n${'\r'.repeat(4_000_000)}`],
  ['a field of many lines', `${SIGNATURE}Subject: x${'\r\n y'.repeat(40_000)}\r\nFrom: a@sender.example\r\n\r\nx`],
  ['many authors', `${SIGNATURE}From: ${'a@b,'.repeat(40_000)}\r\n\r\nx`],
  ['open brackets', `${SIGNATURE}From: ${'("<'.repeat(2_700)}\r\n\r\nx`],
  ['a signature of signs', `${SIGNATURE.replace('b=y', `b=${'=;'.repeat(8_000)}`)}From: a@sender.example\r\n\r\nx`],
  ['many fields', `${SIGNATURE.replace('h=from', `h=${'x:'.repeat(3_000)}`)}${'x: 1\r\n'.repeat(10_000)}\r\nx`],
  ['no end of the head', `${SIGNATURE}${'x'.repeat(4_000_000)}`],
]

test.each(HOSTILE)('%s is checked in bounded time', async (_, mail) => {
  const used = process.cpuUsage()
  await check(mail, dns(ZONE))
  expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000)
})
