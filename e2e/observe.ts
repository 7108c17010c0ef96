/** What can be seen of an instance from outside: its API, its mail, its processes, what it printed. */
import { createTransport } from 'nodemailer'
import type { Instance } from './instance'

export type Inbox = { address: string; headers: Record<string, string> }

export async function createInbox({ url }: Instance): Promise<Inbox> {
  const response = await fetch(`${url}/api/v1/mailboxes`, { method: 'POST' })
  const { address, session_token } = await response.json()
  return { address, headers: { authorization: `Bearer ${session_token}` } }
}

export async function listSubjects(instance: Instance | undefined, { address, headers }: Inbox): Promise<string[]> {
  const response = await fetch(`${instance?.url}/api/v1/mailboxes/${address}/messages`, { headers })
  const { items } = await response.json()
  return items.map(({ subject }: { subject: string }) => subject)
}

export async function sendMail({ smtp }: Instance, to: string, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtp, tls: { rejectUnauthorized: false } })
  await transport.sendMail({ from: 'ada@example.org', to, subject, text: subject })
  transport.close()
}

/** Both processes answer, and the database behind them. */
export async function isReady(instance: Instance | undefined): Promise<boolean> {
  if (!instance) return false
  const urls = [`${instance.url}/readyz`, `http://127.0.0.1:${instance.companion}/readyz`]
  const answers = await Promise.all(urls.map((url) => fetch(url).catch(() => null)))
  return answers.every((answer) => answer?.status === 200)
}

export function hasParts(instance: Instance): boolean {
  try {
    return Object.values(instance.parts()).every(isAlive)
  } catch {
    return false
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Without those about preparing: tests that run beside each other may have to wait for one another there. */
export function lastLines(output: string): string[] {
  return output.split('\n').filter((line) => line !== '' && !/^Mayfly (builds|waits for process)/.test(line))
}
