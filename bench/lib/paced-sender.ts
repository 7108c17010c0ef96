/** The process behind paced-load.ts: a timer says how many mails are due, idle connections take them. */
import { connectSmtp, plainMail, type SmtpClient } from './smtp-client'

type Job = { port: number; perSecond: number; addresses: string[]; bytes: number }

const CONNECTIONS = 50
const TICK_MS = 5

let latencies: number[] = []

process.on('message', (message: Job | 'take') => {
  if (message === 'take') {
    process.send?.(latencies)
    latencies = []
  } else void run(message)
})
process.on('disconnect', () => process.exit())

async function run({ port, perSecond, addresses, bytes }: Job): Promise<void> {
  const idle: SmtpClient[] = await Promise.all(Array.from({ length: CONNECTIONS }, () => connectSmtp(port)))
  const mail = plainMail(bytes, 'paced')
  const start = performance.now()
  let sent = 0
  process.send?.('ready')
  setInterval(() => {
    const due = Math.floor(((performance.now() - start) / 1_000) * perSecond)
    while (sent < due) {
      const client = idle.pop()
      // all are busy: what is due waits, and the server has fallen behind
      if (!client) return
      const to = addresses[sent++ % addresses.length] ?? ''
      void client.send(to, mail).then(({ ms }) => {
        latencies.push(ms)
        idle.push(client)
      })
    }
  }, TICK_MS)
}
