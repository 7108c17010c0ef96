/** One connection that listens, for as long as it is wanted: reconnects with back-off, notices a link that went dead. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@/lib/db'

export type ListenerOptions = {
  url: string
  channel: string
  onPayload(payload: string): void
  /** Connected and listening; called again after every reconnect. */
  onUp(): void
  onDown(error: unknown): void
  /** A link that does not answer within `pingDeadlineMs` is given up. */
  pingEveryMs?: number
  pingDeadlineMs?: number
}

const FIRST_RETRY_MS = 50
const MAX_RETRY_MS = 2_000

/** Resolves when the signal aborts, with nothing left open. Never rejects. */
export async function listen(options: ListenerOptions, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      await listenOnce(options, signal, () => {
        failures = 0
      })
    } catch (error) {
      if (!signal.aborted) options.onDown(error)
    }
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** failures++, MAX_RETRY_MS)
    await sleep(delayMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {})
  }
}

async function listenOnce(options: ListenerOptions, signal: AbortSignal, onUp: () => void): Promise<void> {
  const { url, channel, pingEveryMs = 10_000, pingDeadlineMs = 5_000 } = options
  const client = createClient(url)
  const link = new AbortController()
  const cut = () => link.abort(signal.reason)
  signal.addEventListener('abort', cut, { once: true })
  if (signal.aborted) cut()
  client.on('error', (error) => link.abort(error))
  client.on('end', () => link.abort(new Error('The connection ended')))
  client.on('notification', ({ payload }) => options.onPayload(payload ?? ''))
  try {
    await untilCut(client.connect(), link.signal)
    await within(client.query(`LISTEN ${channel}`), pingDeadlineMs, link.signal)
    onUp()
    options.onUp()
    while (true) {
      await sleep(pingEveryMs, undefined, { signal: link.signal, ref: false })
      await within(client.query('SELECT 1'), pingDeadlineMs, link.signal)
    }
  } catch (error) {
    throw link.signal.aborted ? link.signal.reason : error
  } finally {
    signal.removeEventListener('abort', cut)
    // with a query under way this cuts the socket, otherwise it says good-bye: neither waits for a dead peer
    void client.end().catch(() => {})
  }
}

/** The result of `work`, or the reason why the link was cut meanwhile. */
async function untilCut<T>(work: Promise<T>, link: AbortSignal): Promise<T> {
  let onCut = () => {}
  const cut = new Promise<never>((_, reject) => {
    onCut = () => reject(link.reason)
    link.addEventListener('abort', onCut, { once: true })
    if (link.aborted) onCut()
  })
  try {
    return await Promise.race([work, cut])
  } finally {
    link.removeEventListener('abort', onCut)
    work.catch(() => {})
  }
}

async function within<T>(work: Promise<T>, deadlineMs: number, link: AbortSignal): Promise<T> {
  return untilCut(work, AbortSignal.any([link, AbortSignal.timeout(deadlineMs)]))
}
