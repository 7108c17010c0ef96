/** A minimal SMTP client that keeps its connection and tells the moment between the end of DATA and the 250. */
import { once } from 'node:events'
import net from 'node:net'

export type SmtpClient = {
  /** Resolves with the milliseconds from the last byte of DATA to the 250, and when that was. Rejects without a 250. */
  send(to: string, message: string): Promise<{ ms: number; at: number }>
  close(): void
}

export async function connectSmtp(port: number): Promise<SmtpClient> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const replies: string[] = []
  let waiting: ((line: string) => void) | undefined
  const lost = new Promise<never>((_, reject) => {
    socket.on('error', reject).on('close', () => reject(new Error('the connection was closed')))
  })
  lost.catch(() => {})
  let rest = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line[3] === '-') continue
      if (waiting) waiting(line)
      else replies.push(line)
      waiting = undefined
    }
  })
  const reply = async (wanted: string) => {
    const line = replies.shift() ?? (await Promise.race([new Promise<string>((resolve) => (waiting = resolve)), lost]))
    if (!line.startsWith(wanted)) throw new Error(`expected ${wanted}, got: ${line}`)
  }
  await reply('220')
  socket.write('EHLO bench.example.com\r\n')
  await reply('250')
  return {
    async send(to, message) {
      socket.write(`MAIL FROM:<load@example.com>\r\nRCPT TO:<${to}>\r\nDATA\r\n`)
      for (const wanted of ['250', '250', '354']) await reply(wanted)
      const start = performance.now()
      socket.write(`${message}\r\n.\r\n`)
      await reply('250')
      const at = performance.now()
      return { ms: at - start, at }
    },
    close: () => socket.end('QUIT\r\n'),
  }
}

/** A plain mail of about `bytes`, with what a list shows. */
export function plainMail(bytes: number, subject: string): string {
  const head = `From: Load <load@example.com>\r\nTo: You <you@example.com>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.com>\r\n\r\n`
  const line = 'Your order has left our house and should reach you soon.\r\n'
  return head + line.repeat(Math.max(1, Math.ceil((bytes - head.length) / line.length)))
}
