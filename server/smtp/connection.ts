/** One SMTP connection: smtp-server's, with the limits and the record it lacks. */
import type { Socket } from 'node:net'
import type { SMTPServer, SMTPServerSession } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { findParameterFault } from './mail-parameters'
import type { Refused } from './refusal-log'
import { REFUSALS, type RefusalReason, toClosingReason } from './replies'
import { toEnding } from './session'

export type ConnectionLimits = {
  maxClients: number
  maxErrors: number
  maxRecipients: number
  /** For one whole DATA, however slowly it comes. */
  dataLimitMs: number
}

export type ConnectionHooks = {
  onReply(code: number): void
  /** Recipients whose mail no transaction will know of. */
  onRefused(session: SMTPServerSession, rcptTo: string[], refused: Refused): void
}

type Callback = () => void
type ParsedAddress = Parameters<SMTPConnection['_validateMailParams']>[0]

const STARTS_WITH_ENHANCED_CODE = /^[245]\.\d{1,3}\.\d{1,3} /

export class Connection extends SMTPConnection {
  #errors = 0
  #dataDeadline: NodeJS.Timeout | undefined
  /** A MAIL FROM that was refused: senders that pipeline name its recipients all the same. */
  #refusedMail: Refused | undefined
  /** Nothing more is to be said of the recipients named: a transaction has them, or they were filed or taken back. */
  #isSettled = true

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
    else if (code === 421 && !hasCode) this.refuse(toClosingReason(String(data)))
    else super.send(code, data, hasCode ? false : context)
  }

  /** Answers and closes. */
  refuse(reason: RefusalReason): void {
    const [code, enhanced, words] = REFUSALS[reason]
    this.session.closedFor ??= reason
    this.#abandon()
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
    this.#isSettled = true
    this.#dataDeadline = setTimeout(() => this.#timeOut(), this.limits.dataLimitMs)
    this.#dataDeadline.unref()
  }

  override handler_RCPT(command: Buffer, callback: Callback): void {
    const refusal = this.#findRefusal()
    const parsed = refusal && this._parseAddressCommand('rcpt to', command)
    if (refusal && parsed) this.hooks.onRefused(this.session, [parsed.address], refusal)
    super.handler_RCPT(command, callback)
  }

  override _validateMailParams(parsed: ParsedAddress) {
    const fault = findParameterFault(parsed.args) ?? super._validateMailParams(parsed)
    this.session.startedAt = performance.now()
    const size = parsed.args ? Number(parsed.args.SIZE) : Number.NaN
    if (fault) {
      const reason = fault.code === 552 ? 'message_too_large' : 'bad_parameters'
      this.#refusedMail = { smtpCode: fault.code, reason, mailFrom: parsed.address, size: size >= 0 ? size : null }
    } else this.#refusedMail = undefined
    return fault
  }

  /** Whoever leaves in good order takes back what he announced. */
  override handler_QUIT(command: Buffer, callback: Callback): void {
    this.#isSettled = true
    super.handler_QUIT(command, callback)
  }

  /** Runs at the start and after each transaction. */
  override _resetSession(): void {
    clearTimeout(this.#dataDeadline)
    super._resetSession()
    this.#isSettled = false
    this.#refusedMail = undefined
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
    this.#abandon()
    super._onClose()
  }

  /** Files the recipients that were named and will never get their message. */
  #abandon(): void {
    if (this.#isSettled) return
    this.#isSettled = true
    const { mailFrom, rcptTo } = this.session.envelope
    if (!mailFrom) return
    const named = rcptTo.map(({ address }) => address)
    this.hooks.onRefused(this.session, named, { ...toEnding(this.session), size: null })
  }

  #findRefusal(): Refused | undefined {
    const { mailFrom, rcptTo } = this.session.envelope
    if (!mailFrom) return this.#refusedMail
    if (rcptTo.length < this.limits.maxRecipients) return undefined
    const reason = 'too_many_recipients'
    return { smtpCode: REFUSALS[reason][0], reason, size: null }
  }

  #timeOut(): void {
    if (this.isReceiving() && !this._closing) this.refuse('timeout')
  }
}
