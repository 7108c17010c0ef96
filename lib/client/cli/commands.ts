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

/** `isEndless`: only an interrupt ends it, which is no failure then. */
type Command = { maxArgs: number; isEndless?: boolean; run(terminal: Terminal): Promise<void> }

const COMMANDS = {
  new: { maxArgs: 0, run: createInbox },
  wait: { maxArgs: 0, run: wait },
  messages: { maxArgs: 0, run: listMessages },
  read: { maxArgs: 1, run: readMessage },
  watch: { maxArgs: 0, isEndless: true, run: watch },
  list: { maxArgs: 0, run: listInboxes },
  rm: { maxArgs: 1, run: endInbox },
  me: { maxArgs: 0, run: tellWho },
  mcp: { maxArgs: 0, isEndless: true, run: serveAgent },
} as const satisfies Record<string, Command>

export function findCommand(name: string): Command | null {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : null
}

async function createInbox({ options, store, print, ...terminal }: Terminal): Promise<void> {
  const ttlMinutes = options.ttl === undefined ? undefined : toNumber('ttl', options.ttl)
  const wanted = { ttlMinutes, localPart: options.name, domain: options.domain }
  const remembered = store.read().token
  const inbox = await connect(terminal, options.token ?? remembered)
    .createInbox(wanted)
    .catch((error) => {
      // The server has forgotten us, for example with its data: begin anew. A token that was given is never replaced.
      const isForgotten = error instanceof MayflyError && error.code === 'invalid_token' && options.token === undefined
      if (!isForgotten || remembered === undefined) throw error
      return connect(terminal).createInbox(wanted)
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
  const { options, store, print } = terminal
  const { for: what = 'message', from, subject, q } = options
  if (what !== 'message' && what !== 'otp' && what !== 'link') throw new UsageError('--for is otp, link or message.')
  const timeoutMs = toNumber('timeout', options.timeout ?? '30') * 1_000
  const inbox = openInbox(terminal)
  const message = await inbox.waitForMessage({ for: what, timeoutMs, from, subject, q })
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
  for (const message of await openInbox(terminal).messages({ from, subject, q })) {
    terminal.print(message, () => toLine(message))
  }
}

async function readMessage(terminal: Terminal): Promise<void> {
  const inbox = openInbox(terminal)
  const id = terminal.args[0] ?? (await inbox.messages({ limit: 1 }))[0]?.id
  if (id === undefined) throw new MayflyError(404, { code: 'message_not_found', detail: 'The inbox is empty.' })
  const message = await inbox.getMessage(id)
  terminal.print(message, () => toText(message))
}

async function watch(terminal: Terminal): Promise<void> {
  const inbox = openInbox(terminal)
  for await (const event of inbox.watch({ afterSeq: terminal.options.all ? 0 : null, signal: terminal.signal })) {
    terminal.print(event, () => toEventLine(event))
  }
}

async function listInboxes({ options, store, print, ...terminal }: Terminal): Promise<void> {
  const token = options.token ?? store.read().token
  for (const mailbox of await connect(terminal, token).listInboxes()) {
    const { address, expires_at, message_count } = mailbox
    print(mailbox, () => `${address}\tuntil ${expires_at}\t${message_count} messages`)
  }
}

async function endInbox(terminal: Terminal): Promise<void> {
  const [address] = terminal.args
  const inbox = openInbox(
    address === undefined ? terminal : { ...terminal, options: { ...terminal.options, inbox: address } },
  )
  await inbox.end()
  terminal.store.change((state) => {
    delete state.inboxes[inbox.address]
    if (state.last === inbox.address) delete state.last
  })
  terminal.print({ address: inbox.address, ended: true }, () => `${inbox.address} has ended`)
}

async function tellWho({ options, store, print, ...terminal }: Terminal): Promise<void> {
  const me = await connect(terminal, options.token ?? store.read().token).me()
  print(me, () =>
    [
      `${me.user?.email ?? 'anonymous'}\tplan ${me.plan.id}\t${me.usage.active_mailboxes} inboxes`,
      ...(me.user ? [`anything.${me.user.namespace}@… is yours: the first mail makes the inbox`] : []),
    ].join('\n'),
  )
}

function serveAgent({ options, baseUrl, signal, lines, print }: Terminal): Promise<void> {
  const tell = (message: unknown) => print(message, () => toJsonLine(message))
  return bridgeMcp({ baseUrl, token: options.token, lines: lines(), tell, signal })
}

/** An interrupt ends whatever it is asked. */
const connect = ({ baseUrl, signal }: Pick<Terminal, 'baseUrl' | 'signal'>, token?: string) =>
  new Mayfly({ baseUrl, token, signal })

/** The inbox that was named, or the last one made, where it was left. It may be one that its first mail will make. */
function openInbox({ options, store, ...terminal }: Terminal): Inbox {
  const state = store.read()
  const address = options.inbox?.toLowerCase() ?? state.last
  if (address === undefined) throw new UsageError('Which inbox? Make one with "mayfly new", or name one with --inbox.')
  const known = state.inboxes[address]
  const mayfly = connect(terminal, options.token ?? known?.token ?? state.token)
  return mayfly.openInbox(address, { cursor: known?.cursor ?? 0 })
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
