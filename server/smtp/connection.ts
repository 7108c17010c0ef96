/** One SMTP connection: smtp-server's, with the limits and the record it lacks. */
import type { Socket } from 'node:net'
import type { SMTPServer } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { REFUSALS, type RefusalReason } from './replies'

export type ConnectionLimits = {
  maxClients: number
  maxErrors: number
  maxRecipients: number
  /** For one whole DATA, however slowly it comes. */
  dataLimitMs: number
}

export type ConnectionHooks = {
  onReply(code: number): void
  /**
   * A recipient that no transaction will know of: named after its MAIL FROM was refused for the declared size (by a
   * sender that pipelines), or one too many.
   */
  onRefusedRecipient(connection: SMTPConnection, rcptTo: string, refusal: RefusedRecipient): void
}

export type RefusedRecipient = { reason: RefusalReason; mailFrom: string; size: number | null }

type Callback = () => void
type ParsedAddress = Parameters<SMTPConnection['_validateMailParams']>[0]

const STARTS_WITH_ENHANCED_CODE = /^[245]\.\d{1,3}\.\d{1,3} /

export class Connection extends SMTPConnection {
  #errors = 0
  #dataDeadline: NodeJS.Timeout | undefined
  #oversized: { mailFrom: string; size: number } | undefined

  constructor(
    server: SMTPServer,
    socket: Socket,
    options: object | undefined,
    readonly limits: ConnectionLimits,
    readonly hooks: ConnectionHooks,
  ) {
    super(server, socket, options)
  }

  /** Greets at once: the stock delay of 100 ms costs every sender that opens a connection for each mail. */
  override init(): void {
    this._setListeners(() => {
      if (this._server.connections.size > this.limits.maxClients) this.refuse('too_many_connections')
      else this.connectionReady()
    })
  }

  /** Text that brings its own enhanced code keeps it. The last allowed error is answered by closing. */
  override send(code: number, data: string | string[], context?: string | false): void {
    this.hooks.onReply(code)
    if (code >= 500) this.#errors++
    const hasCode = typeof data === 'string' && STARTS_WITH_ENHANCED_CODE.test(data)
    if (this.#errors >= this.limits.maxErrors) this.refuse('too_many_errors')
    else super.send(code, data, hasCode ? false : context)
  }

  /** Answers and, with a 421, closes. */
  refuse(reason: RefusalReason): void {
    const [code, enhanced, words] = REFUSALS[reason]
    super.send(code, `${enhanced} ${words}`, false)
  }

  isReceiving(): boolean {
    return this._parser !== false && this._parser._dataMode
  }

  /** No message is under way and none waits for its commit. */
  isIdle(): boolean {
    return !this._dataStream
  }

  override handler_DATA(command: Buffer, callback: Callback): void {
    super.handler_DATA(command, callback)
    if (!this._dataStream) return
    this.#dataDeadline = setTimeout(() => this.#timeOut(), this.limits.dataLimitMs)
    this.#dataDeadline.unref()
  }

  override handler_RCPT(command: Buffer, callback: Callback): void {
    const refusal = this.#findRefusal()
    const parsed = refusal && this._parseAddressCommand('rcpt to', command)
    if (refusal && parsed) this.hooks.onRefusedRecipient(this, parsed.address, refusal)
    super.handler_RCPT(command, callback)
  }

  override _validateMailParams(parsed: ParsedAddress) {
    const fault = super._validateMailParams(parsed)
    this.session.startedAt = performance.now()
    const size = parsed.args ? Number(parsed.args.SIZE) : Number.NaN
    this.#oversized = fault?.code === 552 ? { mailFrom: parsed.address, size } : undefined
    return fault
  }

  override handler_RSET(command: Buffer, callback: Callback): void {
    this.#oversized = undefined
    super.handler_RSET(command, callback)
  }

  /** Runs at the start and after each transaction. */
  override _resetSession(): void {
    clearTimeout(this.#dataDeadline)
    super._resetSession()
    if (this._server._closeTimeout) setImmediate(() => this.refuse('shutting_down'))
  }

  override _onTimeout(): void {
    if (this.isReceiving()) this.#timeOut()
    else super._onTimeout()
  }

  /** Closes; what was received of a message is let go at once and not when the client closes its side. */
  override close(): void {
    const stream = this.isReceiving() && this._dataStream
    super.close()
    if (stream) stream.destroy()
  }

  override _onClose(): void {
    clearTimeout(this.#dataDeadline)
    super._onClose()
  }

  #findRefusal(): RefusedRecipient | null {
    const { mailFrom, rcptTo } = this.session.envelope
    if (!mailFrom) return this.#oversized ? { reason: 'message_too_large', ...this.#oversized } : null
    if (rcptTo.length < this.limits.maxRecipients) return null
    return { reason: 'too_many_recipients', mailFrom: mailFrom.address, size: null }
  }

  #timeOut(): void {
    if (!this.isReceiving() || this._closing) return
    this.session.isTimedOut = true
    this.refuse('timeout')
  }
}
