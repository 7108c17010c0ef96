/** The SMTP door: smtp-server with our policy (RFC 5321, receiving only). */
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Context } from '@/lib/context'
import { createLateMail } from '@/lib/mailboxes/late-mail'
import type { Stored } from '@/lib/messages/arrival'
import type { Deliverer } from '@/lib/messages/deliver'
import { createAdmission } from './admission'
import { createByteBudget } from './byte-budget'
import { ClientLimit } from './client-limit'
import { Connection, type ConnectionHooks, type ConnectionLimits } from './connection'
import { createRefusalLog } from './refusal-log'
import { ACCEPTED, Refusal, type RefusalReason } from './replies'
import { runTransaction } from './transaction'

const MAX_RECIPIENTS = 100
const MAX_CONNECTIONS_PER_ADDRESS = 20
const IDLE_LIMIT_MS = 5 * 60_000
/** RFC 5321 4.5.3.1.4 asks for 512 octets at least; parameters and UTF-8 addresses need more. */
const MAX_COMMAND_BYTES = 2_048
/** Messages under way when we stop get this long to finish. */
const CLOSE_LIMIT_MS = 3_000
const BUFFER_BYTES = 256 * 1_048_576
/** Refusals of a recipient that its owner is told of: the others say that there is none. */
const FILED: ReadonlySet<RefusalReason> = new Set(['bad_parameters', 'storage_unavailable'])

const LIMITS: ConnectionLimits = {
  maxClients: 5_000,
  maxErrors: 10,
  maxRecipients: MAX_RECIPIENTS,
  dataLimitMs: 10 * 60_000,
}

export type ListenerOptions = {
  deliverer: Deliverer
  /** PEM with key and certificate. */
  certificate: string
  /** Told of what was stored, after its commit. */
  onStored?(stored: Stored[], raw: Buffer, clientIp: string): void
  /** Told of every message taken in, and how long the sender waited for its reply after the last byte. */
  onAccepted?(bytes: number, replyMs: number): void
  onReply?(code: number): void
  limits?: Partial<ConnectionLimits & { bufferBytes: number; idleMs: number }>
}

export type Listener = {
  port: number
  connections(): number
  bufferedBytes(): number
  /** 421 to those who wait; messages under way are finished first. Resolves within some seconds. */
  close(): Promise<void>
}

/** Resolves when the port is open; rejects when it cannot be (for example EADDRINUSE). */
export async function createListener(ctx: Context, options: ListenerOptions): Promise<Listener> {
  const { config, log } = ctx
  const domains: ReadonlySet<string> = new Set(config.MAIL_DOMAINS)
  const limits = { bufferBytes: BUFFER_BYTES, idleMs: IDLE_LIMIT_MS, ...LIMITS, ...options.limits }
  const budget = createByteBudget(limits.bufferBytes)
  const refusals = createRefusalLog(ctx, domains)
  const lateMail = createLateMail(ctx)
  const admit = createAdmission(ctx, domains, lateMail)
  const clients = new ClientLimit(config.RATE_LIMITS === 'off' ? Number.POSITIVE_INFINITY : MAX_CONNECTIONS_PER_ADDRESS)
  const parts = {
    ctx,
    domains,
    deliverer: options.deliverer,
    budget,
    refusals,
    lateMail,
    onStored: options.onStored ?? (() => {}),
  }

  const hooks: ConnectionHooks = { onReply: options.onReply ?? (() => {}), onRefused: refusals.file }
  const transactions = new Set<Promise<void>>()

  class Server extends SMTPServer {
    override connect(socket: Socket, socketOptions?: object | null): void {
      const connection = new Connection(this, socket, socketOptions ?? undefined, limits, hooks)
      this.connections.add(connection)
      connection.on('error', (error: Error) => log.debug({ err: error }, 'smtp_connection_failed'))
      connection.init()
    }
  }

  const server = new Server({
    name: config.MAIL_DOMAINS[0],
    banner: 'Mayfly',
    heloResponse: '%s at your service',
    logger: false,
    key: options.certificate,
    cert: options.certificate,
    disabledCommands: ['AUTH', 'WIZ', 'SHELL', 'KILL', 'XCLIENT', 'XFORWARD'],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    hideENHANCEDSTATUSCODES: false,
    size: config.MAX_MESSAGE_BYTES,
    maxRecipients: limits.maxRecipients,
    maxCommandLength: MAX_COMMAND_BYTES,
    socketTimeout: limits.idleMs,
    closeTimeout: CLOSE_LIMIT_MS,
    onConnect(session, callback) {
      if (!clients.enter(session.remoteAddress)) return callback(new Refusal('too_many_connections'))
      session.isCounted = true
      callback()
    },
    onClose(session: SMTPServerSession) {
      if (session.isCounted) clients.leave(session.remoteAddress)
      session.isCounted = false
    },
    onMailFrom: (_address, _session, callback) => callback(),
    onRcptTo({ address, args }, session, callback) {
      const refuse = (refusal: Refusal) => {
        const { reason, responseCode: smtpCode } = refusal
        if (FILED.has(reason)) refusals.file(session, [address], { smtpCode, reason, size: null })
        callback(refusal)
      }
      // no extension that EHLO names has parameters for recipients (RFC 5321, 4.1.1.11)
      if (args) refuse(new Refusal('bad_parameters'))
      else admit(address).then(() => callback(), refuse)
    },
    onData(stream, session, callback) {
      let endedAt = 0
      stream.once('end', () => {
        endedAt = performance.now()
      })
      const transaction = runTransaction(parts, stream, session)
        .then((isAccepted) => {
          if (!isAccepted) return
          options.onAccepted?.(stream.byteLength, performance.now() - endedAt)
          callback(null, ACCEPTED)
        }, callback)
        .finally(() => transactions.delete(transaction))
      transactions.add(transaction)
    },
  })

  server.on('error', (error) => log.debug({ err: error }, 'smtp_server_error'))
  const listening = server.listen(config.SMTP_PORT, config.SMTP_HOST)
  await once(listening, 'listening')
  const connections = () => [...server.connections].filter((connection) => connection instanceof Connection)

  return {
    port: (listening.address() as AddressInfo).port,
    connections: () => server.connections.size,
    bufferedBytes: budget.usedBytes,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(resolve))
      for (const connection of connections()) if (connection.isIdle()) connection.refuse('shutting_down')
      await closed
      // those cut off in the middle end a moment later, and leave a record of it
      await Promise.all(transactions)
      await refusals.close()
      await lateMail.close()
    },
  }
}
