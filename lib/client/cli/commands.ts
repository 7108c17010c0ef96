/** What `mayfly` can do. */
import { MayflyError } from '../sdk/errors'
import type { InboxEvent } from '../sdk/events'
import type { Inbox } from '../sdk/inbox'
import { Mayfly } from '../sdk/mayfly'
import type { Message, Summary } from '../sdk/types'
import { UsageError } from './exit-codes'
import { bridgeMcp } from './mcp'
import type { CliOptions } from './options'
import { toJsonLine } from './printable'
import type { Store } from './store'

export type Terminal = {
  options: CliOptions
  args: string[]
  baseUrl: string
  store: Store
  signal: AbortSignal
  /** Our input, line by line. */
  lines(): AsyncIterable<string>
  /** `body` as JSON, or as the text for people. */
  print(body: unknown, toText: () => string): void
}

type Command = { maxArgs: number; run(terminal: Terminal): Promise<void> }

export const COMMANDS = {
  new: { maxArgs: 0, run: createInbox },
  wait: { maxArgs: 0, run: wait },
  messages: { maxArgs: 0, run: listMessages },
  read: { maxArgs: 1, run: readMessage },
  watch: { maxArgs: 0, run: watch },
  list: { maxArgs: 0, run: listInboxes },
  rm: { maxArgs: 1, run: endInbox },
  mcp: { maxArgs: 0, run: serveAgent },
} as const satisfies Record<string, Command>

async function createInbox({ options, baseUrl, store, signal, print }: Terminal): Promise<void> {
  const ttlMinutes = options.ttl === undefined ? undefined : toNumber('ttl', options.ttl)
  const wanted = { ttlMinutes, localPart: options.name, domain: options.domain, signal }
  const remembered = store.read().token
  const inbox = await new Mayfly({ baseUrl, token: options.token ?? remembered }).createInbox(wanted).catch((error) => {
    // The server has forgotten us, for example with its data: begin anew. A token that was given is never replaced.
    const isForgotten = error instanceof MayflyError && error.code === 'invalid_token' && options.token === undefined
    if (!isForgotten || remembered === undefined) throw error
    return new Mayfly({ baseUrl }).createInbox(wanted)
  })
  store.change((state) => {
    if (options.token === undefined) state.token = inbox.token
    state.last = inbox.address
    // A token that was given is the caller's to keep.
    state.inboxes[inbox.address] = { token: options.token === undefined ? inbox.token : undefined, cursor: 0 }
  })
  print({ ...inbox.mailbox, session_token: inbox.token }, () => inbox.address)
}

async function wait(terminal: Terminal): Promise<void> {
  const { options, store, signal, print } = terminal
  const { for: what = 'message', from, subject, q } = options
  if (what !== 'message' && what !== 'otp' && what !== 'link') throw new UsageError('--for is otp, link or message.')
  const timeoutMs = toNumber('timeout', options.timeout ?? '30') * 1_000
  const inbox = await openInbox(terminal)
  const message = await inbox.waitForMessage({ for: what, timeoutMs, from, subject, q, signal })
  store.change((state) => {
    const known = state.inboxes[inbox.address]
    state.inboxes[inbox.address] = { ...known, cursor: Math.max(known?.cursor ?? 0, message.seq) }
  })
  print(message, () => {
    if (what === 'otp') return message.otp ?? ''
    return what === 'link' ? (message.verification_link ?? '') : toText(message)
  })
}

async function listMessages(terminal: Terminal): Promise<void> {
  const { from, subject, q } = terminal.options
  for (const message of await (await openInbox(terminal)).messages({ from, subject, q })) {
    terminal.print(message, () => toLine(message))
  }
}

async function readMessage(terminal: Terminal): Promise<void> {
  const inbox = await openInbox(terminal)
  const id = terminal.args[0] ?? (await inbox.messages({ limit: 1 }))[0]?.id
  if (id === undefined) throw new MayflyError(404, { code: 'message_not_found', detail: 'The inbox is empty.' })
  const message = await inbox.getMessage(id)
  terminal.print(message, () => toText(message))
}

async function watch(terminal: Terminal): Promise<void> {
  const inbox = await openInbox(terminal)
  for await (const event of inbox.watch({ afterSeq: terminal.options.all ? 0 : null, signal: terminal.signal })) {
    terminal.print(event, () => toEventLine(event))
  }
}

async function listInboxes({ options, baseUrl, store, print }: Terminal): Promise<void> {
  const token = options.token ?? store.read().token
  for (const mailbox of await new Mayfly({ baseUrl, token }).listInboxes()) {
    const { address, expires_at, message_count } = mailbox
    print(mailbox, () => `${address}\tuntil ${expires_at}\t${message_count} messages`)
  }
}

async function endInbox(terminal: Terminal): Promise<void> {
  const [address] = terminal.args
  const inbox = await openInbox(
    address === undefined ? terminal : { ...terminal, options: { ...terminal.options, inbox: address } },
  )
  await inbox.end()
  terminal.store.change((state) => {
    delete state.inboxes[inbox.address]
    if (state.last === inbox.address) delete state.last
  })
  terminal.print({ address: inbox.address, ended: true }, () => `${inbox.address} has ended`)
}

function serveAgent({ options, baseUrl, signal, lines, print }: Terminal): Promise<void> {
  const tell = (message: unknown) => print(message, () => toJsonLine(message))
  return bridgeMcp({ baseUrl, token: options.token, lines: lines(), tell, signal })
}

/** The inbox that was named, or the last one made, where it was left. */
async function openInbox({ options, baseUrl, store }: Terminal): Promise<Inbox> {
  const state = store.read()
  const address = options.inbox ?? state.last
  if (address === undefined) throw new UsageError('Which inbox? Make one with "mayfly new", or name one with --inbox.')
  const known = state.inboxes[address]
  const mayfly = new Mayfly({ baseUrl, token: options.token ?? known?.token ?? state.token })
  return mayfly.getInbox(address, { cursor: known?.cursor ?? 0 })
}

function toNumber(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new UsageError(`--${name} is a whole number, not "${text}".`)
}

function toText({ from, to, subject, received_at, otp, verification_link, body_text, preview }: Message): string {
  const head = [
    `From: ${toSender(from)}`,
    `To: ${to.map(toSender).join(', ')}`,
    `Subject: ${subject}`,
    `Received: ${received_at}`,
    ...(otp === null ? [] : [`Code: ${otp}`]),
    ...(verification_link === null ? [] : [`Link: ${verification_link}`]),
  ]
  return `${head.join('\n')}\n\n${body_text ?? preview}`
}

const toLine = ({ id, seq, from, subject, otp }: Summary) =>
  [seq, id, toSender(from), subject, ...(otp === null ? [] : [`code ${otp}`])].join('\t')

function toSender(from: Summary['from']): string {
  if (!from) return '(nobody)'
  return from.name ? `${from.name} <${from.address}>` : from.address
}

function toEventLine(event: InboxEvent): string {
  if ('message' in event) return `${event.type}\t${toLine(event.message)}`
  if ('mailbox' in event) return `${event.type}\t${event.mailbox.address}\tuntil ${event.mailbox.expires_at}`
  return `${event.type}\t${event.seq}\t${event.id}`
}
