import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestMailbox } from '@/lib/testing/factories'
import { Client, play } from './testing/dialogue'
import { startTestListener, type TestListener } from './testing/start'

let smtp: TestListener
let address: string
beforeAll(async () => {
  smtp = await startTestListener({ MAX_MESSAGE_BYTES: '5000' })
  address = (await createTestMailbox(smtp.ctx)).address
})
afterAll(() => smtp.stop())

const COMMANDS = [
  'EHLO me',
  'EHLO',
  'EHLO a b c',
  'EHLO \0',
  'HELO \xff\xfe',
  'MAIL',
  'MAIL FROM',
  'MAIL FROM:',
  'MAIL FROM:<>',
  'MAIL FROM:<a@b>',
  'MAIL FROM:<a@b> SIZE=',
  'MAIL FROM:<a@b> SIZE=-1',
  'MAIL FROM:<a@b> SIZE=99999999999999999999',
  'MAIL FROM:<a@b> SIZE=1 SIZE=2',
  'MAIL FROM:<a@b> BODY=BINARYMIME',
  'MAIL FROM:<a@b> __proto__=1 constructor=2',
  'MAIL FROM:<a@b> AUTH=<> FOO=bar',
  'MAIL FROM:<\u00fc@\u00fc>',
  'MAIL FROM:<a\0b@c>',
  `MAIL FROM:<${'a'.repeat(1_900)}@b>`,
  'RCPT TO:<>',
  'RCPT TO:<@>',
  'RCPT TO:<a@>',
  'RCPT TO:<@b>',
  'RCPT TO:<"@mayfly.localhost>',
  'RCPT TO:<"\\"@mayfly.localhost>',
  'RCPT TO:<a@mayfly.localhost> NOTIFY=NEVER ORCPT=rfc822;x',
  'RCPT TO:<a@xn--\u00fc>',
  'RCPT TO:<a@[IPv6:::1]>',
  'RCPT TO:<a@mayfly.localhost.>',
  'RCPT TO:<__proto__@mayfly.localhost>',
  'DATA',
  'DATA now',
  'BDAT 10 LAST',
  'STARTTLS now',
  'AUTH LOGIN',
  'XCLIENT ADDR=1.2.3.4',
  'XFORWARD ADDR=1.2.3.4',
  'WIZ',
  'SHELL',
  'KILL',
  'VRFY root',
  'EXPN list',
  'HELP',
  'NOOP',
  'RSET',
  'TURN',
  '',
  ' ',
  '\0\0\0',
  '.',
  '..',
  'toString',
  'constructor x',
  '\x16\x03\x01\x02\x00',
  'GET / HTTP/1.1',
]

/** Reproducible nonsense: a linear congruential generator (the constants of Numerical Recipes). */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test('two hundred malformed dialogues neither stop nor confuse it', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed)
    const client = await Client.connect(smtp.port)
    await client.reply()
    const lines = Array.from({ length: 12 }, () => COMMANDS[random(COMMANDS.length)] ?? '')
    const eol = ['\r\n', '\n', '\r\r\n'][random(3)] ?? ''
    const end = ['QUIT\r\n', '.\r\nQUIT\r\n', '\r\n.\r\nQUIT\r\n', ''][random(4)] ?? ''
    client.socket.end(Buffer.from(lines.join(eol) + eol + end, random(2) ? 'latin1' : 'utf8'))
    for (let reply = 'x'; reply !== ''; ) {
      reply = await client.reply()
      if (reply) expect(reply).toMatch(/^[2345]\d\d[ -]/)
    }
  }
  const mail = ['EHLO me', 'MAIL FROM:<a@b>', `RCPT TO:<${address}>`, 'DATA', 'still here\r\n.\r\n']
  expect(
    await play(
      smtp.port,
      mail.map((send) => ({ send, expect: /^(250|354)/ })),
    ),
  ).toEqual([])
})

test('a plaintext command behind STARTTLS is not carried into the encrypted session', async () => {
  const client = await Client.connect(smtp.port)
  await client.reply()
  await client.command('EHLO me')
  expect(await client.command('STARTTLS\r\nMAIL FROM:<a@b>\r\n')).toMatch(/^220/)
  client.send('not a handshake')
  expect(await client.reply()).toBe('')
})

test('what was pipelined behind STARTTLS is gone after the handshake, and so is what was known before it', async () => {
  const socket = net.connect(smtp.port, '127.0.0.1')
  const next = async (from: net.Socket) => String((await once(from, 'data'))[0])
  await next(socket)
  socket.write('EHLO before\r\n')
  await next(socket)
  socket.write(`STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@b>\r\nRCPT TO:<${address}>\r\n`)
  expect(await next(socket)).toBe('220 2.0.0 Ready to start TLS\r\n')
  const secure = tls.connect({ socket, rejectUnauthorized: false })
  await once(secure, 'secureConnect')
  const ask = async (line: string) => {
    secure.write(`${line}\r\n`)
    return next(secure)
  }
  expect(await ask('MAIL FROM:<a@b>')).toMatch(/^503 /)
  expect(await ask('EHLO after')).toMatch(/^250-/)
  expect(await ask('DATA')).toMatch(/^503 /)
  expect(await ask('STARTTLS')).toMatch(/^503 /)
  secure.destroy()
})
