/** Whether a port can be listened on; said before anything starts, in words. */
import { createServer } from 'node:net'
import type { Config } from '@/lib/config'

/** One line for each configured port that cannot be used. */
export async function findPortFaults(config: Config): Promise<string[]> {
  const all = portsOf(config)
  const faults: string[] = []
  for (const [index, wanted] of all.entries()) {
    const twin = all.slice(0, index).find((other) => other.port === wanted.port && wanted.port !== 0)
    if (twin) faults.push(`${wanted.name}: ${wanted.port} is the same as ${twin.name}`)
    else {
      const error = await tryListen(wanted.port, wanted.host)
      if (error) faults.push(portFault(wanted, error))
    }
  }
  return faults
}

export async function isPortFree(port: number, host: string): Promise<boolean> {
  return (await tryListen(port, host)) === null
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Why it could not be listened on, in one line that begins with the variable. */
export function portFault({ name, port, host }: Wanted, { code, message }: NodeJS.ErrnoException): string {
  return `${name}: ${port} on ${host} ${WORDS[code ?? ''] ?? message}`
}

export function portsOf({ PORT, HOST, SMTP_PORT, SMTP_HOST, COMPANION_PORT }: Config): [Wanted, Wanted, Wanted] {
  return [
    { name: 'PORT', port: PORT, host: HOST },
    { name: 'SMTP_PORT', port: SMTP_PORT, host: SMTP_HOST },
    { name: 'COMPANION_PORT', port: COMPANION_PORT, host: '127.0.0.1' },
  ]
}

type Wanted = { name: 'PORT' | 'SMTP_PORT' | 'COMPANION_PORT'; port: number; host: string }

const WORDS: Record<string, string> = {
  EADDRINUSE: 'is already in use',
  EACCES: 'needs more rights than this user has',
  EADDRNOTAVAIL: 'cannot be used: the host is not an address of this machine',
  ENOTFOUND: 'cannot be used: the host is unknown',
}

function tryListen(port: number, host: string): Promise<Error | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}
