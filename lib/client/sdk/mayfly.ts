/** A Mayfly server, as one identity sees it. */
import { type Fetch, requestJson, type Server } from './http'
import { Inbox } from './inbox'
import type { CreatedMailbox, Domain, Mailbox, Me, Plan } from './types'

export type MayflyOptions = {
  /** Where it is, for example `http://localhost:3000`. */
  baseUrl: string
  /** An API key (`mf_…`) or a session token (`mfs_…`). Without one the first inbox brings a token for all later ones. */
  token?: string
  /** How often a call that is safe to repeat is repeated when the server is away or busy; 4 unless told otherwise. */
  maxRetries?: number
  fetch?: Fetch
  /** Ends all calls, and what they wait for, when it aborts. */
  signal?: AbortSignal
}

export type CreateOptions = {
  /** The plan caps it; the plan's default unless told otherwise. */
  ttlMinutes?: number
  /** The part before the @; a random one unless told otherwise. */
  localPart?: string
  domain?: string
  /** Two calls with the same one make one inbox. Made up unless told otherwise, so that repeats are safe. */
  idempotencyKey?: string
  signal?: AbortSignal
}

export class Mayfly {
  readonly #server: Server
  #token: string | undefined
  /** Without a token creates take turns: the first one brings it. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ baseUrl, token, maxRetries = 4, fetch = globalThis.fetch, signal }: MayflyOptions) {
    this.#server = { baseUrl: baseUrl.replace(/\/+$/, ''), maxRetries, fetch: (...args) => fetch(...args), signal }
    this.#token = token
  }

  /** What opens everything made here; undefined before the first inbox of an anonymous caller. */
  get token(): string | undefined {
    return this.#token
  }

  createInbox(options: CreateOptions = {}): Promise<Inbox> {
    if (this.#token !== undefined) return this.#create(options)
    const inbox = this.#turn.catch(() => {}).then(() => this.#create(options))
    this.#turn = inbox
    return inbox
  }

  async #create({ ttlMinutes, localPart, domain, idempotencyKey, signal }: CreateOptions): Promise<Inbox> {
    const { session_token, ...mailbox } = await requestJson<CreatedMailbox>(this.#server, {
      method: 'POST',
      path: '/mailboxes',
      json: { ttl_minutes: ttlMinutes, local_part: localPart, domain },
      headers: { 'idempotency-key': idempotencyKey ?? randomKey() },
      token: this.#token,
      signal,
    })
    this.#token ??= session_token
    return new Inbox(this.#server, mailbox, this.#token, 0)
  }

  /** An inbox made before. `cursor` is where its reader stood; 0 looks at everything in it. */
  async getInbox(address: string, { cursor = 0 } = {}): Promise<Inbox> {
    const mailbox = await this.#get<Mailbox>(`/mailboxes/${encodeURIComponent(address)}`)
    return new Inbox(this.#server, mailbox, this.#token, cursor)
  }

  /**
   * An inbox by its address alone: nothing is asked now. So a wait may begin before the inbox is there, at an address
   * `anything.<namespace>@domain` of one's account (`me()` tells the namespace), which its first mail makes.
   */
  openInbox(address: string, { cursor = 0 } = {}): Inbox {
    return new Inbox(this.#server, address, this.#token, cursor)
  }

  /** All active inboxes of this identity, newest first. */
  async listInboxes(): Promise<Mailbox[]> {
    const items: Mailbox[] = []
    let cursor: string | null | undefined
    while (cursor !== null) {
      const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: { items: Mailbox[]; next_cursor: string | null } = await this.#get(`/mailboxes?limit=100${query}`)
      items.push(...page.items)
      cursor = page.next_cursor
    }
    return items
  }

  /** Who this is, its plan, and what of the plan is used. */
  me(): Promise<Me> {
    return this.#get('/me')
  }

  async domains(): Promise<Domain[]> {
    return (await this.#get<{ items: Domain[] }>('/domains')).items
  }

  async plans(): Promise<Plan[]> {
    return (await this.#get<{ items: Plan[] }>('/plans')).items
  }

  #get<T>(path: string): Promise<T> {
    return requestJson<T>(this.#server, { path, token: this.#token })
  }
}

/** `crypto.randomUUID` is missing on pages without https. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
