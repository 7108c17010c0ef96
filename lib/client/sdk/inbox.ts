/** One inbox: an address, the right to read it, and how far it has been read. */
import { MayflyError } from './errors'
import { followEvents, type InboxEvent } from './events'
import { joinSignals, type Query, type Request, requestBytes, requestJson, requestStream, type Server } from './http'
import type { Delivery, Mailbox, Message, Summary } from './types'
import { type WaitFor, type WaitOptions, waitForMatch } from './wait'

export type MessageFilter = {
  /** A part of the sender's name or address, without case. */
  from?: string
  /** A part of the subject, without case. */
  subject?: string
  /** Words in subject, sender or text. */
  q?: string
  /** Received then or later. */
  since?: Date
  unread?: boolean
}

export type ListOptions = MessageFilter & {
  /** How many at most; 100 unless told otherwise. */
  limit?: number
  afterSeq?: number
}

type Page<T> = { items: T[]; next_cursor: string | null }

export class Inbox {
  readonly address: string
  /** What opens this inbox: keep it to come back later. undefined: cookies or a proxy speak for us. */
  readonly token: string | undefined
  #mailbox: Mailbox | null
  #cursor: number
  readonly #server: Server

  /** Use `mayfly.createInbox()`, `mayfly.getInbox()` or `mayfly.openInbox()`. */
  constructor(server: Server, mailbox: Mailbox | string, token: string | undefined, cursor: number) {
    this.#server = server
    this.#mailbox = typeof mailbox === 'string' ? null : mailbox
    this.#cursor = cursor
    this.address = typeof mailbox === 'string' ? mailbox : mailbox.address
    this.token = token
  }

  /** As last heard from the server. Throws before that, for an inbox that was opened without asking: `refresh()` first. */
  get mailbox(): Mailbox {
    if (!this.#mailbox) throw new Error(`Nothing was heard of ${this.address} yet: refresh() asks.`)
    return this.#mailbox
  }

  /** Throws as `mailbox` does. */
  get expiresAt(): Date {
    return new Date(this.mailbox.expires_at)
  }

  /** The seq of the last message that a `waitFor…` returned: the next one looks only at later ones. */
  get cursor(): number {
    return this.#cursor
  }

  /** The code of the oldest matching message that has one and came after the last match; waits for it if need be. */
  async waitForCode(options: WaitOptions = {}): Promise<string> {
    return (await this.#wait('otp', options)).otp ?? ''
  }

  /** The verification link of such a message. */
  async waitForLink(options: WaitOptions = {}): Promise<string> {
    return (await this.#wait('link', options)).verification_link ?? ''
  }

  /** The whole message; `for` asks for one with a code or a link. */
  waitForMessage({ for: what = 'message', ...options }: WaitOptions & { for?: WaitFor } = {}): Promise<Message> {
    return this.#wait(what, options)
  }

  async #wait(what: WaitFor, options: WaitOptions): Promise<Message> {
    const message = await waitForMatch(
      { address: this.address, afterSeq: this.#cursor, what, options },
      (query, more) => this.#ask({ path: '/messages/wait', query, ...more }),
    )
    this.#cursor = Math.max(this.#cursor, message.seq)
    return message
  }

  /** Newest first. */
  async messages({ limit = 100, afterSeq, ...filter }: ListOptions = {}): Promise<Summary[]> {
    return this.#list<Summary>('/messages', { ...filter, after_seq: afterSeq }, limit)
  }

  /** Every attempt to deliver, refused ones included, newest first: where is my mail? */
  async deliveries({ limit = 100 } = {}): Promise<Delivery[]> {
    return this.#list<Delivery>('/deliveries', {}, limit)
  }

  getMessage(id: string): Promise<Message> {
    return this.#ask({ path: `/messages/${encodeURIComponent(id)}` })
  }

  /** The message as received. */
  getRaw(id: string): Promise<Uint8Array> {
    return requestBytes(this.#server, this.#toRequest({ path: `/messages/${encodeURIComponent(id)}/raw` }))
  }

  getAttachment(id: string, index: number): Promise<Uint8Array> {
    const path = `/messages/${encodeURIComponent(id)}/attachments/${index}`
    return requestBytes(this.#server, this.#toRequest({ path }))
  }

  markRead(id: string, isRead = true): Promise<Summary> {
    return this.#ask({ method: 'PATCH', path: `/messages/${encodeURIComponent(id)}`, json: { is_read: isRead } })
  }

  async deleteMessage(id: string): Promise<void> {
    await this.#ask({ method: 'DELETE', path: `/messages/${encodeURIComponent(id)}` })
  }

  /**
   * What happens from the last match on, live; `afterSeq: 0` begins with the first message, null with the next one. Comes
   * back by itself after lost connections; ends with the inbox.
   */
  watch({
    afterSeq = this.#cursor,
    signal,
  }: {
    afterSeq?: number | null
    signal?: AbortSignal
  } = {}): AsyncGenerator<InboxEvent, void> {
    return followEvents({
      afterSeq,
      signal: joinSignals(this.#server.signal, signal),
      open: (lastEventId, ended) => {
        const headers = lastEventId === null ? undefined : { 'last-event-id': String(lastEventId) }
        return requestStream(this.#server, this.#toRequest({ path: '/events', headers, signal }), ended)
      },
    })
  }

  /** It ends that many minutes from now, or at the plan's maximum. */
  async extend(ttlMinutes: number): Promise<Mailbox> {
    const mailbox = await this.#ask<Mailbox>({ method: 'PATCH', path: '', json: { ttl_minutes: ttlMinutes } })
    this.#mailbox = mailbox
    return mailbox
  }

  async refresh(): Promise<Mailbox> {
    const mailbox = await this.#ask<Mailbox>({ path: '' })
    this.#mailbox = mailbox
    return mailbox
  }

  /** Ends it now. One that has ended already stays so. */
  async end(): Promise<void> {
    try {
      await this.#ask({ method: 'DELETE', path: '' })
    } catch (error) {
      const hasEnded = error instanceof MayflyError && ['mailbox_expired', 'mailbox_deleted'].includes(error.code)
      if (!hasEnded) throw error
    }
  }

  async #list<T>(path: string, query: Query, limit: number): Promise<T[]> {
    const items: T[] = []
    let cursor: string | undefined
    while (items.length < limit) {
      const page = await this.#ask<Page<T>>({
        path,
        query: { ...query, cursor, limit: Math.min(100, limit - items.length) },
      })
      items.push(...page.items)
      if (page.next_cursor === null) break
      cursor = page.next_cursor
    }
    return items
  }

  #ask<T>(request: Request): Promise<T> {
    return requestJson<T>(this.#server, this.#toRequest(request))
  }

  #toRequest(request: Request): Request {
    return { token: this.token, ...request, path: `/mailboxes/${encodeURIComponent(this.address)}${request.path}` }
  }
}
