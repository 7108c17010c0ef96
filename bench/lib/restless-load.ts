/** Fifty senders that press on whatever happens, and remember which of their mails were acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises'
import { connectSmtp, plainMail, type SmtpClient } from './smtp-client'

const SENDERS = 50
const PAUSE_MS = 50

export type RestlessLoad = {
  /** Resolves with the subjects that were acknowledged, and how many mails ended without a 250. */
  stop(): Promise<{ acknowledged: string[]; unanswered: number }>
}

/** Each mail has a subject of its own and is sent once. */
export function startRestlessLoad(port: number, addresses: string[]): RestlessLoad {
  const acknowledged: string[] = []
  let unanswered = 0
  let isOver = false

  async function press(sender: number): Promise<void> {
    let client: SmtpClient | null = null
    for (let n = 0; !isOver; n++) {
      const subject = `${sender}-${n}`
      const to = addresses[(sender * 7_919 + n) % addresses.length] ?? ''
      try {
        client ??= await connectSmtp(port)
        await client.send(to, plainMail(2_000, subject))
        acknowledged.push(subject)
      } catch {
        unanswered++
        client?.close()
        client = null
        await sleep(PAUSE_MS)
      }
    }
    client?.close()
  }

  const senders = Array.from({ length: SENDERS }, (_, sender) => press(sender))
  return {
    async stop() {
      isOver = true
      await Promise.all(senders)
      return { acknowledged, unanswered }
    },
  }
}
