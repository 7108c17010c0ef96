/** The client and the command line as their users have them: installed from the package, against a running Mayfly. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import type * as Sdk from '@/lib/client/sdk'
import { BASE_URL, sendMail } from './client'
import { installPackage, onceSaid, ROOT, removePackage, runIn, startIn } from './package'

test.describe.configure({ mode: 'serial' })

let folder = ''
let sdk: typeof Sdk
test.beforeAll(async () => {
  folder = await installPackage()
  sdk = await import(pathToFileURL(path.join(folder, 'node_modules/mayfly/index.js')).href)
})
test.afterAll(() => removePackage(folder))

const sendCode = (to: string, code: string, from = 'Shop <no-reply@shop.example>') =>
  sendMail({ to, from, subject: 'Your code', text: `Your verification code is ${code}.` })

test.describe('the client', () => {
  test('never returns a code twice, and explains a timeout', async () => {
    const mayfly = new sdk.Mayfly({ baseUrl: BASE_URL })
    const inbox = await mayfly.createInbox({ ttlMinutes: 5 })
    await sendCode(inbox.address, '111222')
    expect(await inbox.waitForCode()).toBe('111222')
    const next = inbox.waitForCode()
    await sendCode(inbox.address, '333444')
    expect(await next).toBe('333444')
    await sendMail({ to: inbox.address, subject: 'No code', text: 'Hello' })
    const error = await inbox.waitForCode({ timeoutMs: 1_000 }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(sdk.TimeoutError)
    expect(error).toMatchObject({ nearMisses: [{ seq: 3, why: 'for' }], refused: [] })
  })

  test('waits for links and messages, lists, reads, marks, extends, ends', async () => {
    const mayfly = new sdk.Mayfly({ baseUrl: BASE_URL })
    const inbox = await mayfly.createInbox()
    const url = 'https://shop.example/verify?token=abc123'
    const attachments = [{ filename: 'a.txt', content: 'attached' }]
    await sendMail({
      to: inbox.address,
      subject: 'Confirm',
      html: `<a href="${url}">Verify your e-mail</a>`,
      attachments,
    })
    expect(await inbox.waitForLink()).toBe(url)
    const [summary] = await inbox.messages({ subject: 'confirm' })
    const id = summary?.id ?? ''
    expect((await inbox.markRead(id)).is_read).toBe(true)
    expect((await inbox.getMessage(id)).attachments).toMatchObject([{ filename: 'a.txt' }])
    expect(new TextDecoder().decode(await inbox.getAttachment(id, 0))).toBe('attached')
    expect(new TextDecoder().decode(await inbox.getRaw(id))).toContain('Subject: Confirm')
    expect(await inbox.deliveries()).toMatchObject([{ result: 'accepted', message_id: id }])
    expect((await inbox.extend(7)).ttl_minutes).toBe(7)
    expect(await mayfly.listInboxes()).toMatchObject([{ address: inbox.address }])
    const again = await new sdk.Mayfly({ baseUrl: BASE_URL, token: inbox.token }).getInbox(inbox.address)
    expect((await again.waitForMessage()).subject).toBe('Confirm')
    await inbox.deleteMessage(id)
    await inbox.end()
    await inbox.end()
    await expect(inbox.refresh()).rejects.toMatchObject({ code: 'mailbox_deleted', status: 404 })
  })

  test('watches every message once and in order, until the inbox ends', async () => {
    const inbox = await new sdk.Mayfly({ baseUrl: BASE_URL }).createInbox()
    await sendCode(inbox.address, '100001')
    const seen: string[] = []
    for await (const event of inbox.watch()) {
      seen.push('message' in event ? `${event.type} ${event.message.seq}` : event.type)
      if (event.type === 'new_message' && event.message.seq === 1) await sendCode(inbox.address, '100002')
      if (event.type === 'new_message' && event.message.seq === 2) await inbox.end()
    }
    expect(seen).toEqual(['ready', 'new_message 1', 'new_message 2', 'mailbox_deleted'])
  })

  test('has types that need nothing else', async () => {
    const use = `import { Mayfly, TimeoutError, type Message, type InboxEvent } from 'mayfly'
      const inbox = await new Mayfly({ baseUrl: 'http://localhost' }).createInbox({ ttlMinutes: 5 })
      const code: string = await inbox.waitForCode({ from: 'x' })
      const message: Message = await inbox.waitForMessage({ for: 'otp' })
      const host: string | undefined = message.links[0]?.host
      for await (const event of inbox.watch()) if (event.type === 'new_message') event.message.seq.toFixed()
      // @ts-expect-error there is no such member
      message.nothing
      // @ts-expect-error minutes are a number
      await inbox.extend('5')
      export { code, host, TimeoutError, type InboxEvent }`
    writeFileSync(path.join(folder, 'use.mts'), use)
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc')
    const args = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--lib',
      'es2022,dom,dom.iterable',
    ]
    expect(await runIn(folder, process.execPath, [tsc, ...args, '--types', '', 'use.mts'])).toMatchObject({
      code: 0,
      stdout: '',
    })
  })
})

test.describe('the command line', () => {
  const mayfly = (...args: string[]) => runIn(folder, 'node_modules/.bin/mayfly', args)

  test('makes an inbox, waits for its code, reads, lists, ends', async () => {
    const made = await mayfly('new', '--ttl', '5')
    expect(made.code).toBe(0)
    const address = made.stdout.trim()
    await sendCode(address, '424242')
    expect(await mayfly('wait', '--for', 'otp', '--timeout', '20')).toMatchObject({ code: 0, stdout: '424242\n' })
    const timedOut = await mayfly('wait', '--for', 'otp', '--timeout', '0', '--json')
    expect(timedOut).toMatchObject({ code: 3, stderr: expect.stringContaining('Nothing arrived at all') })
    expect(JSON.parse(timedOut.stdout)).toMatchObject({ status: 'timeout', near_misses: [] })
    expect((await mayfly('read')).stdout).toMatch(/^From: Shop <no-reply@shop\.example>\n.*\nSubject: Your code\n/)
    expect(JSON.parse((await mayfly('messages', '--json')).stdout)).toMatchObject({ seq: 1, otp: '424242' })
    expect((await mayfly('list')).stdout).toContain(address)
    expect((await mayfly('rm')).code).toBe(0)
    expect((await mayfly('read', '--inbox', address)).code).toBe(4)
    expect((await mayfly('read')).code).toBe(2)
  })

  test('watches until the inbox ends', async () => {
    const address = (await mayfly('new')).stdout.trim()
    await sendCode(address, '515151')
    const watching = startIn(folder, 'node_modules/.bin/mayfly', ['watch', '--all', '--json'])
    await onceSaid(watching, 'new_message')
    expect((await mayfly('rm')).code).toBe(0)
    const { code, stdout } = await watching.ended
    const types = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    expect({ code, types }).toEqual({ code: 0, types: ['ready', 'new_message', 'mailbox_deleted'] })
  })

  test('remembers all inboxes that were made at once', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => mayfly('new')))
    const state = JSON.parse(readFileSync(path.join(folder, 'state.json'), 'utf8'))
    for (const { stdout } of made) expect(state[BASE_URL].inboxes).toHaveProperty([stdout.trim()])
  })

  test('tells wrong usage from failure', async () => {
    expect(await mayfly('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes') })
    for (const args of [
      [],
      ['dance'],
      ['wait', '--for', 'luck'],
      ['new', '--ttl', 'x'],
      ['new', '--nothing'],
      ['new', 'a'],
    ]) {
      expect((await mayfly(...args)).code, args.join(' ')).toBe(2)
    }
    expect((await mayfly('new', '--domain', 'not.ours')).code).toBe(1)
    expect((await mayfly('list', '--token', 'mf_wrong')).code).toBe(1)
  })
})
