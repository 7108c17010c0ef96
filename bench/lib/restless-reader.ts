/** Follows a mailbox across every outage, as EventSource does: again with the last id that came. */
import { setTimeout as sleep } from 'node:timers/promises'
import { followEvents } from './event-client'

const PAUSE_MS = 100
/** Later than this nothing comes any more. */
const LIMIT_MS = 30_000

export type RestlessReader = {
  address: string
  /** Waits until the last seq came, and counts what came otherwise than 1, 2, 3, …, `last`. */
  countFaults(last: number): Promise<number>
}

export function followRestlessly(url: string, token: string, address: string): RestlessReader {
  const seqs: number[] = []
  let isOver = false

  async function follow(): Promise<void> {
    while (!isOver) {
      const headers = { 'X-Session-Token': token, 'Last-Event-ID': `${seqs.at(-1) ?? 0}` }
      const { socket, ready } = followEvents(`${url}/api/v1/mailboxes/${address}/events`, headers, (name, seq) => {
        if (name === 'new_message') seqs.push(seq)
      })
      const closed = new Promise((resolve) => socket.once('close', resolve))
      await ready.catch(() => socket.destroy())
      await closed
      await sleep(PAUSE_MS)
    }
  }
  void follow()

  return {
    address,
    async countFaults(last) {
      const until = performance.now() + LIMIT_MS
      while ((seqs.at(-1) ?? 0) < last && performance.now() < until) await sleep(PAUSE_MS)
      isOver = true
      return seqs.filter((seq, index) => seq !== index + 1).length + Math.max(0, last - seqs.length)
    },
  }
}
